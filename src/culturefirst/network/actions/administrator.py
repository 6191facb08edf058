"""The first administrator of an installation comes by a one-time link."""

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM, action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.locks import locked
from culturefirst.kit.models import Installation
from culturefirst.kit.policy import anybody, system
from culturefirst.network.actions.accounts import open_account
from culturefirst.network.actions.organisations import add_organisation
from culturefirst.network.actions.people import add_person
from culturefirst.network.actions.posts import appoint
from culturefirst.network.actions.saving import saved
from culturefirst.network.actions.topics import add_usual_topics
from culturefirst.network.models import Invitation, Organisation, Role, User
from culturefirst.network.queries import administrators

LASTS = timedelta(minutes=30)
SIGNER = Signer(salt="culturefirst.network.first_administrator")


@action("invited the first administrator", allow=system)
def invite_first_administrator(*, by: Any, email: str, name: str, organisation: str) -> str:
    """Make the link's path, which works once and for half an hour.

    Raises ``DomainError`` where somebody runs the network already, or where the address or a
    name is none.
    """
    _refuse_where_somebody_is_in_charge()
    token = SIGNER.sign(secrets.token_urlsafe(32))
    invitation = Invitation(
        digest=_digest(token),
        email=email.strip().lower(),
        name=name.strip(),
        organisation=organisation.strip(),
        expires_at=clock.wall() + LASTS,
    )
    try:
        saved(invitation)
    except ValidationError as faults:
        raise DomainError(_in_a_sentence(faults)) from faults
    return reverse("first_administrator", args=[token])


def _in_a_sentence(faults: ValidationError) -> str:
    """For a terminal, which has no field to put each fault beside."""
    told = (f"{name}: {' '.join(said)}" for name, said in faults.message_dict.items())
    return f"This cannot be an invitation ({'; '.join(told)}). Correct it and try again."


@action("became the first administrator", allow=anybody)
def accept_invitation(*, by: Any, token: str, password: str) -> User:
    """Use the link: the person, a director's post from today and an account are made."""
    # Two links used at once: the installation's row puts them in turn.
    locked(Installation.current())
    invitation = locked(open_invitation(token))
    if invitation.used_at is not None:
        raise DomainError(SPENT)
    _refuse_where_somebody_is_in_charge()
    invitation.used_at = clock.wall()
    invitation.save()
    person = add_person(by=SYSTEM, name=invitation.name, email=invitation.email)
    appoint(
        by=SYSTEM,
        person=person,
        title="Director",
        role=Role.DIRECTOR,
        organisation=_team(invitation.organisation),
        starts=clock.today(),
    )
    add_usual_topics(by=SYSTEM)
    return open_account(by=SYSTEM, person=person, email=invitation.email, password=password)


SPENT = (
    "This link has been used, has run out or is not one of ours: "
    "whoever looks after the installation can make another."
)


def open_invitation(token: str) -> Invitation:
    """The unused invitation behind a link; one sentence for every way in which it may fail."""
    try:
        SIGNER.unsign(token)
    except BadSignature:
        raise DomainError(SPENT) from None
    waiting = Invitation.objects.filter(used_at__isnull=True, expires_at__gt=clock.wall())
    invitation = waiting.filter(digest=_digest(token)).first()
    if invitation is None:
        raise DomainError(SPENT)
    return invitation


def _team(name: str) -> Organisation:
    known = Organisation.objects.filter(name=name).first()
    kind = Organisation.Kind.NETWORK
    return known or add_organisation(by=SYSTEM, name=name, kind=kind, joined_on=clock.today())


def _refuse_where_somebody_is_in_charge() -> None:
    if administrators().exists():
        raise DomainError("This network has an administrator already: ask them for an account.")


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
