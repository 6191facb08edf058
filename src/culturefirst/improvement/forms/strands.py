"""The forms of strands."""

from typing import Any

from django import forms

from culturefirst.improvement.forms.plan_fields import ServesForm, sentences, serves_field
from culturefirst.kit.edit_forms import EditForm


class StrandForm(ServesForm):
    """What a strand says."""

    name = forms.CharField(label="Name", max_length=80)
    says = sentences("What belongs to it", most=2000)
    serves: Any = serves_field()

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.offer_activities(user)


class EditStrandForm(EditForm, StrandForm):
    """One that is there."""

    def another(self, **options: Any) -> "EditStrandForm":
        return type(self)(**options, user=self.user)
