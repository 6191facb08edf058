"""Accounts: opened for a person, closed on a day."""

from datetime import date
from typing import Any

from allauth.account.models import EmailAddress

from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.network import addresses
from culturefirst.network.actions.registering import begin_registration, end_registration
from culturefirst.network.actions.saving import saved
from culturefirst.network.actions.spaces import open_rows, wait_again
from culturefirst.network.models import Person, Session, User
from culturefirst.network.policy import manage_network, own_account
from culturefirst.network.rules import refuse_to_leave_nobody_in_charge


@action("opened an account", allow=manage_network, on="person")
def open_account(
    *, by: Any, person: Person, email: str, on: date | None = None, password: str | None = None
) -> User:
    """Give somebody an account from a day (today); their address counts as confirmed.

    Without a password they set one through "Forgotten your password?". What they may do
    follows from their posts, not from having an account.
    """
    address = addresses.normalised(email)
    if User.objects.filter(person=person).exists():
        raise DomainError(f"{person} has an account already.")
    if _belongs_to_somebody(address):
        raise DomainError(f"{address} belongs to another account: give another address.")
    user = User(person=person, email=address, registered_on=on or clock.today())
    user.set_password(password)
    user.full_clean()
    user.save()
    begin_registration(by=by, user=user, on=user.registered_on)
    EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    wait_again(open_rows(person))  # who was let in there could not sign in
    return user


def _belongs_to_somebody(address: str) -> bool:
    """Whether an account signs in with it, or has confirmed it as another address of its own."""
    confirmed = EmailAddress.objects.filter(email__iexact=address, verified=True)
    return User.objects.filter(email=address).exists() or confirmed.exists()


@action("closed an account", allow=manage_network, on="user")
def close_account(*, by: Any, user: User, on: date | None = None, reason: str = "") -> User:
    """Close an account; its sessions end at their next request.

    ``on`` (today) is the first day on which it no longer counts as a registered user.
    """
    day = on or clock.today()
    if not user.is_active:
        raise DomainError(f"The account of {user} is closed already.")
    if day > clock.today():
        raise DomainError("Give a day between the account's opening and today.")
    end_registration(by=by, user=user, on=day)
    user.is_active = False
    user.sessions_epoch += 1
    user.save()
    refuse_to_leave_nobody_in_charge(by=by)
    return user


@action("changed how they sign in", allow=own_account, on="user")
def note_sign_in_change(*, by: Any, user: User, reason: str) -> User:
    """Leave in the trail that somebody changed their password, address or second factors.

    The sign-in library has made the change by then; ``reason`` says which it was.
    """
    return user


@action("moved to another address", allow=own_account, on="user")
def follow_address(*, by: Any, user: User) -> User:
    """Let a person be known by the address that their account has now.

    Where another record of a person has it already, theirs keeps the former one: two records of
    one person are made one by whoever looks after people, not by the way.
    """
    person = user.person
    taken = Person.objects.filter(email=user.email).exclude(pk=person.pk).exists()
    if not taken and person.email != user.email:
        person.email = user.email
        saved(person)
    return user


@action("signed out everywhere else", allow=own_account, on="user")
def end_other_sessions(*, by: Any, user: User) -> User:
    """End every session of an account; the caller renews the one that is being used."""
    user.sessions_epoch += 1
    user.save()
    Session.objects.filter(user=user).delete()
    return user


@action("signed out on another device", allow=own_account, on="user")
def end_session(*, by: Any, user: User, session: Session) -> User:
    """End one session of an account; ended already, nothing is left to do."""
    Session.objects.filter(user=user, pk=session.pk).delete()
    return user
