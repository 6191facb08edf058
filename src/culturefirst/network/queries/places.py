"""Questions about places: what each holds, and which authorities somebody registered is in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from culturefirst.measures.core import Figure, Question, Window
from culturefirst.measures.figures import figures
from culturefirst.measures.register import MEASURES
from culturefirst.network.models import (
    BoundaryCode,
    FormerPlace,
    Organisation,
    Post,
    Role,
    SubRegion,
)

COVERED = "network.authorities_covered"


@dataclass(frozen=True)
class Covered:
    """A sub-region (``None``: the whole area) with how many of its authorities are covered."""

    place: SubRegion | None
    figure: Figure


@dataclass(frozen=True)
class Authority:
    """An authority that stood on the day, and whether somebody registered held a post in it.

    ``place`` is the sub-region to which it belonged then.
    """

    body: Organisation
    covered: bool
    place: SubRegion | None = None


def coverage(day: date, places: Sequence[SubRegion]) -> tuple[Covered, list[Covered]]:
    """The figure of the whole area and of each place, by the measure's own definition."""
    window = Window(ends=day)
    [whole] = figures([Question(COVERED, window)])
    by_place = figures([Question(COVERED, window, {"sub_region": place}) for place in places])
    return Covered(None, whole), [Covered(*pair) for pair in zip(places, by_place, strict=True)]


def authorities(day: date, place: SubRegion | None = None) -> list[Authority]:
    """Every authority of the area, or of one place, by name."""
    measure, scope = MEASURES[COVERED], {"sub_region": place} if place else {}
    covered = set(measure.rows(Window(ends=day), scope).values_list("pk", flat=True))
    rows = measure.base_rows(Window(ends=day), scope)
    assert rows is not None
    bodies = list(rows.select_related("sub_region").order_by("name"))
    before = FormerPlace.objects.held_on(day).filter(organisation__in=bodies)
    then = {each.organisation_id: each.sub_region for each in before.select_related("sub_region")}
    return [
        Authority(body, body.pk in covered, then.get(body.pk, body.sub_region)) for body in bodies
    ]


def outlined_codes(bodies: Sequence[Organisation]) -> list[BoundaryCode]:
    """The boundary codes of these bodies whose outline is loaded, the earliest first."""
    found = BoundaryCode.objects.filter(organisation__in=bodies, outline__isnull=False)
    return list(found.order_by("starts", "code"))


def places(user: Any, day: date) -> "QuerySet[SubRegion]":
    """The sub-regions with ``bodies``: how many bodies other than authorities stand there."""
    standing = (
        Q(organisations__founded_on__isnull=True) | Q(organisations__founded_on__lte=day)
    ) & (Q(organisations__dissolved_on__isnull=True) | Q(organisations__dissolved_on__gt=day))
    other = standing & ~Q(organisations__kind__in=Organisation.AUTHORITIES)
    found: QuerySet[SubRegion] = SubRegion.objects.visible_to(user).annotate(
        bodies=Count("organisations", filter=other, distinct=True)
    )
    return found


def managers_of(places: Sequence[SubRegion], day: date) -> dict[int, list[Post]]:
    """The improvement managers' posts seconded to each place on the day, vacant ones too."""
    held = Post.objects.held_on(day).filter(
        role=Role.IMPROVEMENT_MANAGER, sub_region__in=list(places)
    )
    found: dict[int, list[Post]] = {place.pk: [] for place in places}
    for post in held.select_related("person"):
        found[post.sub_region_id].append(post)
    return found
