"""Fields that the forms of the room share: a few sentences, pounds, what something serves."""

from decimal import Decimal
from typing import Any

from django import forms

from culturefirst.improvement.models.plans import LONGEST
from culturefirst.kit.fields import field_of
from culturefirst.kit.forms import Form
from culturefirst.programme.models import Activity


def sentences(
    label: str, *, help_text: str = "", required: bool = False, rows: int = 3, most: int = LONGEST
) -> forms.CharField:
    """A few sentences; what is too long is told and never cut."""
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=most,
        error_messages={"max_length": f"This is longer than {most:,} characters. Shorten it."},
        widget=forms.Textarea(attrs={"rows": str(rows), "maxlength": None}),
    )


class PoundsField(forms.DecimalField):
    """Pounds, as people write them: "£4,200" is a number."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_digits=12,
            decimal_places=2,
            min_value=Decimal(0),
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            error_messages={
                "invalid": "Write pounds in figures, such as 4200 or 4,200.50.",
                "min_value": "Pounds are nought or more.",
                "max_digits": "That is more than can be right. Write it in pounds.",
                "max_whole_digits": "That is more than can be right. Write it in pounds.",
                "max_decimal_places": "Write pence with two figures, or leave them out.",
            },
            **options,
        )

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = value.replace("£", "").replace(",", "").replace("\u202f", "").strip()
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """Without pence that say nothing."""
        if isinstance(value, Decimal):
            return f"{value:f}".removesuffix(".00")
        return value


class ServesForm(Form):
    """A form that asks for the activity it serves, where there is a current programme."""

    def offer_activities(self, user: Any) -> None:
        current = Activity.objects.visible_to(user).filter(
            programme__priority__work_programme__state="current"
        )
        if current.exists():
            field_of(self, "serves").queryset = current
        else:
            del self.fields["serves"]


def serves_field() -> Any:
    return forms.ModelChoiceField(
        Activity.objects.none(), label="Activity of the work programme it serves", required=False
    )
