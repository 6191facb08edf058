"""Tables of minutes, and the points that a routing tool works them out between."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np
from django.db.models import QuerySet

from culturefirst.intelligence.models import Area, AreaSet, Asset, TravelTimes
from culturefirst.intelligence.studying.times import Times, read_times


def every(user: Any) -> "QuerySet[Any]":
    """All tables, without their minutes."""
    rows: QuerySet[Any] = TravelTimes.objects.visible_to(user).select_related("area_set")
    return rows.defer("content")


def times_of(travel: TravelTimes) -> Times:
    """The minutes of a table; a process reads the last few only once."""
    return _times(travel.pk, travel.digest)


# A table is never changed; the digest tells those of other installations and tests apart.
@lru_cache(maxsize=2)
def _times(pk: int, digest: str) -> Times:
    return read_times(bytes(TravelTimes.objects.values_list("content", flat=True).get(pk=pk)))


def by_place(travel: TravelTimes, user: Any) -> list[dict[str, Any]]:
    """Each place: from how many areas it is known, and the shortest, middle and longest way."""
    times = times_of(travel)
    rows = Asset.objects.visible_to(user).filter(pk__in=times.places)
    named = {
        str(pk): (name, kind) for pk, name, kind in rows.values_list("pk", "name", "kind__name")
    }
    order = np.argsort(times.place, kind="stable")
    ends = np.searchsorted(times.place[order], np.arange(len(times.places) + 1))
    found = []
    for at, code in enumerate(times.places):
        own = order[ends[at] : ends[at + 1]]
        name, kind = named.get(code, (f"Place {code}", ""))
        low, middle, high = np.percentile(times.minutes[own], (0, 50, 100)).round(1).tolist()
        areas = len(np.unique(times.area[own]))
        found.append(
            {"pk": code if code in named else "", "name": name, "kind": kind, "areas": areas,
             "shortest": low, "middle": middle, "longest": high}
        )  # fmt: skip
    return sorted(found, key=lambda each: (each["name"], each["pk"]))


def area_points(area_set: AreaSet) -> Iterator[tuple[str, int, int]]:
    """Code, easting and northing of every area."""
    rows = Area.objects.filter(area_set=area_set).order_by("code")
    yield from rows.values_list("code", "easting", "northing")


def place_points(user: Any) -> Iterator[tuple[int, int, int]]:
    """Number, easting and northing of every place whose spot is known."""
    rows = Asset.objects.visible_to(user).standing().located().order_by("pk")
    yield from rows.values_list("pk", "easting", "northing")
