"""The forms of groups, their members and papers."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.fields import DayField
from culturefirst.kit.forms import Form
from culturefirst.kit.uploads import ACCEPT, TAKEN, UploadField
from culturefirst.network.models import (
    Group,
    GroupMember,
    Organisation,
    Person,
    Role,
    SubRegion,
)

EVERY = [("", "All")]


class GroupFilter(Form):
    """Which groups the list shows."""

    kind = forms.ChoiceField(label="Kind", required=False, choices=[*EVERY, *Group.Kind.choices])
    sub_region = forms.ModelChoiceField(
        SubRegion.objects.all(), label="Sub-region", required=False, empty_label="All"
    )
    which = forms.ChoiceField(
        label="Which groups",
        required=False,
        choices=[("", "Those that meet now"), ("mine", "Mine"), ("past", "Past ones")],
    )

    def __init__(self, *args: Any, member: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not member:
            which = cast(forms.ChoiceField, self.fields["which"])
            which.choices = [("", "Those that meet now"), ("past", "Past ones")]


class GroupWordsForm(Form):
    """What a group is called and what it is for, which its convenor may set."""

    name = forms.CharField(label="Name", max_length=200)
    short_name = forms.CharField(
        label="Short name", max_length=40, required=False, help_text="As people say it: COGS."
    )
    terms = forms.CharField(
        label="What it is for",
        required=False,
        widget=forms.Textarea(attrs={"rows": "8"}),
        help_text="Its terms of reference. Leave a line empty between paragraphs; begin the "
        "lines of a list with a hyphen.",
    )
    meets = forms.CharField(
        label="When it meets",
        max_length=200,
        required=False,
        help_text="For example: each quarter, at a member's museum.",
    )
    starts = DayField(label="It began on", required=False)


class GroupForm(GroupWordsForm):
    """All of a group, for the team."""

    kind = forms.ChoiceField(label="Kind", choices=Group.Kind.choices)
    access = forms.ChoiceField(
        label="Who may come in", choices=Group.Access.choices, widget=forms.RadioSelect
    )
    only_role = forms.ChoiceField(
        label="Only for",
        required=False,
        choices=[("", "People in any role"), *Role.choices],
        help_text="Whoever no longer holds such a post is out of the group the same day.",
    )
    sub_region = forms.ModelChoiceField(
        SubRegion.objects.all(),
        label="Sub-region",
        required=False,
        empty_label="The whole network",
    )
    field_order = ("name", "short_name", "kind", "sub_region", "access", "only_role", "terms")


class LocalGroupForm(GroupForm):
    """A group of an improvement manager's own sub-regions, which is open or closed."""

    def __init__(self, *args: Any, places: QuerySet[SubRegion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = [choice for choice in Group.Access.choices if choice[0] != Group.Access.PRIVATE]
        cast(forms.ChoiceField, self.fields["access"]).choices = kept
        place = cast("forms.ModelChoiceField[SubRegion]", self.fields["sub_region"])
        place.queryset, place.required, place.empty_label = places, True, None


class GroupWordsEditForm(EditForm, GroupWordsForm):
    """The words of a group that is there, for its convenor."""


class GroupEditForm(EditForm, GroupForm):
    """All of a group that is there, for the team."""


class WhyForm(Form):
    """Why somebody asks to come in."""

    why = forms.CharField(
        label="Why you would like to join",
        max_length=300,
        required=False,
        widget=forms.Textarea,
        help_text="Only those who decide read this.",
    )


class FindForm(Form):
    """Words by which a person or a body is found."""

    words = forms.CharField(label="Name", max_length=100, required=False)


class Named(forms.ModelChoiceField[Person]):
    """A choice among people, each with the posts they hold today."""

    def label_from_instance(self, person: Person) -> str:
        posts = ", ".join(f"{post.title}, {post.organisation}" for post in person.held)  # type: ignore[attr-defined]
        return f"{person} ({posts})" if posts else str(person)


class AddMemberForm(Form):
    """Whom to add, of those who were found, and as what."""

    person = Named(
        Person.objects.none(),
        label="Who",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choose one of the people."},
    )
    part = forms.ChoiceField(label="As", choices=GroupMember.Part.choices)

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(Named, self.fields["person"]).queryset = people


class PartForm(Form):
    """What somebody is in a group."""

    part = forms.ChoiceField(
        label="Part in the group", choices=GroupMember.Part.choices, widget=forms.RadioSelect
    )


class AddBodyForm(Form):
    """Which body takes part, of those who were found."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Organisation",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choose one of the organisations."},
    )

    def __init__(self, *args: Any, bodies: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = cast("forms.ModelChoiceField[Organisation]", self.fields["organisation"])
        chosen.queryset = bodies


class PaperWordsForm(Form):
    """What a paper is called."""

    title = forms.CharField(label="Title", max_length=200)
    on = DayField(label="Day", required=False, help_text="The day of the meeting that it is for.")


class PaperForm(PaperWordsForm):
    """A paper and its file."""

    upload = UploadField(
        label="File",
        help_text=f"{TAKEN}, up to 25 MB, without macros.",
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )
