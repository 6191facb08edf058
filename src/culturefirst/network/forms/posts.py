"""What is asked about posts: who, which, from when, until when."""

from typing import Any

from django import forms

from culturefirst.kit import clock
from culturefirst.kit.forms import DateInput, Form
from culturefirst.network.models import MEMBERS_ROLES, Organisation, Post, Role, SubRegion
from culturefirst.network.policy import appoint_directors, manage_network

THEIRS = [(role.value, role.label) for role in MEMBERS_ROLES]


def roles_to_give(user: Any) -> list[tuple[str, str]]:
    """The roles that this person may give: the team's own are the team's to give."""
    if not manage_network.allows(user, None):
        return THEIRS
    # The team's own come last, so that nobody gives one by leaving the first choice.
    teams = [choice for choice in Role.choices if choice not in THEIRS]
    if not appoint_directors.allows(user, None):
        teams = [choice for choice in teams if choice[0] != Role.DIRECTOR]
    return [*THEIRS, *teams]


def _day(label: str, help_text: str = "", *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label, help_text=help_text, required=required, widget=DateInput, initial=clock.today
    )


class _PostFields(Form):
    title = forms.CharField(label="Post", max_length=200, help_text="For example: Arts officer")
    role = forms.ChoiceField(
        label="Role", choices=THEIRS, help_text="What somebody may do here follows from it."
    )
    portfolio = forms.CharField(
        label="Portfolio",
        max_length=200,
        required=False,
        help_text="What a councillor answers for.",
    )
    starts = _day("From")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = roles_to_give(user)


class AppointForm(_PostFields):
    """A post for somebody who is in the network already, or a vacant one."""


class ColleagueForm(_PostFields):
    """Somebody new, straight into a post."""

    name = forms.CharField(label="Name", max_length=200)
    email = forms.EmailField(label="Email", required=False)
    field_order = ("name", "email")


class EditPostForm(Form):
    """A post set right."""

    title = forms.CharField(label="Post", max_length=200)
    portfolio = forms.CharField(label="Portfolio", max_length=200, required=False)
    sub_region = forms.ModelChoiceField(
        label="Seconded to",
        queryset=SubRegion.objects.all(),
        required=False,
        empty_label="Nowhere else",
    )
    starts = forms.DateField(label="From", widget=DateInput)
    ends = forms.DateField(
        label="Until",
        required=False,
        widget=DateInput,
        help_text="The first day on which it is no longer held.",
    )

    @classmethod
    def shown(cls, post: Post) -> dict[str, Any]:
        """What the form begins with."""
        return {name: getattr(post, name) for name in cls.base_fields}


class EndForm(Form):
    """The end of a post, or of all that somebody holds in a body."""

    on = _day("From which day is it no longer held?")
    leave_vacant = forms.BooleanField(
        label="The post stays, vacant", required=False, help_text="It can be filled again later."
    )
    reason = forms.CharField(label="Why", max_length=300, required=False)


class LeftForm(Form):
    """Somebody has left a body."""

    on = _day("From which day are they no longer there?")
    leave_vacant = forms.BooleanField(label="Their posts stay, vacant", required=False)


class FillForm(Form):
    """When somebody who is in the network already comes into a vacant post."""

    on = _day("From")


class FillAnewForm(FillForm):
    """Somebody new comes into a vacant post."""

    name = forms.CharField(label="Name", max_length=200)
    email = forms.EmailField(label="Email", required=False)
    field_order = ("name", "email", "on")


class MoveForm(_PostFields):
    """Where somebody goes from a post."""

    organisation = forms.ModelChoiceField(
        label="Organisation", queryset=Organisation.objects.none(), empty_label=None
    )
    leave_vacant = forms.BooleanField(label="The post they leave stays, vacant", required=False)
    field_order = ("organisation", "title", "role", "portfolio", "starts", "leave_vacant")

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = bodies


class SureForm(Form):
    """Nothing is asked but whether."""
