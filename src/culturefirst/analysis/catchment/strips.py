"""Which pairs are within reach, and their weights, found by strips in NumPy.

Areas are put into strips from south to north, in each by easting. What can reach a strip is one
slice of the facilities in order of northing, and of a strip one facility reaches a *contiguous*
range, which two binary searches find on the chord: a sixth more candidates than pairs, without a
tree. Distances are compared squared, in whole metres, so that the edge is exact.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from culturefirst.analysis.catchment.decay import Floats, Part
from culturefirst.analysis.catchment.places import Areas, Facilities
from culturefirst.analysis.catchment.travel import StraightLine

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Wide = NDArray[np.int64]
Block = tuple[Wide, Wide, NDArray[np.int32], Floats]  # areas, their counts, facilities, weights
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

    def weights(self, squared: Wide) -> Floats:
        """The weight by squared distance; all are within the widest."""
        cost = np.sqrt(squared.astype(np.float64)) * self.detour
        found = np.zeros(len(cost))
        for part, most in zip(self.parts, self.squared, strict=True):
            if most == self.squared[0]:
                found += part.at(cost)
            else:
                within = squared <= most
                found[within] += part.at(cost[within])
        return found


def table(areas: Areas, facilities: Facilities, discs: Discs) -> "csr_array":
    """Areas × facilities in compressed rows: float64 weights of the pairs within reach."""
    blocks = list(_blocks(areas, facilities, discs))
    counts = np.zeros(len(areas), np.int64)
    for rows, count, _, _ in blocks:
        counts[rows] = count
    ends = np.concatenate(([0], np.cumsum(counts)))
    return _joined(blocks, ends, (len(areas), len(facilities)))


def _joined(blocks: list[Block], ends: Wide, shape: tuple[int, int]) -> "csr_array":
    """The blocks in one table, each let go as soon as it is copied."""
    from scipy.sparse import csr_array

    index = np.int32 if ends[-1] < 2**31 else np.int64
    columns, weights = np.empty(ends[-1], index), np.empty(ends[-1])
    while blocks:
        rows, count, column, weight = blocks.pop()
        start = ends[rows] - (np.cumsum(count) - count)
        at = np.repeat(start, count)
        at += np.arange(len(at))
        columns[at], weights[at] = column, weight
    return csr_array((weights, columns, ends.astype(index)), shape=shape)


def _blocks(areas: Areas, facilities: Facilities, discs: Discs) -> Iterator[Block]:
    """For each strip of areas the pairs with all facilities, complete rows of the table."""
    reach = int(np.sqrt(max(discs.widest, 0))) + 1
    if discs.widest < 0:
        return
    north = areas.northing.astype(np.int64)
    height = max(reach // NARROW, 1, int(np.ptp(north)) * LEAST // len(north))
    strip = (north - north.min()) // height
    order = np.lexsort((areas.easting, strip))
    south = np.argsort(facilities.northing, kind="stable").astype(np.int32)
    latitude = facilities.northing[south].astype(np.int64)
    edges = np.searchsorted(strip[order], np.arange(strip.max() + 2))
    for at, (first, last) in enumerate(pairwise(edges.tolist())):
        if first == last:
            continue
        low = int(north.min()) + at * height
        near = np.searchsorted(latitude, (low - reach, low + height + reach))
        yield from _strip(
            areas, facilities, discs, order[first:last], south[slice(*near)], low, height
        )


def _strip(
    areas: Areas,
    facilities: Facilities,
    discs: Discs,
    rows: Wide,
    near: NDArray[np.int32],
    low: int,
    height: int,
) -> Iterator[Block]:
    """The pairs of one strip of areas, all facilities at once."""
    from scipy.sparse import csr_array

    y = facilities.northing[near].astype(np.int64)
    x = facilities.easting[near].astype(np.int64)
    apart = np.maximum(np.maximum(low - y, y - (low + height - 1)), 0)
    chord = np.sqrt(np.maximum(discs.widest - apart * apart, -1).clip(0)).astype(np.int64) + 1
    across = areas.easting[rows].astype(np.int64)
    start = np.searchsorted(across, x - chord, side="left")
    count = np.searchsorted(across, x + chord, side="right") - start
    count[apart * apart > discs.widest] = 0
    if not count.any():
        return
    up = areas.northing[rows].astype(np.int64)
    found = [
        _pairs(across, up, x[part], y[part], start[part], count[part], discs)
        for part in _slices(count)
    ]
    kept = np.concatenate([each[0] for each in found])
    local = np.concatenate([each[1] for each in found])
    squared = np.concatenate([each[2] for each in found])
    ends = np.concatenate(([0], np.cumsum(kept)))
    # By facility as found; turned into rows of areas by SciPy's compiled counting.
    turned = csr_array((discs.weights(squared), local, ends), shape=(len(near), len(rows))).tocsc()
    yield rows, np.diff(turned.indptr).astype(np.int64), near[turned.indices], turned.data


def _slices(count: Wide) -> list[slice]:
    """Runs of facilities with at most so many candidates together, at least one each."""
    runs = np.cumsum(count) // MOST
    edges = np.flatnonzero(np.diff(runs)) + 1
    return [slice(a, b) for a, b in zip([0, *edges], [*edges, len(count)], strict=True)]


def _pairs(
    across: Wide, up: Wide, x: Wide, y: Wide, start: Wide, count: Wide, discs: Discs
) -> tuple[Wide, NDArray[np.int32], Wide]:
    """By facility how many areas are within reach, which, and their squared distances."""
    at = np.repeat(start - (np.cumsum(count) - count), count)
    at += np.arange(len(at))
    dx = across[at]
    dx -= np.repeat(x, count)
    dy = up[at]
    dy -= np.repeat(y, count)
    squared = dx * dx
    squared += dy * dy
    within = squared <= discs.widest
    ends = np.concatenate(([0], np.cumsum(within)))
    lasts = np.cumsum(count)
    kept = ends[lasts] - ends[lasts - count]
    return kept, at[within].astype(np.int32), squared[within]
