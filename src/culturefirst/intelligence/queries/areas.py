"""Sets of areas: what there is, their points and their outlines."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, F, Q, Sum

from culturefirst.intelligence.models import Area, AreaSet


def sets(user: Any) -> Any:
    """Every set with how many areas it has, and how many of them have an outline."""
    return (
        AreaSet.objects.visible_to(user)
        .annotate(count=Count("areas"))
        .annotate(drawn=Count("areas", filter=Q(areas__boundary__isnull=False)))
        .annotate(zones=Count("areas__zone", filter=~Q(areas__zone=""), distinct=True))
    )


def points(area_set: AreaSet) -> list[tuple[int, str, str, int, int, str, str]]:
    """``(key, code, name, easting, northing, zone, zone name)`` of every area, by code."""
    rows = Area.objects.filter(area_set=area_set).order_by("code")
    names = ("pk", "code", "name", "easting", "northing", "zone", "zone_name")
    return list(rows.values_list(*names))


def outlines(area_set: AreaSet, codes: Any = None) -> Mapping[str, Any]:
    """Outlines by code, of those that have one."""
    rows = Area.objects.filter(area_set=area_set, boundary__isnull=False)
    if codes is not None:
        rows = rows.filter(code__in=list(codes))
    return dict(rows.values_list("code", "boundary"))


def by_zone(area_set: AreaSet, population: Any = None) -> list[dict[str, Any]]:
    """Each authority: ``zone``, ``zone_name``, ``areas``, and ``counted`` (people) if asked."""
    rows = Area.objects.filter(area_set=area_set).values("zone", "zone_name")
    rows = rows.annotate(areas=Count("pk", distinct=True))
    if population is not None:
        mine = Q(people__population=population)
        rows = rows.annotate(
            counted=Sum("people__total", filter=mine),
            empty=Count("pk", filter=mine & Q(people__total=0)),
        )
    return list(rows.order_by(F("zone_name").asc(nulls_last=True), "zone"))
