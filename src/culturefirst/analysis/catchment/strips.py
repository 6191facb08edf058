"""Which pairs are within reach, and their weights, found by strips in NumPy.

Areas are put into strips from south to north, in each by easting. What can reach a strip is one
slice of the facilities in order of northing, and of a strip one facility reaches a *contiguous*
range, which two binary searches find on the chord: a sixth more candidates than pairs, without a
tree. Distances are compared squared, in whole metres, so that the edge is exact.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from culturefirst.analysis.catchment.parts import Floats, Part, without_dust
from culturefirst.analysis.catchment.places import Areas, Facilities
from culturefirst.analysis.catchment.travel import StraightLine

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Wide = NDArray[np.int64]
Metres = NDArray[np.signedinteger[Any]]
NARROW = 4  # strips to a limit: narrower ones have fewer candidates and more overhead
LEAST = 16  # areas a strip at least, on average
MOST = 250_000  # candidates worked on at once, so that they stay in the processor's cache


@dataclass(frozen=True)
class Discs:
    """The parts of a decay with their squared limits in metres, widest first."""

    parts: tuple[Part, ...]
    squared: tuple[int, ...]
    detour: float

    @classmethod
    def of(cls, parts: Sequence[Part], travel: StraightLine) -> "Discs":
        """Those that have any weight."""
        found = [(travel.squared(part.limit, part.detour), at) for at, part in enumerate(parts)]
        found.sort(reverse=True)
        return cls(
            tuple(parts[at] for _, at in found),
            tuple(squared for squared, _ in found),
            travel.detour,
        )

    @property
    def widest(self) -> int:
        """The greatest squared distance within reach."""
        return max(self.squared, default=-1)

    def weights(self, squared: Metres) -> Floats:
        """The weight by squared distance; all are within the widest."""
        cost = np.sqrt(squared.astype(np.float64)) * self.detour
        found = np.zeros(len(cost))
        for part, most in zip(self.parts, self.squared, strict=True):
            if most == self.squared[0]:
                found += part.at(cost)
            else:
                within = squared <= most
                found[within] += part.at(cost[within])
        return without_dust(found, self.parts)


@dataclass(frozen=True)
class Strip:
    """Areas of one strip by easting, and the run of them that each facility near may reach."""

    rows: Wide
    near: NDArray[np.int32]
    start: Wide
    count: Wide
    kind: np.dtype[Any]  # in which the squared distance to any candidate fits


def table(areas: Areas, facilities: Facilities, discs: Discs) -> tuple["csr_array", Wide]:
    """Facilities within reach in compressed rows, float64 weights, and the area of each row.

    The rows come as the strips have them, so that the table is written once.
    """
    from scipy.sparse import csr_array

    strips = list(_strips(areas, facilities, discs.widest))
    most = sum(int(strip.count.sum()) for strip in strips)
    # What is not written of these is never taken from the machine.
    kind = np.int32 if most < 2**31 else np.int64
    columns, weights = np.empty(most, kind), np.empty(most)
    ends, full = [np.zeros(1, np.int64)], 0
    for strip in strips:
        count, column, weight = _rows(areas, facilities, discs, strip)
        columns[full : full + len(column)], weights[full : full + len(column)] = column, weight
        ends.append(full + np.cumsum(count))
        full += len(column)
    order = np.concatenate([np.zeros(0, np.int64), *(strip.rows for strip in strips)])
    shape = (len(order), len(facilities))
    rows = (weights[:full], columns[:full], np.concatenate(ends).astype(kind))
    return csr_array(rows, shape=shape), order


def _strips(areas: Areas, facilities: Facilities, widest: int) -> Iterator[Strip]:
    """Every area in one strip, from south to north."""
    reach = int(np.sqrt(max(widest, 0))) + 1
    north = areas.northing.astype(np.int64)
    bottom, deep = int(north.min()), int(np.ptp(north)) + 1
    height = max(reach // NARROW, 1, deep * LEAST // len(north))
    farthest = (reach + height) ** 2 + (reach + 1) ** 2
    kind: np.dtype[Any] = np.dtype(np.int32 if farthest < 2**31 else np.int64)
    strip = (north - bottom) // height
    order = np.lexsort((areas.easting, strip))
    south = np.argsort(facilities.northing, kind="stable").astype(np.int32)
    x, y = (
        numbers[south].astype(np.int64) for numbers in (facilities.easting, facilities.northing)
    )
    edges = np.searchsorted(strip[order], np.arange(strip.max() + 2))
    for at in np.flatnonzero(np.diff(edges)).tolist():
        rows, low = order[edges[at] : edges[at + 1]], bottom + at * height
        near = slice(*np.searchsorted(y, (low - reach, low + height + reach)))
        apart = np.maximum(np.maximum(low - y[near], y[near] - (low + height - 1)), 0)
        room = widest - apart * apart
        chord = np.sqrt(room.clip(0)).astype(np.int64) + 1
        across = areas.easting[rows].astype(np.int64)
        start = np.searchsorted(across, x[near] - chord, side="left")
        count = np.searchsorted(across, x[near] + chord, side="right") - start
        count[room < 0] = 0
        yield Strip(rows, south[near], start, count, kind)


def _rows(
    areas: Areas, facilities: Facilities, discs: Discs, strip: Strip
) -> tuple[Wide, NDArray[np.int32], Floats]:
    """By area of one strip how many facilities are within reach, which, and their weights."""
    from scipy.sparse import csr_array

    kind = strip.kind
    across, up = areas.easting[strip.rows].astype(kind), areas.northing[strip.rows].astype(kind)
    x = facilities.easting[strip.near].astype(kind)
    y = facilities.northing[strip.near].astype(kind)
    found = [
        _pairs(across, up, x[part], y[part], strip.start[part], strip.count[part], discs.widest)
        for part in _slices(strip.count)
    ]
    kept, local, squared = (np.concatenate(each) for each in zip(*found, strict=True))
    ends = np.concatenate(([0], np.cumsum(kept)))
    # By facility as found; turned into rows of areas by SciPy's compiled counting.
    shape = (len(strip.near), len(strip.rows))
    turned = csr_array((discs.weights(squared), local, ends), shape=shape).tocsc()
    return np.diff(turned.indptr), strip.near[turned.indices], turned.data


def _slices(count: Wide) -> list[slice]:
    """Runs of facilities with at most about so many candidates together, at least one each."""
    runs = np.cumsum(count) // MOST
    edges = np.flatnonzero(np.diff(runs)) + 1
    return [slice(a, b) for a, b in pairwise([0, *edges, len(count)])]


def _pairs(
    across: Metres, up: Metres, x: Metres, y: Metres, start: Wide, count: Wide, widest: int
) -> tuple[Wide, NDArray[np.int32], Metres]:
    """By facility how many areas are within reach, which, and their squared distances."""
    lasts = np.cumsum(count)
    at = np.repeat(start - (lasts - count), count)
    at += np.arange(len(at))
    dx = across[at]
    dx -= np.repeat(x, count)
    dx *= dx
    dy = up[at]
    dy -= np.repeat(y, count)
    dy *= dy
    dx += dy
    within = dx <= widest
    ends = np.concatenate(([0], np.cumsum(within)))
    return ends[lasts] - ends[lasts - count], at[within].astype(np.int32), dx[within]
