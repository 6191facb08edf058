"""What one says of a meeting."""

from typing import Any

from django import forms

from culturefirst.collaboration.forms import words_field
from culturefirst.kit.forms import Form

YES, NO, NOTHING = "yes", "no", ""


class TickForm(Form):
    """Whether to take it further, and a note."""

    further = forms.ChoiceField(
        label="Take it further?",
        required=False,
        choices=[
            (YES, "Yes, we want to"),
            (NO, "No, not now"),
            (NOTHING, "I say nothing yet"),
        ],
        widget=forms.RadioSelect,
        help_text="They learn of a yes only if they say yes, too. Of a no, nobody learns.",
    )
    note = words_field(
        "A note for yourselves",
        "Only those who sit at your side read it: not the other side, not the team.",
        required=False,
        rows=3,
    )

    @staticmethod
    def said(further: bool | None) -> str:
        """The choice that stands for what was said."""
        return NOTHING if further is None else (YES if further else NO)

    def clean_further(self) -> Any:
        """Yes, no or nothing."""
        return {YES: True, NO: False}.get(self.cleaned_data.get("further", NOTHING))
