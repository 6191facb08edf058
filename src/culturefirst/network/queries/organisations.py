"""Questions about bodies: which there are, their members' standing, who works at and keeps one."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from culturefirst.kit import clock
from culturefirst.network.models import (
    Membership,
    Organisation,
    Post,
    Role,
    ServiceRun,
    Succession,
)

MEMBER, FORMER, NEVER = "member", "former", "never"


def standing_bodies(day: date) -> "QuerySet[Organisation]":
    """The bodies that had been founded by the day and not dissolved."""
    rows: QuerySet[Organisation] = Organisation.objects.standing_on(day)
    return rows


def organisations(user: Any) -> QuerySet[Organisation]:
    """The bodies this person may see, with their sub-region and ``member_since`` (or ``None``)."""
    held = Membership.objects.held_on(clock.today()).filter(organisation=OuterRef("pk"))
    since = Subquery(held.values("starts")[:1])
    seen = Organisation.objects.visible_to(user).select_related("sub_region")
    found: QuerySet[Organisation] = seen.annotate(member_since=since)
    return found


def by_membership(
    rows: "QuerySet[Organisation]", standing: str, on: date
) -> "QuerySet[Organisation]":
    """Those that are members on the day, were before it (``former``), or ``never`` by then."""
    joined = Membership.objects.filter(organisation=OuterRef("pk"), starts__lte=on)
    if standing == MEMBER:
        return rows.filter(Exists(joined.held_on(on)))
    if standing == FORMER:
        return rows.filter(Exists(joined), ~Exists(joined.held_on(on)))
    return rows.filter(~Exists(joined))


def running(rows: "QuerySet[Organisation]", service: str, on: date) -> "QuerySet[Organisation]":
    """Those that run a service on the day."""
    runs = ServiceRun.objects.held_on(on).filter(organisation=OuterRef("pk"), service=service)
    return rows.filter(Exists(runs))


def posts_of(organisation: Organisation, user: Any, *, on: date) -> QuerySet[Post]:
    """The posts of a body on a day, vacant ones too, as far as this person may see them."""
    held = organisation.posts.visible_to(user).held_on(on)
    return held.select_related("person", "sub_region")


def keepers(organisation: Organisation, user: Any, *, on: date) -> list[Post]:
    """The posts whose holders keep this body's page: its leads, then its sub-region's managers.

    The team's own body, and one outside every sub-region, is kept by the team alone.
    """
    if organisation.kind == Organisation.Kind.NETWORK:
        return []
    held = Post.objects.visible_to(user).held_on(on).filter(person__isnull=False)
    leads = Q(organisation=organisation, leads=True)
    if organisation.sub_region_id is not None:
        place = organisation.sub_region_id
        leads |= Q(role=Role.IMPROVEMENT_MANAGER, sub_region=place)
    found = held.filter(leads).select_related("person", "organisation", "sub_region")
    return list(found.order_by("-leads", "person__name", "pk"))


def took_over_from(organisation: Organisation) -> QuerySet[Succession]:
    """What it came from, the latest first."""
    rows: QuerySet[Succession] = Succession.objects.filter(successor=organisation)
    return rows.select_related("predecessor").order_by("-on", "predecessor__name")


def taken_over_by(organisation: Organisation) -> QuerySet[Succession]:
    """What came of it."""
    rows: QuerySet[Succession] = Succession.objects.filter(predecessor=organisation)
    return rows.select_related("successor").order_by("-on", "successor__name")


def published() -> QuerySet[Organisation]:
    """Every body with all its public facts, in a number of statements that does not grow.

    ``other_names``, ``codes``, ``services``, ``memberships`` and both sides of successions are
    fetched; ``member_since`` is a day or ``None``.
    """
    came = Succession.objects.select_related("predecessor")
    became = Succession.objects.select_related("successor")
    return (
        organisations(None)
        .select_related("parent", "upper_tier")
        .prefetch_related(
            "other_names",
            "codes",
            "services",
            "memberships",
            Prefetch("predecessors", came),
            Prefetch("successors", became),
        )
    )
