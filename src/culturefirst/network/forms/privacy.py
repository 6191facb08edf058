"""Erasing: a word that nobody types by mistake, and a reason where it is somebody else."""

from django import forms
from django.core.exceptions import ValidationError

from culturefirst.kit.forms import Form

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


class ErasePersonForm(EraseForm):
    """The same for somebody else, with the reason."""

    reason = forms.CharField(
        label="Why",
        max_length=300,
        help_text="That they asked for it, and when. Do not name them: this stays.",
        error_messages={"required": "Say why: that they asked for it, and when."},
    )
    field_order = ("reason", "word")
