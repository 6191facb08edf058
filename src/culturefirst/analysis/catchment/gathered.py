"""Sums without a table: the pairs are found anew in each sweep, which is sooner than reading them.

Weights are symmetric, so both directions are gathers: a point adds up what is within its reach, and
nothing is written twice. Needs numba.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from culturefirst.analysis.catchment.parts import Floats
from culturefirst.analysis.catchment.places import Areas, Facilities
from culturefirst.analysis.catchment.polynomial import Fit, Singles
from culturefirst.analysis.catchment.strips import Discs

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Indices = NDArray[np.int32]
STRIPS, CELLS = 2, 16  # to a limit: the height of strips and the width of their cells
NUMBERED = 31  # bits for the number of a point
ROOM = 4  # cells to a point at most
ONE_THREAD = 1_000_000  # pairs below which a second thread costs more than it brings
SAMPLE = 256  # points of which the pairs are counted to know that
SPARSE = 0.9  # where fewer of the numbers are not nought, the others are left out of the sweep
SHARES = 4  # pieces of work to a thread


@dataclass(frozen=True)
class Points:
    """Points by strip and cell. ``order`` is where each was; ``cells`` where each cell begins."""

    x: NDArray[Any]
    y: NDArray[Any]
    order: NDArray[np.int64]
    cells: Indices
    frame: NDArray[np.int64]

    @classmethod
    def of(cls, places: Areas | Facilities, reach: int) -> "Points":
        """Sorted for a reach of so many metres."""
        east, north = places.easting.astype(np.int64), places.northing.astype(np.int64)
        west, south = int(east.min()), int(north.min())
        wide, high = int(east.max()) - west + 1, int(north.max()) - south + 1
        height = max(reach // STRIPS, 1, high // max(len(east), 1))
        strips = -(-high // height)
        width = max(reach // CELLS, 1, wide * strips // (ROOM * len(east)))
        many = -(-wide // width)
        key = (north - south) // height * many + (east - west) // width
        # Each key with its number, so that the quickest sort there is leaves no ties to chance.
        order = np.sort(key << NUMBERED | np.arange(len(key))) & ((1 << NUMBERED) - 1)
        counts = np.bincount(key, minlength=strips * many)
        cells = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
        # Beyond, a squared distance to a candidate does not fit into 32 bits.
        kind = np.int32 if (reach + height) ** 2 + (reach + width) ** 2 < 2**31 else np.float64
        frame = np.array([west, south, height, width, many, strips], np.int64)
        return cls(east[order].astype(kind), north[order].astype(kind), order, cells, frame)

    def __len__(self) -> int:
        return len(self.x)

    def only(self, kept: NDArray[np.bool_]) -> "Points":
        """Those that are flagged, in the order they have here."""
        before = np.concatenate(([0], np.cumsum(kept))).astype(np.int32)
        x, y, order = self.x[kept], self.y[kept], self.order[kept]
        return Points(x, y, order, before[self.cells], self.frame)

    @cached_property
    def place(self) -> NDArray[np.int64]:
        """Where each was sorted to."""
        found = np.empty(len(self.order), np.int64)
        found[self.order] = np.arange(len(found))
        return found


class Gathered:
    """Sums by gathers over strips, in single precision, with the edge exact to the metre."""

    def __init__(
        self, areas: Areas, facilities: Facilities, discs: Discs, fits: tuple[Fit, ...]
    ) -> None:
        reach = int(np.sqrt(max(discs.widest, 0))) + 1
        self.areas, self.facilities = Points.of(areas, reach), Points.of(facilities, reach)
        if self.areas.x.dtype != self.facilities.x.dtype:
            self.areas, self.facilities = _wide(self.areas), _wide(self.facilities)
        self.discs, self.fits = discs, fits

    def to_facilities(self, by_area: Floats) -> Floats:
        return self._sum(self.facilities, self.areas, by_area)

    def to_areas(self, by_facility: Floats) -> Floats:
        return self._sum(self.areas, self.facilities, by_facility)

    def of_area(self, area: int) -> tuple[Indices, Floats]:
        return self._near(self.areas, int(self.areas.place[area]), self.facilities)

    def of_facility(self, facility: int) -> tuple[Indices, Floats]:
        return self._near(self.facilities, int(self.facilities.place[facility]), self.areas)

    def reaches(self, facilities: NDArray[np.bool_], areas: NDArray[np.int64]) -> NDArray[np.bool_]:
        at, found = self.areas.place[areas], np.zeros(len(areas))
        values = facilities[self.facilities.order].astype(np.float32)
        _gather(self.areas.x[at], self.areas.y[at], self.facilities, values, self._even, found)
        return np.asarray(found > 0)

    def pairs(self) -> int:
        return int(self._counts.sum())

    def csr(self) -> "csr_array":
        """Made anew each time it is asked for."""
        from scipy.sparse import csr_array

        ends = np.concatenate(([0], np.cumsum(self._counts)))
        kind = np.int32 if ends[-1] < 2**31 else np.int64
        columns, weights = np.empty(ends[-1], kind), np.empty(ends[-1])

        def some(start: int, end: int) -> None:
            rows, own = self.areas.place[start:end], slice(ends[start], ends[end])
            columns[own], squared = self._found(self.areas, rows, self.facilities, own)
            weights[own] = self.discs.weights(squared)

        _share(some, len(self.areas), self._threads, 2 + int(ends[-1] // ONE_THREAD))
        shape = (len(self.areas), len(self.facilities))
        return csr_array((weights, columns, ends.astype(kind)), shape=shape)

    @property
    def _even(self) -> Fit:
        return Fit(self.discs.widest, np.ones(1, np.float32), False)

    @cached_property
    def _counts(self) -> NDArray[np.int64]:
        """How many facilities are within reach of each area."""
        found = self._sum(self.areas, self.facilities, np.ones(len(self.facilities)), (self._even,))
        return found.astype(np.int64)

    @cached_property
    def _threads(self) -> int:
        """As many as this process may use, but one where there is little to do."""
        some = np.arange(0, len(self.areas), max(len(self.areas) // SAMPLE, 1))
        found = np.zeros(len(some))
        ones = np.ones(len(self.facilities), np.float32)
        x, y = self.areas.x[some], self.areas.y[some]
        _gather(x, y, self.facilities, ones, self._even, found)
        few = found.mean() * len(self.areas) < ONE_THREAD
        return 1 if few else processors()

    def _sum(
        self, to: Points, source: Points, numbers: Floats, fits: tuple[Fit, ...] | None = None
    ) -> Floats:
        values = numbers[source.order].astype(np.float32)
        some_weigh = values != 0
        if some_weigh.mean() < SPARSE:
            source, values = source.only(some_weigh), values[some_weigh]
        sums = np.zeros(len(to))

        def some(start: int, end: int) -> None:
            own = slice(start, end)
            for fit in self.fits if fits is None else fits:
                _gather(to.x[own], to.y[own], source, values, fit, sums[own])

        _share(some, len(to), self._threads, SHARES * self._threads)
        found = np.empty(len(to))
        found[to.order] = sums
        return found

    def _near(self, of: Points, at: int, source: Points) -> tuple[Indices, Floats]:
        most = slice(0, len(source))
        names, squared = self._found(of, np.array([at]), source, most)
        order = np.argsort(names)
        return names[order], self.discs.weights(squared[order])

    def _found(
        self, of: Points, rows: NDArray[np.int64], source: Points, room: slice
    ) -> tuple[Indices, NDArray[np.int64]]:
        from culturefirst.analysis.catchment import compiled

        names = np.empty(room.stop - room.start, np.int32)
        squared = np.empty(len(names), np.int64)
        full = compiled.fill(
            of.x[rows], of.y[rows], source.x, source.y, source.order,
            self.discs.widest, source.frame, source.cells, names, squared,
        )  # fmt: skip
        return names[:full], squared[:full]


def processors() -> int:
    """How many this process may use; not every system can tell, and then all there are."""
    may = getattr(os, "sched_getaffinity", None)
    return len(may(0)) if may else os.cpu_count() or 1


def _gather(
    x: NDArray[Any], y: NDArray[Any], source: Points, values: Singles, fit: Fit, into: Floats
) -> None:
    from culturefirst.analysis.catchment import compiled

    if fit.squared < 0:
        return
    most = source.x.dtype.type(fit.squared)
    compiled.gather(
        x, y, source.x, source.y, values,
        most, fit.powers, fit.rooted, source.frame, source.cells, into,
    )  # fmt: skip


def _wide(points: Points) -> Points:
    x, y = points.x.astype(np.float64), points.y.astype(np.float64)
    return Points(x, y, points.order, points.cells, points.frame)


def _share(work: Callable[[int, int], None], size: int, threads: int, pieces: int) -> None:
    """Do ``work`` on runs of 0 to ``size``, in several threads where there are."""
    edges = np.linspace(0, size, min(pieces, size) + 1).astype(int).tolist()
    runs = list(pairwise(edges))
    if threads == 1:
        for start, end in runs:
            work(start, end)
        return
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda run: work(*run), runs))
