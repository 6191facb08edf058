"""Which values are kept where two records of one person are merged."""

from typing import Any

from django import forms

from culturefirst.kit.forms import Form
from culturefirst.network.models import Person
from culturefirst.network.queries.spans import alike

LABELS = {
    "name": "Name",
    "email": "Email",
    "telephone": "Telephone",
    "profile": "About them",
    "shows_email": "Members may see the email address",
}


class MergeForm(Form):
    """For each value that differs, whose is kept; where only one has it, that one's at first.

    Posts of other titles that were held side by side are one, unless somebody says that they are
    two; a councillor's two portfolios are two at first.
    """

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

        self.pairs = alike(kept, merged)
        for mine, theirs in self.pairs:
            self.fields[f"one_{theirs.pk}"] = forms.BooleanField(
                label=f"“{mine}” and “{theirs}” in {mine.organisation} are one post",
                required=False,
                initial=not (mine.portfolio and theirs.portfolio != mine.portfolio),
            )

    @property
    def apart(self) -> list[int]:
        """The posts of the record that goes which are no other's."""
        said = (
            self.cleaned_data if self.is_bound else {n: f.initial for n, f in self.fields.items()}
        )
        return [each.pk for _, each in self.pairs if not said[f"one_{each.pk}"]]

    @property
    def taken(self) -> list[str]:
        """The values that come from the record that goes."""
        return [name for name in LABELS if self.cleaned_data.get(name) == "merged"]


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return value or "(nothing)"
