"""The forms of improvement plans."""

from typing import Any

from django import forms

from culturefirst.improvement.forms.plan_fields import ServesForm, sentences, serves_field
from culturefirst.improvement.models import FrameworkVersion, Plan, PlanAction, PlanMember
from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.fields import DayField, PastDayField, field_of
from culturefirst.kit.forms import Form
from culturefirst.network.models import Organisation, Person


class PlanForm(ServesForm):
    """What a plan says of itself."""

    title = forms.CharField(
        label="Title", max_length=200, help_text="For example: Make more of what we have."
    )
    summary = sentences("In a few sentences", help_text="What it is about, and for whom.", rows=4)
    review_every = forms.IntegerField(
        label="Months between reviews",
        min_value=1,
        max_value=24,
        initial=6,
        error_messages={
            "min_value": "Give one month or more.",
            "max_value": "Review it at least every two years: give 24 months or fewer.",
        },
    )
    serves: Any = serves_field()

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.offer_activities(user)


class NewPlanForm(PlanForm):
    """A new one; for the one body of whoever has only one, that is not asked."""

    organisation: Any = forms.ModelChoiceField(
        Organisation.objects.none(), label="For which organisation", empty_label=None
    )
    field_order = ("organisation", "title", "summary", "review_every", "serves")

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.only = bodies.first() if bodies.count() == 1 else None
        field_of(self, "organisation").queryset = bodies
        if self.only is not None:
            del self.fields["organisation"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        given.setdefault("organisation", self.only)
        return given


class EditPlanForm(EditForm, PlanForm):
    """One that is there, with the day of its next review once it is adopted."""

    review_due = DayField(label="Next review", required=False)
    field_order = ("title", "summary", "review_every", "review_due", "serves", "seen")

    def __init__(self, *args: Any, adopted: bool = True, **kwargs: Any) -> None:
        self.given: dict[str, Any] = {"user": kwargs.get("user"), "adopted": adopted}
        super().__init__(*args, **kwargs)
        if not adopted:
            del self.fields["review_due"]

    def another(self, **options: Any) -> "EditPlanForm":
        return type(self)(**options, **self.given)


class GapsForm(Form):
    """Which gaps become actions, and what the plan is called."""

    title = forms.CharField(label="Title of the plan", max_length=200)
    criteria: Any = forms.MultipleChoiceField(
        label="Gaps that become actions",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "One of these is no gap any more. Look once more."},
    )

    def __init__(self, *args: Any, found: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "criteria").choices = [(str(gap.key), gap.title) for gap in found]

    def clean_criteria(self) -> list[int]:
        return [int(key) for key in self.cleaned_data["criteria"]]


class AdoptForm(Form):
    """Who adopted it, and when."""

    adopted_by = forms.CharField(
        label="Who adopted it", max_length=200, help_text="For example: Cabinet."
    )
    on = PastDayField(label="On", required=False, help_text="Empty: today.")


class ReviewForm(Form):
    """Words at a review."""

    words = sentences("What was said", required=True, rows=4)
    about: Any = forms.ModelChoiceField(
        PlanAction._base_manager.none(),
        label="Of which action",
        required=False,
        empty_label="The whole plan",
    )
    reviewed = forms.BooleanField(
        label="This was the review: set the next one", required=False, initial=False
    )

    def __init__(self, *args: Any, plan: Plan, actions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "about").queryset = actions
        if plan.is_draft:
            del self.fields["reviewed"]


class CloseForm(Form):
    """What came of a plan."""

    came_of = sentences("What came of it", required=True, rows=4)


class MemberForm(Form):
    """Somebody of the body who is to keep the plan."""

    person: Any = forms.ModelChoiceField(
        Person.objects.none(), label="Who", empty_label="Choose one"
    )
    part = forms.ChoiceField(
        label="Their part", choices=PlanMember.Part.choices, initial=PlanMember.Part.TEAM
    )

    def __init__(self, *args: Any, people: Any, leads: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "person").queryset = people
        if not leads:
            del self.fields["part"]


class AgainForm(Form):
    """A self-assessment that follows another."""

    framework: Any = forms.ModelChoiceField(
        FrameworkVersion.objects.none(), label="Against which version", empty_label=None
    )
    title = forms.CharField(label="Title", max_length=200)
    reason = sentences("Why now")

    def __init__(self, *args: Any, versions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "framework").queryset = versions
