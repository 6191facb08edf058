"""Places and bodies, and their joining and leaving."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.text import slugify

from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.network.actions.saving import saved
from culturefirst.network.models import BoundaryCode, Membership, Organisation, SubRegion
from culturefirst.network.policy import manage_network

Code = tuple[str, date | None, date | None]


@action("added a sub-region", allow=manage_network)
def add_sub_region(*, by: Any, name: str, short_names: Sequence[str] = ()) -> SubRegion:
    """Name a part of the network's area; ``short_names`` are other words people use for it."""
    place = SubRegion(name=name, slug=_slug(SubRegion, name), short_names=list(short_names))
    return saved(place)


@action("added an organisation", allow=manage_network)
def add_organisation(
    *,
    by: Any,
    name: str,
    kind: str,
    sub_region: SubRegion | None = None,
    short_name: str = "",
    upper_tier: Organisation | None = None,
    website: str = "",
    codes: Sequence[Code] = (),
    joined_on: date | None = None,
) -> Organisation:
    """Add a body; ``codes`` are ``(code, first day, first day no longer)`` of its boundary.

    Raises ``ValidationError`` for a name that is taken or a kind that is not one of ours.
    """
    body = Organisation(
        name=name,
        slug=_slug(Organisation, name),
        kind=kind,
        sub_region=sub_region,
        short_name=short_name,
        upper_tier=upper_tier,
        website=website,
    )
    saved(body)
    if joined_on is not None:
        saved(Membership(organisation=body, starts=joined_on))
    for code, starts, ends in codes:
        saved(BoundaryCode(organisation=body, code=code, starts=starts, ends=ends))
    return body


@action("took an organisation into membership", allow=manage_network, on="organisation")
def join_network(*, by: Any, organisation: Organisation, on: date) -> Membership:
    """Make a body a member from a day; refused where it is one then, or left only later."""
    last = organisation.memberships.first()
    if last is not None and last.ends is None:
        raise DomainError(
            f"{organisation} has been a member since {_day(last.starts)}: "
            "end that membership first."
        )
    if last is not None and last.ends is not None and last.ends > on:
        raise DomainError(
            f"{organisation} was a member until {_day(last.ends)}: "
            "give a day of joining that is not before."
        )
    return saved(Membership(organisation=organisation, starts=on))


@action("ended an organisation's membership", allow=manage_network, on="organisation")
def leave_network(*, by: Any, organisation: Organisation, on: date, reason: str = "") -> Membership:
    """End a membership; ``on`` is the first day on which the body is no longer a member."""
    membership: Membership | None = organisation.memberships.filter(ends__isnull=True).first()
    if membership is None:
        raise DomainError(f"{organisation} is not a member, so it cannot leave.")
    if on < membership.starts:
        raise DomainError(
            f"{organisation} joined on {_day(membership.starts)}: "
            "give a day of leaving that is not before."
        )
    membership.ends, membership.reason = on, reason
    return saved(membership)


def _slug(kind: type[Model], name: str) -> str:
    """An address part for this name that no other record of its kind has."""
    start = slugify(name)[:90] or "unnamed"
    taken = set(kind._default_manager.filter(slug__startswith=start).values_list("slug", flat=True))
    free = (start if n == 1 else f"{start}-{n}" for n in range(1, len(taken) + 2))
    return next(slug for slug in free if slug not in taken)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
