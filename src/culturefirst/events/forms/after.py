"""The forms of the day and after."""

from datetime import date
from typing import Any

from django import forms

from culturefirst.events.months import months_later
from culturefirst.kit.forms import DateInput, Form

SCALE = [("5", "5, very good"), ("4", "4"), ("3", "3"), ("2", "2"), ("1", "1, poor")]
STATES = [("came", "Was there"), ("away", "Was not there"), ("unknown", "It is not known")]
WHO_READS = (
    "Whoever keeps the event reads your words without your name; where few answer, they may tell "
    "whose they are."
)


class FindForm(Form):
    """Words by which somebody is found."""

    words = forms.CharField(label="Name, or its beginning", max_length=100, required=False)


class GuestForm(Form):
    """Somebody from outside the network who came."""

    guest_name = forms.CharField(label="Their name", max_length=200)
    guest_email = forms.EmailField(
        label="Their email address",
        max_length=254,
        required=False,
        help_text="Only if they want what was shown there. It is taken out 60 days after the day.",
    )


class CameForm(Form):
    """What is right of one delegate, and how somebody knows."""

    came = forms.ChoiceField(label="Whether they were there", choices=STATES)
    reason = forms.CharField(
        label="How you know",
        max_length=300,
        help_text="It is kept with the change.",
    )


class FeedbackForm(Form):
    """Scores and words; with what one will do next where nothing was pledged yet."""

    overall = forms.TypedChoiceField(
        label="All in all", choices=SCALE, coerce=int, widget=forms.RadioSelect
    )
    useful = forms.TypedChoiceField(
        label="Of use for your work", choices=SCALE, coerce=int, empty_value=None,
        required=False, widget=forms.RadioSelect,
    )  # fmt: skip
    organised = forms.TypedChoiceField(
        label="How it was organised", choices=SCALE, coerce=int, empty_value=None,
        required=False, widget=forms.RadioSelect,
    )  # fmt: skip
    best = forms.CharField(
        label="What was best",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text=WHO_READS,
    )
    better = forms.CharField(
        label="What would have made it better",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )
    words = forms.CharField(
        label="What you will do next",
        max_length=300,
        required=False,
        help_text="One thing. Only you see it; it comes back to you in three months.",
    )

    def __init__(self, *args: Any, pledges: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not pledges:
            del self.fields["words"]


class PledgeForm(Form):
    """What one will do next, and when one wants to be asked."""

    words = forms.CharField(
        label="What you will do next",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text="One thing, in a sentence. Only you see it.",
    )
    due_on = forms.DateField(
        label="Ask me on",
        widget=DateInput(),
        help_text="A letter and “My work” ask you then what came of it.",
    )

    @staticmethod
    def first(today: date, months: int) -> dict[str, Any]:
        """What stands in the form before anything was pledged."""
        return {"due_on": months_later(today, months)}


class AnswerForm(Form):
    """Whether a pledge was kept, and what came of it."""

    fulfilled = forms.TypedChoiceField(
        label="Did you do it?",
        choices=[("yes", "Yes"), ("no", "No, or not yet")],
        coerce=lambda word: word == "yes",
        widget=forms.RadioSelect,
    )
    came_of_it = forms.CharField(
        label="What came of it",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text="Only you see it. That a pledge was kept is counted, without its words.",
    )


class WriteForm(Form):
    """A short message, and to whom."""

    whom = forms.ChoiceField(
        label="To whom",
        choices=[
            ("came", "Those who came"),
            ("unknown", "Those with a place of whom it is not known"),
        ],
        widget=forms.RadioSelect,
        initial="came",
    )
    subject = forms.CharField(label="Subject", max_length=150)
    text = forms.CharField(
        label="Message",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": "8"}),
        help_text="Plain words. Your name and the event’s stand below them.",
    )
