"""Fields that forms of several rooms share: days, lines, amounts, plain lists of choices."""

from datetime import date
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

SELECTED = mark_safe(" selected")


class LinesField(forms.CharField):
    """A list of lines, written one under the other."""

    def __init__(self, **options: Any) -> None:
        rows = options.pop("rows", 4)
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), strip=False, **options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """The lines that say something, without the space around them."""
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.clean(data) != list(initial or [])


class AmountField(forms.FloatField):
    """A number; a whole one is shown without its point."""

    def prepare_value(self, value: Any) -> Any:
        return int(value) if isinstance(value, float) and value.is_integer() else value


class DayField(forms.DateField):
    """A day, asked for by the browser's own calendar where it has one."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        formats = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y"]
        options.setdefault(
            "error_messages", {"invalid": "Write the day as 19/09/2011 or 19 September 2011."}
        )
        super().__init__(widget=widget, input_formats=formats, **options)

    def clean(self, value: Any) -> date | None:
        """The day; one outside the years a network can plan for is a slip of the pen."""
        day: date | None = super().clean(value)
        if day is not None and not 1990 <= day.year <= 2100:
            raise forms.ValidationError("That year cannot be right. Write it in four figures.")
        return day


class PastDayField(DayField):
    """A day that has come: what was done cannot lie ahead."""

    def __init__(self, *, today: date | None = None, **options: Any) -> None:
        self.today = today
        super().__init__(**options)

    def clean(self, value: Any) -> date | None:
        from culturefirst.kit import clock

        day: date | None = super().clean(value)
        if day is not None and day > (self.today or clock.today()):
            raise forms.ValidationError("That day has not come yet. Give the day it happened.")
        return day


class QuickSelect(forms.Select):
    """A plain list of choices, written without a template for each option.

    The preview of a document holds five lists a target; with Django's templates the options
    alone take seconds.
    """

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        chosen = "" if value is None else str(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((key, SELECTED if str(key) == chosen else "", says) for key, says in self.choices),
        )
        outer = flatatt(self.build_attrs(self.attrs, {"name": name, **(attrs or {})}))
        return format_html("<select{}>{}</select>", outer, options)


def words(label: str, *, rows: int = 3, help_text: str = "", required: bool = True) -> Any:
    """A few sentences in the person's own words."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def field_of(form: forms.BaseForm, name: str) -> Any:
    """A form's own field, whose choices are set for each request."""
    return form.fields[name]
