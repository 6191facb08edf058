"""Which values are kept where two records of one person are merged."""

from typing import Any

from django import forms

from culturefirst.kit.forms import Form
from culturefirst.network.models import Person

LABELS = {
    "name": "Name",
    "email": "Email",
    "telephone": "Telephone",
    "profile": "About them",
    "shows_email": "Members may see the email address",
}


class MergeForm(Form):
    """For each value that differs, whose is kept; where only one has it, that one's at first."""

    def __init__(self, data: Any, kept: Person, merged: Person) -> None:
        super().__init__(data)
        for name, label in LABELS.items():
            mine, theirs = getattr(kept, name), getattr(merged, name)
            if mine == theirs:
                continue
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=[("kept", _shown(mine)), ("merged", _shown(theirs))],
                widget=forms.RadioSelect,
                initial="merged" if not mine and theirs else "kept",
            )

    @property
    def taken(self) -> list[str]:
        """The values that come from the record that goes."""
        return [name for name, whose in self.cleaned_data.items() if whose == "merged"]


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return value or "(nothing)"
