"""Floating catchments: against the slow oracle, what must hold for any data, and the edges."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from culturefirst.analysis.catchment import (
    Areas,
    Even,
    Facilities,
    Gaussian,
    Linear,
    Reach,
    StraightLine,
    TravelTable,
    enhanced_two_step,
    three_step,
    two_step,
)
from culturefirst.analysis.tests.catchment import slow
from culturefirst.analysis.tests.catchment.places import areas, facilities, points

LIMIT = 6000
METHODS = [(enhanced_two_step, slow.enhanced_two_step), (three_step, slow.three_step)]
ENGINES = [("numpy", 1e-10), ("numba", 1e-5)]


def _bell(cost: float) -> float:
    return math.exp(-(cost**2) / (2 * (LIMIT / 2) ** 2))


@pytest.mark.parametrize(("engine", "near"), ENGINES)
@pytest.mark.parametrize(("method", "oracle"), METHODS)
def test_scores_and_ratios_are_those_of_the_slow_oracle(
    method: object, oracle: object, engine: str, near: float
) -> None:
    people, places = areas(150), facilities(80)
    reach = Reach.of(people, places, StraightLine(LIMIT), Gaussian(), engine=engine)
    found = method(reach)  # type: ignore[operator]
    table = slow.weights(points(people), points(places), LIMIT, _bell)
    score, ratio = oracle(table, people.demand.tolist(), places.capacity.tolist())  # type: ignore[operator]
    np.testing.assert_allclose(found.score, score, rtol=near, atol=near * max(score))
    np.testing.assert_allclose(found.ratio, ratio, rtol=near, atol=near * max(ratio))
    open_ = [cap > 0 for cap in places.capacity]
    assert found.within_reach.tolist() == [
        any(w > 0 and is_open for w, is_open in zip(row, open_, strict=True)) for row in table
    ]


@pytest.mark.parametrize(("engine", "near"), ENGINES)
def test_two_steps_weigh_all_within_reach_alike_whatever_the_decay(
    engine: str, near: float
) -> None:
    people, places = areas(150), facilities(80)
    reach = Reach.of(people, places, StraightLine(LIMIT), Linear(), engine=engine)
    table = slow.weights(points(people), points(places), LIMIT, lambda cost: 1.0)
    score, ratio = slow.enhanced_two_step(table, people.demand.tolist(), places.capacity.tolist())
    found = two_step(reach)
    np.testing.assert_allclose(found.score, score, rtol=near, atol=near * max(score))
    np.testing.assert_allclose(found.ratio, ratio, rtol=near)


def test_an_area_that_reaches_nothing_scores_nought_and_not_nan() -> None:
    people = Areas(("A", "B"), np.array([400_000, 500_000]), np.array([300_000] * 2), np.ones(2))
    place = Facilities(("X",), np.array([400_000]), np.array([300_000]), np.array([5.0]))
    found = enhanced_two_step(Reach.of(people, place, StraightLine(LIMIT), Even()))
    assert found.score.tolist() == [5.0, 0.0]
    assert found.within_reach.tolist() == [True, False]


@pytest.mark.parametrize("engine", ["numpy", "numba"])
def test_an_area_just_at_the_limit_is_within_reach_although_a_straight_fall_weighs_nought_there(
    engine: str,
) -> None:
    east = np.array([400_000, 406_000, 406_001])
    people = Areas(("A", "B", "C"), east, np.array([300_000] * 3), np.ones(3))
    place = Facilities(("X",), np.array([400_000]), np.array([300_000]), np.array([5.0]))
    reach = Reach.of(people, place, StraightLine(LIMIT), Linear(), engine=engine)
    found = enhanced_two_step(reach)
    assert found.within_reach.tolist() == [True, True, False]
    np.testing.assert_allclose(found.score, [5, 0, 0], atol=1e-5)
    assert reach.reaches([True]).tolist() == [True, True, False]
    assert reach.reaches([False], np.array([1, 0])).tolist() == [False, False]


def test_a_facility_that_nobody_reaches_has_no_ratio_and_makes_no_other_score_unknown() -> None:
    people = Areas(
        ("A", "B"), np.array([400_000, 500_000]), np.array([300_000] * 2), np.array([4.0, 0])
    )
    places = Facilities(
        ("X", "Y", "Z"),
        np.array([400_000, 500_000, 600_000]),
        np.array([300_000] * 3),
        np.array([2.0, 3, 9]),
    )
    for method in (two_step, enhanced_two_step, three_step):
        found = method(Reach.of(people, places, StraightLine(LIMIT), Even()))
        assert found.score.tolist() == [0.5, 0.0]
        assert found.ratio.tolist() == [0.5, 0.0, 0.0]
        assert found.within_reach.tolist() == [True, True]  # nobody lives in B, who would reach Y


def test_a_site_that_is_not_open_serves_nobody_and_takes_nobodys_choice() -> None:
    people = Areas(("A",), np.array([400_000]), np.array([300_000]), np.array([10.0]))
    open_ = Facilities(("X",), np.array([401_000]), np.array([300_000]), np.array([5.0]))
    both = Facilities(
        ("X", "Y"), np.array([401_000, 400_000]), np.array([300_000] * 2), np.array([5.0, 0])
    )
    for method in (two_step, enhanced_two_step, three_step):
        alone = method(Reach.of(people, open_, StraightLine(LIMIT), Gaussian()))
        beside = method(Reach.of(people, both, StraightLine(LIMIT), Gaussian()))
        assert beside.score.tolist() == alone.score.tolist() == [0.5]
        assert beside.ratio.tolist()[1] == 0.0
    closed = replace(both, capacity=np.zeros(2))
    found = enhanced_two_step(Reach.of(people, closed, StraightLine(LIMIT), Gaussian()))
    assert (found.score.tolist(), found.within_reach.tolist()) == ([0.0], [False])


def test_minutes_equal_to_the_limit_are_within() -> None:
    people = Areas(("A", "B"), np.array([400_000, 500_000]), np.array([300_000] * 2), np.ones(2))
    place = Facilities(("X",), np.array([400_000]), np.array([300_000]), np.array([5.0]))
    minutes = TravelTable(np.array([0, 1]), np.array([0, 0]), np.array([30.0, 30.000001]), 30)
    assert two_step(Reach.of(people, place, minutes, Even())).score.tolist() == [5.0, 0.0]


def test_other_demand_and_capacity_stand_in_for_those_of_the_places() -> None:
    people, places = areas(40), facilities(20)
    reach = Reach.of(people, places, StraightLine(LIMIT), Gaussian())
    twice = enhanced_two_step(reach, demand=people.demand * 2)
    np.testing.assert_allclose(twice.score, enhanced_two_step(reach).score / 2)
    thrice = enhanced_two_step(reach, capacity=places.capacity * 3)
    np.testing.assert_allclose(thrice.score, enhanced_two_step(reach).score * 3)


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        ({"capacity": [1.0, -5.0]}, "Row 2: the capacity of this facility is -5; give 0 or more."),
        ({"demand": [1.0, np.nan, 2.0]}, "Row 2: the demand of this area is nan; give 0 or more."),
        ({"demand": [1.0]}, "There are 1 values of demand: give 3, one for each area."),
    ],
)
def test_numbers_that_stand_in_and_cannot_be_are_refused(given_: dict, said: str) -> None:
    reach = Reach.of(areas(3), facilities(2), StraightLine(LIMIT), Gaussian())
    for method in (two_step, enhanced_two_step, three_step):
        with pytest.raises(ValueError, match=said):
            method(reach, **given_)


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    many=st.integers(1, 40),
    few=st.integers(1, 20),
    limit=st.integers(1, 40_000),
    engine=st.sampled_from(["numpy", "numba"]),
)
def test_scores_share_out_the_capacity_that_anybody_reaches(
    seed: int, many: int, few: int, limit: int, engine: str
) -> None:
    people, places = areas(many, seed=seed), facilities(few, seed=seed + 1)
    reach = Reach.of(people, places, StraightLine(limit), Gaussian(), engine=engine)
    for method in (two_step, enhanced_two_step, three_step):
        found = method(reach)
        reached = places.capacity[found.ratio > 0].sum()
        assert np.isfinite(found.score).all() and (found.score >= 0).all()
        assert (people.demand * found.score).sum() == pytest.approx(reached, rel=2e-5, abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000), engine=st.sampled_from(["numpy", "numba"]))
def test_the_order_of_rows_changes_nothing(seed: int, engine: str) -> None:
    people, places = areas(50, seed=seed), facilities(30, seed=seed + 1)
    turn = np.random.default_rng(seed).permutation(50)
    turned = Areas(
        tuple(people.codes[at] for at in turn),
        people.easting[turn],
        people.northing[turn],
        people.demand[turn],
    )
    travel = StraightLine(LIMIT)
    one = enhanced_two_step(Reach.of(people, places, travel, Gaussian(), engine=engine))
    other = enhanced_two_step(Reach.of(turned, places, travel, Gaussian(), engine=engine))
    np.testing.assert_allclose(other.score, one.score[turn], rtol=1e-5, atol=1e-9)
