"""What may be tried: a facility closed, resized, moved or opened, and people who come to live.

Changes are told by codes and count one after another, from what stands at first.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NoReturn

import numpy as np

from culturefirst.analysis.catchment.faults import BadInput, Fault
from culturefirst.analysis.catchment.pairs import Point
from culturefirst.analysis.catchment.parts import total
from culturefirst.analysis.catchment.places import Facilities
from culturefirst.analysis.catchment.sides import Floats
from culturefirst.analysis.catchment.travel import StraightLine

if TYPE_CHECKING:
    from culturefirst.analysis.catchment.reach import Reach


@dataclass(frozen=True)
class Close:
    """A facility is no more."""

    code: str


@dataclass(frozen=True)
class Resize:
    """A facility has another capacity, in visits per week in the peak period."""

    code: str
    capacity: float


@dataclass(frozen=True)
class Move:
    """A facility stands elsewhere, in whole metres of the British National Grid."""

    code: str
    easting: int
    northing: int


@dataclass(frozen=True)
class Open:
    """A new facility. ``attractiveness`` only where those at first have one of their own."""

    code: str
    easting: int
    northing: int
    capacity: float
    attractiveness: float | None = None


@dataclass(frozen=True)
class Growth:
    """An area asks for so many visits more (or fewer, where it is negative)."""

    code: str
    demand: float


Change = Close | Resize | Move | Open | Growth


@dataclass(frozen=True)
class Stock:
    """What stands at first. ``attractiveness`` is None where it follows capacity."""

    codes: tuple[str, ...]
    demand: Floats
    capacity: Floats
    attractiveness: Floats | None
    facility_of: dict[str, int]
    area_of: dict[str, int]


class State:
    """How things would stand: what is different from the stock, by code.

    ``places`` are those of facilities that stand elsewhere than at first, or did not stand at all;
    ``opened`` are the latter.
    """

    def __init__(self, stock: Stock, changes: Sequence[Change]) -> None:
        """Make these changes; ``BadInput`` with the number of the change that cannot be."""
        self.stock, self.demand = stock, stock.demand.copy()
        self.room: dict[str, float] = {}
        self.pull: dict[str, float] = {}
        self.places: dict[str, tuple[int, int]] = {}
        self.opened: list[str] = []
        for row, change in enumerate(changes, 1):
            if isinstance(change, Growth):
                self._grow(row, change)
            elif isinstance(change, Open):
                self._open(row, change)
            else:
                self._change(row, change)

    @property
    def codes(self) -> tuple[str, ...]:
        """All facilities, opened ones last."""
        return (*self.stock.codes, *self.opened)

    def at(self, code: str) -> int:
        """Where a facility is in ``codes``."""
        found = self.stock.facility_of.get(code)
        return len(self.stock.codes) + self.opened.index(code) if found is None else found

    def capacity(self) -> Floats:
        """By facility, in the order of ``codes``."""
        return self._with(self.stock.capacity, self.room)

    def attractiveness(self) -> Floats | None:
        """By facility; None where it follows capacity."""
        if self.stock.attractiveness is None:
            return None
        return self._with(self.stock.attractiveness, self.pull)

    def _with(self, first: Floats, other: dict[str, float]) -> Floats:
        found = np.concatenate((first, np.zeros(len(self.opened))))
        for code, value in other.items():
            found[self.at(code)] = value
        return found

    def _grow(self, row: int, change: Growth) -> None:
        at = self.stock.area_of.get(change.code)
        if at is None:
            _refuse(row, "area", f"there is no area {change.code}", "Give the code of an area")
        left = self.demand[at] + change.demand
        if not left >= 0 or np.isinf(left):
            asked = f"{change.code} asks for {self.demand[at]:g}"
            problem = f"{asked} and cannot ask for {change.demand:g} more"
            _refuse(row, "demand", problem, "Give a number that leaves 0 or more")
        self.demand[at] = left

    def _stands(self, code: str) -> bool:
        return code in self.stock.facility_of or code in self.opened

    def _open(self, row: int, change: Open) -> None:
        if self._stands(change.code):
            problem = f"{change.code} stands already"
            _refuse(row, "code", problem, "Give a code of its own, or resize what stands")
        self._resize(row, change.code, change.capacity)
        if self.stock.attractiveness is None and change.attractiveness is not None:
            problem = "what stands draws by its capacity, and so would this"
            _refuse(row, "attractiveness", problem, "Leave it out, or give it for all at first")
        if self.stock.attractiveness is not None:
            pull = change.attractiveness
            if pull is None or not 0 <= pull < np.inf:
                _refuse(row, "attractiveness", "it is not known", "Give 0 or more, as others have")
            self.pull[change.code] = pull
        self.places[change.code] = _place(row, change)
        self.opened.append(change.code)

    def _change(self, row: int, change: Close | Resize | Move) -> None:
        if not self._stands(change.code):
            problem = f"there is no facility {change.code}"
            _refuse(row, "code", problem, "Give the code of a facility")
        if isinstance(change, Move):
            self.places[change.code] = _place(row, change)
        else:
            self._resize(row, change.code, 0.0 if isinstance(change, Close) else change.capacity)

    def _resize(self, row: int, code: str, capacity: float) -> None:
        if not 0 <= capacity < np.inf:
            problem = f"{code} cannot have a capacity of {capacity:g}"
            _refuse(row, "capacity", problem, "Give visits a week, 0 or more")
        self.room[code] = float(capacity)


def _place(row: int, change: Move | Open) -> tuple[int, int]:
    """Where it stands; ``BadInput`` where that is no place on the grid."""
    east, north = np.array([change.easting]), np.array([change.northing])
    try:
        Facilities((change.code,), east, north, np.zeros(1)).checked()
    except BadInput as bad:
        raise BadInput(replace(fault, row=row) for fault in bad.faults) from None
    return int(change.easting), int(change.northing)


def _refuse(row: int, column: str, problem: str, remedy: str) -> NoReturn:
    raise BadInput([Fault(row, column, problem, remedy)])


def weights_at(reach: "Reach", easting: int, northing: int) -> Point:
    """Which areas would reach a facility that stood here, and their weights."""
    from culturefirst.analysis.catchment.strips import Discs

    if not isinstance(reach.travel, StraightLine):
        if reach.travel.elsewhere is not None:
            areas, cost = reach.travel.elsewhere(easting, northing)
            within = cost <= reach.travel.limit
            return areas[within], total(reach.parts, cost[within], reach.travel.limit)
        problem = "no costs to another place are in the table"
        remedy = "List the site as a facility of capacity 0, and resize it"
        raise BadInput([Fault(None, "travel", problem, remedy)])
    discs = Discs.of(reach.parts, reach.travel)
    east = reach.areas.easting.astype(np.int64) - easting
    north = reach.areas.northing.astype(np.int64) - northing
    squared = east * east + north * north
    near = np.flatnonzero(squared <= discs.widest)
    return near, discs.weights(squared[near])
