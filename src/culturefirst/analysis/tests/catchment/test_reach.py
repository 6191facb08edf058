"""Who reaches what: the sums against the slow oracle, and the edge to the metre."""

import math
from typing import Any

import numpy as np
import pytest

from culturefirst.analysis.catchment import (
    Areas,
    BadInput,
    ByMode,
    Decay,
    Even,
    Exponential,
    Facilities,
    Gaussian,
    Linear,
    Mode,
    Reach,
    Steps,
    StraightLine,
    TravelTable,
)
from culturefirst.analysis.catchment.parts import Part
from culturefirst.analysis.tests.catchment import slow
from culturefirst.analysis.tests.catchment.places import areas, facilities, points

LIMIT = 8000
ZONES = ((2000, 1.0), (5000, 0.68), (8000, 0.22))


def _steps(cost: float) -> float:
    return next(weight for edge, weight in ZONES if cost <= edge)


CURVES: list[tuple[Decay, slow.Curve]] = [
    (Even(), lambda cost: 1.0),
    (Gaussian(), lambda cost: math.exp(-(cost**2) / (2 * 4000**2))),
    (Gaussian(2500), lambda cost: math.exp(-(cost**2) / (2 * 2500**2))),
    (Exponential(3000), lambda cost: math.exp(-cost / 3000)),
    (Linear(), lambda cost: 1 - cost / LIMIT),
    (Steps(ZONES), _steps),
    (
        ByMode((Mode("walk", 0.3, 1600, 1.2, Even()), Mode("car", 0.7, 8000, 1.0, Linear()))),
        lambda cost: 0.3 * (1.2 * cost <= 1600) + 0.7 * (1 - cost / 8000),
    ),
]
ENGINES = ("numpy", "numba")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("detour", [1.0, 1.3])
@pytest.mark.parametrize(("decay", "curve"), CURVES, ids=lambda each: type(each).__name__)
def test_the_sums_are_those_of_every_pair_looked_at(
    decay: Decay, curve: slow.Curve, detour: float, engine: str
) -> None:
    people, places = areas(200), facilities(150)
    reach = Reach.of(people, places, StraightLine(LIMIT, detour), decay, engine=engine)
    table = slow.weights(points(people), points(places), LIMIT, curve, detour)
    exact = {"rtol": 1e-9, "atol": 1e-9} if engine == "numpy" else {"rtol": 1e-5, "atol": 1e-5}
    for seed, most in enumerate((100, 0.2, 0)):  # all numbers, only a few, none
        chance = np.random.default_rng(seed)
        x, y = chance.uniform(0, 100, 200), chance.uniform(0, 100, 150)
        x[chance.uniform(0, 1, 200) > most] = y[chance.uniform(0, 1, 150) > most] = 0
        found, asked = reach.to_facilities(x), slow.to_facilities(table, x.tolist())
        np.testing.assert_allclose(found, asked, **exact)
        np.testing.assert_allclose(reach.to_areas(y), slow.to_areas(table, y.tolist()), **exact)
    for at in (0, 7, 149):
        near, weights = reach.of_facility(at)
        assert near.tolist() == [i for i in range(200) if _reaches(people, places, i, at, detour)]
        np.testing.assert_allclose(weights, [table[i][at] for i in near], **exact)
        near, weights = reach.of_area(at)
        assert near.tolist() == [j for j in range(150) if _reaches(people, places, at, j, detour)]
        np.testing.assert_allclose(weights, [table[at][j] for j in near], **exact)
    np.testing.assert_allclose(reach.csr().toarray(), table, **exact)
    assert reach.shape == (200, 150)


def _reaches(people: Areas, places: Facilities, i: int, j: int, detour: float) -> bool:
    (a, b), (c, d) = points(people)[i], points(places)[j]
    return detour * math.hypot(a - c, b - d) <= LIMIT


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("limit", [5000, 13_000, 32_000, 65_000])
def test_a_way_as_long_as_the_limit_is_within_it_and_a_metre_more_is_not(
    limit: int, engine: str
) -> None:
    a, b = limit * 3 // 5, limit * 4 // 5
    east = np.array([a, a + 1, -a, limit, limit + 1, 0, 0, 0]) + 400_000
    north = np.array([b, b, -b, 0, 0, -limit, -limit - 1, 0]) + 300_000
    people = Areas(tuple("ABCDEFGH"), east, north, np.ones(8))
    place = Facilities(("X",), np.array([400_000]), np.array([300_000]), np.ones(1))
    reach = Reach.of(people, place, StraightLine(limit), Even(), engine=engine)
    assert reach.of_facility(0)[0].tolist() == [0, 2, 3, 5, 7]
    assert reach.to_areas([1]).tolist() == [1, 0, 1, 1, 0, 1, 0, 1]
    assert reach.to_facilities(np.ones(8)).tolist() == [5]
    assert reach.pairs == 5


