"""Allocation tile by tile, here or elsewhere: one vector of facilities there and back a round."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from culturefirst.analysis.catchment.allocation import CLOSE, Allocation, settle
from culturefirst.analysis.catchment.numbers import sound
from culturefirst.analysis.catchment.reach import Reach
from culturefirst.analysis.catchment.sides import Answer, AreaSide, Floats, Rationing
from culturefirst.analysis.catchment.tiles import Piece, Tile, Tiles


class Worker:
    """The areas' half of one tile, here or on another machine."""

    def __init__(self, piece: Piece, demand: Floats) -> None:
        self.piece, self.side = piece, AreaSide(_Nothing(), demand, Rationing.SHARE)
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
        workers = [Worker(tiles.piece(each), demand[each.areas]) for each in tiles.tiles]
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
