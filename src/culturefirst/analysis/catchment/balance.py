"""Who serves whose people: flows between zones, and each zone's share against the whole.

Everything comes out of one allocation, in visits per week in the peak period. A zone (an authority,
say) has areas and facilities; what its people are served elsewhere is *exported* demand, what its
facilities serve of others is *imported*.

Nothing is kept by pair: area i is served ρ_i w_ij g_j m_j visits by facility j in each round, so
that flows are sums over rounds.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from culturefirst.analysis.catchment.allocation import Allocation, Round
from culturefirst.analysis.catchment.numbers import vector
from culturefirst.analysis.catchment.sides import (
    Floats,
    Ints,
    Rationing,
    Sweeps,
    farthest,
    quotient,
)

FEW = 4  # zones: so few take sums of their own, without a table
TABLED = 40_000_000  # pairs: beyond, a table would not fit, and each zone takes sums of its own


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


@dataclass(frozen=True)
class ZoneBalance:
    """One zone: demand = satisfied + too far + no room; satisfied = kept + exported.

    ``used`` = kept + imported. ``share`` is the relative share of its people (100 = average).
    """

    zone: Hashable
    demand: float
    satisfied: float
    too_far: float
    no_room: float
    kept: float
    exported: float
    imported: float
    capacity: float
    used: float
    share: float

    @property
    def satisfied_share(self) -> float:
        """Satisfied ÷ demand, from 0 to 1; 1 where nothing is asked for."""
        return self.satisfied / self.demand if self.demand else 1.0

    @property
    def used_share(self) -> float:
        """Used ÷ capacity, from 0 to 1; 0 where there is no capacity."""
        return self.used / self.capacity if self.capacity else 0.0


def flows_between(
    allocation: Allocation,
    zone_of_area: Sequence[Hashable],
    zone_of_facility: Sequence[Hashable],
) -> Flows:
    """Visits from zone to zone; zones come in the order of their names.

    ``ValueError`` with a sentence where an area or a facility has no zone, or where the allocation
    was made without keeping its rounds.
    """
    zones, of_area, of_facility = _placed(allocation, zone_of_area, zone_of_facility)
    if not allocation.rounds and allocation.used.any():
        raise ValueError("Flows need the rounds of the allocation: make it with `allocate`.")
    visits = np.zeros((len(zones), len(zones)))
    served = _ServedByZone(allocation.reach, of_facility, len(zones))
    for turn in allocation.rounds:
        accepted = turn.answer.attraction * _kept_of(turn, allocation.rationing)
        for zone, by_area in served(accepted):
            visits[:, zone] += _summed(by_area * turn.spread, of_area, len(zones))
        if allocation.rationing == Rationing.NEAREST:
            visits -= _turned_away(allocation.reach, turn, of_area, of_facility, len(zones))
    return Flows(zones, np.maximum(visits, 0))


def relative_share(reach: Sweeps, demand: Floats, capacity: Floats) -> Floats:
    """By area the capacity within reach for each visit asked for, against the whole (100).

    A_i = Σ_j w_ij c_j ÷ Σ_k w_kj d_k, and share = 100 × A_i ÷ (Σ d_i A_i ÷ Σ d_i). Source: relative
    share of the *Facilities Planning Model*; A_i is E2SFCA (Luo and Qi 2009, *Health & Place*).
    """
    areas, facilities = reach.shape
    asked = vector(demand, areas, "demand", "area")
    room = vector(capacity, facilities, "capacity", "facility")
    ratio = quotient(room, np.asarray(reach.to_facilities(asked), np.float64))
    access = np.asarray(reach.to_areas(ratio), np.float64)
    mean = float(asked @ access) / float(asked.sum()) if asked.any() else 0.0
    return 100 * access / mean if mean > 0 else np.zeros(areas)


def by_zone(
    allocation: Allocation,
    zone_of_area: Sequence[Hashable],
    zone_of_facility: Sequence[Hashable],
) -> tuple[ZoneBalance, ...]:
    """The balance of each zone, in the order of their names."""
    flows = flows_between(allocation, zone_of_area, zone_of_facility)
    zones, of_area, of_facility = _placed(allocation, zone_of_area, zone_of_facility)
    demand, capacity = allocation.demand, allocation.capacity
    share = relative_share(allocation.reach, demand, capacity) * demand
    size = len(zones)
    asked = _summed(demand, of_area, size)
    columns = (
        asked,
        _summed(allocation.satisfied, of_area, size),
        _summed(allocation.too_far, of_area, size),
        _summed(allocation.no_room, of_area, size),
        flows.kept,
        flows.exported,
        flows.imported,
        _summed(capacity, of_facility, size),
        _summed(allocation.used, of_facility, size),
        quotient(_summed(share, of_area, size), asked),
    )
    rows = np.stack(columns, axis=1).tolist()
    return tuple(ZoneBalance(zone, *row) for zone, row in zip(zones, rows, strict=True))


def _placed(
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
    zones = tuple(sorted({*zone_of_area, *zone_of_facility}, key=str))
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


class _ServedByZone:
    """For each zone with open facilities: Σ_j w_ij y_j by area over its facilities."""

    def __init__(self, reach: Sweeps, of_facility: Ints, zones: int) -> None:
        self.reach, self.of_facility, self.zones = reach, of_facility, zones
        few = zones < FEW or getattr(reach, "pairs", TABLED + 1) > TABLED
        self.table = None if few else reach.csr()  # type: ignore[attr-defined]

    def __call__(self, accepted: Floats) -> Iterator[tuple[int, Floats]]:
        there = np.unique(self.of_facility[accepted > 0])
        if self.table is None:
            for zone in there:
                own = np.where(self.of_facility == zone, accepted, 0)
                yield int(zone), np.asarray(self.reach.to_areas(own), np.float64)
            return
        from scipy.sparse import csr_array

        shape = (len(accepted), self.zones)
        spread = csr_array((accepted, (np.arange(len(accepted)), self.of_facility)), shape=shape)
        served = (self.table @ spread).tocsc()
        for zone in there:
            yield int(zone), served[:, [zone]].toarray().ravel()


def _turned_away(
    reach: Sweeps, turn: Round, of_area: Ints, of_facility: Ints, zones: int
) -> Floats:
    away = np.zeros((zones, zones))
    full = np.flatnonzero(turn.answer.lost > 0)
    for facility, (areas, visits) in zip(
        full, farthest(reach, turn.spread, turn.answer), strict=True
    ):
        away[:, of_facility[facility]] += _summed(visits, of_area[areas], zones)
    return away


def _summed(values: Floats, zone: Ints, zones: int) -> Floats:
    return np.bincount(zone, values, minlength=zones).astype(np.float64)
