"""Sums over a table of pairs that is kept, in SciPy."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from culturefirst.analysis.catchment.parts import Floats

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Indices = NDArray[np.int32]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Table:
    """Areas × facilities; ``order`` is the area of each row, where rows come otherwise."""

    def __init__(self, weights: "csr_array", order: NDArray[np.int64] | None = None) -> None:
        self._rows, self._order = weights, order
        self._columns: csr_array | None = None

    def to_facilities(self, by_area: Floats) -> Floats:
        given = by_area if self._order is None else by_area[self._order]
        return np.asarray(self._rows.T @ given)

    def to_areas(self, by_facility: Floats) -> Floats:
        found = np.asarray(self._rows @ by_facility)
        if self._order is None:
            return found
        by_area = np.empty(len(found))
        by_area[self._order] = found
        return by_area

    def of_area(self, area: int) -> tuple[Indices, Floats]:
        return _row(self.csr(), area)

    def of_facility(self, facility: int) -> tuple[Indices, Floats]:
        if self._columns is None:
            self._columns = self.csr().T.tocsr()
        return _row(self._columns, facility)

    def reaches(self, facilities: Flags, areas: Places) -> Flags:
        rows = self._rows[areas if self._order is None else _turned(self._order)[areas]]
        of = np.repeat(np.arange(len(areas)), np.diff(rows.indptr))
        return np.asarray(np.bincount(of[facilities[rows.indices]], minlength=len(areas)) > 0)

    def pairs(self) -> int:
        return int(self._rows.nnz)

    def csr(self) -> "csr_array":
        if self._order is not None:
            self._rows, self._order = self._rows[_turned(self._order)], None
        return self._rows


def _turned(order: Places) -> Places:
    """Where each number stands in an order."""
    found = np.empty(len(order), np.int64)
    found[order] = np.arange(len(found))
    return found


def _row(table: "csr_array", at: int) -> tuple[Indices, Floats]:
    own = slice(table.indptr[at], table.indptr[at + 1])
    order = np.argsort(table.indices[own])
    return table.indices[own][order].astype(np.int32), table.data[own][order]
