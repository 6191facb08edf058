"""How accounts behave here, said to the sign-in library."""

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context as current
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.urls import reverse

from culturefirst.kit import outbox
from culturefirst.kit.models import Installation


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """No open sign-up; letters go through the ledger; words as we say them."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed. Ask the network's team if it should not be.",
        "email_password_mismatch": (
            "This address and password do not belong together. "
            "Check both, or choose a new password."
        ),
        "email_taken": "Another account has this address: give another one.",
        "duplicate_email": "This address is one of yours already.",
        "enter_current_password": "This is not your present password.",
        "incorrect_password": "This is not your password.",
        "incorrect_code": "This code is not right, or has run out: type the newest one.",
        "invalid_password_reset": "This link has been used or has run out: ask for a new one.",
        "too_many_login_attempts": (
            "There were too many attempts to sign in. Wait a few minutes and try again."
        ),
        "rate_limited": "That was too often in a short time. Wait a few minutes and try again.",
    }

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count nothing here: the page of signing in has counted (``sign_in_limits``).

        What the library counts by the address alone would shut out whom our page lets pass.
        """

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are opened by the network's team."""
        return False

    def format_email_subject(self, subject: str) -> str:
        """The subject as its template says it."""
        return str(subject)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the letter into the ledger, from which the worker delivers it.

        Each asking is a letter of its own (a second reset link replaces nothing), so the key
        is random.
        """
        said = {
            "request": current.request,
            "email": email,
            "network": Installation.current().network,
        }
        letter = self.render_mail(template_prefix, email, said | context)
        outbox.send(
            key=f"account:{secrets.token_hex(16)}",
            to=email,
            subject=letter.subject,
            text=letter.body,
            kind="account",
        )

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell an account's owner that the way they sign in was changed, always."""
        address = email or EmailAddress.objects.get_primary_email(user)
        where = {
            "ip": self.get_client_ip(self.request),
            "user_agent": self.get_http_user_agent(self.request),
        }
        if address:
            self.send_mail(template_prefix, address, where | (context or {}))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the page from which the change was asked for."""
        return reverse("account")

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        """To the account where somebody is signed in, else to sign in."""
        signed_in = self.request.user.is_authenticated
        return reverse("account" if signed_in else "account_login")


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    """An authenticator app shows the network's own name beside its codes."""

    def get_totp_issuer(self) -> str:
        """By this name somebody finds the code among others on their telephone."""
        return Installation.current().network
