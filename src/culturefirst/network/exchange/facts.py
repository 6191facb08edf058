"""Bodies and groups as plain facts, the same in every file and in the API."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet

from culturefirst.kit import clock
from culturefirst.network.models import Group, Organisation

Facts = dict[str, Any]


def bodies(user: Any) -> QuerySet[Organisation]:
    """Bodies that this person may see, with what their facts need, in a settled order."""
    rows: QuerySet[Organisation] = (
        Organisation.objects.visible_to(user)
        .select_related("sub_region")
        .prefetch_related("codes", "other_names", "memberships", "services")
        .order_by("pk")
    )
    return rows


def groups(user: Any) -> QuerySet[Group]:
    """Groups that this person may know of, in a settled order."""
    rows: QuerySet[Group] = (
        Group.objects.visible_to(user).select_related("sub_region").order_by("pk")
    )
    return rows


def body_id(pk: int) -> str:
    """A body's id in data that leaves: it stays when the name changes."""
    return f"organisation-{pk}"


def group_id(pk: int) -> str:
    """A group's id in data that leaves."""
    return f"group-{pk}"


def of_body(body: Organisation) -> Facts:
    """One body, as at today."""
    today = clock.today()
    held = body.membership_on(today)
    return {
        "id": body_id(body.pk),
        "slug": body.slug,
        "name": body.name,
        "short_name": body.short_name,
        "kind": body.kind,
        "sub_region": body.sub_region.slug if body.sub_region else None,
        "gss_code": next((c.code for c in body.codes.all() if _lasts(c, today)), None),
        "public_id": body.public_id or None,
        "part_of": body_id(body.parent_id) if body.parent_id else None,
        "upper_tier": body_id(body.upper_tier_id) if body.upper_tier_id else None,
        "member_since": held.starts if held else None,
        "founded_on": body.founded_on,
        "dissolved_on": body.dissolved_on,
        "website": body.website or None,
        "services": sorted({run.service for run in body.services.all() if _lasts(run, today)}),
    }


def of_group(group: Group) -> Facts:
    """One group; who is in it is not part of its facts."""
    return {
        "id": group_id(group.pk),
        "slug": group.slug,
        "name": group.name,
        "short_name": group.short_name,
        "kind": group.kind,
        "access": group.access,
        "sub_region": group.sub_region.slug if group.sub_region else None,
        "meets": group.meets,
        "starts": group.starts,
        "ends": group.ends,
    }


def as_cells(facts: Iterable[Facts]) -> Iterator[list[Any]]:
    """The facts as rows of a table; a list of values stands in one cell."""
    for each in facts:
        yield [" ".join(v) if isinstance(v, list) else v for v in each.values()]


def _lasts(dated: Any, day: date) -> bool:
    begun = dated.starts is None or dated.starts <= day
    return begun and (dated.ends is None or dated.ends > day)
