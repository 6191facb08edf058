"""The balance of zones: whose people are served where, and each zone's share against the whole.

Everything comes out of one allocation, in visits per week in the peak period. A zone (an authority,
say) has areas and facilities; what its people are served elsewhere is *exported* demand, what its
facilities serve of others is *imported*.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from culturefirst.analysis.catchment.allocation import Allocation
from culturefirst.analysis.catchment.flows import Flows, flows_between, placed, summed
from culturefirst.analysis.catchment.numbers import vector
from culturefirst.analysis.catchment.sides import Floats, Sweeps, quotient

__all__ = ["Flows", "ZoneBalance", "by_zone", "flows_between", "relative_share"]


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
    zones, of_area, of_facility = placed(allocation, zone_of_area, zone_of_facility)
    demand, capacity = allocation.demand, allocation.capacity
    share = relative_share(allocation.reach, demand, capacity) * demand
    size = len(zones)
    asked = summed(demand, of_area, size)
    columns = (
        asked,
        summed(allocation.satisfied, of_area, size),
        summed(allocation.too_far, of_area, size),
        summed(allocation.no_room, of_area, size),
        flows.kept,
        flows.exported,
        flows.imported,
        summed(capacity, of_facility, size),
        summed(allocation.used, of_facility, size),
        quotient(summed(share, of_area, size), asked),
    )
    rows = np.stack(columns, axis=1).tolist()
    return tuple(ZoneBalance(zone, *row) for zone, row in zip(zones, rows, strict=True))
