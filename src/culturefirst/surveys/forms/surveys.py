"""The forms of surveys and their waves."""

from typing import Any, ClassVar

from django import forms

from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.fields import DayField, words
from culturefirst.kit.forms import Form
from culturefirst.network.models import Audience
from culturefirst.programme.models import Activity
from culturefirst.surveys.letters import PROMISES
from culturefirst.surveys.models import Survey, Wave


class SurveyFields(Form):
    """What a survey is for, and what it promises."""

    title = forms.CharField(max_length=160, help_text="For example: Users’ survey.")
    says = words(
        "What it is for", rows=4, help_text="Whoever answers reads it: who asks, and what is done "
        "with the answers.",
    )  # fmt: skip
    privacy = forms.ChoiceField(
        label="What is promised to those who answer",
        choices=[(key, f"{key.label}. {PROMISES[key]}") for key in reversed(Survey.Privacy)],
        widget=forms.RadioSelect,
        initial=Survey.Privacy.CONFIDENTIAL,
        help_text="It cannot be changed once anybody has been asked.",
    )
    per = forms.ChoiceField(
        label="Who answers", choices=Survey.Per.choices, widget=forms.RadioSelect,
        initial=Survey.Per.PERSON,
    )  # fmt: skip
    partners = words(
        "Bodies that ask together with us", rows=2, required=False, help_text="One a line."
    )
    serves: Any = forms.ModelChoiceField(
        Activity.objects.none(), label="Activity of the work programme", required=False
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        rows = Activity.objects.visible_to(user).filter(
            programme__priority__work_programme__state="current"
        )
        self.fields["serves"].queryset = rows  # type: ignore[attr-defined]


class SurveyForm(SurveyFields):
    """A new survey."""


class EditSurveyForm(SurveyFields, EditForm):
    """A survey as it stands; its promise is shown only while it may change."""

    def __init__(self, *args: Any, user: Any, settled: bool, **kwargs: Any) -> None:
        self.settled = settled
        super().__init__(*args, user=user, **kwargs)
        if settled:
            del self.fields["privacy"], self.fields["per"]

    def another(self, **options: Any) -> "EditSurveyForm":
        return type(self)(user=self.user, settled=self.settled, **options)


class WaveFields(Form):
    """One time of asking."""

    grouped: ClassVar[tuple[str, ...]] = ("title", "closes_on")
    title = forms.CharField(
        label="Name of this wave", max_length=80, help_text="A year, mostly: 2011."
    )
    closes_on = DayField(label="Last day for answers")
    audience: Any = forms.ModelChoiceField(
        Audience.objects.none(), label="Who is asked", required=False, empty_label="Nobody yet",
        help_text="Everybody of this audience gets a letter with a link when it opens. Others can "
        "be invited by address.",
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        rows = Audience.objects.visible_to(user).filter(retired_at__isnull=True)
        self.fields["audience"].queryset = rows  # type: ignore[attr-defined]


class WaveForm(WaveFields):
    """A new wave; it may begin with the questions of another."""

    like: Any = forms.ModelChoiceField(
        Wave.objects.none(), label="Begin with the questions of", required=False,
        empty_label="No questions",
    )  # fmt: skip

    def __init__(self, *args: Any, waves: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["like"].queryset = waves  # type: ignore[attr-defined]


class EditWaveForm(WaveFields, EditForm):
    """A wave as it stands."""

    def another(self, **options: Any) -> "EditWaveForm":
        return type(self)(user=self.user, **options)


class OthersForm(Form):
    """People outside the network, by name and address."""

    others = forms.CharField(
        label="Names and email addresses",
        widget=forms.Textarea(attrs={"rows": "6"}),
        help_text="One a line: Ada Dow, ada@example.org.",
    )

    def clean_others(self) -> list[tuple[str, str]]:
        """Name and address of each line."""
        found = []
        for number, line in enumerate(self.cleaned_data["others"].splitlines(), start=1):
            if not line.strip():
                continue
            name, comma, email = line.rpartition(",")
            if not comma or not name.strip():
                raise forms.ValidationError(
                    f"Line {number}: write it as: Ada Dow, ada@example.org."
                )
            found.append((name.strip(), email.strip()))
        return found
