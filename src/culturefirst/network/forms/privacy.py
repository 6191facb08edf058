"""Erasing: a word that nobody types by mistake, and a reason where it is somebody else."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from culturefirst.kit.forms import Form
from culturefirst.kit.wording import plural
from culturefirst.network.privacy.removing import Place

WORD = "erase"


class EraseForm(Form):
    """The word that says it is meant."""

    word = forms.CharField(
        label=f"Type the word {WORD}",
        max_length=20,
        help_text="This cannot be undone.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )

    def clean_word(self) -> str:
        """The word, in whatever letters."""
        word: str = self.cleaned_data["word"].strip().lower()
        if word != WORD:
            raise ValidationError(f"Type {WORD} to go on, or leave this page to stay.")
        return word


class NamesForm(Form):
    """Out of which texts a name is to go; ``decided`` says it of each place that was shown."""

    take = forms.MultipleChoiceField(
        label="Take the name out of",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Leave a line unticked where somebody else is meant.",
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, places: Sequence[Place], ticked: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        keys = [place.key for place in places]
        if not keys:
            del self.fields["take"]
            return
        take: Any = self.fields["take"]
        take.choices = [(place.key, _said(place)) for place in places]
        take.initial = keys if ticked else []
        self.fields["shown"].initial = " ".join(keys)

    def clean(self) -> dict[str, Any]:
        """What was ticked and what was not, of all that the page showed, as ``decided``."""
        told: dict[str, Any] = dict(super().clean() or {})
        taken = set(told.pop("take", []))
        told["decided"] = {key: key in taken for key in told.pop("shown", "").split()}
        return told


def _said(place: Place) -> str:
    if place.words:
        return f"{place.what}: “{place.words}”"
    return f"{place.what}: {plural(len(place.spots), 'place')}"


class ErasePersonForm(NamesForm, EraseForm):
    """The same for somebody else, with the reason and what becomes of their name in texts."""

    reason = forms.CharField(
        label="Why",
        max_length=300,
        help_text="That they asked for it, and when. Do not name them: this stays.",
        error_messages={"required": "Say why: that they asked for it, and when."},
    )
    field_order = ("take", "reason", "word")
