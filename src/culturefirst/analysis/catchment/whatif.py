"""What if a facility closed, grew, moved or came, or people did: answered while people talk.

The allocation as it stands is solved once and its rounds are kept (some vectors a round, nothing by
pair). A change is then followed exactly through them (:mod:`delta`), as long as that takes less
work than solving the whole again; else the whole is solved. Both answers agree to what is left
unplaced anyway: ``close`` of all demand.

Every question is asked of what stood first, so that nothing adds up over many questions, and taking
a change back gives the very same numbers.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from culturefirst.analysis.catchment.allocation import CLOSE, Allocation, after, allocate
from culturefirst.analysis.catchment.changes import Change, State, Stock, weights_at
from culturefirst.analysis.catchment.delta import Asked, Delta, Found, Kept, OverBudget
from culturefirst.analysis.catchment.numbers import sound
from culturefirst.analysis.catchment.outcome import Outcome, Stand
from culturefirst.analysis.catchment.pairs import Pairs, Point
from culturefirst.analysis.catchment.places import Facilities
from culturefirst.analysis.catchment.sides import Answer, Floats, Ints, Rationing, some

DELTA, WHOLE = "delta", "whole"
TABLED = 60_000_000  # pairs: beyond, both tables would not fit, and each question is a whole one
BUDGET = 4  # times all pairs: the whole reads them all some twenty times
REMEMBERED = 1_000  # places that were tried, with what they reach
MOVED = 0.001  # visits: an area is changed where any of its figures moves by more


class WhatIf:
    """One allocation, and questions about it.

    ``reach`` is a :class:`~culturefirst.analysis.catchment.reach.Reach`; the rest as for
    :func:`~culturefirst.analysis.catchment.allocation.allocate`. ``engine`` is ``"numpy"``,
    ``"numba"`` or ``"auto"``. Changes are followed where everybody is served by the same share;
    with the nearest first each question is a whole one.
    """

    def __init__(
        self,
        reach: Any,
        demand: Floats,
        capacity: Floats,
        attractiveness: Floats | None = None,
        rationing: Rationing = Rationing.SHARE,
        *,
        close: float = CLOSE,
        engine: str = "auto",
    ) -> None:
        self.reach, self.rationing, self.close = reach, Rationing(rationing), close
        self.codes: tuple[str, ...] = reach.facilities.codes
        self.pairs = Pairs.of(reach, engine) if reach.pairs <= TABLED else None
        asked = sound(reach, demand, capacity, attractiveness)
        before = allocate(self.pairs or reach, *asked, self.rationing, close=close)
        self.before = replace(before, reach=reach)
        self._stock = Stock(
            self.codes,
            asked[0],
            asked[1],
            None if attractiveness is None else asked[2],
            {code: at for at, code in enumerate(self.codes)},
            {code: at for at, code in enumerate(reach.areas.codes)},
        )
        follow = self.rationing == Rationing.SHARE
        self.kept = _kept(self.pairs, before, asked[2]) if follow and self.pairs else ()
        self._places: dict[tuple[int, int], Point] = {}

    def try_changes(self, changes: Sequence[Change]) -> Outcome:
        """How things would stand after these changes, one after another; nothing is kept.

        ``BadInput`` with the number of the change that cannot be, and the remedy.
        """
        state = State(self._stock, changes)
        if self.pairs is None:
            return self._outcome(self._whole(state), state.codes, WHOLE, self.reach.pairs)
        return self._tried(state, self.pairs)

    def settled(self, changes: Sequence[Change]) -> Allocation:
        """The whole allocation after these changes with its rounds, of which flows can be made."""
        return self._whole(State(self._stock, changes))

    def _whole(self, state: State) -> Allocation:
        return allocate(
            self._moved(state) if state.places else self.reach,
            state.demand,
            state.capacity(),
            state.attractiveness(),
            self.rationing,
            close=self.close,
        )

    def _moved(self, state: State) -> Any:
        was = self.reach.facilities
        new = np.zeros((2, len(state.opened)), np.int32)
        east, north = np.concatenate((np.stack((was.easting, was.northing)), new), axis=1)
        for code, place in state.places.items():
            east[state.at(code)], north[state.at(code)] = place
        return self.reach.moved(facilities=Facilities(state.codes, east, north, state.capacity()))

    def _tried(self, state: State, pairs: Pairs) -> Outcome:
        """Moved and opened facilities stand beside all others; where one moved from is closed."""
        wider = pairs.with_beside([self._point(*place) for place in state.places.values()])
        size, room, pull = len(self.codes), state.capacity(), state.attractiveness()
        pull = room if pull is None else pull
        beside = np.array([state.at(code) for code in state.places], np.intp)
        places = np.arange(len(room))
        places[beside] = np.arange(size, size + len(beside))
        gone = beside[beside < size]
        asked = Asked(
            state.demand,
            np.concatenate((_without(room[:size], gone), room[beside])),
            np.concatenate((_without(pull[:size], gone), pull[beside])),
        )
        found, how, work = self._solved(wider, asked)
        stand = Stand(wider, tuple(state.places.values()), asked.capacity, found.rounds)
        told = self._told(found, asked, places)
        return replace(self._outcome(told, state.codes, how, work), stand=stand)

    def _point(self, easting: int, northing: int) -> Point:
        if (easting, northing) not in self._places:
            if len(self._places) >= REMEMBERED:
                self._places.clear()
            self._places[easting, northing] = weights_at(self.reach, easting, northing)
        return self._places[easting, northing]

    def _solved(self, pairs: Pairs, asked: Asked) -> tuple[Found, str, int]:
        if self.kept:
            enough = self.close * float(asked.demand.sum())
            delta = Delta(pairs, self.kept, asked, BUDGET * pairs.pairs)
            try:
                return delta.found(enough), DELTA, delta.work
            except OverBudget:
                pass
        whole = allocate(
            pairs, asked.demand, asked.capacity, asked.attraction, self.rationing, close=self.close
        )
        too_far = whole.too_far > 0
        spare = asked.capacity - whole.used
        return Found(whole.unmet, too_far, spare, whole.rounds), WHOLE, pairs.pairs

    def _told(self, found: Found, asked: Asked, places: Ints) -> Allocation:
        too_far = np.where(found.too_far, found.remaining, 0)
        capacity = asked.capacity[places]
        return replace(
            self.before,
            demand=asked.demand,
            satisfied=asked.demand - found.remaining,
            too_far=too_far,
            no_room=found.remaining - too_far,
            capacity=capacity,
            used=capacity - found.spare[places],
            rounds=(),
        )

    def _outcome(self, then: Allocation, codes: tuple[str, ...], how: str, work: int) -> Outcome:
        was = self.before
        moved = np.abs(then.satisfied - was.satisfied) > MOVED
        moved |= np.abs(then.too_far - was.too_far) > MOVED
        moved |= np.abs(then.no_room - was.no_room) > MOVED
        return Outcome(then, codes, np.flatnonzero(moved), how, work)


def _kept(pairs: Pairs, found: Allocation, attraction: Floats) -> tuple[Kept, ...]:
    """The rounds with what areas were turned away by, and how things stood after the last."""
    rounds = [
        Kept(each.remaining, each.room, each.spread, pairs.to_areas(each.answer.lost), each.answer)
        for each in found.rounds
    ]
    spare, full = found.capacity, (found.capacity <= 0) | (attraction <= 0)
    for each in found.rounds:
        spare, full = after(each.answer, found.capacity, full)
    open_ = np.where(full, 0, attraction)
    none, nobody = np.zeros(len(spare)), np.zeros(len(found.demand))
    last = Answer(open_, none, spare, none + 1)
    room = some(pairs.to_areas(open_))
    return (*rounds, Kept(found.unmet, room, nobody, nobody, last))


def _without(values: Floats, gone: Ints) -> Floats:
    left = values.copy()
    left[gone] = 0
    return left
