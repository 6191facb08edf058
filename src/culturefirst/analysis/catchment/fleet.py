"""Beyond one machine: many studies at once on Dask distributed, or one study tile by tile.

Many scenarios, kinds and years are independent: one study is one task, and a cluster of n machines
takes about an nth of the time. A single study does not gain from a cluster below some ten million
areas: one machine sums faster than vectors travel (see ``docs/allocation.md``). Both give the same
numbers as one machine.

``address`` is a scheduler's, such as ``tcp://10.0.0.5:8786``; None is this machine, without Dask,
which is loaded here only.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from culturefirst.analysis.catchment.allocation import Allocation, allocate
from culturefirst.analysis.catchment.decay import Decay
from culturefirst.analysis.catchment.numbers import sound
from culturefirst.analysis.catchment.places import Areas, Facilities
from culturefirst.analysis.catchment.reach import Reach
from culturefirst.analysis.catchment.sides import Floats, Rationing
from culturefirst.analysis.catchment.tiled import Worker, allocate_tiles
from culturefirst.analysis.catchment.tiles import Tiles
from culturefirst.analysis.catchment.travel import StraightLine, TravelTable

Task = TypeVar("Task")
Done = TypeVar("Done")
PATIENCE = 20  # seconds for a scheduler to answer


@dataclass(frozen=True)
class Case:
    """One study: all that an allocation needs. Demand and capacity are of the places."""

    areas: Areas
    facilities: Facilities
    travel: StraightLine | TravelTable
    decay: Decay
    attractiveness: Floats | None = None
    rationing: Rationing = Rationing.SHARE
    engine: str = "auto"

    def solved(self) -> Allocation:
        """Its allocation, without its rounds: they would travel back for nothing."""
        reach = Reach.of(self.areas, self.facilities, self.travel, self.decay, self.engine)
        demand, capacity = reach.areas.demand, reach.facilities.capacity
        found = allocate(reach, demand, capacity, self.attractiveness, self.rationing)
        return replace(found, rounds=(), reach=Shape(reach.shape))


@dataclass(frozen=True)
class Shape:
    """What is left of a reach that was needed elsewhere only."""

    shape: tuple[int, int]

    def to_facilities(self, by_area: Floats) -> Floats:
        """Refused: the pairs are not here."""
        raise ValueError("This allocation was made elsewhere: make its reach here to sum over it.")

    def to_areas(self, by_facility: Floats) -> Floats:
        """Refused: the pairs are not here."""
        return self.to_facilities(by_facility)


def each(
    work: Callable[[Task], Done], tasks: Sequence[Task], address: str | None = None
) -> list[Done]:
    """``work`` of every task, in the order of tasks; on a cluster one task each, else in turn.

    What is wrong with one task is raised as it would be here.
    """
    if address is None:
        return [work(task) for task in tasks]
    with _client(address) as client:
        return list(client.gather(client.map(work, tasks, pure=False)))


def solve_all(cases: Sequence[Case], address: str | None = None) -> list[Allocation]:
    """The allocation of each case, in their order."""
    return each(Case.solved, cases, address)


def allocate_on(
    address: str,
    tiles: Tiles,
    demand: Floats | None = None,
    capacity: Floats | None = None,
    attractiveness: Floats | None = None,
) -> Allocation:
    """As :func:`~culturefirst.analysis.catchment.tiled.allocate_tiles`, each tile on a worker."""
    asked = tiles.areas.demand if demand is None else demand
    room = tiles.facilities.capacity if capacity is None else capacity
    asked, room, _ = sound(tiles, asked, room, attractiveness)
    with _client(address) as client:
        started = [
            client.submit(Worker, tiles.piece(tile), asked[tile.areas], actor=True)
            for tile in tiles.tiles
        ]
        workers = [future.result() for future in started]
        return allocate_tiles(tiles, asked, room, attractiveness, workers=workers)


@contextmanager
def _client(address: str) -> Iterator[Any]:
    """A client of this scheduler; a sentence where there is none."""
    try:
        from distributed import Client
    except ImportError as missing:
        raise ValueError(
            "A cluster needs Dask distributed: install “culturefirst[fleet]”, or give no address."
        ) from missing
    try:
        client: Any = Client(address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as silent:
        raise ValueError(
            f"No scheduler answers at {address}: start one, correct the address, or give none."
        ) from silent
    with client, client.as_current():
        yield client
