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
    """The segments of an authority; ``people`` are those counted, or areas where none are known."""

    zone: str
    zone_name: str
    parts: list[Part]
    people: int
    weighed: bool
    zones: list[tuple[str, str]]


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
    people = _people(area_set, [pk for pk, *_ in held])
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
    return Profiled(zone, named, parts, counted, people is not None, zones)


def _people(area_set: AreaSet, keys: Sequence[int]) -> Any:
    population = newest_population(area_set)
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
