"""Which bodies a list shows, and what is known of one."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from culturefirst.kit import clock
from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.fields import DayField, field_of, words
from culturefirst.kit.forms import Form
from culturefirst.network.forms.bodies import BodyField
from culturefirst.network.models import Organisation, Service, SubRegion

EVERY = [("", "All")]
MEMBERSHIP = [("member", "Members"), ("former", "Former members"), ("never", "Not yet members")]
GONE = [("", "Left out"), ("with", "Shown too"), ("only", "Shown alone")]


class OrganisationFilter(Form):
    """Which bodies the list shows."""

    kind = forms.ChoiceField(
        label="Kind", required=False, choices=[*EVERY, *Organisation.Kind.choices]
    )
    sub_region = forms.ModelChoiceField(
        label="Sub-region",
        required=False,
        queryset=SubRegion.objects.all(),
        to_field_name="slug",
        empty_label="All",
    )
    service = forms.ChoiceField(
        label="Service it runs", required=False, choices=[*EVERY, *Service.choices]
    )
    membership = forms.ChoiceField(
        label="Membership", required=False, choices=[*EVERY, *MEMBERSHIP]
    )
    gone = forms.ChoiceField(label="Former organisations", required=False, choices=GONE)


class OwnFacts(Form):
    """What whoever keeps a body says of it."""

    grouped: ClassVar[tuple[str, ...]] = ("founded_on", "dissolved_on")
    short_name = forms.CharField(
        label="Also called", max_length=60, required=False, help_text="What people say for short."
    )
    description = words("What it does", rows=4, required=False)
    website = forms.URLField(label="Website", required=False, assume_scheme="https", max_length=200)
    public_id = forms.CharField(
        label="Number in a public register",
        max_length=60,
        required=False,
        help_text="With the register's name, such as GB-CHC-1156300 for a charity.",
    )
    upper_tier = BodyField(
        label="County council", required=False, help_text="For a district: its county."
    )
    parent = BodyField(label="Part of", required=False, help_text="The body it belongs to, if any.")
    founded_on = DayField(label="Founded", required=False)
    dissolved_on = DayField(
        label="Dissolved", required=False, help_text="The first day on which it stood no more."
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        founded, dissolved = said.get("founded_on"), said.get("dissolved_on")
        if founded and dissolved and dissolved < founded:
            self.add_error("dissolved_on", "It cannot be dissolved before it was founded.")
        return said


class TeamsFacts(OwnFacts):
    """What the team says of a body besides."""

    name = forms.CharField(label="Name", max_length=200)
    kind = forms.ChoiceField(label="Kind", choices=Organisation.Kind.choices)
    sub_region = forms.ModelChoiceField(
        label="Sub-region",
        queryset=SubRegion.objects.none(),
        required=False,
        empty_label="None: the whole area",
    )
    field_order = ("name", "short_name", "kind", "sub_region", "description", "website")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field_of(self, "sub_region").queryset = SubRegion.objects.all()


class EditOwnFacts(OwnFacts, EditForm):
    """A body, edited by whoever keeps it."""


class EditTeamsFacts(TeamsFacts, EditForm):
    """A body, edited by the team; its name is only put right here."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        slip = "To put a slip right. {} has a page of its own, and figures of before stay true."
        self.fields["name"].help_text = "To put a slip right. A new name has a page of its own."
        self.fields["sub_region"].help_text = slip.format("A move to another sub-region")


class AddOrganisationForm(TeamsFacts):
    """A new body."""

    grouped = ()
    folded = ("public_id", "upper_tier", "parent", "founded_on", "dissolved_on")
    kind = forms.ChoiceField(label="Kind", choices=[("", "Choose one"), *Organisation.Kind.choices])
    services = forms.MultipleChoiceField(
        label="Services it runs",
        required=False,
        choices=Service.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    joined_on = DayField(
        label="Member since", required=False, help_text="Leave it empty if it is no member."
    )


class DatedForm(Form):
    """A day, today unless another is given."""

    on = DayField(label="From")

    def __init__(self, data: Mapping[str, Any] | None = None, **options: Any) -> None:
        options.setdefault("initial", {}).setdefault("on", clock.today())
        super().__init__(data, **options)


class RenameForm(DatedForm):
    name = forms.CharField(label="New name", max_length=200)
    field_order = ("name", "on")


class MoveBodyForm(DatedForm):
    sub_region = forms.ModelChoiceField(
        label="Where it belongs from that day",
        queryset=SubRegion.objects.none(),
        required=False,
        empty_label="None: the whole area",
    )
    field_order = ("sub_region", "on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field_of(self, "sub_region").queryset = SubRegion.objects.all()


class OtherNameForm(Form):
    name = forms.CharField(label="Name", max_length=200)
    until = DayField(
        label="Until",
        required=False,
        help_text="The first day on which it was no longer the name. Empty: people still use it.",
    )


class ServicesForm(DatedForm):
    services = forms.MultipleChoiceField(
        label="Services it runs",
        required=False,
        choices=Service.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("services", "on")


class JoinForm(DatedForm):
    """The first day of membership."""


class LeaveForm(DatedForm):
    reason = words("Why", rows=2, required=False, help_text="Anybody can read this.")

    def __init__(self, data: Mapping[str, Any] | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["on"].help_text = "The first day on which it is no longer a member."
        field_of(self, "reason").max_length = 300


class CodeForm(Form):
    grouped = ("starts", "ends")
    code = forms.CharField(
        label="Boundary code",
        max_length=20,
        help_text="The GSS code of the Office for National Statistics, such as E07000202.",
    )
    starts = DayField(label="From", required=False)
    ends = DayField(label="Until", required=False, help_text="Empty: it holds still.")


class CodeEndForm(Form):
    ends = DayField(
        label="Until",
        required=False,
        help_text="The first day on which the code no longer held. Empty: it holds still.",
    )


class DomainForm(Form):
    domain = forms.CharField(
        label="What follows the @ in its email addresses",
        max_length=253,
        help_text="Such as ipswich.gov.uk. People who join with such an address are known to work "
        "here.",
    )
