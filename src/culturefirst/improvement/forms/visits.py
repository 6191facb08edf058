"""The forms of a visit: its day and programme, documents and questions."""

from typing import Any

from django import forms

from culturefirst.improvement.models import (
    Challenge,
    Criterion,
    Evidence,
)
from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.fields import DayField, field_of, words
from culturefirst.kit.forms import Form

NO_CRITERION = "The whole"


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
