"""Asking to join by oneself."""

from datetime import timedelta
from typing import Any

from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.policy import anybody
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
def ask_to_join(*, by: Any, email: str, asked: Asked) -> Joining | None:
    """Write to an address with a link that confirms it; whoever has an account is told so.

    The caller answers alike in both cases. Asked again before the link was used, the newer asking
    stands and the older link is dead. Raises ``DomainError`` for what cannot be an address and
    for a role that nobody can take by themselves.
    """
    address = addresses.normalised(email)
    _refuse_unfit(asked)
    if has_account(address):
        letters.known_already(address)
        return None
    open_one = Joining.objects.filter(email=address, state__in=Joining.OPEN).first()
    if open_one is not None and open_one.state != State.ASKED:
        _remember(open_one)
        return None
    close_open(address)
    joining, token = made(Joining.Source.ASKED, State.ASKED, address, asked, LASTS)
    letters.confirm(joining, token)
    return joining


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
