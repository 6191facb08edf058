"""The forms of peer challenge."""

from typing import Any

from django import forms

from culturefirst.collaboration.queries.listings import people_at
from culturefirst.improvement.models import (
    Assessment,
    Challenge,
    ChallengeRound,
    Criterion,
    Evidence,
    Finding,
    Framework,
    Interest,
)
from culturefirst.kit import clock
from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.fields import DayField, field_of, words
from culturefirst.kit.forms import Form
from culturefirst.network.models import Organisation, Person
from culturefirst.programme.models import Activity

NO_CRITERION = "The whole"


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


class BecauseForm(Form):
    """Why something is called off."""

    because = forms.CharField(label="Why", max_length=300, help_text="One sentence.")


class ProposeForm(Form):
    """Whom to ask for a challenge."""

    assessment: Any = forms.ModelChoiceField(
        Assessment.objects.none(), label="Your self-assessment", empty_label=None
    )
    challenger: Any = forms.ModelChoiceField(
        Organisation.objects.none(), label="Who is to challenge it", empty_label="Choose one"
    )

    def __init__(self, *args: Any, assessments: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "assessment").queryset = assessments
        field_of(self, "challenger").queryset = bodies


class OpenForm(Form):
    """What the peers may read."""

    judgements = forms.BooleanField(
        label="Our scores",
        required=False,
        help_text="The agreed level of each criterion with its reason, strengths and areas for "
        "improvement; with them the title and the scope.",
    )
    evidence = forms.BooleanField(
        label="Our evidence",
        required=False,
        help_text="Only the pieces that you marked as shown to peers.",
    )
    spread = forms.BooleanField(
        label="How people scored on their own",
        required=False,
        help_text="The spread; never who said what.",
    )


class PersonForm(Form):
    """Somebody of a body."""

    person: Any = forms.ModelChoiceField(
        Person.objects.none(),
        label="Who",
        empty_label="Choose somebody who works there",
        error_messages={"invalid_choice": "Choose somebody who works there today."},
    )

    def __init__(self, *args: Any, body: Organisation, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "person").queryset = people_at([body], user, clock.today())


class VisitForm(EditForm):
    """When and where the peers come."""

    visit_on = DayField(label="Day of the visit")
    visit_at = forms.CharField(label="Where", max_length=200, required=False)


class VisitedForm(Form):
    """When the visit was."""

    visited_on = DayField(label="Day on which the visit was")


class ItemForm(Form):
    """An item of the programme of the visit."""

    begins = forms.TimeField(
        label="Begins at", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(
        label="Ends at",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    title = forms.CharField(label="What", max_length=200)
    place = forms.CharField(label="Where", max_length=200, required=False)
    meets = forms.CharField(label="Whom the peers meet", max_length=300, required=False)
    leads = forms.CharField(label="Who leads it", max_length=200, required=False)
    grouped = ("begins", "ends")


class EditItemForm(EditForm, ItemForm):
    """An item that is there."""


class AskDocumentForm(Form):
    """What the peers would like to read."""

    what = forms.CharField(label="What you would like to read", max_length=200)
    why = words("What for", required=False, rows=2)


class GiveForm(Form):
    """What is given for a document that was asked for."""

    given: Any = forms.ModelChoiceField(
        Evidence.objects.none(),
        label="The evidence",
        required=False,
        empty_label="None of it",
        help_text="Only what you marked as shown to peers can be given.",
    )
    answer = words("Or say why there is none", required=False, rows=2)

    def __init__(self, *args: Any, evidence: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "given").queryset = evidence


class OfCriterion(Form):
    """A form with a criterion, or none for the whole."""

    criterion: Any = forms.ModelChoiceField(
        Criterion.objects.none(), label="Criterion", required=False, empty_label=NO_CRITERION
    )

    def __init__(self, *args: Any, challenge: Challenge, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.challenge = challenge
        rows = Criterion.objects.filter(version=challenge.assessment.framework_id)
        field_of(self, "criterion").queryset = rows.order_by("position")


class AskForm(OfCriterion):
    """A question of the peers."""

    words = words("Your question")
    field_order = ("criterion", "words")


class AnswerForm(EditForm):
    """The host's answer to a question."""

    answer = words("Your answer")


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


class SummaryForm(EditForm):
    """The few sentences that most people read."""

    summary = words("Summary", rows=8)


class FindingForm(OfCriterion):
    """A finding."""

    kind = forms.ChoiceField(label="What it is", choices=Finding.Kind.choices)
    words = words("In a few sentences", rows=4)
    field_order = ("kind", "criterion", "words")


class EditFindingForm(EditForm, FindingForm):
    """A finding that is there."""

    def another(self, **options: Any) -> "EditFindingForm":
        return type(self)(**options, challenge=self.challenge)


class AnswerFindingForm(EditForm):
    """How the host answers a finding."""

    answer = forms.ChoiceField(
        label="Do you accept it?", choices=Finding.Answer.choices, widget=forms.RadioSelect
    )
    answer_why = words("Why")
