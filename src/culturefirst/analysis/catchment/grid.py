"""The grid of Great Britain: which coordinates are on land, and what others probably are.

Coordinates are metres east and north of the origin of the British National Grid (EPSG:27700).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

SQUARE = 100_000  # metres
WIDE, HIGH = 7, 13  # squares of the grid, eastward and northward
# The squares with land, from south to north: for each row of squares the columns, from the west.
LAND = (
    (0, 1, 2, 3, 4, 5),  # SV SW SX SY SZ TV
    (1, 2, 3, 4, 5, 6),  # SR SS ST SU TQ TR
    (1, 2, 3, 4, 5, 6),  # SM SN SO SP TL TM
    (2, 3, 4, 5, 6),  # SH SJ SK TF TG
    (2, 3, 4, 5),  # SC SD SE TA
    (1, 2, 3, 4, 5),  # NW NX NY NZ OV
    (1, 2, 3, 4),  # NR NS NT NU
    (0, 1, 2, 3),  # NL NM NN NO
    (0, 1, 2, 3, 4),  # NF NG NH NJ NK
    (0, 1, 2, 3),  # NA NB NC ND
    (1, 2, 3, 4),  # HW HX HY HZ
    (3, 4),  # HT HU
    (4,),  # HP
)


def _mask() -> Flags:
    found = np.zeros((WIDE, HIGH), bool)
    for north, columns in enumerate(LAND):
        found[list(columns), north] = True
    return found


ON_LAND = _mask()


@dataclass(frozen=True)
class Region:
    """A rectangle in metres of the grid, its edges included."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, easting: Floats, northing: Floats) -> Flags:
        """Which of the points lie in it."""
        across = (easting >= self.west) & (easting <= self.east)
        return np.asarray(across & (northing >= self.south) & (northing <= self.north))


def on_land(easting: Floats, northing: Floats) -> Flags:
    """Which points lie in a square of 100 km that has land; nought and nought is no place."""
    column, row = np.floor(easting / SQUARE), np.floor(northing / SQUARE)
    inside = (column >= 0) & (column < WIDE) & (row >= 0) & (row < HIGH)
    east = np.where(inside, column, 0).astype(int)
    north = np.where(inside, row, 0).astype(int)
    return np.asarray(inside & ON_LAND[east, north] & ~((easting == 0) & (northing == 0)))


def in_degrees(easting: Floats, northing: Floats) -> Flags:
    """Which points look like longitude and latitude of these islands, in either order."""
    one = (easting >= -9) & (easting <= 3) & (northing >= 49) & (northing <= 61)
    other = (northing >= -9) & (northing <= 3) & (easting >= 49) & (easting <= 61)
    return np.asarray(one | other)
