"""Asking to join by oneself."""

from datetime import timedelta
from typing import Any

from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.policy import anybody, system
from culturefirst.network import addresses, letters
from culturefirst.network.actions.joining.asked import Asked, made
from culturefirst.network.actions.joining.known import close_open, has_account
from culturefirst.network.actions.joining.links import renew
from culturefirst.network.actions.saving import saved
from culturefirst.network.models import MEMBERS_ROLES, Joining, Organisation
from culturefirst.network.queries.joining import INVITATION_LASTS

LASTS = timedelta(hours=48)
State = Joining.State
NETWORK = Organisation.Kind.NETWORK
OTHERS_KINDS = frozenset(Organisation.Kind.values) - {NETWORK}


@action("asked to join", allow=anybody)
def ask_to_join(*, by: Any, email: str, asked: Asked) -> Joining:
    """Keep what somebody says of themselves, and let a job answer it by letter.

    Nothing is looked up here that depends on whether the address is known, so that neither the
    answer nor the time that it takes says so. Raises ``DomainError`` for what cannot be an
    address and for a role that nobody can take by themselves.
    """
    from culturefirst.network import jobs

    address = addresses.normalised(email)
    _refuse_unfit(asked)
    joining, _ = made(Joining.Source.ASKED, State.RECEIVED, address, asked, LASTS)
    jobs.answer_asking.enqueue(by=by, joining_id=joining.pk)
    return joining


@action("answered somebody who asked to join", allow=system, on="joining")
def answer_asking(*, by: Any, joining: Joining) -> Joining:
    """Write to the address with a link that confirms it; whoever has an account is told so.

    Asked again before the link was used, the newer asking stands and the older link is dead. Of
    whoever is known, or was invited or waits already, the asking itself is not kept.
    """
    if joining.state != State.RECEIVED:
        return joining
    open_one = Joining.objects.filter(email=joining.email, state__in=Joining.OPEN).first()
    if has_account(joining.email):
        letters.known_already(joining.email)
        joining.delete()
    elif open_one is not None and open_one.state != State.ASKED:
        _remember(open_one)
        joining.delete()
    else:
        _confirm(joining)
    return joining


def _confirm(joining: Joining) -> None:
    close_open(joining.email)
    joining.state = State.ASKED
    token = renew(joining, LASTS)
    saved(joining)
    letters.confirm(joining, token)


def _refuse_unfit(asked: Asked) -> None:
    """Nobody takes a role of the team, or a place in its own body, by asking."""
    if asked.role not in MEMBERS_ROLES:
        raise DomainError("Choose officer, councillor or partner.")
    body = asked.organisation
    if body is None and asked.proposed_kind not in OTHERS_KINDS:
        raise DomainError("Choose what kind of organisation it is.")
    if body is not None and (body.kind == NETWORK or not body.stands_on(clock.today())):
        raise DomainError(f"Nobody joins for {body}. Choose another organisation.")


def _remember(joining: Joining) -> None:
    """Who asks although they were invited, or wait already, is written to again."""
    if joining.state == State.WAITING:
        letters.still_waiting(joining)
        return
    token = renew(joining, INVITATION_LASTS)
    saved(joining)
    letters.invitation(joining, token, again=True)
