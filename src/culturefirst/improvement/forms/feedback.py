"""The forms of the feedback report."""

from typing import Any

from django import forms

from culturefirst.improvement.forms.visits import OfCriterion
from culturefirst.improvement.models import (
    Finding,
)
from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.fields import words


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
