"""Forms in the kit's look: labels above, help under the label, errors in words."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest

from culturefirst.kit.errors import Conflict, DomainError, NotAllowed
from culturefirst.kit.selects import select

T = TypeVar("T")
MISSING = "Please fill this in."


class Renderer(DjangoTemplates):
    """Renders fields from the kit's own templates, widgets from Django's, lists by itself."""

    form_template_name = "kit/form.html"
    field_template_name = "kit/field.html"

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        """The HTML of a widget, a field or a form."""
        if template_name == forms.Select.template_name:
            return select(context["widget"])
        return super().render(template_name, context, request)


class Form(forms.Form):
    """A form whose faults are told by the server, in the words of a colleague.

    The browser's own bubbles are switched off (``required`` is said in words by marking what is
    optional), so that every fault is listed at the top and beside its field. ``grouped`` names
    the fields that a template may show side by side, ``folded`` those that few need: they stand
    behind a heading until one of them is filled in or wrong. ``sections`` parts a long form, as
    ``(heading, names)``, and one whose first field is folded is so as a whole; ``later`` names
    fields that may stay empty for now and not for good.
    """

    use_required_attribute = False
    grouped: ClassVar[tuple[str, ...]] = ()
    folded: ClassVar[tuple[str, ...]] = ()
    sections: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = ()
    later: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.later = name in self.later  # type: ignore[attr-defined]
            _shorten(field.widget)
            if (
                field.error_messages.get("required")
                == forms.Field.default_error_messages["required"]
            ):
                field.error_messages["required"] = MISSING

    @property
    def parted(
        self,
    ) -> list[tuple[str, list[forms.BoundField], list[forms.BoundField], str]]:
        """The sections with their fields: one below the other, then those side by side.

        Last stands whether it is folded: ``shut``, ``open`` since something is in it, or empty.
        """
        return [
            (
                heading,
                [self[name] for name in names if name not in self.grouped],
                [self[name] for name in names if name in self.grouped],
                self._fold(names) if names[0] in self.folded else "",
            )
            for heading, names in self.sections
        ]

    def _fold(self, names: tuple[str, ...]) -> str:
        return "open" if self._in_use(names) else "shut"

    @property
    def unfolds(self) -> bool:
        """Whether a field behind the heading is filled in or wrong."""
        return self._in_use(self.folded)

    def _in_use(self, names: tuple[str, ...]) -> bool:
        return any(self[name].value() or self[name].errors for name in names)


def _shorten(widget: forms.Widget) -> None:
    # Django's ten lines fill a screen; a few ask for a few sentences.
    if isinstance(widget, forms.Textarea) and widget.attrs.get("rows") == "10":
        widget.attrs["rows"] = "4"


class DateInput(forms.DateInput):
    """The browser's own date control, which speaks ISO dates."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


def act_on(form: forms.BaseForm, run: Callable[..., T]) -> T | None:
    """Call ``run(**form.cleaned_data)`` where the form is sound; returns what it returns.

    A refusal (``DomainError``, ``ValidationError``) becomes an error of the form and ``None`` is
    returned; ``form.errors`` then says why. ``NotAllowed`` and ``Conflict`` are not the form's
    to answer and pass through.
    """
    if not form.is_valid():
        return None
    try:
        return run(**form.cleaned_data)
    except (NotAllowed, Conflict):
        raise
    except DomainError as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as faults:
        _add(form, faults)
    return None


def _add(form: forms.BaseForm, faults: ValidationError) -> None:
    """Put each fault beside its field, or at the top where the form has no such field."""
    if not hasattr(faults, "error_dict"):
        form.add_error(None, faults)
        return
    for name, errors in faults.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)
