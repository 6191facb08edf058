"""Where people live and where they may go: small areas with demand, facilities with capacity.

Coordinates are whole metres of the British National Grid (EPSG:27700), so that a distance and a
limit can be compared exactly.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from culturefirst.analysis.catchment.checks import of_both, of_capacity, of_demand
from culturefirst.analysis.catchment.faults import refuse
from culturefirst.analysis.catchment.grid import Region

Metres = NDArray[np.int32]


@dataclass(frozen=True)
class Areas:
    """Small areas: a point each (their people's centre) and their demand.

    Demand is in people, or in visits a week in the peak period; it may be nought, since an area in
    which nobody lives has its accessibility all the same.
    """

    codes: tuple[str, ...]
    easting: NDArray[Any]
    northing: NDArray[Any]
    demand: NDArray[Any]

    def __len__(self) -> int:
        return len(self.codes)

    def checked(self, region: Region | None = None) -> "Areas":
        """A copy with int32 metres and float64 demand; ``BadInput`` with every fault.

        Where ``region`` is given, a point outside of it is a fault too.
        """
        demand = np.array(self.demand, np.float64)
        found = of_both("areas", self.codes, self.easting, self.northing, demand, region)
        refuse((*found, *of_demand(demand)))
        easting, northing = _metres(self.easting), _metres(self.northing)
        return replace(self, easting=easting, northing=northing, demand=demand)


@dataclass(frozen=True)
class Facilities:
    """Places to go to: a point each and their capacity, in the unit of demand or in any other.

    A capacity of nought is a candidate: a site that is not open. One that is not known is NaN,
    which is refused unless it is said what to assume.
    """

    codes: tuple[str, ...]
    easting: NDArray[Any]
    northing: NDArray[Any]
    capacity: NDArray[Any]

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def candidates(self) -> int:
        """How many are sites without capacity."""
        return int((np.asarray(self.capacity) == 0).sum())

    def checked(
        self, region: Region | None = None, *, assumed: float | None = None
    ) -> "Facilities":
        """A copy with int32 metres and float64 capacity; ``BadInput`` with every fault.

        ``assumed`` is the capacity of those where it is not known.
        """
        capacity = np.array(self.capacity, np.float64)
        if assumed is not None:
            capacity = np.where(np.isnan(capacity), assumed, capacity)
        found = of_both("facilities", self.codes, self.easting, self.northing, capacity, region)
        refuse((*found, *of_capacity(capacity)))
        easting, northing = _metres(self.easting), _metres(self.northing)
        return replace(self, easting=easting, northing=northing, capacity=capacity)


def _metres(numbers: NDArray[Any]) -> Metres:
    return np.array(numbers, np.int32, order="C")
