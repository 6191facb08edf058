"""Forms that say how things stand: one idea a form."""

from typing import Any

from django import forms

from culturefirst.kit import clock
from culturefirst.kit.fields import AmountField, PastDayField, field_of, words
from culturefirst.kit.forms import Form
from culturefirst.network.models import Organisation, SubRegion
from culturefirst.programme.rules import Status

DECLARED = [(s.value, s.word) for s in Status if s is not Status.CLOSED]


class DeclareForm(Form):
    """Where a target stands, said by a person because nothing counts it."""

    on = PastDayField(label="On which day was it so?", initial=clock.today)
    value = AmountField(
        label="The figure, if there is one",
        required=False,
        help_text="For example 3, where three of the four are done. Leave it empty if the target "
        "has no number.",
    )
    standing = forms.ChoiceField(
        label="Or say how it stands",
        required=False,
        choices=[("", "Work it out from the figure"), *DECLARED],
    )
    why = words("Why do you say so?", help_text="One or two sentences that a member would accept.")
    evidence = words(
        "Evidence",
        rows=2,
        required=False,
        help_text="Where somebody could look it up: a minute, a web address, a name.",
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("value") is None and not said.get("standing") and not self.errors:
            self.add_error("value", "Give a figure, or choose how it stands below.")
        return said


class OverrideForm(Form):
    """Another status in place of the one worked out."""

    standing = forms.ChoiceField(label="Show this status instead", choices=DECLARED)
    reason = words(
        "Why is it truer than the one worked out?",
        help_text="The page shows both, with your name and your reason.",
    )


class CommentForm(Form):
    """Why a target is off track and what comes next."""

    why = words("Why is it off track?")
    next = words("What happens next, and by when?")


class MilestoneForm(Form):
    """One thing done, on one day."""

    title = forms.CharField(
        label="What was done?",
        max_length=300,
        help_text="One thing, as you would tell a member: “Planning workshop held in Ely”.",
    )
    on = PastDayField(label="On which day?", initial=clock.today)
    sub_region = forms.ModelChoiceField(
        label="In which sub-region?",
        queryset=SubRegion.objects.none(),
        required=False,
        empty_label="The whole network, or none in particular",
    )
    organisation = forms.ModelChoiceField(
        label="With which organisation?",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="None in particular",
    )
    evidence = words("Evidence", rows=2, required=False, help_text="Where one could look it up.")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field_of(self, "sub_region").queryset = SubRegion.objects.all()
        field_of(self, "organisation").queryset = Organisation.objects.all()


class ReasonForm(Form):
    """A reason, where something is taken away or closed."""

    reason = words("Why?", help_text="It stays in the list of changes, with your name.")


class NoteForm(Form):
    """Something to remember, which says nothing of the standing."""

    text = words("Note")


class ProgressNoteForm(Form):
    """A line for the progress column."""

    text = words("What should stand in the progress column?")
    on = PastDayField(label="Day", required=False)
