"""Points sorted so that those near another one lie together: in strips, and in cells of a strip."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from culturefirst.analysis.catchment.places import Areas, Facilities

Indices = NDArray[np.int32]
STRIPS, CELLS = 2, 16  # to a limit: the height of strips and the width of their cells
NUMBERED = 31  # bits for the number of a point
ROOM = 4  # cells to a point at most


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

    def wide(self) -> "Points":
        """The same in double precision."""
        x, y = self.x.astype(np.float64), self.y.astype(np.float64)
        return Points(x, y, self.order, self.cells, self.frame)
