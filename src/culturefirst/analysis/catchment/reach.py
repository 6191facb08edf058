"""Who reaches what, and by how much: the weights w between areas and facilities.

``Reach`` answers Σᵢ wᵢⱼ xᵢ by facility and Σⱼ wᵢⱼ yⱼ by area for any vectors, as often as they are
asked: floating catchments need it twice, allocation once or twice a round. Where numba is there and
the way is a straight line, nothing is kept but the points; else a table of the pairs is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from culturefirst.analysis.catchment import engines
from culturefirst.analysis.catchment.decay import Decay
from culturefirst.analysis.catchment.engines import Sums, Travel
from culturefirst.analysis.catchment.parts import Floats, Part
from culturefirst.analysis.catchment.places import Areas, Facilities
from culturefirst.analysis.catchment.table import Flags, Indices, Places, Table
from culturefirst.analysis.catchment.travel import TravelTable

if TYPE_CHECKING:
    from scipy.sparse import csr_array


@dataclass(frozen=True)
class Reach:
    """The weights between these areas and facilities; made by ``Reach.of``."""

    areas: Areas
    facilities: Facilities
    travel: Travel
    parts: tuple[Part, ...]
    engine: str
    tabled: bool
    _sums: Sums

    @classmethod
    def of(
        cls,
        areas: Areas,
        facilities: Facilities,
        travel: Travel,
        decay: Decay,
        engine: str = engines.AUTO,
        table: bool | None = None,
    ) -> "Reach":
        """The reach under this travel and decay; ``BadInput`` where the data does not hold.

        ``engine`` is ``"numpy"`` (float64), ``"numba"`` (float32 weights, right to 1e-5; the edge
        is exact in both) or ``"auto"``: numba where it is installed and pairs are millions.
        ``table=True`` keeps the pairs even where they could be found anew each time, which is
        sooner where they fit into memory and are asked many times; given costs are always kept.
        """
        found, places = areas.checked(), facilities.checked()
        costs = travel
        if isinstance(travel, TravelTable):
            costs = travel.checked(len(found), len(places))
        return cls._made(found, places, costs, decay.parts(travel.limit), engine, table)

    @classmethod
    def _made(
        cls,
        areas: Areas,
        facilities: Facilities,
        travel: Travel,
        parts: tuple[Part, ...],
        engine: str,
        table: bool | None,
    ) -> "Reach":
        used, sums = engines.chosen(areas, facilities, travel, parts, engine, table)
        tabled = isinstance(sums, Table)
        return cls(areas, facilities, travel, parts, used, tabled, sums)

    @property
    def shape(self) -> tuple[int, int]:
        """How many areas and how many facilities."""
        return len(self.areas), len(self.facilities)

    @property
    def pairs(self) -> int:
        """How many pairs are within reach."""
        return self._sums.pairs()

    def to_facilities(self, by_area: NDArray[Any] | Sequence[float]) -> Floats:
        """Σᵢ wᵢⱼ xᵢ for each facility j: what reaches it, in the unit of x."""
        return self._sums.to_facilities(_vector(by_area, len(self.areas), "areas"))

    def to_areas(self, by_facility: NDArray[Any] | Sequence[float]) -> Floats:
        """Σⱼ wᵢⱼ yⱼ for each area i: what it reaches, in the unit of y."""
        return self._sums.to_areas(_vector(by_facility, len(self.facilities), "facilities"))

    def of_facility(self, facility: int) -> tuple[Indices, Floats]:
        """The areas within reach of one facility, from the first, and their weights."""
        return self._sums.of_facility(facility)

    def of_area(self, area: int) -> tuple[Indices, Floats]:
        """The facilities within reach of one area, from the first, and their weights."""
        return self._sums.of_area(area)

    def reaches(
        self, facilities: NDArray[Any] | Sequence[bool], areas: Places | None = None
    ) -> Flags:
        """Whether each area (or each of these) has any of the flagged facilities within the limit.

        By distance and not by weight: what weighs nought at the limit itself is within it too.
        """
        flags = _vector(facilities, len(self.facilities), "facilities") > 0
        asked = np.arange(len(self.areas)) if areas is None else areas
        return self._sums.reaches(flags, asked)

    def csr(self) -> "csr_array":
        """Areas × facilities in compressed rows; it must not be changed."""
        return self._sums.csr()

    def squared(self) -> "Reach":
        """The same pairs with w² for w."""
        parts = tuple(one.times(other) for one in self.parts for other in self.parts)
        return self._made(self.areas, self.facilities, self.travel, parts, self.engine, self.tabled)

    def even(self) -> "Reach":
        """The same pairs, each with the weight 1: within the farthest of the decay's limits.

        Steps may end before the travel's limit, and so may each mode of travel.
        """
        far = max(self.parts, key=lambda part: part.limit / part.detour)
        parts = (Part(1.0, far.limit, far.detour, ()),)
        if parts == self.parts:
            return self
        return self._made(self.areas, self.facilities, self.travel, parts, self.engine, self.tabled)

    def moved(self, areas: Areas | None = None, facilities: Facilities | None = None) -> "Reach":
        """The reach of other places under the same travel (a straight line) and decay."""
        return self._made(
            self.areas if areas is None else areas.checked(),
            self.facilities if facilities is None else facilities.checked(),
            self.travel,
            self.parts,
            self.engine,
            self.tabled,
        )


def _vector(numbers: Any, size: int, what: str) -> Floats:
    found = np.ascontiguousarray(numbers, np.float64)
    if found.shape != (size,):
        raise ValueError(f"{found.shape} numbers were given: give one for each of {size} {what}.")
    return found
