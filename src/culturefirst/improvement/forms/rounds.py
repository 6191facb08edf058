"""The forms of rounds: what one says, who takes part, and what speaks against two."""

from typing import Any

from django import forms

from culturefirst.improvement.models import (
    Assessment,
    ChallengeRound,
    Framework,
    Interest,
)
from culturefirst.improvement.queries.traits import trait_names
from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.fields import DayField, field_of, words
from culturefirst.kit.forms import Form
from culturefirst.network.models import Organisation
from culturefirst.programme.models import Activity


class RoundForm(Form):
    """What a round says of itself."""

    title = forms.CharField(label="Title", max_length=200)
    says = words("What it is for", required=False, rows=3)
    framework: Any = forms.ModelChoiceField(
        Framework.objects.none(), label="Framework", empty_label=None
    )
    mode = forms.ChoiceField(
        label="How bodies are paired", choices=ChallengeRound.Mode.choices, widget=forms.RadioSelect
    )
    opens_on = DayField(label="Entries from")
    closes_on = DayField(label="Entries until")
    agreed_by = DayField(label="Assessments are agreed by")
    tiers_apart = forms.BooleanField(
        label="Keep counties and their own districts apart", required=False
    )
    traits = forms.MultipleChoiceField(
        label="Alike in what describes their areas",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Of each pair it is told how alike the two are in these. None: not looked at.",
    )
    serves: Any = forms.ModelChoiceField(
        Activity.objects.none(), label="Activity of the work programme it serves", required=False
    )
    grouped = ("opens_on", "closes_on", "agreed_by")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        field_of(self, "framework").queryset = Framework.objects.visible_to(user).filter(
            retired_on__isnull=True
        )
        names = trait_names()
        field_of(self, "traits").choices = [(each, each) for each in names]
        if not names:
            del self.fields["traits"]
        current = Activity.objects.visible_to(user).filter(
            programme__priority__work_programme__state="current"
        )
        field_of(self, "serves").queryset = current
        if not current.exists():
            del self.fields["serves"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        opens, closes = given.get("opens_on"), given.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", "That is before entries begin. Give a later day.")
        return given


class EditRoundForm(EditForm, RoundForm):
    """A round that is there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.given = {"user": kwargs.get("user")}
        super().__init__(*args, **kwargs)

    def another(self, **options: Any) -> "EditRoundForm":
        return type(self)(**options, **self.given)


class EnterForm(Form):
    """With what a body takes part."""

    grouped = ("farthest_km", "farthest_minutes")

    assessment: Any = forms.ModelChoiceField(
        Assessment.objects.none(), label="Self-assessment", empty_label=None
    )
    farthest_km = forms.IntegerField(
        label="Farthest you would travel, in km",
        required=False,
        min_value=1,
        max_value=1000,
        help_text="As the crow flies. Empty: wherever it is.",
    )
    farthest_minutes = forms.IntegerField(
        label="Longest you would travel, in minutes",
        required=False,
        min_value=1,
        max_value=1440,
        help_text="One way. It holds where the network knows how long it takes.",
    )
    wishes = words(
        "Wishes",
        required=False,
        help_text="For example whom you would learn from. Only the team that pairs reads it.",
    )

    def __init__(self, *args: Any, assessments: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "assessment").queryset = assessments


class InterestForm(Form):
    """Why two bodies should not challenge each other."""

    one: Any = forms.ModelChoiceField(Organisation.objects.none(), label="Organisation")
    other: Any = forms.ModelChoiceField(Organisation.objects.none(), label="And")
    kind = forms.ChoiceField(label="What it is", choices=Interest.Kind.choices)
    why = words("Why", required=False)
    until = DayField(label="Holds until", required=False)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("one", "other"):
            field_of(self, name).queryset = bodies


class ByHandForm(Form):
    """A link of the pairing, changed by hand."""

    challenger: Any = forms.ModelChoiceField(
        Organisation.objects.none(), label="This organisation", empty_label="Choose one"
    )
    host: Any = forms.ModelChoiceField(
        Organisation.objects.none(), label="challenges", empty_label="Choose one"
    )
    because = forms.CharField(label="Why", max_length=300, help_text="Both sides read it.")
    seen = forms.IntegerField(widget=forms.HiddenInput)
    grouped = ("challenger", "host")

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("challenger", "host"):
            field_of(self, name).queryset = bodies
