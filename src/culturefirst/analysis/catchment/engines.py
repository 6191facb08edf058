"""Which way of calculating is taken: NumPy with a table, or numba without one."""

from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol

import numpy as np

from culturefirst.analysis.catchment import density, polynomial, strips
from culturefirst.analysis.catchment.parts import Floats, Part, total
from culturefirst.analysis.catchment.places import Areas, Facilities
from culturefirst.analysis.catchment.strips import Discs
from culturefirst.analysis.catchment.table import Flags, Indices, Places, Table
from culturefirst.analysis.catchment.travel import StraightLine, TravelTable

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Travel = StraightLine | TravelTable
AUTO, NUMPY, NUMBA = ENGINES = ("auto", "numpy", "numba")
# Pairs: below, numba takes longer to load than NumPy to calculate.
WORTH_COMPILING = 5_000_000


class Sums(Protocol):
    """A way of calculating: what ``Reach`` asks of it."""

    def to_facilities(self, by_area: Floats) -> Floats: ...
    def to_areas(self, by_facility: Floats) -> Floats: ...
    def of_facility(self, facility: int) -> tuple[Indices, Floats]: ...
    def of_area(self, area: int) -> tuple[Indices, Floats]: ...
    def reaches(self, facilities: Flags, areas: Places) -> Flags: ...
    def pairs(self) -> int: ...
    def csr(self) -> "csr_array": ...


def chosen(
    areas: Areas,
    facilities: Facilities,
    travel: Travel,
    parts: tuple[Part, ...],
    engine: str,
    table: bool | None,
) -> tuple[str, Sums]:
    """The engine that is taken, and its sums; ``ValueError`` where it is not there."""
    require(engine)
    if isinstance(travel, TravelTable):
        return NUMPY, Table(_from_costs(travel, parts, (len(areas), len(facilities))))
    discs = Discs.of(parts, travel)
    fitted = None
    if engine == NUMBA or (engine == AUTO and _worth_it(areas, facilities, discs)):
        fitted = polynomial.fits(discs)
    if fitted is None:
        return NUMPY, Table(*strips.table(areas, facilities, discs))
    from culturefirst.analysis.catchment.gathered import Gathered

    found = Gathered(areas, facilities, discs, fitted)
    return NUMBA, Table(found.csr()) if table else found


def require(engine: str) -> None:
    """``ValueError`` where there is no such engine here."""
    if engine not in ENGINES:
        raise ValueError(f"The engine is one of {', '.join(ENGINES)}, and not “{engine}”.")
    if engine == NUMBA and find_spec("numba") is None:
        raise ValueError(
            "numba is not installed: install culturefirst[fast], or take the engine “numpy”."
        )


def _worth_it(areas: Areas, facilities: Facilities, discs: Discs) -> bool:
    """By the data alone, so that the same case is calculated the same way each time."""
    most = len(areas) * len(facilities)
    if most < WORTH_COMPILING or find_spec("numba") is None:
        return False
    reach = int(np.sqrt(max(discs.widest, 0)))
    return float(density.near(areas, facilities, reach).sum()) >= WORTH_COMPILING


def _from_costs(
    travel: TravelTable, parts: tuple[Part, ...], shape: tuple[int, int]
) -> "csr_array":
    """Compressed rows of the pairs within reach, with the weights of their costs.

    As with straight lines, reach ends with the farthest zone or mode where the limit is wider.
    """
    from scipy.sparse import coo_array

    within = travel.cost <= travel.limit
    somewhere = np.zeros(len(within), bool)
    for part in parts:
        somewhere |= part.within(travel.cost.astype(np.float64))
    within &= somewhere
    rows, columns = travel.area_index[within], travel.facility_index[within]
    weights = total(parts, travel.cost[within].astype(np.float64), travel.limit)
    return coo_array((weights, (rows, columns)), shape=shape).tocsr()
