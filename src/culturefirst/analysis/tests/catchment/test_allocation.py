"""Allocation under capacity: by hand, against a slow oracle, and what holds of every one."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from culturefirst.analysis.catchment.allocation import Allocation, allocate
from culturefirst.analysis.catchment.sides import Rationing
from culturefirst.analysis.tests.catchment.allocations import Dense, Small, slowly, smalls

often = settings(max_examples=200, deadline=None)
BY_HAND = Dense(np.array([[1.0, 0.5], [0.0, 1.0], [0.5, 0.0], [0.0, 0.0]]))
DEMAND, CAPACITY = np.array([150.0, 20.0, 30.0, 10.0]), np.array([40.0, 160.0])


def solved(case: Small, rationing: Rationing = Rationing.SHARE) -> Allocation:
    return allocate(case.reach, case.demand, case.capacity, rationing=rationing)


def test_the_worked_example_of_the_documentation_comes_out() -> None:
    found = allocate(BY_HAND, DEMAND, CAPACITY)
    first, second = found.rounds
    assert_allclose(first.answer.asked, [80, 120])
    assert_allclose(first.answer.accepted, [0.5, 1])
    assert_allclose(second.remaining, [25, 0, 15, 10])
    assert_allclose(second.answer.asked, [0, 25])
    assert_allclose(found.satisfied, [150, 20, 15, 0])
    assert_allclose(found.too_far, [0, 0, 0, 10])
    assert_allclose(found.no_room, [0, 0, 15, 0])
    assert_allclose(found.used, [40, 145])
    assert_allclose(found.used_share, [1, 0.90625])


def test_what_does_not_fit_goes_where_there_is_room() -> None:
    reach = Dense(np.array([[1.0, 1.0], [1.0, 0.0]]))
    found = allocate(reach, np.array([60.0, 60.0]), np.array([40.0, 100.0]), np.array([1.0, 1.0]))
    first, second = found.rounds
    assert_allclose(first.answer.asked, [90, 30])
    assert_allclose(first.answer.accepted, [40 / 90, 1])
    assert_allclose(second.remaining, [30 * 50 / 90, 60 * 50 / 90])
    assert_allclose(second.answer.asked, [0, 30 * 50 / 90])
    assert_allclose(found.satisfied, [60, 60 * 40 / 90])
    assert_allclose(found.no_room, [0, 60 * 50 / 90])


def test_the_nearest_are_served_first_where_that_is_asked_for() -> None:
    reach = Dense(np.array([[1.0], [0.5], [0.5]]))
    found = allocate(
        reach, np.array([30.0, 20.0, 20.0]), np.array([40.0]), rationing=Rationing.NEAREST
    )
    assert_allclose(found.satisfied, [30, 5, 5])
    assert_allclose(found.no_room, [0, 15, 15])


def test_a_facility_without_capacity_is_within_nobodys_reach() -> None:
    found = allocate(BY_HAND, DEMAND, np.array([0.0, 160.0]))
    assert_allclose(found.too_far, [0, 0, 30, 10])
    found = allocate(BY_HAND, DEMAND, np.array([40.0, 0.0]))
    assert_allclose(found.too_far, [0, 20, 0, 10])
    assert_allclose(found.no_room, [150 - 40 * 150 / 180, 0, 30 - 40 * 30 / 180, 0])
    found = allocate(BY_HAND, DEMAND, np.zeros(2))
    assert_allclose(found.too_far, DEMAND)
    assert found.rounds == ()


def test_a_pair_that_weighs_next_to_nothing_is_within_reach_all_the_same() -> None:
    found = allocate(Dense(np.array([[1.0], [1e-8]])), np.array([5.0, 7.0]), np.array([20.0]))
    assert_allclose(found.too_far, [0, 0])
    assert_allclose(found.satisfied, [5, 7])


def test_a_place_of_next_to_no_capacity_draws_nobody_and_breaks_nothing() -> None:
    found = allocate(Dense(np.ones((1, 2))), np.array([5.0]), np.array([5e-324, 3.0]))
    assert_allclose(found.satisfied, [3])
    nobody = allocate(Dense(np.ones((1, 1))), np.array([5.0]), np.array([5e-324]))
    assert_allclose(nobody.too_far, [5])


def test_numbers_that_change_afterwards_change_nothing_that_was_found() -> None:
    demand, capacity = DEMAND.copy(), CAPACITY.copy()
    found = allocate(BY_HAND, demand, capacity)
    demand[:], capacity[:] = 0, 0
    assert_allclose(found.demand, DEMAND)
    assert_allclose(found.capacity, CAPACITY)


def test_without_facilities_or_demand_nothing_is_served() -> None:
    nowhere = allocate(Dense(np.zeros((2, 0))), np.array([5.0, 0.0]), np.zeros(0))
    assert_allclose(nowhere.too_far, [5, 0])
    assert_allclose(nowhere.satisfied_share, [0, 1])
    nobody = allocate(BY_HAND, np.zeros(4), CAPACITY)
    assert_allclose(nobody.used, [0, 0])
    assert nobody.rounds == ()


def test_a_capacity_that_is_just_enough_is_full_and_turns_nobody_away() -> None:
    found = allocate(Dense(np.ones((2, 1))), np.array([3.0, 4.0]), np.array([7.0]))
    assert_allclose(found.satisfied, [3, 4])
    assert_allclose(found.used_share, [1])
    assert len(found.rounds) == 1


@pytest.mark.parametrize(
    ("demand", "capacity", "said"),
    [
        ([1, 2], [1, 2], "There are 2 values of demand: give 4, one for each area."),
        ([1, -2, 3, 4], [1, 2], "Row 2: the demand of this area is -2; give 0 or more."),
        ([1, 2, 3, 4], [1, np.nan], "Row 2: the capacity of this facility is nan; give 0 or more."),
        ([1, 2, 3, 4], [np.inf, 1], "Row 1: the capacity of this facility is inf; give 0 or more."),
    ],
)
def test_numbers_that_do_not_fit_are_refused_with_their_row(
    demand: list[float], capacity: list[float], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        allocate(BY_HAND, np.array(demand), np.array(capacity))


@often
@given(case=smalls(), rationing=st.sampled_from(Rationing))
def test_it_agrees_with_the_slow_oracle(case: Small, rationing: Rationing) -> None:
    found = solved(case, rationing)
    nearest = rationing == Rationing.NEAREST
    slow = slowly(case.weights, case.demand, case.capacity, nearest=nearest)
    assert_allclose(found.satisfied, np.array(slow.satisfied, float), atol=1e-9)
    assert_allclose(found.too_far, np.array(slow.too_far, float), atol=1e-9)
    assert_allclose(found.no_room, np.array(slow.no_room, float), atol=1e-9)
    assert_allclose(found.used, np.array(slow.used, float), atol=1e-9)


@often
@given(case=smalls(), rationing=st.sampled_from(Rationing))
def test_nothing_is_lost_and_nothing_overfilled(case: Small, rationing: Rationing) -> None:
    found = solved(case, rationing)
    parts = found.satisfied + found.too_far + found.no_room
    assert_allclose(parts, case.demand, atol=1e-12)
    assert (found.used <= case.capacity).all()
    assert min(found.satisfied.min(), found.too_far.min(), found.no_room.min()) >= 0
    assert_allclose(found.used.sum(), found.satisfied.sum(), atol=1e-9)


@often
@given(case=smalls(), rationing=st.sampled_from(Rationing))
def test_whoever_is_served_stays_served_and_what_is_full_stays_full(
    case: Small, rationing: Rationing
) -> None:
    rounds = solved(case, rationing).rounds
    for before, then in pairwise(rounds):
        assert (then.remaining <= before.remaining).all()
        assert (then.answer.spare <= before.answer.spare).all()
        assert (then.answer.attraction <= before.answer.attraction).all()
    assert len(rounds) <= (case.capacity > 0).sum() + 1


@often
@given(case=smalls(), chance=st.randoms(use_true_random=False))
def test_the_order_of_areas_and_facilities_does_not_matter(case: Small, chance: object) -> None:
    areas, facilities = list(range(len(case.demand))), list(range(len(case.capacity)))
    chance.shuffle(areas)
    chance.shuffle(facilities)
    turned = Small(
        case.weights[np.ix_(areas, facilities)], case.demand[areas], case.capacity[facilities]
    )
    before, after = solved(case), solved(turned)
    assert_allclose(after.satisfied, before.satisfied[areas], atol=1e-9)
    assert_allclose(after.used, before.used[facilities], atol=1e-9)


@often
@given(case=smalls())
def test_whoever_finds_no_room_finds_every_facility_in_reach_full(case: Small) -> None:
    found = solved(case)
    for area in np.flatnonzero(found.no_room > 1e-5 * max(1, case.demand.sum())):
        near = case.weights[area] > 0
        assert_allclose(found.used[near], case.capacity[near])


@often
@given(case=smalls(), more=st.integers(1, 9), at=st.integers(0, 5))
def test_more_capacity_serves_no_fewer(case: Small, more: int, at: int) -> None:
    larger = case.capacity.copy()
    larger[at % len(larger)] += more
    pull = np.ones(len(larger))
    before = allocate(case.reach, case.demand, case.capacity, pull)
    after = allocate(case.reach, case.demand, larger, pull)
    assert after.satisfied.sum() >= before.satisfied.sum() - 1e-4
