"""Inviting one person, reminding them, taking it back."""

from typing import Any

from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.network import addresses, letters
from culturefirst.network.actions.joining.asked import Asked, made
from culturefirst.network.actions.joining.known import (
    close_open,
    has_account,
    refuse_other_state,
    shut_out,
)
from culturefirst.network.actions.joining.links import renew
from culturefirst.network.actions.joining.people_a_day import refuse_too_many
from culturefirst.network.actions.saving import saved
from culturefirst.network.models import MEMBERS_ROLES, Joining, Organisation, Role
from culturefirst.network.policy import (
    appoint_directors,
    decide_joining,
    keep_organisation,
    manage_network,
)
from culturefirst.network.privacy.erasure import was_erased
from culturefirst.network.queries.joining import INVITATION_LASTS, WEEK

State = Joining.State


@action("invited somebody", allow=keep_organisation)
def invite(*, by: Any, email: str, asked: Asked) -> Joining:
    """Invite somebody into a known body; the link in the letter lets them in.

    Raises ``DomainError`` where they are registered, invited or waiting already, and
    ``NotAllowed`` for a body or a role that is not the inviter's to give.
    """
    address = addresses.normalised(email)
    body = asked.organisation
    if body is None:
        raise DomainError("Say into which organisation: add it first where it is new.")
    keep_organisation.require(by, body)
    _refuse_roles(by, asked, body)
    if has_account(address):
        raise DomainError(f"{address} belongs to a registered user already.")
    if was_erased(address):
        raise DomainError(
            f"Somebody at {address} asked to be forgotten here. They can join by themselves."
        )
    if shut_out(address) and not manage_network.allows(by):
        raise DomainError("Their account was closed by the network's team: ask the team.")
    open_one = Joining.objects.filter(email=address, state__in=Joining.OPEN).first()
    if open_one is not None and open_one.state != State.ASKED:
        state = open_one.get_state_display().lower()
        raise DomainError(f"{address} is known here already: {state}.")
    refuse_too_many(by, 1)
    close_open(address)
    joining, token = made(
        Joining.Source.INVITED, State.INVITED, address, asked, INVITATION_LASTS, by=by
    )
    letters.invitation(joining, token)
    return joining


@action("took an invitation back", allow=decide_joining, on="joining")
def withdraw_joining(*, by: Any, joining: Joining) -> Joining:
    """Make an invitation's link dead."""
    refuse_other_state(joining, State.INVITED)
    joining.state = State.WITHDRAWN
    return saved(joining)


@action("reminded somebody of their invitation", allow=decide_joining, on="joining")
def remind_invited(*, by: Any, joining: Joining) -> Joining:
    """Write again, with a new link that lasts as long as a first one; once a week at most."""
    refuse_other_state(joining, State.INVITED)
    last = joining.expires_at - INVITATION_LASTS
    if clock.wall() - last < WEEK:
        raise DomainError(f"{joining.email} was written to less than a week ago. Wait until then.")
    token = renew(joining, INVITATION_LASTS)
    saved(joining)
    letters.invitation(joining, token, again=True)
    return joining


def _refuse_roles(by: Any, asked: Asked, body: Organisation) -> None:
    """The team's roles and leads are the team's to give, a director a director's."""
    if asked.role == Role.DIRECTOR:
        appoint_directors.require(by)
    team = asked.role not in MEMBERS_ROLES or body.kind == Organisation.Kind.NETWORK
    if team or asked.leads:
        manage_network.require(by)