@pytest.mark.parametrize("engine", ENGINES)
def test_a_detour_keeps_the_edge_exact(engine: str) -> None:
    people = Areas(("A", "B"), np.array([410_000, 410_001]), np.array([300_000] * 2), np.ones(2))
    place = Facilities(("X",), np.array([400_000]), np.array([300_000]), np.ones(1))
    reach = Reach.of(people, place, StraightLine(13_000, 1.3), Linear(), engine=engine)
    assert reach.of_facility(0)[0].tolist() == [0]


@pytest.mark.parametrize("limit", [13_000, 13_000.0, np.int64(13_000), np.float32(13_000)])
def test_a_limit_is_the_same_whatever_kind_of_number_it_is(limit: int) -> None:
    assert StraightLine(limit, 1.3) == StraightLine(13_000, 1.3)
    assert StraightLine(limit, 1.3).squared(13_000) == 10_000**2
    assert StraightLine(limit, np.float64(1.3)).squared(1300.0, 1.3) == int((1000 / 1.3) ** 2)


@pytest.mark.parametrize("limit", [0, -5, 0.5, 2_000_000, float("nan")])
def test_a_limit_that_is_no_distance_is_refused(limit: float) -> None:
    with pytest.raises(BadInput, match="is no distance to travel"):
        StraightLine(limit)  # type: ignore[arg-type]


def test_costs_from_a_table_are_taken_as_they_are_and_what_is_not_listed_is_out_of_reach() -> None:
    table = TravelTable(np.array([0, 1, 1]), np.array([0, 0, 1]), np.array([30.0, 30.5, 0.0]), 30)
    reach = Reach.of(areas(3), facilities(2), table, Even())
    assert reach.csr().toarray().tolist() == [[1, 0], [0, 1], [0, 0]]
    assert reach.to_areas([5, 7]).tolist() == [5, 7, 0]
    assert reach.pairs == 2


def test_a_table_with_faults_is_refused_with_its_rows() -> None:
    table = TravelTable(
        np.array([0, 9, 1, 0]), np.array([0, 0, 4, 0]), np.array([1.0, 2.0, -3.0, 4.0]), 30
    )
    with pytest.raises(BadInput) as refused:
        Reach.of(areas(3), facilities(2), table, Even())
    assert [(fault.row, fault.column) for fault in refused.value.faults] == [
        (2, "area"),
        (3, "facility"),
        (3, "cost"),
        (4, "area, facility"),
    ]


@pytest.mark.parametrize(
    ("rows", "columns", "limit", "said"),
    [
        ([0, 1.5], [0, 1], 30, "Row 2, area: 1.5 is the number of no area"),
        ([0, np.nan], [0, 1], 30, "Row 2, area: nan is the number of no area"),
        ([0, 1], [0, 2**32], 30, "Row 2, facility: 4294967296 is the number of no facility"),
        ([0, 1], [0, 1], np.inf, "limit: inf is no cost"),
    ],
)
def test_numbers_of_no_row_are_not_rounded_or_cut_to_one(
    rows: list[float], columns: list[float], limit: float, said: str
) -> None:
    table = TravelTable(np.array(rows), np.array(columns), np.ones(2), limit)
    with pytest.raises(BadInput, match=said):
        Reach.of(areas(3), facilities(2), table, Even())


def test_reach_ends_with_the_farthest_zone_in_a_table_as_on_straight_lines() -> None:
    east = np.array([400_000, 403_000, 403_001])
    people = Areas(("A", "B", "C"), east, np.array([300_000] * 3), np.ones(3))
    place = Facilities(("X",), east[:1], np.array([300_000]), np.ones(1))
    table = TravelTable(np.arange(3), np.zeros(3, int), east - 400_000.0, LIMIT)
    for travel in (StraightLine(LIMIT), table):
        reach = Reach.of(people, place, travel, Steps(((1000, 1.0), (3000, 0.5))))
        assert (reach.pairs, reach.reaches([True]).tolist()) == (2, [True, True, False])


@pytest.mark.parametrize("kind", [Areas, Facilities])
def test_places_are_copied_so_that_numbers_changed_afterwards_change_nothing(kind: Any) -> None:
    given = [np.array([623_000], np.int32), np.array([308_000], np.int32), np.array([5.0])]
    found = kind(("A",), *given).checked()
    for each in given:
        each[:] = 1
    kept = found.demand if kind is Areas else found.capacity
    assert (found.easting[0], found.northing[0], kept[0]) == (623_000, 308_000, 5)


@pytest.mark.parametrize(
    "zones", [((np.nan, 1.0),), ((1000, 1.0), (np.inf, 0.5)), ((5000, np.inf),), ((5000, np.nan),)]
)
def test_zones_and_weights_that_are_no_numbers_are_refused(zones: Any) -> None:
    with pytest.raises(BadInput, match="steps: "):
        Steps(zones)


