"""The sign-in library's forms in our words: what they check is the library's."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as factors
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms

from culturefirst.kit.forms import MISSING

# A field's name, its label and its help.
WORDS = {
    "login": ("Email address", ""),
    "email": ("Email address", ""),
    "password": ("Password", ""),
    "remember": (
        "Stay signed in on this device",
        "For up to 12 hours; otherwise until the browser is closed.",
    ),
    "oldpassword": ("Present password", ""),
    "password1": (
        "New password",
        "At least 8 characters. Three or four unrelated words are easy to remember.",
    ),
    "password2": ("The same password again", ""),
    "code": ("Code", ""),
    "name": ("Name", "One by which you will know it: “My phone”."),
    "passwordless": (
        "Sign in with this passkey alone",
        "It will then ask for your fingerprint, face or PIN, and your password is not needed. "
        "Without this, it is a second step after your password.",
    ),
}


class InOurWords(forms.Form):
    """Labels and help of ours, no grey hints inside the boxes, faults told by the server."""

    use_required_attribute = False
    said: ClassVar[dict[str, tuple[str, str]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.error_messages["required"] = MISSING
            words = self.said | {n: w for n, w in WORDS.items() if n not in self.said}
            if name in words:
                field.label, field.help_text = words[name]


class LoginForm(InOurWords, account.LoginForm):  # type: ignore[misc]
    """Address and password."""


class AddEmailForm(InOurWords, account.AddEmailForm):  # type: ignore[misc]
    """Another address for the account."""


class ReauthenticateForm(InOurWords, account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""


class ResetPasswordForm(InOurWords, account.ResetPasswordForm):  # type: ignore[misc]
    """The address to which the link goes."""


class ResetPasswordKeyForm(InOurWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, by the link."""


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):  # type: ignore[misc]
    """A new password, knowing the present one."""


class SetPasswordForm(InOurWords, account.SetPasswordForm):  # type: ignore[misc]
    """A first password."""


class AuthenticateForm(InOurWords, factors.AuthenticateForm):  # type: ignore[misc]
    """The second step's code."""


class ReauthenticateCodeForm(InOurWords, factors.ReauthenticateForm):  # type: ignore[misc]
    """A code once more."""

    said: ClassVar = {"code": ("Code", "What your authenticator app shows now.")}


class ActivateAppForm(InOurWords, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new authenticator app."""

    said: ClassVar = {"code": ("Authenticator code", "The six figures that the app shows now.")}


class AddPasskeyForm(InOurWords, AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey; it may sign in alone unless somebody says otherwise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"name": "My passkey", "passwordless": True}
        super().__init__(*args, **kwargs)


class RenamePasskeyForm(InOurWords, EditWebAuthnForm):  # type: ignore[misc]
    """What a passkey is called."""
