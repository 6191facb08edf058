"""The forms of a plan's actions."""

from typing import Any, ClassVar

from django import forms

from culturefirst.improvement.forms.plan_fields import PoundsField, sentences
from culturefirst.improvement.models import PlanAction, Strand
from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.fields import DayField, PastDayField, field_of
from culturefirst.kit.forms import Form
from culturefirst.network.models import Person

SHORT = 1000
ONE_OWNER = "Choose somebody or write a name, not both."


class ActionForm(Form):
    """One thing to do, in four short parts."""

    grouped: ClassVar[tuple[str, ...]] = ("starts", "due", "cost", "saving", "priority", "strand")
    sections: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        ("What is done", ("title", "gap", "outcome", "success")),
        ("Who, and by when", ("owner", "owner_name", "starts", "due")),
        ("What it costs and saves", ("cost", "saving")),
        ("What could go wrong", ("risk", "mitigation")),
        ("How it is sorted", ("priority", "strand", "shared")),
    )
    title = forms.CharField(
        label="In one line", max_length=200, help_text="For example: Share a store with Norwich."
    )
    gap = sentences("What it comes from", help_text="The gap or finding.", rows=2)
    outcome = sentences("What is to be different", help_text="For whom, once it is done.")
    success = sentences(
        "How you will know", help_text="What you will count or see.", rows=2, most=SHORT
    )
    owner: Any = forms.ModelChoiceField(
        Person.objects.none(), label="Owner", required=False, empty_label="Nobody yet"
    )
    owner_name = forms.CharField(
        label="Or a name in words",
        required=False,
        max_length=120,
        help_text="For somebody who is not listed, such as “Head of leisure”.",
    )
    starts = DayField(label="From", required=False)
    due = DayField(label="Due", required=False)
    cost = PoundsField(label="Cost in pounds", required=False)
    saving = PoundsField(label="Saving expected, pounds a year", required=False)
    priority = forms.ChoiceField(label="Priority", choices=PlanAction.Priority.choices)
    risk = sentences("Risk", rows=2, most=SHORT)
    mitigation = sentences("What is done about it", rows=2, most=SHORT)
    strand: Any = forms.ModelChoiceField(
        Strand.objects.none(), label="Strand", required=False, empty_label="None"
    )
    shared = forms.BooleanField(
        label="Tell the other members",
        required=False,
        help_text="Once the plan is adopted they read its line, what is to be different, how far "
        "it is, its strand and the post of its owner. Costs stay yours.",
    )

    def __init__(self, *args: Any, people: Any, strands: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = {"people": people, "strands": strands}
        field_of(self, "owner").queryset = people
        field_of(self, "strand").queryset = strands

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        starts, due = given.get("starts"), given.get("due")
        if starts and due and due < starts:
            self.add_error("due", "It is due before it starts. Give a later day.")
        if given.get("owner") and given.get("owner_name"):
            self.add_error("owner_name", ONE_OWNER)
        return given


class EditActionForm(EditForm, ActionForm):
    """One that is there; of an adopted plan, moving its day asks for the reason."""

    sections: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = tuple(
        (heading, (*names, "why_moved") if "due" in names else names)
        for heading, names in ActionForm.sections
    )
    why_moved = forms.CharField(
        label="If you move the due day: why",
        required=False,
        max_length=SHORT,
        help_text="It is kept with the day that was set before.",
    )

    def __init__(self, *args: Any, adopted: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.adopted = adopted
        if not adopted:
            del self.fields["why_moved"]
            self.sections = ActionForm.sections  # type: ignore[misc]

    def another(self, **options: Any) -> "EditActionForm":
        return type(self)(**options, **self.choices, adopted=self.adopted)

    @staticmethod
    def read(record: Any, name: str) -> Any:
        """The reason is said anew each time; all else is the record's."""
        return "" if name == "why_moved" else EditForm.read(record, name)


class DoneForm(Form):
    """What came of an action."""

    came_of = sentences("What came of it", most=SHORT)
    on = PastDayField(label="Done on", required=False, help_text="Empty: today.")


class BecauseForm(Form):
    """A reason."""

    because = sentences("Why", required=True, rows=2, most=300)


class SavingForm(Form):
    """Pounds that were saved."""

    amount = PoundsField(label="Pounds saved")
    on = PastDayField(
        label="Made on", required=False, help_text="The day from which it counts. Empty: today."
    )
    how_known = sentences(
        "How you know", required=True, rows=2, most=SHORT, help_text="Whoever doubts it reads this."
    )
    url = forms.URLField(
        label="Where it can be read",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="The address of a paper or an account, if there is one.",
    )


class RecordForm(Form):
    """A record of this site by its address."""

    address = forms.CharField(
        label="Its address on this site",
        max_length=500,
        help_text="Copied from your browser: of an event, an offer or need, an initiative, or "
        "something in Learn.",
    )
