"""What the sign-in library tells us: each change to how somebody signs in goes into the trail."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as factors
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from culturefirst.kit import clock, outbox
from culturefirst.network import devices, known_devices, sessions
from culturefirst.network.actions import follow_address, note_sign_in_change
from culturefirst.network.queries import account_of


@receiver(user_logged_in)
def signed_in(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    """A session begins: since when, and on what; the answer lets the device be known again."""
    known_devices.signed_in(request, user)
    request.session[sessions.SINCE] = clock.wall().isoformat()
    request.session[sessions.DEVICE] = devices.told(request.META.get("HTTP_USER_AGENT", ""))


@receiver(account.password_changed)
@receiver(account.password_set)
@receiver(account.password_reset)
def password_changed(sender: Any, user: Any, **kwargs: Any) -> None:
    """A new password, whichever way it was chosen."""
    _note(user, "A new password")


@receiver(account.email_confirmed)
def address_confirmed(sender: Any, email_address: Any, **kwargs: Any) -> None:
    """Somebody has shown that an address works and is theirs: letters may go there again."""
    outbox.lift(email_address.email, why="Confirmed the address.")


@receiver(account.email_changed)
def email_changed(sender: Any, user: Any, **kwargs: Any) -> None:
    """Another address is written to; the trail keeps no addresses."""
    owner = account_of(user)
    follow_address(by=owner, user=owner)
    _note(user, "Another address")


@receiver(factors.authenticator_added)
def factor_added(sender: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    """A passkey, an app or recovery codes."""
    _note(user, f"Added: {authenticator.get_type_display()}")


@receiver(factors.authenticator_removed)
def factor_removed(sender: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    """A passkey or an app was taken away."""
    _note(user, f"Removed: {authenticator.get_type_display()}")


@receiver(factors.authenticator_reset)
def codes_renewed(sender: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    """New recovery codes in the place of the old."""
    _note(user, f"Renewed: {authenticator.get_type_display()}")


def _note(user: Any, reason: str) -> None:
    # Read anew: the library may hand over the request's lazy user, whose row cannot be locked.
    owner = account_of(user)
    note_sign_in_change(by=owner, user=owner, reason=reason)
