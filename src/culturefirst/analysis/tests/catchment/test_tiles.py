"""In tiles and on a cluster: the same numbers as in one piece."""

import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose

from culturefirst.analysis.catchment import (
    Allocation,
    Areas,
    BadInput,
    Facilities,
    Gaussian,
    Reach,
    StraightLine,
    TravelTable,
    allocate,
    density,
)
from culturefirst.analysis.catchment.fleet import Case, allocate_on, each, solve_all
from culturefirst.analysis.catchment.tiled import allocate_tiles
from culturefirst.analysis.catchment.tiles import Tiles

TRAVEL = StraightLine(5_000, 1.2)


def country(seed: int = 0, areas: int = 400, facilities: int = 80) -> tuple[Areas, Facilities]:
    chance = np.random.default_rng(seed)
    home = chance.integers(0, 60_000, (areas, 2)) + np.array((500_000, 220_000))
    place = home[chance.integers(0, areas, facilities)] + chance.integers(
        -900, 900, (facilities, 2)
    )
    demand = chance.integers(0, 90, areas).astype(float)
    capacity = np.round(chance.lognormal(5, 1, facilities))
    return (
        Areas(tuple(f"a{at}" for at in range(areas)), *home.T, demand),
        Facilities(tuple(f"f{at}" for at in range(facilities)), *place.T, capacity),
    )


def same(one: Allocation, other: Allocation, within: float = 1e-9) -> None:
    for name in ("demand", "satisfied", "too_far", "no_room", "capacity", "used"):
        assert_allclose(getattr(one, name), getattr(other, name), atol=within, err_msg=name)


def whole(areas: Areas, facilities: Facilities, engine: str = "numpy") -> Allocation:
    reach = Reach.of(areas, facilities, TRAVEL, Gaussian(), engine)
    return allocate(reach, areas.demand, facilities.capacity)


def test_every_area_is_in_one_tile_and_every_pair_within_its_halo() -> None:
    areas, facilities = country()
    tiles = Tiles.of(areas, facilities, TRAVEL, Gaussian(), most=60).tiles
    assert len(tiles) == 8
    assert sorted(np.concatenate([tile.areas for tile in tiles])) == list(range(400))
    reach = Reach.of(areas, facilities, TRAVEL, Gaussian(), "numpy")
    for tile in tiles:
        for area in tile.areas:
            assert set(reach.of_area(int(area))[0]) <= set(tile.facilities)


