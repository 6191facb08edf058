"""Sums without a table: the pairs are found anew in each sweep, which is sooner than reading them.

Weights are symmetric, so both directions are gathers: a point adds up what is within its reach, and
nothing is written twice. Needs numba.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from culturefirst.analysis.catchment.parts import Floats
from culturefirst.analysis.catchment.places import Areas, Facilities
from culturefirst.analysis.catchment.points import Indices, Points
from culturefirst.analysis.catchment.polynomial import CLOSE, Fit, Singles
from culturefirst.analysis.catchment.strips import Discs

if TYPE_CHECKING:
    from scipy.sparse import csr_array

ONE_THREAD = 1_000_000  # pairs below which a second thread costs more than it brings
SAMPLE = 256  # points of which the pairs are counted to know that
SPARSE = 0.9  # where fewer of the numbers are not nought, the others are left out of the sweep
SHARES = 4  # pieces of work to a thread
Metres = NDArray[Any]  # whole, in whichever kind of number the points have
RIGHT = 1e-5  # of itself: what a sum may miss by
AT_ONCE = 500_000  # pairs that are summed in double precision at once
LEAST, MOST = 1e-30, 1e30  # numbers for which single precision does
LOOKED_AT = 4001  # distances at which the least weight is looked for


class Gathered:
    """Sums by gathers over strips, in single precision, with the edge exact to the metre.

    A sum in which that could show, since nearly all of it weighs next to nothing, is taken again
    from its pairs in double precision: each is right to a hundred-thousandth of itself.
    """

    def __init__(
        self, areas: Areas, facilities: Facilities, discs: Discs, fits: tuple[Fit, ...]
    ) -> None:
        reach = int(np.sqrt(max(discs.widest, 0))) + 1
        self.areas, self.facilities = Points.of(areas, reach), Points.of(facilities, reach)
        if self.areas.x.dtype != self.facilities.x.dtype:
            self.areas, self.facilities = self.areas.wide(), self.facilities.wide()
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
            x, y = self.areas.x[rows], self.areas.y[rows]
            columns[own], squared = self._found(x, y, self.facilities, ends[end] - ends[start])
            weights[own] = self.discs.weights(squared)

        _share(some, len(self.areas), self._threads, 2 + int(ends[-1] // ONE_THREAD))
        shape = (len(self.areas), len(self.facilities))
        return csr_array((weights, columns, ends.astype(kind)), shape=shape)

    @property
    def _even(self) -> Fit:
        return Fit(self.discs.widest, np.ones(1, np.float32), False, 0.0)

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
        given = numbers[source.order]
        some_weigh = given != 0
        if some_weigh.mean() < SPARSE:
            source, given = source.only(some_weigh), given[some_weigh]
        single = _fit_in_single(given)
        values = given.astype(np.float32) if single else np.zeros(0, np.float32)
        sums = np.zeros(len(to))

        def some(start: int, end: int) -> None:
            x, y, here = to.x[start:end], to.y[start:end], sums[start:end]
            if not single:
                here[:] = self._exact(x, y, source, numbers)
                return
            for fit in self.fits if fits is None else fits:
                _gather(x, y, source, values, fit, here)
            if fits is None and self._miss > 0:
                at = self._doubtful(x, y, source, values, here)
                here[at] = self._exact(x[at], y[at], source, numbers)

        _share(some, len(to), self._threads, SHARES * self._threads)
        found = np.empty(len(to))
        found[to.order] = sums
        return found

    @cached_property
    def _miss(self) -> float:
        """By how much a weight may be wrong; nought where that is little of even the least."""
        parts, widest = self.discs.parts, self.discs.widest
        miss = sum(fit.miss for fit in self.fits)
        if any(part.weight < 0 for part in parts):  # what is left of a difference
            miss += CLOSE * sum(abs(part.weight) for part in parts)
        looked = np.linspace(0, max(widest, 0), LOOKED_AT).astype(np.int64)
        edges = np.array([most + more for most in self.discs.squared for more in (0, 1)], np.int64)
        weights = self.discs.weights(np.concatenate((looked, edges[edges <= widest])))
        return miss if np.abs(weights).min() * RIGHT < miss else 0.0

    def _doubtful(
        self, x: Metres, y: Metres, source: Points, values: Singles, sums: Floats
    ) -> NDArray[np.intp]:
        """Which of the sums may be wrong by more than ``RIGHT`` of themselves."""
        whole = np.zeros(len(sums))
        _gather(x, y, source, np.abs(values), self._even, whole)
        return np.flatnonzero(np.abs(sums) * RIGHT < self._miss * whole)

    def _exact(self, x: Metres, y: Metres, source: Points, numbers: Floats) -> Floats:
        """The sums at these points from their pairs, some at a time, in double precision."""
        count, sums = np.zeros(len(x)), np.zeros(len(x))
        _gather(x, y, source, np.ones(len(source), np.float32), self._even, count)
        pairs = count.astype(np.int64)
        cuts = np.flatnonzero(np.diff(np.cumsum(pairs) // AT_ONCE)) + 1
        for start, end in pairwise([0, *cuts.tolist(), len(x)]):
            own = slice(start, end)
            names, squared = self._found(x[own], y[own], source, int(pairs[own].sum()))
            of = np.repeat(np.arange(end - start), pairs[own])
            weighed = self.discs.weights(squared) * numbers[names]
            sums[own] = np.bincount(of, weighed, minlength=end - start)
        return sums

    def _near(self, of: Points, at: int, source: Points) -> tuple[Indices, Floats]:
        own = slice(at, at + 1)
        names, squared = self._found(of.x[own], of.y[own], source, len(source))
        order = np.argsort(names)
        return names[order], self.discs.weights(squared[order])

    def _found(
        self, x: Metres, y: Metres, source: Points, room: int
    ) -> tuple[Indices, NDArray[np.int64]]:
        """The names of what is within reach of these points, one after another, and d²."""
        from culturefirst.analysis.catchment import compiled

        names, squared = np.empty(room, np.int32), np.empty(room, np.int64)
        full = compiled.fill(
            x, y, source.x, source.y, source.order,
            self.discs.widest, source.frame, source.cells, names, squared,
        )  # fmt: skip
        return names[:full], squared[:full]


def _fit_in_single(numbers: Floats) -> bool:
    """Whether no number is too large for single precision, and none so small that it is lost."""
    size = np.abs(numbers[numbers != 0])
    return not size.size or bool(size.max() < MOST and size.min() > LEAST)


def processors() -> int:
    """How many this process may use; not every system can tell, and then all there are."""
    may = getattr(os, "sched_getaffinity", None)
    return len(may(0)) if may else os.cpu_count() or 1


def _gather(x: Metres, y: Metres, source: Points, values: Singles, fit: Fit, into: Floats) -> None:
    from culturefirst.analysis.catchment import compiled

    if fit.squared < 0:
        return
    most = source.x.dtype.type(fit.squared)
    compiled.gather(
        x, y, source.x, source.y, values,
        most, fit.powers, fit.rooted, source.frame, source.cells, into,
    )  # fmt: skip


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
