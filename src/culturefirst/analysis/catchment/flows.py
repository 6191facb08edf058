"""Visits from zone to zone, out of one allocation.

Nothing is kept by pair: area i is served ρ_i w_ij g_j m_j visits by facility j in each round, so
that flows are sums over rounds, taken some areas at a time.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from culturefirst.analysis.catchment.allocation import Allocation, Round
from culturefirst.analysis.catchment.sides import Floats, Ints, Pairwise, Rationing, farthest

if TYPE_CHECKING:
    from scipy.sparse import csr_array

TABLED = 10_000_000  # pairs that are kept at once
AT_ONCE = 500_000  # pairs that are worked on at once
MOST_ZONES = 2_000  # a table of them all is kept for each piece


@dataclass(frozen=True)
class Flows:
    """``visits[a, b]``: what people of zone a are served by facilities of zone b."""

    zones: tuple[Hashable, ...]
    visits: Floats

    @property
    def kept(self) -> Floats:
        """By zone, what its people are served by its own facilities."""
        return np.diag(self.visits).copy()

    @property
    def exported(self) -> Floats:
        """By zone, what its people are served elsewhere."""
        return np.asarray(self.visits.sum(axis=1) - self.kept)

    @property
    def imported(self) -> Floats:
        """By zone, what its facilities serve of people from elsewhere."""
        return np.asarray(self.visits.sum(axis=0) - self.kept)


def flows_between(
    allocation: Allocation,
    zone_of_area: Sequence[Hashable],
    zone_of_facility: Sequence[Hashable],
) -> Flows:
    """Visits from zone to zone; zones come in the order of their names.

    ``ValueError`` with a sentence where there is not one zone for each area and facility, where
    zones are too many for a table of them all, or where the allocation was made without keeping its
    rounds.
    """
    zones, of_area, of_facility = placed(allocation, zone_of_area, zone_of_facility)
    if not allocation.rounds and allocation.used.any():
        raise ValueError(
            "Flows need the rounds of the allocation: make it by `allocate`, or `WhatIf.settled`."
        )
    visits = np.zeros((len(zones), len(zones)))
    if allocation.rounds:
        visits += _served(allocation, of_area, of_facility, len(zones))
    if allocation.rationing == Rationing.NEAREST:
        reach = cast(Pairwise, allocation.reach)
        for turn in allocation.rounds:
            visits -= _turned_away(reach, turn, of_area, of_facility, len(zones))
    return Flows(zones, np.maximum(visits, 0))


def placed(
    allocation: Allocation,
    zone_of_area: Sequence[Hashable],
    zone_of_facility: Sequence[Hashable],
) -> tuple[tuple[Hashable, ...], Ints, Ints]:
    """The zones, and the number of each area's and each facility's."""
    for given, size, each in (
        (zone_of_area, len(allocation.demand), "area"),
        (zone_of_facility, len(allocation.capacity), "facility"),
    ):
        if len(given) != size:
            raise ValueError(f"There are {len(given)} zones for {size}: give one for each {each}.")
    # By kind too: of 1 and “1” neither may come first by chance.
    names = {*zone_of_area, *zone_of_facility}
    zones = tuple(sorted(names, key=lambda zone: (str(zone), type(zone).__name__)))
    if len(zones) > MOST_ZONES:
        raise ValueError(
            f"There are {len(zones):,} zones: give at most {MOST_ZONES:,}, such as authorities."
        )
    number = {zone: at for at, zone in enumerate(zones)}
    return (
        zones,
        np.array([number[zone] for zone in zone_of_area], np.intp),
        np.array([number[zone] for zone in zone_of_facility], np.intp),
    )


def _kept_of(turn: Round, rationing: Rationing) -> Floats:
    """m_j; with the nearest first 1, since what is turned away is told pair by pair."""
    accepted = turn.answer.accepted
    return np.ones_like(accepted) if rationing == Rationing.NEAREST else accepted


def _served(allocation: Allocation, of_area: Ints, of_facility: Ints, zones: int) -> Floats:
    """Σ of what was accepted, pair by pair, some rows of areas at a time."""
    spread = np.array([turn.spread for turn in allocation.rounds])
    accepted = np.array(
        [
            turn.answer.attraction * _kept_of(turn, allocation.rationing)
            for turn in allocation.rounds
        ]
    )
    visits = np.zeros(zones * zones)
    for first, table in _pieces(allocation.reach):
        ends = table.indptr.astype(np.int64)
        for start, stop in pairwise(_edges(ends)):
            own = slice(ends[start], ends[stop])
            row = np.repeat(np.arange(start, stop) + first, np.diff(ends[start : stop + 1]))
            column = table.indices[own]
            flow = np.zeros(len(row))
            for asked, taken in zip(spread, accepted, strict=True):
                flow += asked[row] * taken[column]
            flow *= table.data[own]
            place = of_area[row] * zones + of_facility[column]
            visits += np.bincount(place, flow, minlength=len(visits))
    return visits.reshape(zones, zones)


def _pieces(reach: Any) -> Iterator[tuple[int, "csr_array"]]:
    """The pairs in pieces that fit into memory, each with its first area."""
    if reach.pairs <= TABLED or not hasattr(reach, "moved"):
        yield 0, reach.csr()
        return
    areas, step = reach.areas, max(1, len(reach.areas) * TABLED // reach.pairs)
    for first in range(0, len(areas), step):
        own = slice(first, first + step)
        some = replace(
            areas,
            codes=areas.codes[own],
            easting=areas.easting[own],
            northing=areas.northing[own],
            demand=areas.demand[own],
        )
        yield first, reach.moved(areas=some).csr()


def _edges(ends: Ints) -> list[int]:
    """Rows between which there are about so many pairs as are worked on at once."""
    wanted = np.arange(0, ends[-1], AT_ONCE)
    return [*np.unique(np.searchsorted(ends, wanted, side="right") - 1).tolist(), len(ends) - 1]


def _turned_away(
    reach: Pairwise, turn: Round, of_area: Ints, of_facility: Ints, zones: int
) -> Floats:
    away = np.zeros((zones, zones))
    full = np.flatnonzero(turn.answer.lost > 0)
    for facility, (areas, visits) in zip(
        full, farthest(reach, turn.spread, turn.answer), strict=True
    ):
        away[:, of_facility[facility]] += summed(visits, of_area[areas], zones)
    return away


def summed(values: Floats, zone: Ints, zones: int) -> Floats:
    """By zone the sum of these."""
    return np.bincount(zone, values, minlength=zones).astype(np.float64)