def test_tiles_are_balanced_by_pairs_and_not_by_land() -> None:
    areas, facilities = country(1, 2000, 400)
    reach = Reach.of(areas, facilities, TRAVEL, Gaussian(), "numpy")
    tiles = Tiles.of(areas, facilities, TRAVEL, Gaussian(), most=reach.pairs // 4).tiles
    pairs = [sum(len(reach.of_area(int(area))[0]) for area in tile.areas) for tile in tiles]
    assert max(pairs) < 3 * min(pairs)


def test_about_how_many_facilities_are_near_is_found_in_squares() -> None:
    east, north = np.array([500_000, 550_000]), np.array([250_000, 250_000])
    x, y = np.array([500_100, 500_900, 549_000]), np.array([250_000, 250_800, 250_000])
    areas = Areas(("a", "b"), east, north, np.ones(2))
    facilities = Facilities(("c", "d", "e"), x, y, np.ones(3))
    near = density.near(areas.checked(), facilities.checked(), 1000)
    assert_allclose(near, [2 * np.pi / 9, np.pi / 9])


@pytest.mark.parametrize("engine", ["numpy", "numba"])
def test_sums_in_tiles_are_those_of_one_piece(engine: str) -> None:
    areas, facilities = country()
    tiles = Tiles.of(areas, facilities, TRAVEL, Gaussian(), engine, most=100)
    reach = Reach.of(areas, facilities, TRAVEL, Gaussian(), engine)
    assert len(tiles.tiles) > 4
    assert tiles.shape == reach.shape
    sums = tiles.to_facilities(areas.demand), tiles.to_areas(facilities.capacity)
    assert_allclose(sums[0], reach.to_facilities(areas.demand), rtol=1e-6, atol=1e-6)
    assert_allclose(sums[1], reach.to_areas(facilities.capacity), rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_an_allocation_in_tiles_is_that_of_one_piece(seed: int) -> None:
    areas, facilities = country(seed)
    tiles = Tiles.of(areas, facilities, TRAVEL, Gaussian(), "numpy", most=100)
    same(allocate_tiles(tiles), whole(areas, facilities))


def test_with_compiled_loops_tiles_agree_to_single_precision() -> None:
    areas, facilities = country()
    tiles = Tiles.of(areas, facilities, TRAVEL, Gaussian(), "numba", most=100)
    same(allocate_tiles(tiles), whole(areas, facilities, "numba"), 1e-3)


def test_a_study_larger_than_the_memory_there_is_is_done_tile_by_tile_within_it() -> None:
    areas, facilities = country(0, 6000, 3000)
    wide, budget = StraightLine(15_000, 1.2), 20_000_000  # bytes; a pair takes 12
    solved, used = _traced(
        lambda: allocate_tiles(Tiles.of(areas, facilities, wide, Gaussian(), "numpy", most=150_000))
    )
    assert used < budget
    reach, used = _traced(lambda: Reach.of(areas, facilities, wide, Gaussian(), "numpy"))
    assert used > budget and reach.pairs * 12 > budget
    same(solved, allocate(reach, areas.demand, facilities.capacity), 1e-6)


def _traced(work: Callable[[], Any]) -> tuple[Any, int]:
    """What comes of it, and the bytes at its peak."""
    tracemalloc.start()
    try:
        return work(), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_tile_without_facilities_is_too_far() -> None:
    areas, _ = country()
    lonely = Facilities(("f",), np.array([500_100]), np.array([220_100]), np.array([50.0]))
    tiles = Tiles.of(areas, lonely, TRAVEL, Gaussian(), "numpy", most=1)
    found = allocate_tiles(tiles)
    assert any(len(tile.facilities) == 0 for tile in tiles.tiles)
    same(found, whole(areas, lonely))


def test_a_table_of_costs_has_no_tiles() -> None:
    areas, facilities = country()
    table = TravelTable(np.array([0]), np.array([0]), np.array([5.0]), 10)
    with pytest.raises(BadInput, match="a table of costs has no tiles"):
        Tiles.of(areas, facilities, table, Gaussian())


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=False,
        dashboard_address=None,
        host="127.0.0.1",
        protocol="tcp",
    ) as cluster:
        yield cluster.scheduler_address


def test_many_studies_on_a_cluster_are_those_of_one_machine(address: str) -> None:
    cases = [Case(*country(seed), TRAVEL, Gaussian(), engine="numpy") for seed in range(4)]
    here, there = solve_all(cases), solve_all(cases, address)
    for case, one, other in zip(cases, here, there, strict=True):
        same(one, other, 0)
        same(one, whole(case.areas, case.facilities), 0)


def test_one_study_tile_by_tile_on_a_cluster_is_that_of_one_machine(address: str) -> None:
    areas, facilities = country()
    tiles = Tiles.of(areas, facilities, TRAVEL, Gaussian(), "numpy", most=200)
    same(allocate_on(address, tiles), allocate_tiles(tiles), 0)
    demand, capacity = areas.demand * 2, facilities.capacity / 3
    pull = np.sqrt(facilities.capacity)
    reach = Reach.of(areas, facilities, TRAVEL, Gaussian(), "numpy")
    same(
        allocate_on(address, tiles, demand, capacity, pull), allocate(reach, demand, capacity, pull)
    )


def test_what_is_wrong_with_a_study_is_said_as_it_would_be_here(address: str) -> None:
    areas, facilities = country()
    twice = Areas(("a",) * 400, areas.easting, areas.northing, areas.demand)
    with pytest.raises(BadInput, match="a stands in row 1 already") as bad:
        solve_all([Case(twice, facilities, TRAVEL, Gaussian())], address)
    assert len(bad.value.faults) == 399


def test_without_an_address_studies_are_done_here_and_without_dask() -> None:
    assert each(len, [(1, 2), ()]) == [2, 0]
    script = (
        "import sys; from culturefirst.analysis.catchment import fleet; fleet.each(len, [()]);"
        "print('distributed' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "False"


def test_an_address_where_nobody_answers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("culturefirst.analysis.catchment.fleet.PATIENCE", 0.2)
    with pytest.raises(ValueError, match="No scheduler answers at tcp://"):
        each(len, [()], "tcp://127.0.0.1:9")


def test_what_was_made_elsewhere_has_no_pairs_here(address: str) -> None:
    (found,) = solve_all([Case(*country(), TRAVEL, Gaussian())], address)
    assert found.reach.shape == (400, 80)
    with pytest.raises(ValueError, match="made elsewhere"):
        found.reach.to_areas(found.used)