@pytest.mark.parametrize("decay", [Gaussian(2.5), Exponential(5)])
def test_a_width_in_another_unit_than_the_limit_is_refused(decay: Decay) -> None:
    with pytest.raises(BadInput, match=r"does not go with a limit of 8000\. Give both in one unit"):
        Reach.of(areas(3), facilities(2), StraightLine(LIMIT), decay)


def test_zones_in_another_unit_than_the_limit_are_refused() -> None:
    with pytest.raises(BadInput, match="one unit"):
        Steps(((10, 1.0), (20, 0.68), (30, 0.22))).weights([5000.0], 10_000)


def test_squared_weights_are_those_of_each_pair() -> None:
    decay = ByMode((Mode("walk", 0.3, 1600, 1.2, Even()), Mode("car", 0.7, 8000, 1.0, Linear())))
    reach = Reach.of(areas(60), facilities(40), StraightLine(LIMIT), decay)
    np.testing.assert_allclose(
        reach.squared().csr().toarray(), reach.csr().toarray() ** 2, atol=1e-12
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_which_areas_reach_some_facilities_is_told_for_those_that_are_asked(engine: str) -> None:
    people, places = areas(200), facilities(150)
    reach = Reach.of(people, places, StraightLine(3000), Gaussian(), engine=engine)
    open_ = places.capacity > 40
    near = (reach.csr().toarray()[:, open_] > 0).any(axis=1)
    assert reach.reaches(open_).tolist() == near.tolist()
    some = np.array([199, 3, 50])
    assert reach.reaches(open_, some).tolist() == near[some].tolist()
    fresh = Reach.of(people, places, StraightLine(3000), Gaussian(), engine=engine)
    assert fresh.reaches(open_, some).tolist() == near[some].tolist()


def test_numba_keeps_a_table_where_it_is_asked_to_and_gives_the_same() -> None:
    people, places = areas(200), facilities(150)
    travel = StraightLine(LIMIT, 1.2)
    kept = Reach.of(people, places, travel, Exponential(), engine="numba", table=True)
    right = Reach.of(people, places, travel, Exponential(), engine="numpy").csr()
    assert kept.tabled and kept.pairs == right.nnz
    np.testing.assert_allclose(kept.csr().toarray(), right.toarray(), rtol=1e-12)
    ones = np.ones(150)
    np.testing.assert_allclose(kept.to_areas(ones), right @ ones, rtol=1e-12)


@pytest.mark.parametrize("decay", [Gaussian(150), Gaussian(900), Exponential(200), Gaussian(10)])
def test_a_narrow_decay_is_as_right_in_single_precision(decay: Decay) -> None:
    people, places = areas(200, wide=3000), facilities(150, wide=3000)
    narrow = Reach.of(people, places, StraightLine(LIMIT), decay, engine="numba")
    assert not narrow.tabled
    right = Reach.of(people, places, StraightLine(LIMIT), decay, engine="numpy")
    found, asked = (each.to_facilities(people.demand) for each in (narrow, right))
    np.testing.assert_allclose(found, asked, rtol=1e-5, atol=1e-5 * asked.max())
    assert narrow.pairs == right.pairs


def test_a_decay_too_crooked_for_polynomials_is_calculated_in_double_precision() -> None:
    class Wave(Gaussian):
        def parts(self, limit: float) -> tuple[Part, ...]:
            return (Part(1.0, limit, 1.0, ((1.0, Rippled()),)),)

    class Rippled:
        rooted = False

        def at(self, cost: np.ndarray) -> np.ndarray:
            return 1 + np.cos(cost / 50)

    reach = Reach.of(areas(200), facilities(150), StraightLine(LIMIT), Wave(), engine="numba")
    assert reach.tabled
    right = Reach.of(areas(200), facilities(150), StraightLine(LIMIT), Wave(), engine="numpy")
    np.testing.assert_allclose(reach.to_areas(np.ones(150)), right.to_areas(np.ones(150)))


def test_places_that_have_moved_keep_travel_and_decay() -> None:
    people, places = areas(60), facilities(40)
    reach = Reach.of(people, places, StraightLine(LIMIT), Gaussian())
    other = facilities(40, seed=9)
    right = Reach.of(people, other, StraightLine(LIMIT), Gaussian()).csr().toarray()
    assert (reach.moved(facilities=other).csr().toarray() == right).all()


def test_numba_and_scipy_are_not_loaded_by_the_names_alone() -> None:
    import subprocess
    import sys

    code = (
        "import sys, culturefirst.analysis.catchment\n"
        "assert not {'numba', 'scipy', 'pyproj'} & set(sys.modules), sorted(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_vectors_of_another_length_and_an_unknown_engine_are_refused() -> None:
    reach = Reach.of(areas(6), facilities(4), StraightLine(LIMIT), Even())
    with pytest.raises(ValueError, match="give one for each of 4 facilities"):
        reach.to_areas([1.0])
    with pytest.raises(ValueError, match="not “fast”"):
        Reach.of(areas(6), facilities(4), StraightLine(LIMIT), Even(), engine="fast")
