"""What it costs to get from an area to a facility: in metres of way, or in minutes from elsewhere.

A pair is within reach where its cost is at most the limit: equal is within.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from culturefirst.analysis.catchment.faults import BadInput, Fault, refuse

Elsewhere = Callable[[int, int], tuple[NDArray[Any], NDArray[Any]]]
MOST_METRES = 1_000_000  # a limit beyond is a mistake of unit: it would cross all of Great Britain


@dataclass(frozen=True)
class StraightLine:
    """cost = detour × √((e₁ − e₂)² + (n₁ − n₂)²), in metres.

    ``detour`` is the length of the way over the straight line (1 is as the crow flies). Roads of
    European countries lie between 1.2 and 1.4 (Ballou, Rahardja and Sakai 2002, Transportation
    Research A 36: 843–848).
    """

    limit: int
    detour: float = 1.0

    def __post_init__(self) -> None:
        if not 0 < self.limit <= MOST_METRES or self.limit != int(self.limit):
            problem = f"{self.limit:g} is no distance to travel"
            raise BadInput([Fault(None, "limit", problem, "Give whole metres, such as 5000")])
        if not 1 <= self.detour <= 10:
            problem = f"no way is {self.detour:g} times as long as the straight line"
            raise BadInput([Fault(None, "detour", problem, "Give 1 or more, such as 1.3")])
        # Whatever kind of number was given: fractions are made of these.
        object.__setattr__(self, "limit", int(self.limit))
        object.__setattr__(self, "detour", float(self.detour))

    def squared(self, limit: float, detour: float = 1.0) -> int:
        """The greatest squared distance, in whole metres, whose way is within ``limit``.

        d ≤ limit ÷ (detour × own detour), by fractions: what a decimal says is meant exactly.
        """
        way = Fraction(str(detour)) * Fraction(str(self.detour))
        return int((min(Fraction(str(limit)), self.limit * Fraction(str(detour))) / way) ** 2)


@dataclass(frozen=True)
class TravelTable:
    """Costs from elsewhere, such as minutes by bus: one entry for each pair that is known.

    ``area_index`` and ``facility_index`` count the rows of areas and facilities from 0. A pair that
    is not listed is out of reach, never without cost. ``elsewhere`` tells of a spot of which the
    table knows nothing (easting, northing) the areas near it and their costs, where somebody can
    say it; else what is tried there is refused.
    """

    area_index: NDArray[np.integer]
    facility_index: NDArray[np.integer]
    cost: NDArray[np.floating]
    limit: float
    elsewhere: Elsewhere | None = None

    def checked(self, areas: int, facilities: int) -> "TravelTable":
        """A copy with int32 and float64; ``BadInput`` with every fault."""
        indices = np.asarray(self.area_index), np.asarray(self.facility_index)
        cost, limit = np.array(self.cost, np.float64), float(self.limit)
        made = TravelTable(*indices, cost, limit, self.elsewhere)
        refuse(made._faults(areas, facilities))
        whole = [np.array(each, np.int32) for each in indices]
        return replace(made, area_index=whole[0], facility_index=whole[1])

    def _faults(self, areas: int, facilities: int) -> Iterator[Fault]:
        if not 0 < self.limit < np.inf:
            yield Fault(None, "limit", f"{self.limit:g} is no cost", "Give minutes, such as 30")
        sizes = {len(self.area_index), len(self.facility_index), len(self.cost)}
        if len(sizes) > 1:
            yield Fault(
                None, "cost", "the columns are not equally long", "Give a cost for each pair"
            )
            return
        yield from _of_numbers(self.area_index, areas, "area")
        yield from _of_numbers(self.facility_index, facilities, "facility")
        for row in np.flatnonzero(~(self.cost >= 0)):
            problem = f"{self.cost[row]:g} is no cost"
            yield Fault(int(row) + 1, "cost", problem, "Give 0 or more, or leave the row out")
        yield from self._twice(facilities)

    def _twice(self, facilities: int) -> Iterator[Fault]:
        rows, columns = (
            np.nan_to_num(each, nan=-1).astype(np.int64)
            for each in (self.area_index, self.facility_index)
        )
        pair = rows * facilities + columns
        order = np.argsort(pair, kind="stable")
        again = order[1:][np.diff(pair[order]) == 0]
        for row in np.sort(again):
            yield Fault(int(row) + 1, "area, facility", "the pair is listed twice", "Leave one out")


def _of_numbers(numbers: NDArray[Any], size: int, what: str) -> Iterator[Fault]:
    """Faults of numbers that are those of no row."""
    sound = (numbers >= 0) & (numbers < size) & (numbers % 1 == 0)
    for row in np.flatnonzero(~sound):
        problem = f"{numbers[row]:.10g} is the number of no {what}"
        yield Fault(int(row) + 1, what, problem, f"Give 0 to {size - 1}")
