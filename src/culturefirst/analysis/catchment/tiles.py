"""One study larger than memory: in tiles of areas, each with the facilities about it.

Tiles are cut through areas (kd-split) so that each has about as many pairs as the next, not as much
land. A tile's halo is every facility within reach of its box. Tiles never see each other's areas;
in each round of allocation facilities hear the sum of what all tiles ask, and tiles hear what was
accepted: one vector of facilities there and back, never areas, never pairs. So the numbers are
those of one piece, but for the order in which sums are added up.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from culturefirst.analysis.catchment.allocation import CLOSE, LEAST, Allocation, settle
from culturefirst.analysis.catchment.decay import Decay
from culturefirst.analysis.catchment.faults import BadInput, Fault
from culturefirst.analysis.catchment.numbers import sound
from culturefirst.analysis.catchment.places import Areas, Facilities
from culturefirst.analysis.catchment.reach import Reach
from culturefirst.analysis.catchment.sides import Answer, AreaSide, Floats, Ints, Rationing
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
        tiles = split(found, places, travel, most)
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
    areas: Areas, facilities: Facilities, travel: StraightLine, most: int = PAIRS
) -> list[Tile]:
    """Tiles of about ``most`` pairs at most, as long as that is more than one area has."""
    reach = int(travel.limit / travel.detour) + 1
    east, north = areas.easting.astype(np.int64), areas.northing.astype(np.int64)
    x, y = facilities.easting.astype(np.int64), facilities.northing.astype(np.int64)
    weight = candidates(east, north, x, y, reach)
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


def candidates(east: Ints, north: Ints, x: Ints, y: Ints, reach: int) -> Floats:
    """About how many facilities each area reaches: those of nine squares, the circle's share."""
    left, low = min(east.min(), x.min()), min(north.min(), y.min())
    wide = int(max(east.max(), x.max()) - left) // reach + 3
    high = int(max(north.max(), y.max()) - low) // reach + 3
    count = np.zeros((high, wide))
    np.add.at(count, ((y - low) // reach + 1, (x - left) // reach + 1), 1)
    sums = np.zeros_like(count)
    for up in (0, 1, 2):
        for across in (0, 1, 2):
            sums[1:-1, 1:-1] += count[up : high - 2 + up, across : wide - 2 + across]
    found: Floats = sums[(north - low) // reach + 1, (east - left) // reach + 1] * (np.pi / 9)
    return found


def _halves(here: Ints, east: Ints, north: Ints, weight: Floats) -> list[Ints]:
    """Two halves of equal weight, cut across the longer side."""
    axis = east if np.ptp(east[here]) >= np.ptp(north[here]) else north
    order = here[np.argsort(axis[here], kind="stable")]
    run = np.cumsum(weight[order])
    cut = int(np.searchsorted(run, run[-1] / 2)) + 1
    cut = min(max(cut, 1), len(order) - 1)
    return [np.sort(order[:cut]), np.sort(order[cut:])]


class Worker:
    """The areas' half of one tile, here or on another machine."""

    def __init__(self, piece: Piece, demand: Floats, least: float) -> None:
        self.piece, self.side = piece, AreaSide(_Nothing(), demand, Rationing.SHARE, least)
        self.kept: Reach | None = None

    def step(self, attraction: Floats, lost: Floats | None) -> tuple[float, Floats]:
        """Take what was turned away and look anew; what finds room, and what it asks facilities.

        The pairs of a table are found anew in each round, so that only one tile has them at once.
        """
        if not len(attraction):
            self.side.too_far |= lost is None
            return 0.0, np.zeros(0)
        reach = self.kept or self.piece.reach()
        self.kept = None if reach.tabled else reach
        self.side.reach = reach
        if lost is not None:
            self.side.take(self.side.spread * reach.to_areas(lost))
        left = self.side.look(attraction)
        if lost is None:
            self.side.too_far = self.side.room == 0
        inflow = self.side.inflow()
        self.side.reach = _Nothing()
        return left, inflow

    def outcome(self) -> tuple[Floats, Floats]:
        """By area what is not served, and of it what is too far."""
        return self.side.remaining, np.where(self.side.too_far, self.side.remaining, 0)


class _Nothing:
    """The reach of a tile between its turns."""

    shape = (0, 0)

    def to_facilities(self, by_area: Floats) -> Floats:
        """Nobody."""
        return np.zeros(0)

    def to_areas(self, by_facility: Floats) -> Floats:
        """Nothing."""
        return np.zeros(0)


class TiledSide:
    """All tiles as one side. Workers answer at once, or with what has a ``result`` later."""

    def __init__(self, tiles: Sequence[Tile], workers: Sequence[Any], size: int) -> None:
        self.tiles, self.workers, self.size = tiles, workers, size
        self.asked = np.zeros(size)

    def turn(self, attraction: Floats, answer: Answer | None) -> float:
        """Let every tile take the last answer and look anew; how many visits still find room."""
        lost = None if answer is None else answer.lost
        steps = [
            worker.step(
                attraction[tile.facilities], None if lost is None else lost[tile.facilities]
            )
            for tile, worker in zip(self.tiles, self.workers, strict=True)
        ]
        self.asked, left = np.zeros(self.size), 0.0
        for tile, step in zip(self.tiles, steps, strict=True):
            here, inflow = _come(step)
            left += here
            self.asked[tile.facilities] += inflow
        return left

    def inflow(self) -> Floats:
        """Σ_i w_ij ρ_i by facility."""
        return self.asked

    def outcome(self, areas: int) -> tuple[Floats, Floats]:
        """By area what is not served, and of it what is too far."""
        unmet, too_far = np.zeros(areas), np.zeros(areas)
        found = [worker.outcome() for worker in self.workers]
        for tile, each in zip(self.tiles, found, strict=True):
            unmet[tile.areas], too_far[tile.areas] = _come(each)
        return unmet, too_far


def _come(answer: Any) -> Any:
    return answer.result() if hasattr(answer, "result") else answer


def allocate_tiles(
    tiles: Tiles,
    demand: Floats | None = None,
    capacity: Floats | None = None,
    attractiveness: Floats | None = None,
    *,
    close: float = CLOSE,
    workers: Sequence[Any] | None = None,
) -> Allocation:
    """As ``allocate`` (everybody by the same share), tile by tile; without its rounds.

    Demand and capacity are those of areas and facilities where none are given. ``workers`` are one
    :class:`Worker` a tile, where they are elsewhere (:mod:`fleet`).
    """
    demand = tiles.areas.demand if demand is None else demand
    capacity = tiles.facilities.capacity if capacity is None else capacity
    demand, capacity, attraction = sound(tiles, demand, capacity, attractiveness)
    if workers is None:
        least = lowest(attraction)
        workers = [Worker(tiles.piece(each), demand[each.areas], least) for each in tiles.tiles]
    side = TiledSide(tiles.tiles, workers, len(capacity))
    spare = settle([side], capacity, attraction, close * float(demand.sum()))
    unmet, too_far = side.outcome(len(demand))
    return Allocation(
        demand=demand,
        satisfied=demand - unmet,
        too_far=too_far,
        no_room=unmet - too_far,
        capacity=capacity,
        used=capacity - spare,
        rationing=Rationing.SHARE,
        rounds=(),
        reach=tiles,
    )


def lowest(attraction: Floats) -> float:
    """The room that counts as none, the same in every tile."""
    return LEAST * float(attraction.max(initial=0))
