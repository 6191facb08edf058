"""The forms of joining: one question in view at a time."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError

from culturefirst.kit.errors import DomainError
from culturefirst.kit.forms import Form
from culturefirst.network import addresses
from culturefirst.network.models import MEMBERS_ROLES, Organisation, SubRegion, Topic
from culturefirst.network.queries.topics import offered

KINDS = [(kind.value, kind.label) for kind in Organisation.Kind if kind != "network"]


class AddressField(forms.CharField):
    """An email address as it is kept; a sentence for what cannot be one."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attributes))
        super().__init__(max_length=300, **kwargs)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        try:
            return addresses.normalised(text) if text else text
        except DomainError as refusal:
            raise ValidationError(str(refusal)) from refusal


class WhoForm(Form):
    """Who asks."""

    name = forms.CharField(
        label="Your name",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = AddressField(
        label="Your work email address",
        help_text="The address of your organisation lets you in at once, where we know it.",
    )


class BodyForm(Form):
    """One of the organisations found; ``found`` are those shown."""

    organisation = forms.ModelChoiceField(
        label="Which is yours?",
        queryset=Organisation.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": "Choose your organisation, or say that it is not here.",
            "invalid_choice": "Choose one of the organisations shown.",
        },
    )

    def __init__(self, *args: Any, found: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = found  # type: ignore[attr-defined]


class ProposedForm(Form):
    """An organisation that is not known yet."""

    proposed_name = forms.CharField(label="Its name", max_length=200)
    proposed_kind = forms.ChoiceField(label="What kind of organisation it is", choices=KINDS)
    sub_region = forms.ModelChoiceField(
        label="Where it works",
        queryset=SubRegion.objects.all(),
        required=False,
        empty_label="The whole area, or elsewhere",
    )
    proposed_website = forms.URLField(
        label="Its website", required=False, assume_scheme="https", max_length=200
    )

    def clean_proposed_name(self) -> str:
        """A name that is known already leads back to the list."""
        name: str = self.cleaned_data["proposed_name"].strip()
        known = Organisation.objects.filter(name__iexact=name).first()
        if known is not None:
            raise ValidationError(f"We know {known} already: go back and choose it.")
        return name


class RoleForm(Form):
    """What somebody does there."""

    ROLES = [
        (MEMBERS_ROLES[0].value, "I work there"),
        (MEMBERS_ROLES[1].value, "I am a councillor"),
        (MEMBERS_ROLES[2].value, "I am a trustee, volunteer or partner"),
    ]

    role = forms.ChoiceField(label="What you are there", choices=ROLES, widget=forms.RadioSelect)
    title = forms.CharField(
        label="Your job title or office",
        max_length=200,
        help_text="Such as Museums Manager, Chair, or Portfolio holder.",
    )
    portfolio = forms.CharField(
        label="Your portfolio, if you are a councillor", max_length=200, required=False
    )


class Topics(forms.ModelMultipleChoiceField[Topic]):
    """Topics to tick."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Topic.objects.none(), required=False, **kwargs)


class ChooseForm(Form):
    """The last step: a password, what to follow, what to be written to about."""

    password = forms.CharField(
        label="Choose a password",
        strip=False,
        help_text="At least 8 characters. Three or four unrelated words are easy to remember.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    interests = Topics(label="What you work on or follow")
    agreed = Topics(
        label="You may write to me by email about",
        help_text="Nothing is ticked for you, and you can take each back at any time. "
        "Letters that your account needs come in any case.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("interests", "agreed"):
            self.fields[name].queryset = offered()  # type: ignore[attr-defined]

    def clean_password(self) -> str:
        """The password, where the installation's rules accept it."""
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password)
        return password


class LetInForm(Form):
    """Into which body, and whether its addresses let others in from now on."""

    organisation = forms.ModelChoiceField(
        label="Into another organisation instead",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="No, into the one they named",
    )
    remember_domain = forms.BooleanField(label="", required=False)

    def __init__(self, *args: Any, bodies: Any, domain: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = bodies  # type: ignore[attr-defined]
        if domain:
            self.fields[
                "remember_domain"
            ].label = f"From now on, let people with an address at {domain} in at once"
        else:
            del self.fields["remember_domain"]


class DeclineForm(Form):
    """Why somebody is not let in."""

    reason = forms.CharField(
        label="The reason, as they will read it",
        max_length=500,
        widget=forms.Textarea,
        error_messages={"required": "Give the reason: it is sent to them."},
    )
