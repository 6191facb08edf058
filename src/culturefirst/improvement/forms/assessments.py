"""The forms of self-assessments: begin, scope, team, whom to ask, reasons."""

from typing import Any

from django import forms

from culturefirst.improvement.models import Assessment, FrameworkVersion, Respondent
from culturefirst.improvement.queries.assessments import bodies_to_assess, frameworks_for
from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.fields import DayField, field_of, words
from culturefirst.kit.forms import Form
from culturefirst.network.models import Organisation, Person, Service
from culturefirst.programme.models import Activity


class BeginForm(Form):
    """A new one."""

    organisation: Any = forms.ModelChoiceField(
        Organisation.objects.none(), label="For which organisation", empty_label=None
    )
    framework: Any = forms.ModelChoiceField(
        FrameworkVersion.objects.none(), label="Against which framework", empty_label="Choose one"
    )
    title = forms.CharField(
        label="Title", max_length=200, help_text="For example: Culture and sport, autumn 2011."
    )
    reason = words("Why now", required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = list(bodies_to_assess(user))
        self.only = bodies[0] if len(bodies) == 1 else None
        if self.only is not None:
            del self.fields["organisation"]
        else:
            field_of(self, "organisation").queryset = bodies_to_assess(user)
        fitting = {each.pk for body in bodies for each in frameworks_for(body)}
        rows = FrameworkVersion.objects.filter(pk__in=fitting).defer("text")
        field_of(self, "framework").queryset = rows.order_by("title")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        given.setdefault("organisation", self.only)
        return given


class ScopeForm(EditForm):
    """What is looked at, by whom and until when, and who may read it."""

    title = forms.CharField(label="Title", max_length=200)
    reason = words("Why now", required=False)
    in_scope = words("What is looked at", help_text="Said to everybody who scores.", required=False)
    services = forms.MultipleChoiceField(
        label="Services", choices=Service.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    themes = forms.MultipleChoiceField(
        label="Themes",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None ticked: all of them.",
    )
    left_out = words(
        "What is left out, and why", help_text="Write “nothing” where nothing is.", required=False
    )
    partners = words("Which partners take part", required=False)
    sponsor = forms.CharField(label="Who asked for it", max_length=200, required=False)
    timetable = words("Timetable", required=False)
    scores_by = DayField(label="People score until", required=False)
    serves: Any = forms.ModelChoiceField(
        Activity.objects.none(), label="Activity of the work programme it serves", required=False
    )
    team_reads = forms.BooleanField(
        label="The network's team may read it before it is released",
        required=False,
        help_text="Its scores, reasons, strengths and areas, not the evidence.",
    )
    later = ("in_scope", "left_out")
    sections = (
        ("What it is", ("title", "reason", "in_scope", "services", "themes", "left_out")),
        ("With whom, and until when", ("partners", "sponsor", "timetable", "scores_by")),
        ("Who else", ("team_reads", "serves")),
    )

    def __init__(self, *args: Any, user: Any, assessment: Assessment, **kwargs: Any) -> None:
        self.given = {"user": user, "assessment": assessment}
        super().__init__(*args, **kwargs)
        themes = assessment.framework.themes.values_list("key", "title")
        field_of(self, "themes").choices = list(themes)
        current = Activity.objects.visible_to(user).filter(
            programme__priority__work_programme__state="current"
        )
        field_of(self, "serves").queryset = current

    def another(self, **options: Any) -> "ScopeForm":
        return type(self)(**options, **self.given)


class ReasonForm(Form):
    """Why."""

    because = forms.CharField(label="Why", max_length=300, help_text="One sentence.")


class MemberForm(Form):
    """Who is to work on it."""

    person: Any = forms.ModelChoiceField(
        Person.objects.none(), label="Who", empty_label="Choose somebody of your organisation"
    )
    part = forms.ChoiceField(
        label="What they do", choices=(("team", "Works on it"), ("lead", "Leads it")),
        initial="team",
    )  # fmt: skip

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "person").queryset = people


class InviteForm(Form):
    """Whom of one body to ask."""

    people: Any = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label="Whom to ask",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one."},
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "people").queryset = people


class BodyForm(Form):
    """Of which body people are to be asked."""

    body: Any = forms.ModelChoiceField(
        Organisation.objects.none(), label="Whose people", empty_label=None
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "body").queryset = bodies


class GuestForm(Form):
    """Somebody outside the network."""

    name = forms.CharField(label="Name", max_length=200)
    email = forms.EmailField(label="E-mail address", help_text="Their link is sent there.")
    view = forms.ChoiceField(label="They look at it as", choices=Respondent.View.choices)
