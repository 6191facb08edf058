"""Allocation under capacity, what if, and siting, on a made-up England and a region of it.

Demand is a visit a week for each twenty people; capacity is a tenth more than demand, as in the
trial that set the goals. Loops are compiled before anything is measured.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from benchmarks import england
from benchmarks.result import Result, median_ms
from culturefirst.analysis.catchment import (
    Allocation,
    Areas,
    Change,
    Close,
    Facilities,
    Gaussian,
    Growth,
    Move,
    Open,
    Reach,
    Resize,
    StraightLine,
    Tiles,
    WhatIf,
    allocate,
    allocate_tiles,
    closure_losses,
    effects,
    flows_between,
    least_harm_closures,
    maximal_cover,
    p_median,
)

VISITS, ROOM = 0.05, 1.1  # a week for each person; capacity over demand
CENTRE = (600_000, 250_000)  # of a region as wide as the East of England
ASKED = 25  # changes of each kind
SECONDS = 30.0  # that proofs may take


def results() -> Iterator[Result]:
    """Allocation of England, what if there and in a region, and where to put sites."""
    small = _reach(*_places(33_755, 30_000), 10_000)
    _allocated(small), WhatIf(small, *_given(small)).try_changes([Close("F000001")])  # compiles
    yield from _allocations(small)
    yield from _what_if("England's 33,755 × 30,000, 10 km", small, 50)
    for size in (350, 3_000):
        region = _reach(*_region(3_758, size), 10_000)
        yield from _what_if(f"a region's 3,758 × {size:,}, 10 km", region, 10)
    yield from _sites()


def _places(areas: int, facilities: int) -> tuple[Areas, Facilities]:
    homes, places = england.areas(areas), england.facilities(facilities)
    demand = homes.demand * VISITS
    capacity = places.capacity * (ROOM * demand.sum() / places.capacity.sum())
    return replace(homes, demand=demand), replace(places, capacity=capacity)


def _region(areas: int, facilities: int) -> tuple[Areas, Facilities]:
    """The nearest to one point, as dense as in all of England."""
    homes, places = england.areas(33_755), england.facilities(facilities * 9)
    near, there = _nearest(homes, areas), _nearest(places, facilities)
    demand = homes.demand[near] * VISITS
    capacity = places.capacity[there]
    return (
        Areas(_some(homes.codes, near), homes.easting[near], homes.northing[near], demand),
        Facilities(
            _some(places.codes, there),
            places.easting[there],
            places.northing[there],
            capacity * (ROOM * demand.sum() / capacity.sum()),
        ),
    )


def _nearest(places: Areas | Facilities, size: int) -> np.ndarray[Any, Any]:
    apart = (places.easting - CENTRE[0]) ** 2 + (places.northing - CENTRE[1]) ** 2
    return np.sort(np.argsort(apart, kind="stable")[:size])


def _some(codes: Sequence[str], at: np.ndarray[Any, Any]) -> tuple[str, ...]:
    return tuple(codes[each] for each in at)


def _reach(areas: Areas, facilities: Facilities, limit: int, engine: str = "auto") -> Reach:
    return Reach.of(areas, facilities, StraightLine(limit), Gaussian(), engine)


def _given(reach: Reach) -> tuple[Any, Any]:
    return reach.areas.demand, reach.facilities.capacity


def _allocated(reach: Reach) -> Allocation:
    return allocate(reach, *_given(reach))


def _timed(run: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    found = run()
    return time.perf_counter() - begun, found


def _allocations(small: Reach) -> Iterator[Result]:
    taken, ours = _timed(lambda: _allocated(small))
    yield Result("allocation, England's 33,755 × 30,000, 10 km", taken, "s")
    yield from _told(ours)
    taken, plain = _timed(
        lambda: _allocated(_reach(small.areas, small.facilities, 10_000, "numpy"))
    )
    yield Result("… with NumPy and SciPy only, finding of pairs included", taken, "s")
    apart = float(np.abs(plain.satisfied - ours.satisfied).max())
    yield Result("… farthest apart in any area, visits", apart, "", 0.1)
    yield Result("… balance of 300 zones", _timed(lambda: _zoned(ours))[0], "s")
    tiles = Tiles.of(
        small.areas, small.facilities, small.travel, Gaussian(), most=small.pairs // 16
    )
    taken, tiled = _timed(lambda: allocate_tiles(tiles))
    yield Result(f"… in {len(tiles.tiles)} tiles", taken, "s")
    apart = float(np.abs(tiled.satisfied - ours.satisfied).max())
    yield Result("… … farthest apart in any area, visits", apart, "", 0.1)
    large = _reach(*_places(188_880, 60_000), 20_000)
    taken, ours = _timed(lambda: _allocated(large))
    yield Result("allocation, 188,880 × 60,000, 20 km", taken, "s", 5)
    yield from _told(ours)


def _told(found: Allocation) -> Iterator[Result]:
    yield Result("… rounds", len(found.rounds), "")
    yield Result("… satisfied", 100 * found.satisfied.sum() / found.demand.sum(), "per cent")
    apart = abs(found.used.sum() - found.satisfied.sum()) / found.demand.sum()
    yield Result("… used less satisfied, a millionth of demand", 1e6 * apart, "", 10)


def _zoned(found: Allocation) -> None:
    chance = np.random.default_rng(1)
    zones = chance.integers(0, 300, len(found.demand)).tolist()
    flows_between(found, zones, chance.integers(0, 300, len(found.capacity)).tolist())


def _what_if(name: str, reach: Reach, goal: float) -> Iterator[Result]:
    demand, capacity = _given(reach)
    taken, asked = _timed(lambda: WhatIf(reach, demand, capacity))
    yield Result(f"what if, {name}: once beforehand", taken, "s")
    times: list[float] = []
    for kind, changes in _changes(reach).items():
        here, found = [], []
        for change in changes:
            taken, outcome = _timed(lambda one=change: asked.try_changes([one]))
            here.append(1000 * taken)
            found.append(outcome)
        yield Result(f"… one {kind}, median", float(np.median(here)), "ms")
        yield _exact(asked, changes[0], found[0].allocation)
        times += here
    yield Result("… one change of any kind, median", float(np.median(times)), "ms", goal)
    yield Result("… … nine of ten within", float(np.quantile(times, 0.9)), "ms")
    ranked = median_ms(lambda: closure_losses(reach, demand, capacity))
    yield Result("… all closures by loss of access in one pass", ranked, "ms")
    few = [Close(code) for code in reach.facilities.codes[:: max(1, len(capacity) // 100)]]
    taken, _ = _timed(lambda: effects(asked, few))
    yield Result("… closures ranked exactly, each", 1000 * taken / len(few), "ms")


def _exact(asked: WhatIf, change: Change, found: Allocation) -> Result:
    whole = asked.settled([change])
    apart = float(np.abs(whole.satisfied.sum() - found.satisfied.sum()) / found.demand.sum())
    return Result("… … apart from solving the whole, a millionth of demand", 1e6 * apart, "", 10)


def _changes(reach: Reach) -> dict[str, list[Change]]:
    chance = np.random.default_rng(3)
    places, areas = reach.facilities, reach.areas
    at = chance.integers(0, len(places), ASKED).tolist()
    other = chance.integers(0, len(areas), ASKED).tolist()
    spot = [(int(areas.easting[each]), int(areas.northing[each])) for each in other]
    return {
        "closure": [Close(places.codes[each]) for each in at],
        "resize": [Resize(places.codes[each], 2 * float(places.capacity[each])) for each in at],
        "move": [Move(places.codes[each], *to) for each, to in zip(at, spot, strict=True)],
        "opening": [Open("new", *to, float(np.median(places.capacity))) for to in spot],
        "growth": [Growth(areas.codes[each], 100.0) for each in other],
    }


def _sites() -> Iterator[Result]:
    for areas, sites, count in ((500, 100, 10), (1_000, 200, 10)):
        homes, places = _region(areas, sites)
        east = homes.easting[:, None] - places.easting[None]
        north = homes.northing[:, None] - places.northing[None]
        cost = np.hypot(east.astype(float), north.astype(float))
        taken, found = _timed(lambda c=cost, h=homes, p=count: p_median(c, h.demand, p))
        yield Result(f"p-median, {areas:,} × {sites}, {count} sites ({found.method})", taken, "s")
        yield Result("… gap", 100 * found.gap, "per cent", 2)
    for sites, count in ((500, 20), (3_000, 100)):
        reach = _reach(*_region(3_758, sites), 8_000)
        taken, found = _timed(
            lambda r=reach, p=count: maximal_cover(r, r.areas.demand, p, seconds=SECONDS)
        )
        name = f"maximal cover, 3,758 × {sites:,}, 8 km, {count} sites ({found.method})"
        yield Result(name, taken, "s")
        yield Result("… gap", 100 * found.gap, "per cent", 2)
    region = _reach(*_region(3_758, 350), 10_000)
    asked = WhatIf(region, *_given(region))
    taken, found = _timed(lambda: least_harm_closures(asked, 3, shortlist=60, seconds=SECONDS))
    yield Result(f"3 of 350 to close with least harm ({found.method})", taken, "s")
