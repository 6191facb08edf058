"""Deciding on somebody who waits."""

from typing import Any

from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM, action
from culturefirst.kit.errors import DomainError
from culturefirst.network import addresses, letters
from culturefirst.network.actions.joining.coming_in import come_in
from culturefirst.network.actions.joining.known import has_account, refuse_other_state
from culturefirst.network.actions.organisations import add_organisation
from culturefirst.network.actions.particulars import add_mail_domain
from culturefirst.network.actions.saving import saved
from culturefirst.network.models import Joining, Organisation
from culturefirst.network.policy import decide_joining, keep_organisation

State = Joining.State


@action("let somebody in", allow=decide_joining, on="joining")
def let_in(
    *,
    by: Any,
    joining: Joining,
    organisation: Organisation | None = None,
    remember_domain: bool = False,
) -> Joining:
    """Let somebody in who waits: into the body they named, a known one instead, or a new one.

    ``remember_domain``: from now on, whoever asks from such an address comes in at once (which
    is the team's to say).
    """
    refuse_other_state(joining, State.WAITING)
    body = organisation or joining.organisation or _proposed(joining)
    keep_organisation.require(by, body)
    joining.organisation = body
    joining.decided_by_id, joining.decided_at = by.person_id, clock.now()
    if remember_domain:
        add_mail_domain(by=by, organisation=body, domain=addresses.domain_of(joining.email))
    come_in(joining)
    letters.welcome(joining)
    return joining


@action("declined to let somebody in", allow=decide_joining, on="joining")
def decline_joining(*, by: Any, joining: Joining, reason: str) -> Joining:
    """Turn somebody down; the reason is sent to them, so it is one that they can read."""
    refuse_other_state(joining, State.WAITING)
    if not reason.strip():
        raise DomainError("Give the reason: it is sent to them.")
    joining.state, joining.reason = State.DECLINED, reason.strip()
    joining.decided_by_id, joining.decided_at = by.person_id, clock.now()
    saved(joining)
    letters.declined(joining)
    return joining


@action("took up somebody's asking again", allow=decide_joining, on="joining")
def reopen_joining(*, by: Any, joining: Joining) -> Joining:
    """Let somebody wait again who was declined by mistake."""
    refuse_other_state(joining, State.DECLINED)
    if Joining.objects.filter(email=joining.email, state__in=Joining.OPEN).exists():
        raise DomainError("They have asked again since: decide on that instead.")
    if has_account(joining.email):
        raise DomainError("They have an account by now.")
    joining.state, joining.decided_at, joining.decided_by = State.WAITING, None, None
    joining.reason = ""
    return saved(joining)


def _proposed(joining: Joining) -> Organisation:
    name = joining.proposed_name
    known = Organisation.objects.filter(name__iexact=name).first()
    return known or add_organisation(
        by=SYSTEM,
        name=name,
        kind=joining.proposed_kind,
        sub_region=joining.sub_region,
        website=joining.proposed_website,
    )
