"""Whom the directory shows, and what somebody says of themselves."""

from collections.abc import Mapping
from typing import Any

from django import forms

from culturefirst.kit.forms import Form
from culturefirst.network.models import Organisation, Role
from culturefirst.network.queries.people import Asked, choices

ALL = [("", "All")]
NAMED = ("sub_region", "topic", "group")


class PeopleFilter(Form):
    """Whom the directory shows.

    What may be chosen is asked of the database in one question, as far as this person may see
    it; nothing else can be chosen.
    """

    words = forms.CharField(label="Name, organisation or post", required=False, max_length=200)
    role = forms.ChoiceField(label="Role", required=False, choices=[*ALL, *Role.choices])
    kind = forms.ChoiceField(
        label="Kind of organisation", required=False, choices=[*ALL, *Organisation.Kind.choices]
    )
    sub_region = forms.ChoiceField(label="Sub-region", required=False)
    topic = forms.ChoiceField(label="Interested in", required=False)
    group = forms.ChoiceField(label="Group", required=False)
    organisation = forms.SlugField(required=False, widget=forms.HiddenInput)
    account = forms.BooleanField(label="With an account", required=False)

    def __init__(self, data: Mapping[str, Any], user: Any) -> None:
        super().__init__(data)
        self._keys: dict[tuple[str, str], int] = {}
        offered = choices(user, body=data.get("organisation", ""))
        for name in NAMED:
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [*ALL, *((slug, words) for _, slug, words in offered[name])]
            self._keys |= {(name, slug): key for key, slug, _ in offered[name]}
        self._bodies = [Organisation(pk=k, slug=s, name=n) for k, s, n in offered["organisation"]]
        self.fields["words"].widget.input_type = "search"

    def asked(self) -> Asked | None:
        """What is asked for; ``None`` where it makes no sense."""
        if not self.is_valid():
            return None
        told = self.cleaned_data
        body = next(iter(self._bodies), None)
        if told["organisation"] and body is None:
            return None
        keys: dict[str, Any] = {name: self._keys.get((name, told[name])) for name in NAMED}
        plain = {name: told[name] for name in ("words", "role", "kind", "account")}
        return Asked(**plain, **keys, organisation=body)


class ProfileForm(Form):
    """What somebody says of themselves."""

    name = forms.CharField(
        label="Your name",
        max_length=200,
        help_text="As other members of the network see it.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    telephone = forms.CharField(
        label="Telephone",
        max_length=40,
        required=False,
        help_text="Seen by you and by those who keep your organisation's people in order.",
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )
    profile = forms.CharField(
        label="About you",
        required=False,
        max_length=2000,
        help_text="What you work on, and what others may ask you about. Members see this.",
        widget=forms.Textarea,
    )
    shows_email = forms.BooleanField(
        label="Members may see my email address",
        required=False,
    )


class PersonNameForm(Form):
    """Somebody else's name, set right."""

    name = forms.CharField(label="Name", max_length=200)
