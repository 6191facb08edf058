"""What tests of allocation share: a reach as a plain table, and a slow oracle in exact fractions.

The oracle is written from the description, visit by visit and pair by pair, and shares nothing with
the code: no vectors, no ratio of demand and room, no floating point.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.sparse import csr_array

Floats = NDArray[np.float64]


class Dense:
    """Weights as a table of areas × facilities."""

    def __init__(self, weights: Floats) -> None:
        self.weights = np.asarray(weights, np.float64)
        self.shape = self.weights.shape
        self.pairs = int((self.weights > 0).sum())

    def to_facilities(self, by_area: Floats) -> Floats:
        return self.weights.T @ by_area

    def to_areas(self, by_facility: Floats) -> Floats:
        return self.weights @ by_facility

    def of_facility(self, facility: int) -> tuple[NDArray[np.intp], Floats]:
        areas = np.flatnonzero(self.weights[:, facility])
        return areas, self.weights[areas, facility]

    def of_area(self, area: int) -> tuple[NDArray[np.intp], Floats]:
        facilities = np.flatnonzero(self.weights[area])
        return facilities, self.weights[area, facilities]

    def csr(self) -> csr_array:
        return csr_array(self.weights)


@dataclass
class Slow:
    """What the oracle found, in fractions."""

    satisfied: list[Fraction]
    too_far: list[Fraction]
    no_room: list[Fraction]
    used: list[Fraction]
    flows: dict[tuple[int, int], Fraction]
    turns: int


def slowly(
    weights: Floats,
    demand: Floats,
    capacity: Floats,
    attractiveness: Floats | None = None,
    *,
    nearest: bool = False,
    close: float = 1e-6,
) -> Slow:
    """The whole allocation by plain loops."""
    pull = capacity if attractiveness is None else attractiveness
    w = {
        (i, j): Fraction(float(value))
        for (i, j), value in np.ndenumerate(weights)
        if value > 0 and capacity[j] > 0 and pull[j] > 0
    }
    waiting = [Fraction(float(each)) for each in demand]
    room = [Fraction(float(each)) for each in capacity]
    flows: dict[tuple[int, int], Fraction] = {}
    enough, turns = Fraction(close) * sum(waiting), 0
    while True:
        letters = _letters(w, waiting, room, pull)
        if sum(visits for _, _, visits in letters) <= enough:
            break
        turns += 1
        for door in {j for _, j, _ in letters}:
            queue = [(i, visits) for i, j, visits in letters if j == door]
            for i, visits in _let_in(queue, room[door], w, door, nearest):
                flows[i, door] = flows.get((i, door), Fraction(0)) + visits
                waiting[i] -= visits
                room[door] -= visits
    near = {i for i, _ in w}
    areas, doors = range(len(demand)), range(len(capacity))
    return Slow(
        [sum((flows.get((i, j), Fraction(0)) for j in doors), Fraction(0)) for i in areas],
        [waiting[i] if i not in near else Fraction(0) for i in areas],
        [waiting[i] if i in near else Fraction(0) for i in areas],
        [sum((flows.get((i, j), Fraction(0)) for i in areas), Fraction(0)) for j in doors],
        flows,
        turns,
    )


def _letters(
    w: dict[tuple[int, int], Fraction],
    waiting: list[Fraction],
    room: list[Fraction],
    pull: Floats,
) -> list[tuple[int, int, Fraction]]:
    """Who asks where for how many visits."""
    found = []
    for i, visits in enumerate(waiting):
        here = {
            j: value * Fraction(float(pull[j]))
            for (k, j), value in w.items()
            if k == i and room[j] > 0
        }
        whole = sum(here.values())
        found += [(i, j, visits * value / whole) for j, value in here.items() if visits > 0]
    return found


def _let_in(
    queue: list[tuple[int, Fraction]],
    room: Fraction,
    w: dict[tuple[int, int], Fraction],
    door: int,
    nearest: bool,
) -> list[tuple[int, Fraction]]:
    asked = sum(visits for _, visits in queue)
    if asked <= room:
        return queue
    if not nearest:
        return [(i, visits * room / asked) for i, visits in queue]
    served = []
    for distance in sorted({w[i, door] for i, _ in queue}, reverse=True):
        alike = [(i, visits) for i, visits in queue if w[i, door] == distance]
        wanted = sum(visits for _, visits in alike)
        share = min(Fraction(1), room / wanted)
        served += [(i, visits * share) for i, visits in alike]
        room -= wanted * share
    return served


@dataclass
class Small:
    """A small case: everything in small whole numbers, so that ties and noughts are common."""

    weights: Floats
    demand: Floats
    capacity: Floats

    @property
    def reach(self) -> Dense:
        return Dense(self.weights)


@st.composite
def smalls(draw: st.DrawFn, most: int = 6) -> Small:
    areas, facilities = draw(st.integers(1, most)), draw(st.integers(1, most))
    eighths = draw(
        st.lists(
            st.integers(0, 8).map(lambda each: max(0, each - 3)),
            min_size=areas * facilities,
            max_size=areas * facilities,
        )
    )
    demand = draw(st.lists(st.integers(0, 12), min_size=areas, max_size=areas))
    capacity = draw(st.lists(st.integers(0, 12), min_size=facilities, max_size=facilities))
    weights = np.array(eighths, np.float64).reshape(areas, facilities) / 8
    return Small(weights, np.array(demand, np.float64), np.array(capacity, np.float64))
