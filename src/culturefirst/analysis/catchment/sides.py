"""Both halves of a round of allocation: areas that ask, and what a full facility turns away.

Areas know only themselves and hear of facilities by vectors, so that the same half runs on a whole
country, on one tile of it (:mod:`tiles`) and on another machine (:mod:`fleet`).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Flags = NDArray[np.bool_]
NOTHING = 1e-200  # visits, places, people: what is divided by less knows no bounds


class Sweeps(Protocol):
    """What allocation asks of a reach, whose weights are w_ij (area i, facility j)."""

    @property
    def shape(self) -> tuple[int, int]:
        """How many areas and how many facilities."""

    def to_facilities(self, by_area: Floats) -> Floats:
        """Σ_i w_ij x_i by facility."""

    def to_areas(self, by_facility: Floats) -> Floats:
        """Σ_j w_ij y_j by area."""


class Pairwise(Sweeps, Protocol):
    """A reach that also tells its pairs."""

    def of_facility(self, facility: int) -> tuple[Ints, Floats]:
        """The areas that reach a facility, and their weights."""


class Rationing(StrEnum):
    """Whom a facility serves that is asked for more than it has room for.

    ``SHARE``: everybody who asks in the same round by the same share. ``NEAREST``: those for whom
    it weighs most (the nearest), and of those who are equally near by the same share.
    """

    SHARE = "share"
    NEAREST = "nearest"


@dataclass(frozen=True)
class Answer:
    """What facilities say in a round.

    ``attraction`` g_j is 0 of what is full or closed; ``inflow`` Q_j = Σ_i w_ij ρ_i, so that
    q_j = g_j Q_j visits are asked for; ``spare`` s_j is the room before the round, and
    ``accepted`` m_j = min(1, s_j ÷ q_j).
    """

    attraction: Floats
    inflow: Floats
    spare: Floats
    accepted: Floats

    @property
    def asked(self) -> Floats:
        """q_j, visits."""
        return self.attraction * self.inflow

    @property
    def lost(self) -> Floats:
        """g_j (1 − m_j): the attraction that was in vain."""
        return self.attraction * (1 - self.accepted)


class Side(Protocol):
    """The areas' half: of a country, or of one tile."""

    def turn(self, attraction: Floats, answer: Answer | None) -> float:
        """Take the last answer and look for room anew; how many visits still find some."""

    def inflow(self) -> Floats:
        """Σ_i w_ij ρ_i by facility."""


class AreaSide:
    """``remaining`` r_i are visits still to be placed; ``room`` D_i = Σ_j w_ij g_j.

    ρ_i = r_i ÷ D_i is ``spread``: facility j is asked by area i for ρ_i w_ij g_j visits.
    """

    def __init__(self, reach: Sweeps, demand: Floats, rationing: Rationing) -> None:
        self.reach, self.rationing = reach, rationing
        self.remaining = demand.copy()
        self.room = self.spread = np.zeros_like(demand)
        self.too_far = np.zeros(len(demand), bool)

    def turn(self, attraction: Floats, answer: Answer | None) -> float:
        """Take the last answer and look for room anew; how many visits still find some."""
        if answer is not None:
            self.take(self._turned_away(answer))
        left = self.look(attraction)
        if answer is None:
            self.too_far = self.room == 0
        return left

    def take(self, back: Floats) -> None:
        """Take back by area what was turned away; the rest of what was asked for is served."""
        back = np.clip(back, 0, self.remaining)
        self.remaining = np.where(self.room > 0, back, self.remaining)

    def look(self, attraction: Floats) -> float:
        """Look which room there is; how many visits still find some."""
        self.room = some(np.asarray(self.reach.to_areas(attraction), np.float64))
        self.spread = quotient(self.remaining, self.room)
        return float(self.remaining[self.room > 0].sum())

    def inflow(self) -> Floats:
        """Σ_i w_ij ρ_i by facility."""
        return np.maximum(np.asarray(self.reach.to_facilities(self.spread), np.float64), 0)

    def _turned_away(self, answer: Answer) -> Floats:
        if self.rationing == Rationing.SHARE:
            return self.spread * np.asarray(self.reach.to_areas(answer.lost), np.float64)
        back = np.zeros_like(self.remaining)
        for areas, visits in farthest(cast(Pairwise, self.reach), self.spread, answer):
            back[areas] += visits
        return back


def farthest(reach: Pairwise, spread: Floats, answer: Answer) -> list[tuple[Ints, Floats]]:
    """By full facility its areas, and what it turns away of each: the farthest first."""
    found = []
    for facility in np.flatnonzero(answer.lost > 0):
        areas, weight = reach.of_facility(int(facility))
        asked = spread[areas] * weight * answer.attraction[facility]
        served = _nearest_first(asked, weight, float(answer.spare[facility]))
        found.append((areas, asked * (1 - served)))
    return found


def _nearest_first(asked: Floats, weight: Floats, spare: float) -> Floats:
    """Which share each is served, heavier weights first and equal ones alike."""
    _, group = np.unique(-np.asarray(weight), return_inverse=True)
    wanted: Floats = np.bincount(group, asked).astype(np.float64)
    left: Floats = spare - (np.cumsum(wanted) - wanted)
    served: Floats = np.clip(quotient(left, wanted), 0, 1)[group]
    return served


def some(values: Floats) -> Floats:
    """The same, with 0 for what is so little that nothing can be divided by it."""
    return np.where(values > NOTHING, values, 0)


def quotient(above: Floats, below: Floats) -> Floats:
    """``above`` ÷ ``below``, and 0 where there is nothing below."""
    return np.divide(above, below, out=np.zeros_like(above), where=below > NOTHING)
