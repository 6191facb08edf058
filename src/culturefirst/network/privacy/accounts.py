"""The accounts of somebody who is erased: closed for good, with nothing left to sign in with."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from culturefirst.kit import clock
from culturefirst.kit.holdings import Row, Whom
from culturefirst.network.models import Session, User
from culturefirst.network.sessions import SessionStore

NOBODY = "@erased.invalid"


def close(whom: Whom) -> None:
    """Take address, password and sessions away; the days as a registered user stay."""
    for user in User.objects.filter(pk__in=whom.accounts):
        user.email = address_of_nobody(user.pk)
        user.set_unusable_password()
        _end_registration(user)
        user.is_active = user.is_staff = user.is_superuser = False
        user.last_login = None
        user.sessions_epoch += 1
        user.save()


def _end_registration(user: User) -> None:
    for span in user.spans:
        if span.ends is None:
            span.ends = max(clock.today(), span.starts)
            span.save()


def address_of_nobody(pk: int) -> str:
    """An address that no mail server can have."""
    return f"erased-{pk}{NOBODY}"


def addresses(whom: Whom) -> list[Row]:
    """The addresses that the sign-in library keeps."""
    rows = EmailAddress.objects.filter(user__in=whom.accounts).order_by("pk")
    return [{"address": row.email, "confirmed": row.verified, "main": row.primary} for row in rows]


def forget_addresses(whom: Whom) -> None:
    """Delete them; asked once everything that is found by them is gone."""
    EmailAddress.objects.filter(user__in=whom.accounts).delete()


def factors(whom: Whom) -> list[Row]:
    """Passkeys, apps and recovery codes: which kind and since when, never what they hold."""
    rows = Authenticator.objects.filter(user__in=whom.accounts).order_by("pk")
    return [
        {
            "kind": row.get_type_display(),
            "set up": row.created_at,
            "last used": row.last_used_at,
        }
        for row in rows
    ]


def forget_factors(whom: Whom) -> None:
    """Delete them."""
    Authenticator.objects.filter(user__in=whom.accounts).delete()


def end_sessions(whom: Whom) -> None:
    """Delete the sessions themselves, since they can hold what was shown.

    Of others' sessions, only what they were about to be told of the person.
    """
    Session.objects.filter(user__in=whom.accounts).delete()
    for session in Session.objects.iterator():
        held = session.get_decoded()
        if held.pop("_messages", None) and whom.speaks_of(str(session.get_decoded())):
            session.session_data = SessionStore().encode(held)
            session.save(update_fields=["session_data"])


def begun(whom: Whom) -> list[Row]:
    """Sessions of nobody yet, in which an address of theirs was typed to join or to sign in."""
    return [{"kept until": session.expire_date} for session in _begun(whom)]


def forget_begun(whom: Whom) -> None:
    """Delete them."""
    keys = [session.pk for session in _begun(whom)]
    Session.objects.filter(pk__in=keys).delete()


def _begun(whom: Whom) -> Iterator[Any]:
    typed = replace(whom, names=frozenset())
    for session in Session.objects.filter(user__isnull=True).order_by("expire_date").iterator():
        if typed.speaks_of(str(session.get_decoded())):
            yield session
