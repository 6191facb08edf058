"""All pairs of a reach in both directions, for vectors that are nought nearly everywhere.

A sum over few facilities needs only their own pairs, one over many is taken area by area. Further
facilities can stand beside the table, such as one that is tried elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol, Self

import numpy as np

from culturefirst.analysis.catchment.sides import Flags, Floats, Ints, Sweeps

if TYPE_CHECKING:
    from scipy.sparse import csr_array

NEARLY = 1e-6  # of a sum: what is left of it below that is summed anew, without a difference
FEW = 0.4  # of all pairs: below, they are followed one by one
ONE_THREAD = 1_500_000  # pairs: below, one thread is as quick
WORTH_COMPILING = 300_000  # pairs: below, NumPy is as quick
Point = tuple[Ints, Floats]  # the areas that reach a place, and their weights
Row = np.ndarray[Any, Any]


class Tabled(Sweeps, Protocol):
    """A reach that can be had as a table."""

    @property
    def pairs(self) -> int:
        """How many pairs are within reach."""

    def csr(self) -> "csr_array":
        """Areas × facilities in compressed rows."""


@dataclass(frozen=True)
class Table:
    """One direction: the pairs of each row, one after another."""

    ends: Row
    others: Row
    weights: Row
    size: int  # of the other side
    fast: bool

    @classmethod
    def of(cls, rows: "csr_array", fast: bool) -> Self:
        """``fast`` is whether loops are compiled."""
        weights = np.asarray(rows.data, np.float64)
        return cls(rows.indptr, rows.indices, weights, rows.shape[1], fast)

    def count(self, rows: Ints) -> int:
        """How many pairs these rows have."""
        return int((self.ends[rows + 1] - self.ends[rows]).sum())

    def gather(self, values: Floats) -> Floats:
        """By row Σ weight × value of the other end."""
        if self.fast:
            from culturefirst.analysis.catchment import pairs_fast

            few = len(self.others) < ONE_THREAD
            gather = pairs_fast.gather_alone if few else pairs_fast.gather_together
            return np.asarray(gather(self.ends, self.others, self.weights, values))
        from scipy.sparse import csr_array

        shape = (len(self.ends) - 1, self.size)
        table = csr_array((self.weights, self.others, self.ends), shape=shape, copy=False)
        return np.asarray(table @ values)

    def scatter(self, rows: Ints, values: Floats) -> Floats:
        """By other end Σ weight × value over these rows only."""
        if self.fast:
            from culturefirst.analysis.catchment.pairs_fast import scatter

            return np.asarray(
                scatter(self.ends, self.others, self.weights, rows, values, self.size)
            )
        at, count = self._places(rows)
        summed = self.weights[at] * np.repeat(values[rows], count)
        return np.bincount(self.others[at], summed, minlength=self.size).astype(np.float64)

    def anew(self, rows: Ints, values: Floats) -> Floats:
        """As :meth:`gather`, for these rows only."""
        at, count = self._places(rows)
        of = np.repeat(np.arange(len(rows)), count)
        summed = self.weights[at] * values[self.others[at]]
        return np.bincount(of, summed, minlength=len(rows)).astype(np.float64)

    def only(self, kept: Flags) -> "Table":
        """These pairs alone."""
        before = np.concatenate(([0], np.cumsum(kept)))
        ends = before[self.ends].astype(self.ends.dtype)
        return replace(self, ends=ends, others=self.others[kept], weights=self.weights[kept])

    def rows(self) -> Ints:
        """The row of each pair."""
        return np.repeat(np.arange(len(self.ends) - 1), np.diff(self.ends))

    def _places(self, rows: Ints) -> tuple[Ints, Ints]:
        """Where the pairs of these rows are, and how many each has."""
        begin = self.ends[rows].astype(np.intp)
        count = self.ends[rows + 1].astype(np.intp) - begin
        at = np.repeat(begin - (np.cumsum(count) - count), count)
        at += np.arange(len(at))
        return at, count


@dataclass(frozen=True)
class Pairs:
    """A reach as two tables, and ``beside`` them facilities that come after all others."""

    by_area: Table
    by_facility: Table
    beside: tuple[Point, ...] = ()

    @classmethod
    def of(cls, reach: Tabled, engine: str = "auto") -> Self:
        """``engine`` is ``"numpy"``, ``"numba"``, or ``"auto"``: numba where it is worth it."""
        rows = reach.csr()
        fast = engine == "numba"
        if engine == "auto":
            fast = rows.nnz >= WORTH_COMPILING and find_spec("numba") is not None
        return cls(Table.of(rows, fast), Table.of(rows.T.tocsr(), fast))

    def with_beside(self, places: Sequence[Point]) -> "Pairs":
        """The same with further facilities."""
        return replace(self, beside=tuple(places))

    def within(self, of_area: Ints, of_facility: Ints) -> "Pairs":
        """Only the pairs of an area and a facility that have the same number."""
        one, other = self.by_area, self.by_facility
        return Pairs(
            one.only(of_area[one.rows()] == of_facility[one.others]),
            other.only(of_facility[other.rows()] == of_area[other.others]),
        )

    @property
    def shape(self) -> tuple[int, int]:
        """How many areas and how many facilities, those beside included."""
        return self.by_facility.size, self.by_area.size + len(self.beside)

    @property
    def pairs(self) -> int:
        """How many pairs are within reach."""
        return len(self.by_area.others) + sum(len(areas) for areas, _ in self.beside)

    def to_areas(self, by_facility: Floats) -> Floats:
        """Σ_j w_ij y_j by area."""
        own = by_facility[: self.by_area.size]
        rows = not_nought(own)
        if self.by_facility.count(rows) <= FEW * len(self.by_area.others):
            found = self.by_facility.scatter(rows, own)
        else:
            found = self.by_area.gather(own)
        for at, (areas, weights) in enumerate(self.beside, self.by_area.size):
            found[areas] += weights * by_facility[at]
        return found

    def to_facilities(self, by_area: Floats) -> Floats:
        """Σ_i w_ij x_i by facility."""
        rows = not_nought(by_area)
        if self.by_area.count(rows) <= FEW * len(self.by_area.others):
            found = self.by_area.scatter(rows, by_area)
        else:
            found = self.by_facility.gather(by_area)
        beside = [weights @ by_area[areas] for areas, weights in self.beside]
        return np.concatenate((found, beside)) if beside else found

    def after(self, was: Floats, change: Floats, now: Floats) -> Floats:
        """Σ_j w_ij ``now``_j by area, from what it ``was`` and the ``change`` by facility.

        Where hardly anything is left of a sum it is summed anew: a difference would be rounding.
        """
        if not change.any():
            return was
        other = self.to_areas(change)
        found = was + other
        near = np.flatnonzero((other != 0) & (found <= NEARLY * was))
        found[near] = self.at_areas(near, now)
        return found

    def at_areas(self, rows: Ints, by_facility: Floats) -> Floats:
        """As :meth:`to_areas`, for these areas only and without any difference between sums."""
        found = self.by_area.anew(rows, by_facility[: self.by_area.size])
        for at, (areas, weights) in enumerate(self.beside, self.by_area.size):
            whole = np.zeros(self.by_facility.size)
            whole[areas] = weights * by_facility[at]
            found += whole[rows]
        return found

    def of_facility(self, facility: int) -> Point:
        """The areas that reach a facility, and their weights."""
        if facility >= self.by_area.size:
            return self.beside[facility - self.by_area.size]
        table = self.by_facility
        own = slice(table.ends[facility], table.ends[facility + 1])
        return table.others[own].astype(np.intp), table.weights[own].astype(np.float64)

    def cost(self, by_facility: Floats | None = None, by_area: Floats | None = None) -> int:
        """How many pairs it takes to follow what is not nought in these."""
        taken = 0
        if by_facility is not None:
            taken += self.by_facility.count(not_nought(by_facility[: self.by_area.size]))
        if by_area is not None:
            taken += self.by_area.count(not_nought(by_area))
        return taken


def not_nought(values: Floats) -> Ints:
    """Where they are not nought: asked of flags, which is several times sooner than of numbers."""
    return np.flatnonzero(values != 0)
