"""England's 33,755 small areas and its public pools, where the open data is at hand."""

import csv
import gzip
from pathlib import Path

import numpy as np
import pytest

from culturefirst.analysis.catchment import (
    Areas,
    Facilities,
    Gaussian,
    Reach,
    StraightLine,
    enhanced_two_step,
)
from culturefirst.analysis.catchment.files import to_grid

DATA = Path(__file__).resolve().parents[6] / "shared" / "data"
AREAS, POOLS = DATA / "lsoa21_england.csv.gz", DATA / "swimming_pools_england.csv"
pytestmark = pytest.mark.skipif(not AREAS.exists(), reason="the open data is not at hand")


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with gzip.open(AREAS, "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def areas(rows: list[dict[str, str]]) -> Areas:
    codes = tuple(row["lsoa21cd"] for row in rows)
    return Areas(codes, *_numbers(rows, "e", "n", "residents_2021")).checked()


@pytest.fixture(scope="module")
def pools() -> Facilities:
    with POOLS.open(encoding="utf-8", newline="") as lines:
        found = [row for row in csv.DictReader(lines) if row["e"]]
    codes = tuple(row["id"] for row in found)
    east, north = _numbers(found, "e", "n")
    return Facilities(codes, east, north, np.ones(len(found))).checked()


def _numbers(rows: list[dict[str, str]], *names: str) -> list[np.ndarray]:
    return [np.array([float(row[name]) for row in rows]).round() for name in names]


def test_every_area_and_every_pool_of_england_is_a_sound_place(
    areas: Areas, pools: Facilities
) -> None:
    assert (len(areas), int(areas.demand.sum())) == (33_755, 56_490_108)
    assert len(pools) == 1_738


@pytest.mark.parametrize("engine", ["numpy", "numba"])
def test_as_many_pairs_are_found_as_were_counted_by_a_tree(
    areas: Areas, pools: Facilities, engine: str
) -> None:
    from scipy.spatial import cKDTree

    trees = [cKDTree(np.column_stack((at.easting, at.northing))) for at in (areas, pools)]
    for limit in (5_000, 10_000):
        reach = Reach.of(areas, pools, StraightLine(limit), Gaussian(), engine=engine)
        assert reach.pairs == trees[0].count_neighbors(trees[1], limit)


def test_the_scores_of_england_share_out_all_its_pools(areas: Areas, pools: Facilities) -> None:
    found = [
        enhanced_two_step(Reach.of(areas, pools, StraightLine(8_000), Gaussian(), engine=engine))
        for engine in ("numpy", "numba")
    ]
    for each in found:
        assert (each.score * areas.demand).sum() == pytest.approx((each.ratio > 0).sum(), rel=1e-5)
    most = found[0].score.max()
    np.testing.assert_allclose(found[1].score, found[0].score, atol=1e-5 * most)
    assert (found[0].within_reach == found[1].within_reach).all()
    assert areas.demand[~found[0].within_reach].sum() / areas.demand.sum() < 0.06


def test_degrees_become_metres_to_within_five_of_what_was_published(
    rows: list[dict[str, str]], areas: Areas
) -> None:
    east, north = to_grid(*_degrees(rows))
    assert np.hypot(east - areas.easting, north - areas.northing).max() < 6


def _degrees(rows: list[dict[str, str]]) -> list[np.ndarray]:
    return [np.array([float(row[name]) for row in rows]) for name in ("latitude", "longitude")]
