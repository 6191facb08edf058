"""The forms of scores beside each other: the peers', the host's, and what both agree."""

from typing import Any

from django import forms

from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.fields import field_of, words


class Leveled(EditForm):
    """A form with a level of the framework."""

    level_name = "level"

    def __init__(self, *args: Any, levels: list[dict[str, Any]], **kwargs: Any) -> None:
        self.levels = levels
        super().__init__(*args, **kwargs)
        choices = [("", "No level")] + [
            (str(each["value"]), f"{each['value']} {each['name']}") for each in levels
        ]
        field_of(self, self.level_name).choices = choices

    def another(self, **options: Any) -> "Leveled":
        return type(self)(**options, levels=self.levels)


def level(label: str) -> Any:
    """A choice among levels, which are set for each framework."""
    return forms.TypedChoiceField(
        label=label, required=False, coerce=int, empty_value=None, choices=[("", "No level")]
    )


class PeersForm(Leveled):
    """What the peers make of a criterion."""

    level = level("Your level")
    reason = words(
        "Why", required=False, help_text="With each level. A reason without a level is a query."
    )
    note = words("Note", required=False, rows=2)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("level") is not None and not given.get("reason"):
            self.add_error("reason", "Say why: the peers give a reason with each level.")
        return given


class HostForm(EditForm):
    """What the host says to the peers' score."""

    host_note = words("Your note", required=False, rows=2)
    response = words("Your response to the peers", required=False)


class AgreeForm(Leveled):
    """What both agree of a criterion."""

    level_name = "agreed_level"
    agreed_level = level("Level that both agree on")
    agreed_why = words("Why", required=False)
