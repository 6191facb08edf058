"""The forms of the account pages."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError

from culturefirst.kit.forms import Form


class NameForm(Form):
    """A person's name as others see it."""

    name = forms.CharField(
        label="Your name",
        max_length=200,
        help_text="As other members of the network see it.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class AddressForm(Form):
    """The address of an account."""

    email = forms.EmailField(
        label="Email address",
        help_text="The one with which you sign in.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_email(self) -> str:
        """As addresses are kept."""
        email: str = self.cleaned_data["email"]
        return email.strip().lower()


class FirstPasswordForm(Form):
    """The first administrator chooses a password."""

    password = forms.CharField(
        label="Password",
        strip=False,
        help_text="At least 8 characters. Three or four unrelated words are easy to remember.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="The same password again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        """The password, where the installation's rules accept it."""
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password)
        return password

    def clean(self) -> dict[str, Any]:
        """Both passwords must be the same."""
        data = super().clean() or {}
        if "password" in data and data["password"] != data.get("again"):
            raise ValidationError({"again": "The two passwords differ: type the same twice."})
        return data
