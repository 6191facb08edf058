"""Figures of areas by authority: people, and segments beside the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from culturefirst.analysis.need import profile
from culturefirst.intelligence.models import (
    AreaPeople,
    AreaSegments,
    AreaSet,
    Classification,
    Population,
    Rate,
    Rates,
)


@dataclass(frozen=True)
class Part:
    """A segment here beside the whole: shares of people, and 100 × here ÷ whole."""

    code: str
    name: str
    share: float
    whole: float
    index: float | None


@dataclass(frozen=True)
class Profiled:
    """The segments of an authority; ``people`` are those counted, or areas where none are known.

    ``population`` is the key of the count by which shares are weighed.
    """

    zone: str
    zone_name: str
    parts: list[Part]
    people: int
    population: int | None
    zones: list[tuple[str, str]]


@dataclass(frozen=True)
class Activity:
    """How many take part here and in all, as the segments make one expect; 100 × here ÷ all.

    ``keen`` is, of the segments that take part as much as average or more (``rate``), the one that
    has most people here.
    """

    rates: Rates
    here: float | None
    whole: float | None
    index: float | None
    keen: Part
    rate: float


def activities(user: Any, classification: Classification, parts: Sequence[Part]) -> list[Activity]:
    """Each activity by these segments, the one that is most above the average first."""
    rates = Rates.objects.visible_to(user).filter(classification=classification)
    rows = Rate.objects.filter(rates__in=rates, segment__isnull=False).order_by("pk")
    shares: dict[int, dict[str, float]] = {}
    for pk, code, share in rows.values_list("rates", "segment__code", "share"):
        shares.setdefault(pk, {})[code] = float(share)
    found = [_activity(each, parts, shares[each.pk]) for each in rates if each.pk in shares]
    return sorted(found, key=lambda each: -(each.index or 0))


def _activity(rates: Rates, parts: Sequence[Part], shares: dict[str, float]) -> Activity:
    told = [part for part in parts if part.code in shares]
    here = _weighed([(part.share, shares[part.code]) for part in told])
    whole = _weighed([(part.whole, shares[part.code]) for part in told])
    keen = [part for part in told if shares[part.code] >= (whole or 0)] or told
    largest = max(keen, key=lambda part: (part.share, shares[part.code]))
    index = None if here is None or not whole else 100 * here / whole
    return Activity(rates, here, whole, index, largest, shares[largest.code])


def _weighed(pairs: Sequence[tuple[float, float]]) -> float | None:
    """The mean of the rates, each weighed by its people; ``None`` where there are none."""
    held = sum(share for share, _ in pairs)
    return sum(share * rate for share, rate in pairs) / held if held else None


def newest_population(area_set: AreaSet) -> Population | None:
    """The latest count of people of a set of areas."""
    return Population.objects.filter(area_set=area_set).order_by("-year", "pk").first()


def area_sets_of(classification: Classification) -> list[AreaSet]:
    """The sets of areas whose segments are known, the largest first."""
    rows = AreaSegments.objects.filter(classification=classification)
    keys = rows.values_list("area__area_set", flat=True).distinct()
    return list(AreaSet.objects.filter(pk__in=list(keys)))


def profiled(classification: Classification, area_set: AreaSet, zone: str) -> Profiled:
    """Segments of one authority (or of all, for ``""``) beside those of the whole set."""
    rows = AreaSegments.objects.filter(classification=classification, area__area_set=area_set)
    held = list(rows.values_list("area_id", "area__zone", "area__zone_name", "shares"))
    segments = list(classification.segments.order_by("code").values_list("code", "name"))
    population = newest_population(area_set)
    people = _people(population, [pk for pk, *_ in held])
    table = _table([shares for *_, shares in held], [code for code, _ in segments])
    here = [not zone or each == zone for _, each, _, _ in held]
    found = profile(people if people is not None else np.ones(len(held)), table, here)
    parts = [
        Part(code, name, float(found.share[at]), float(found.whole[at]), _known(found.index[at]))
        for at, (code, name) in enumerate(segments)
    ]
    zones = sorted({(name or code, code) for _, code, name, _ in held if code})
    weight = people if people is not None else np.ones(len(held))
    counted = int(weight[np.array(here, dtype=bool)].sum()) if held else 0
    named = next((name for name, code in zones if code == zone), "")
    key = None if population is None else population.pk
    return Profiled(zone, named, parts, counted, key, zones)


def _people(population: Population | None, keys: Sequence[int]) -> Any:
    if population is None:
        return None
    totals = dict(AreaPeople.objects.filter(population=population).values_list("area_id", "total"))
    return np.array([totals.get(pk, 0) for pk in keys], dtype=float)


def _table(shares: Sequence[dict[str, float]], codes: Sequence[str]) -> Any:
    place = {code: at for at, code in enumerate(codes)}
    table = np.zeros((len(shares), len(codes)))
    for row, each in enumerate(shares):
        for code, share in each.items():
            table[row, place[code]] = share
    return table


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
