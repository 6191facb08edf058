"""What a change moves, round by round, only through those whose state really changes.

The rounds of the allocation as it stands are kept. With other numbers each round is the same sum
plus what is different: attraction of few facilities (of what is closed, or full in another round),
ρ of the areas that reach them, and what facilities turn away that are full in either. So nothing is
left out and nothing is guessed; differences below ``DUST`` of a number are rounding, and end there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from culturefirst.analysis.catchment.allocation import Round, after, answered
from culturefirst.analysis.catchment.pairs import Pairs
from culturefirst.analysis.catchment.sides import Answer, Flags, Floats, quotient, some

DUST = 1e-11  # of a number: a smaller difference is rounding
MOST = 10_000  # rounds; each fills a facility, so that no real case comes near


@dataclass(frozen=True)
class Kept:
    """A round as it was: ``back`` L_i = Σ_j w_ij g_j (1 − m_j), what areas are turned away by."""

    remaining: Floats
    room: Floats
    spread: Floats
    back: Floats
    answer: Answer

    def beside(self, pairs: Pairs) -> "Kept":
        """The same where facilities without capacity stand beside."""
        if not pairs.beside:
            return self
        none = np.zeros(len(pairs.beside))
        inflow = [weights @ self.spread[areas] for areas, weights in pairs.beside]
        was = self.answer
        wider = Answer(
            np.concatenate((was.attraction, none)),
            np.concatenate((was.inflow, inflow)),
            np.concatenate((was.spare, none)),
            np.concatenate((was.accepted, none + 1)),
        )
        return Kept(self.remaining, self.room, self.spread, self.back, wider)


@dataclass(frozen=True)
class Asked:
    """What is to be solved: demand by area, capacity and attraction by facility."""

    demand: Floats
    capacity: Floats
    attraction: Floats


@dataclass(frozen=True)
class Found:
    """What is left to place by area, who finds nothing within reach, the room left, and how."""

    remaining: Floats
    too_far: Flags
    spare: Floats
    rounds: tuple[Round, ...] = ()


class OverBudget(Exception):
    """The change moves so much that solving the whole is quicker."""


class Delta:
    """One change followed through the rounds. The last of ``kept`` is what nothing followed on."""

    def __init__(self, pairs: Pairs, kept: Sequence[Kept], asked: Asked, budget: int) -> None:
        self.pairs, self.kept, self.asked = pairs, kept, asked
        self.budget, self.work = budget, 0

    def found(self, enough: float) -> Found:
        """Follow it to the end; ``OverBudget`` where it takes more than so many pairs."""
        capacity = self.asked.capacity
        remaining, spare = self.asked.demand.copy(), capacity.copy()
        full = (capacity <= 0) | (self.asked.attraction <= 0)
        too_far = np.zeros(len(remaining), bool)
        rounds: list[Round] = []
        for at in range(MOST):
            last = at >= len(self.kept) - 1
            was = self.kept[min(at, len(self.kept) - 1)].beside(self.pairs)
            attraction = np.where(full, 0, self.asked.attraction)
            room = self._room(was, attraction)
            if at == 0:
                too_far = room == 0
            open_ = room > 0
            if last:
                open_ &= (remaining > was.remaining * (1 + DUST)) | (was.room == 0)
            if float(remaining[open_].sum()) <= enough:
                break
            spread = np.where(open_, quotient(remaining, room), 0)
            answer = answered(attraction, self._inflow(was, spread), spare)
            rounds.append(Round(np.where(open_, remaining, 0), room, answer))
            back = np.clip(spread * self._back(was, answer), 0, remaining)
            remaining = np.where(open_, back, remaining)
            spare, full = after(answer, capacity, full)
        return Found(remaining, too_far, spare, tuple(rounds))

    def _room(self, was: Kept, attraction: Floats) -> Floats:
        change = attraction - was.answer.attraction
        self._spend(self.pairs.cost(by_facility=change))
        if not change.any():
            return was.room
        return some(self.pairs.after(was.room, change, attraction))

    def _inflow(self, was: Kept, spread: Floats) -> Floats:
        change = different(spread, was.spread)
        self._spend(self.pairs.cost(by_area=change))
        return np.maximum(was.answer.inflow + self.pairs.to_facilities(change), 0)

    def _back(self, was: Kept, answer: Answer) -> Floats:
        change = different(answer.lost, was.answer.lost)
        self._spend(self.pairs.cost(by_facility=change))
        return was.back + self.pairs.to_areas(change)

    def _spend(self, pairs: int) -> None:
        self.work += pairs
        if self.work > self.budget:
            raise OverBudget


def different(now: Floats, before: Floats) -> Floats:
    """The difference, without what is rounding."""
    change = now - before
    change[np.abs(change) <= DUST * np.maximum(np.abs(now), np.abs(before))] = 0
    return change
