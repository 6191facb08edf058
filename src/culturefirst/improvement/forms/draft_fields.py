"""Fields of the forms by which a framework is written."""

import re
from typing import Any

from django import forms

from culturefirst.improvement.frameworks import Level
from culturefirst.improvement.frameworks import values as said
from culturefirst.kit.fields import LinesField
from culturefirst.network.models import Organisation

KEY = "Small letters, figures and hyphens, such as asset-use."
LEVEL = re.compile(r"([0-9]{1,3})\s*\|\s*([^|]+?)\s*(?:\|\s*(.*))?")


def line_field(
    label: str, most: int, help_text: str = "", required: bool = True
) -> forms.CharField:
    """Words on one line."""
    return forms.CharField(label=label, max_length=most, help_text=help_text, required=required)


def key_field(label: str = "Key", help_text: str = KEY) -> forms.RegexField:
    """What a file calls it."""
    wrong = {"invalid": "Write small letters, figures and hyphens, such as asset-use."}
    return forms.RegexField(
        rf"^{said.SLUG.pattern}$",
        label=label,
        max_length=said.KEY,
        help_text=help_text,
        error_messages=wrong,
    )


def weight_field() -> forms.DecimalField:
    """How much something counts."""
    return forms.DecimalField(
        label="Weight",
        min_value=0,
        max_digits=8,
        decimal_places=3,
        help_text="Beside the others; 1 is usual, 0 counts for nothing.",
    )


def kinds_field() -> forms.MultipleChoiceField:
    """For which bodies."""
    return forms.MultipleChoiceField(
        label="Asked of",
        choices=Organisation.Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None ticked: every kind.",
    )


class ScaleField(LinesField):
    """Levels as lines: number, name, what it means."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "\n".join(_written(each) for each in value)
        return value

    def clean(self, value: Any) -> list[Level]:  # type: ignore[override]
        """The levels; each must have a number and a name."""
        found = []
        for text in super().clean(value):
            if (told := LEVEL.fullmatch(text)) is None:
                raise forms.ValidationError(
                    "Write each level as number | name | meaning, such as 1 | Poor | Not done. "
                    f"This is not so: {text[:60]}"
                )
            found.append(Level(int(told[1]), told[2], told[3] or ""))
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.clean(data) != list(initial or [])
        except forms.ValidationError:
            return True


def _written(each: Level) -> str:
    return " | ".join(str(part) for part in (each.value, each.name, each.says) if part != "")
