"""Allocation under capacity: who is served where, and why the others are not.

In rounds, in the manner of the national facility planning model. What an area still asks for (r_i,
visits per week in the peak period) is spread over all facilities that still have room by their
attractiveness × decay: facility j is asked by i for r_i w_ij g_j ÷ Σ_k w_ik g_k. A facility that is
asked for more than its room accepts m_j = s_j ÷ q_j of it and is full; what it turns away is spread
anew in the next round. Nobody who was served is sent away later, and what is full stays full.

It ends, since each round fills a facility or places everything, and does not depend on the order of
areas or facilities. What is still to be placed below ``close`` of all demand counts as *no room*.
Source: Sport England, *Facilities Planning Model*, model description (distance decay, capacity as
a bound, redistribution of what does not fit). Its text leaves the order of rationing open: see
:class:`Rationing`, and ``docs/allocation.md``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from culturefirst.analysis.catchment.numbers import sound
from culturefirst.analysis.catchment.sides import (
    Answer,
    AreaSide,
    Flags,
    Floats,
    Rationing,
    Side,
    Sweeps,
    quotient,
)

CLOSE = 1e-6  # of all demand: what is left below that is not placed any more
FULL = 1e-9  # of its capacity: a facility with less room than that is full


@dataclass(frozen=True)
class Round:
    """What areas still asked for (r_i), the room they saw (D_i), and what facilities answered."""

    remaining: Floats
    room: Floats
    answer: Answer

    @property
    def spread(self) -> Floats:
        """ρ_i = r_i ÷ D_i."""
        return quotient(self.remaining, self.room)


@dataclass(frozen=True)
class Allocation:
    """Visits per week in the peak period, by area and by facility.

    ``demand`` = ``satisfied`` + ``too_far`` + ``no_room``, area by area: too far is where nothing
    with capacity is within reach and weighs, so that more room where something stands would not
    help. ``used`` ≤ ``capacity``, facility by facility, and both sums of what is served are equal.
    ``rounds`` are what happened, of which :mod:`balance` makes flows.
    """

    demand: Floats
    satisfied: Floats
    too_far: Floats
    no_room: Floats
    capacity: Floats
    used: Floats
    rationing: Rationing
    rounds: tuple[Round, ...] = field(repr=False)
    reach: Sweeps = field(repr=False)

    @property
    def unmet(self) -> Floats:
        """By area what is not served: too far and no room together."""
        return self.too_far + self.no_room

    @property
    def used_share(self) -> Floats:
        """By facility used ÷ capacity, from 0 to 1; 0 where there is no capacity."""
        return quotient(self.used, self.capacity)

    @property
    def satisfied_share(self) -> Floats:
        """By area satisfied ÷ demand, from 0 to 1; 1 where nothing is asked for."""
        return np.where(self.demand > 0, quotient(self.satisfied, self.demand), 1.0)


def allocate(
    reach: Sweeps,
    demand: Floats,
    capacity: Floats,
    attractiveness: Floats | None = None,
    rationing: Rationing = Rationing.SHARE,
    *,
    close: float = CLOSE,
) -> Allocation:
    """Serve ``demand`` (visits by area) within ``capacity`` (visits by facility).

    ``attractiveness`` (any unit, by facility) is the capacity where none is given: a place draws
    as much as it can take. A facility of capacity 0 is a site where nothing stands: it draws nobody
    and is within nobody's reach. ``ValueError`` with a sentence where the numbers do not fit.
    """
    demand, capacity, attraction = sound(reach, demand, capacity, attractiveness)
    side = AreaSide(reach, demand, Rationing(rationing))
    rounds: list[Round] = []

    def keep(answer: Answer) -> None:
        rounds.append(Round(side.remaining, side.room, answer))

    spare = settle([side], capacity, attraction, close * float(demand.sum()), keep)
    too_far = np.where(side.too_far, side.remaining, 0)
    return Allocation(
        demand=demand,
        satisfied=demand - side.remaining,
        too_far=too_far,
        no_room=side.remaining - too_far,
        capacity=capacity,
        used=capacity - spare,
        rationing=side.rationing,
        rounds=tuple(rounds),
        reach=reach,
    )


def settle(
    sides: Sequence[Side],
    capacity: Floats,
    attraction: Floats,
    enough: float,
    keep: Callable[[Answer], None] | None = None,
) -> Floats:
    """Round after round until no more than ``enough`` visits could find room; what stays spare.

    Facilities hear the sum of what all sides ask, and sides hear one answer: nothing else passes
    between them.
    """
    spare = capacity.copy()
    full = (capacity <= 0) | (attraction <= 0)
    answer = None
    while True:
        here = np.where(full, 0, attraction)
        if sum(side.turn(here, answer) for side in sides) <= enough:
            return spare
        inflow = np.zeros_like(capacity)
        for side in sides:
            inflow += side.inflow()
        answer = answered(here, inflow, spare)
        if keep is not None:
            keep(answer)
        spare, full = after(answer, capacity, full)


def answered(attraction: Floats, inflow: Floats, spare: Floats) -> Answer:
    """What facilities accept of what they are asked for."""
    asked = attraction * inflow
    over = asked > spare
    accepted = np.divide(spare, asked, out=np.ones_like(asked), where=over)
    return Answer(attraction, inflow, spare, accepted)


def after(answer: Answer, capacity: Floats, full: Flags) -> tuple[Floats, Flags]:
    """The room that is left after a round, and which facilities are full."""
    left = np.maximum(answer.spare - answer.accepted * answer.asked, 0)
    over = full | (answer.accepted < 1) | (left <= FULL * capacity)
    return np.where(answer.accepted < 1, 0, left), over
