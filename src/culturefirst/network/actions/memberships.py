"""Joining the network, leaving it, and taking back a leaving that was a mistake."""

from datetime import date
from typing import Any

from django.db.models import Q

from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import day as said
from culturefirst.network.actions.saving import saved
from culturefirst.network.models import Membership, Organisation
from culturefirst.network.policy import manage_network


@action("took an organisation into membership", allow=manage_network, on="organisation")
def join_network(*, by: Any, organisation: Organisation, on: date) -> Membership:
    """Make a body a member from a day; refused where it is one then, or left only later."""
    last = organisation.memberships.first()
    if last is not None and last.ends is None:
        raise DomainError(
            f"{organisation} has been a member since {said(last.starts)}: "
            "end that membership first."
        )
    if last is not None and last.ends is not None and last.ends > on:
        raise DomainError(
            f"{organisation} was a member until {said(last.ends)}: "
            "give a day of joining that is not before."
        )
    _refuse_where_it_does_not_stand(organisation, on)
    return saved(Membership(organisation=organisation, starts=on))


@action("ended an organisation's membership", allow=manage_network, on="organisation")
def leave_network(*, by: Any, organisation: Organisation, on: date, reason: str = "") -> Membership:
    """End a membership; ``on`` is the first day on which the body is no longer a member."""
    membership: Membership | None = organisation.memberships.filter(ends__isnull=True).first()
    if membership is None:
        raise DomainError(f"{organisation} is not a member, so it cannot leave.")
    if on < membership.starts:
        raise DomainError(
            f"{organisation} joined on {said(membership.starts)}: "
            "give a day of leaving that is not before."
        )
    membership.ends, membership.reason = on, reason.strip()
    return saved(membership)


@action("took back the end of a membership", allow=manage_network, on="organisation")
def resume_membership(*, by: Any, organisation: Organisation) -> Membership:
    """Let the last membership go on as if it had never ended."""
    last = organisation.memberships.first()
    if last is None or last.ends is None:
        raise DomainError(f"{organisation} has no ended membership that could go on.")
    if organisation.dissolved_on is not None:
        raise DomainError(
            f"{organisation} was dissolved on {said(organisation.dissolved_on)}: "
            "take that back first, or let the body that took over join."
        )
    last.ends, last.reason = None, ""
    return saved(last)


@action("corrected the days of a membership", allow=manage_network, on="organisation")
def correct_membership(
    *,
    by: Any,
    organisation: Organisation,
    membership: Membership,
    starts: date,
    ends: date | None = None,
) -> Membership:
    """Set a membership's days right; ``ends`` is the first day after it (``None``: it lasts)."""
    if ends is not None and ends < starts:
        raise DomainError("A membership ends after it begins: correct one of its two days.")
    others = organisation.memberships.exclude(pk=membership.pk)
    begun = others if ends is None else others.filter(starts__lt=ends)
    other = begun.filter(Q(ends__isnull=True) | Q(ends__gt=starts)).first()
    if other is not None:
        raise DomainError(
            f"{organisation} is here as a member since {said(other.starts)} too, which would hold "
            "at the same time: correct that one first."
        )
    _refuse_where_it_does_not_stand(organisation, starts)
    gone = organisation.dissolved_on
    if gone is not None and (ends is None or ends > gone):
        raise DomainError(
            f"{organisation} was dissolved on {said(gone)}: give a day of leaving by then."
        )
    membership.starts, membership.ends = starts, ends
    return saved(membership)


def _refuse_where_it_does_not_stand(body: Organisation, on: date) -> None:
    if body.founded_on is not None and on < body.founded_on:
        raise DomainError(
            f"{body} was founded on {said(body.founded_on)}: give a day that is not before."
        )
    if body.dissolved_on is not None and on >= body.dissolved_on:
        raise DomainError(
            f"{body} was dissolved on {said(body.dissolved_on)}, so it cannot join. "
            "Let the body that took over join instead."
        )
