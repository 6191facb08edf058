"""The forms of polls."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from culturefirst.kit.forms import DateInput, Form
from culturefirst.network.models import Audience
from culturefirst.programme.models import Activity
from culturefirst.surveys.models import Choice, Poll
from culturefirst.surveys.queries.polls import groups_to_ask


class PollForm(Form):
    """A question, its answers one a line, whom it is put to, and until when."""

    grouped: ClassVar[tuple[str, ...]] = ("closes_on", "shown")
    question = forms.CharField(
        max_length=200, help_text="One question that can be answered at once."
    )
    says = forms.CharField(
        label="What it is for",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": "2"}),
        help_text="What will be done with the answers.",
    )
    choices = forms.CharField(
        label="Answers to choose from",
        widget=forms.Textarea(attrs={"rows": "5"}),
        help_text="One a line, two to twelve.",
    )
    closes_on = forms.DateField(label="Last day for answers", widget=DateInput())
    shown = forms.ChoiceField(
        label="When the result is shown", choices=Poll.Shown.choices, initial=Poll.Shown.AFTER
    )
    group: Any = forms.ModelChoiceField(
        queryset=None,
        label="Only for a group",
        required=False,
        empty_label="Everybody in the network",
    )
    audience: Any = forms.ModelChoiceField(
        queryset=None,
        label="Only for an audience",
        required=False,
        empty_label="Everybody in the network",
    )
    on_home_page = forms.BooleanField(
        label="Show it on the home page", required=False, help_text="Only a poll for everybody."
    )
    serves: Any = forms.ModelChoiceField(
        queryset=None, label="Activity of the work programme", required=False
    )

    def __init__(
        self, *args: Any, groups: Any, audiences: Any, activities: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("group", groups), ("audience", audiences), ("serves", activities)):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
            if not rows.exists():
                del self.fields[name]

    def clean_choices(self) -> list[str]:
        """The lines that say something."""
        return [line.strip() for line in self.cleaned_data["choices"].splitlines() if line.strip()]

    def clean(self) -> dict[str, Any]:
        """One circle at most, and only a poll for everybody on the home page."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("group") and given.get("audience"):
            self.add_error("audience", "Choose a group or an audience, not both.")
        narrowed = given.get("group") or given.get("audience")
        if given.get("on_home_page") and narrowed:
            self.add_error("on_home_page", "Only a poll for everybody can stand there.")
        return given


class AnswerForm(Form):
    """One of the answers."""

    choice: Any = forms.ModelChoiceField(
        queryset=None,
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": "Choose an answer.",
            "invalid_choice": "Choose one of the answers shown.",
        },
    )

    def __init__(self, *args: Any, poll: Poll, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = Choice.objects.filter(poll=poll)
        self.fields["choice"].queryset = choices  # type: ignore[attr-defined]
        self.fields["choice"].label = poll.question


class OutcomeForm(Form):
    """What was done with the answers."""

    outcome = forms.CharField(
        label="What was done with it",
        widget=forms.Textarea(attrs={"rows": "5"}),
        help_text="Everybody who may read the poll reads this.",
    )


def of_person(user: Any, day: date) -> dict[str, Any]:
    """What this person may choose of: groups, audiences and activities."""
    return {
        "groups": groups_to_ask(user, day),
        "audiences": Audience.objects.visible_to(user).filter(retired_at__isnull=True),
        "activities": Activity.objects.visible_to(user).filter(
            programme__priority__work_programme__state="current"
        ),
    }
