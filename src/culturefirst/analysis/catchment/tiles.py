"""One study larger than memory: in tiles of areas, each with the facilities about it.

Tiles are cut through areas (kd-split) so that each has about as many pairs as the next, not as much
land. A tile's halo is every facility within reach of its box. Tiles never see each other's areas;
in each round of allocation facilities hear the sum of what all tiles ask, and tiles hear what was
accepted: one vector of facilities there and back, never areas, never pairs. So the numbers are
those of one piece, but for the order in which sums are added up.
"""

from dataclasses import dataclass, replace
from importlib.util import find_spec

import numpy as np

from culturefirst.analysis.catchment import density
from culturefirst.analysis.catchment.decay import Decay
from culturefirst.analysis.catchment.engines import AUTO, NUMBA, NUMPY, WORTH_COMPILING
from culturefirst.analysis.catchment.faults import BadInput, Fault
from culturefirst.analysis.catchment.places import Areas, Facilities
from culturefirst.analysis.catchment.reach import Reach
from culturefirst.analysis.catchment.sides import Floats, Ints
from culturefirst.analysis.catchment.travel import StraightLine, TravelTable

PAIRS = 20_000_000  # a tile at most, about


@dataclass(frozen=True)
class Tile:
    """Which areas it has, and which facilities its halo holds."""

    areas: Ints
    facilities: Ints


@dataclass(frozen=True)
class Piece:
    """All that one tile needs to know, wherever it is worked on."""

    areas: Areas
    facilities: Facilities
    travel: StraightLine
    decay: Decay
    engine: str

    def reach(self) -> Reach:
        """The weights within the tile."""
        return Reach.of(self.areas, self.facilities, self.travel, self.decay, self.engine)


@dataclass(frozen=True)
class Tiles:
    """A reach in tiles: the same sums, with the pairs of no more than one tile in memory."""

    areas: Areas
    facilities: Facilities
    travel: StraightLine
    decay: Decay
    engine: str
    tiles: tuple[Tile, ...]

    @classmethod
    def of(
        cls,
        areas: Areas,
        facilities: Facilities,
        travel: StraightLine | TravelTable,
        decay: Decay,
        engine: str = "auto",
        most: int = PAIRS,
    ) -> "Tiles":
        """``most`` is about how many pairs a tile may have; the rest as for ``Reach.of``."""
        if not isinstance(travel, StraightLine):
            problem, remedy = "a table of costs has no tiles", "Give a straight line, or no tiles"
            raise BadInput([Fault(None, "travel", problem, remedy)])
        found, places = areas.checked(), facilities.checked()
        weight = density.near(found, places, _metres(travel))
        if engine == AUTO:  # by the whole, not by each tile: all in the same precision
            large = weight.sum() >= WORTH_COMPILING and find_spec("numba") is not None
            engine = NUMBA if large else NUMPY
        tiles = split(found, places, travel, weight, most)
        return cls(found, places, travel, decay, engine, tuple(tiles))

    @property
    def shape(self) -> tuple[int, int]:
        """How many areas and how many facilities."""
        return len(self.areas), len(self.facilities)

    def piece(self, tile: Tile) -> Piece:
        """What this tile needs to know."""
        areas = replace(
            self.areas,
            codes=tuple(map(str, tile.areas.tolist())),
            easting=self.areas.easting[tile.areas],
            northing=self.areas.northing[tile.areas],
            demand=self.areas.demand[tile.areas],
        )
        facilities = Facilities(
            tuple(map(str, tile.facilities.tolist())),
            self.facilities.easting[tile.facilities],
            self.facilities.northing[tile.facilities],
            self.facilities.capacity[tile.facilities],
        )
        return Piece(areas, facilities, self.travel, self.decay, self.engine)

    def to_facilities(self, by_area: Floats) -> Floats:
        """Σ_i w_ij x_i by facility."""
        found = np.zeros(len(self.facilities))
        for tile in self.tiles:
            if len(tile.facilities):
                here = self.piece(tile).reach().to_facilities(by_area[tile.areas])
                found[tile.facilities] += here
        return found

    def to_areas(self, by_facility: Floats) -> Floats:
        """Σ_j w_ij y_j by area."""
        found = np.zeros(len(self.areas))
        for tile in self.tiles:
            if len(tile.facilities):
                here = self.piece(tile).reach().to_areas(by_facility[tile.facilities])
                found[tile.areas] = here
        return found


def split(
    areas: Areas, facilities: Facilities, travel: StraightLine, weight: Floats, most: float
) -> list[Tile]:
    """Tiles of about ``most`` pairs at most, as long as that is more than one area has.

    ``weight`` is how many pairs each area has, about: see :mod:`density`.
    """
    reach = _metres(travel)
    east, north = areas.easting.astype(np.int64), areas.northing.astype(np.int64)
    x, y = facilities.easting.astype(np.int64), facilities.northing.astype(np.int64)
    tiles, waiting = [], [np.arange(len(areas))]
    while waiting:
        here = waiting.pop()
        if len(here) > 1 and weight[here].sum() > most:
            waiting += reversed(_halves(here, east, north, weight))
            continue
        low_x, high_x = east[here].min() - reach, east[here].max() + reach
        low_y, high_y = north[here].min() - reach, north[here].max() + reach
        near = (x >= low_x) & (x <= high_x) & (y >= low_y) & (y <= high_y)
        tiles.append(Tile(here, np.flatnonzero(near)))
    return tiles


def _metres(travel: StraightLine) -> int:
    return int(travel.limit / travel.detour) + 1


def _halves(here: Ints, east: Ints, north: Ints, weight: Floats) -> list[Ints]:
    """Two halves of equal weight, cut across the longer side."""
    axis = east if np.ptp(east[here]) >= np.ptp(north[here]) else north
    order = here[np.argsort(axis[here], kind="stable")]
    run = np.cumsum(weight[order])
    cut = int(np.searchsorted(run, run[-1] / 2)) + 1
    cut = min(max(cut, 1), len(order) - 1)
    return [np.sort(order[:cut]), np.sort(order[cut:])]
