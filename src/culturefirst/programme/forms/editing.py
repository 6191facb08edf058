"""Forms that change the programme's own words and targets."""

from collections.abc import Mapping
from typing import Any

from django import forms

from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.fields import (
    AmountField,
    DayField,
    LinesField,
    QuickSelect,
    field_of,
    words,
)
from culturefirst.kit.forms import Form
from culturefirst.network.models import SubRegion
from culturefirst.programme.forms.recording import MilestoneForm
from culturefirst.programme.models import Target


class WorkProgrammeForm(EditForm):
    title = forms.CharField(label="Title", max_length=200)
    starts = DayField(label="First day")
    ends = DayField(label="Last day")
    notes = LinesField(label="Notes", required=False, help_text="One on each line.")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if upside_down(said.get("starts"), said.get("ends")):
            self.add_error("ends", "The last day must not come before the first.")
        return said


class PriorityForm(EditForm):
    number = forms.CharField(label="Number, as printed", max_length=20, required=False)
    title = forms.CharField(label="Priority", max_length=500)


class StrandForm(EditForm):
    number = forms.CharField(label="Number, as printed", max_length=20, required=False)
    title = forms.CharField(label="Programme", max_length=500, required=False)


class ActivityForm(EditForm):
    title = words("Activity", rows=2)
    actions = LinesField(label="We will", required=False, help_text="One action on each line.")
    outcomes = LinesField(label="So that", required=False, help_text="One outcome on each line.")
    leads = LinesField(label="Lead", required=False, help_text="One lead on each line.")
    notes = LinesField(label="Notes", required=False, rows=2)
    sub_regions = forms.ModelMultipleChoiceField(
        label="Sub-regions",
        queryset=SubRegion.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Leave all empty where it is for the whole network.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field_of(self, "sub_regions").queryset = SubRegion.objects.all()


class ProgressForm(EditForm):
    text = words("Note", rows=2)
    on = DayField(label="Day", required=False)
    value = AmountField(label="A number it states", required=False)


class MilestoneEditForm(EditForm, MilestoneForm):
    """An entry of the log, to be put right."""

    field_order = ["title", "on", "sub_region", "organisation", "evidence"]


class TargetFields(Form):
    """What a target is made of; shared by editing, adding and importing."""

    grouped = ("quantity", "unit", "per", "starts", "due", "baseline", "goal", "direction")
    text = words("Target", rows=2, help_text="As it should read on the page.")
    kind = forms.ChoiceField(
        label="What kind of target is it?", choices=Target.Kind.choices, widget=QuickSelect
    )
    quantity = AmountField(label="How many?", required=False, min_value=0)
    unit = forms.CharField(
        label="Of what?", max_length=100, required=False, help_text="training sessions, users, %"
    )
    per = forms.ChoiceField(
        label="How often?",
        required=False,
        choices=[("", "once, over the whole time"), *Target.Per.choices],
        widget=QuickSelect,
    )
    starts = DayField(label="From", required=False)
    due = DayField(label="Due by", required=False)
    baseline = AmountField(label="Starting figure", required=False)
    goal = AmountField(label="Figure to reach", required=False)
    direction = forms.ChoiceField(
        label="Direction",
        required=False,
        choices=[("", "neither"), *Target.Direction.choices],
        widget=QuickSelect,
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name, fault in faults(said):
            if name not in self.errors:
                self.add_error(name, fault)
        return said


class NewPriorityForm(Form):
    number = forms.CharField(label="Number", max_length=20, required=False)
    title = forms.CharField(label="Priority", max_length=500)


class NewActivityForm(Form):
    title = words("Activity", rows=2)
    actions = LinesField(label="We will", required=False, help_text="One action on each line.")
    outcomes = LinesField(label="So that", required=False, help_text="One outcome on each line.")
    leads = LinesField(label="Lead", required=False, help_text="One lead on each line.")


class TargetForm(TargetFields, EditForm):
    field_order = ["text", "kind", "quantity", "unit", "per", "starts", "due"]


def faults(said: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a target of this kind still needs, as ``(field, sentence)``."""
    kind, found = said.get("kind"), []
    if kind in ("count", "recurring") and not said.get("quantity"):
        found.append(("quantity", "Say how many: this kind of target counts to a number."))
    if kind == "recurring" and not said.get("per"):
        found.append(("per", "Say whether it is so many a year, a quarter or a month."))
    if kind == "change" and not said.get("direction"):
        found.append(("direction", "Say whether it should go up or down."))
    if upside_down(said.get("starts"), said.get("due")):
        found.append(("due", "It must not be due before it starts."))
    return found


def upside_down(first: Any, last: Any) -> bool:
    """Whether both days are given and the last comes first."""
    return bool(first and last and last < first)
