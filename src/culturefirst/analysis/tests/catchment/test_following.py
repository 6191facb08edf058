"""Accessibility, shares and what crosses boundaries after a change are those of the whole anew."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from culturefirst.analysis.catchment import (
    Access,
    Areas,
    ByMode,
    Facilities,
    Gaussian,
    Home,
    Linear,
    Mode,
    Rationing,
    Reach,
    Share,
    Steps,
    StraightLine,
    WhatIf,
    enhanced_two_step,
    flows_between,
    relative_share,
    three_step,
    two_step,
)
from culturefirst.analysis.catchment.changes import Change, Close, Growth, Move, Open, Resize, State
from culturefirst.analysis.tests.catchment.test_whatif import CHANGES, EAST, NORTH, town

METHODS = (two_step, enhanced_two_step, three_step)
often = settings(max_examples=60, deadline=None)


def moved(whatif: WhatIf, changes: list[Change]) -> tuple[Reach, np.ndarray, np.ndarray]:
    """The reach, demand and capacity that would be, made anew."""
    state = State(whatif._stock, changes)
    reach = whatif._moved(state) if state.places else whatif.reach
    return reach, state.demand, state.capacity()


def beside(whatif: WhatIf, changes: list[Change]) -> list[int]:
    """Where the places that stand beside are among the facilities."""
    state = State(whatif._stock, changes)
    return [state.at(code) for code in state.places]


@pytest.mark.parametrize("engine", ["numpy", "numba"])
@pytest.mark.parametrize("method", METHODS, ids=lambda each: each.__name__)
@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_accessibility_followed_is_that_of_the_whole(
    changes: list[Change], method: Callable[..., Any], engine: str
) -> None:
    reach, demand, capacity = town(0)
    demand[11] = max(demand[11], 1)
    whatif = WhatIf(reach, demand, capacity, engine=engine)
    outcome = whatif.try_changes(changes)
    assert outcome.stand is not None
    after, people, room = moved(whatif, changes)
    score, within = Access(reach, method, demand, capacity, engine).after(people, outcome.stand)
    whole = method(after, people, room)
    assert_allclose(score, whole.score, rtol=1e-9, atol=1e-12)
    assert_array_equal(within, whole.within_reach)
    share = Share(reach, demand, capacity, engine).after(people, outcome.stand)
    assert_allclose(share, relative_share(after, people, room), rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_what_is_met_at_home_followed_is_that_of_the_flows_of_the_whole(
    changes: list[Change],
) -> None:
    for seed in range(3):
        reach, demand, capacity = town(seed)
        demand[11] = max(demand[11], 1)
        whatif = WhatIf(reach, demand, capacity, engine="numpy", close=1e-13)
        outcome = whatif.try_changes(changes)
        after, _, _ = moved(whatif, changes)
        of_area = reach.areas.easting // 9_000 % 5
        of_place = after.facilities.easting // 9_000 % 5
        home = Home(whatif, of_area, reach.facilities.easting // 9_000 % 5)
        assert outcome.stand is not None
        kept = home.after(outcome.stand, of_place[beside(whatif, changes)].tolist())
        flows = flows_between(whatif.settled(changes), of_area.tolist(), of_place.tolist())
        by_zone = np.bincount(of_area, kept, 5)
        assert flows.exported.sum() > 1
        assert_allclose(by_zone, flows.kept, atol=1e-6)


@often
@given(
    seed=st.integers(0, 30),
    which=st.lists(st.integers(0, 59), min_size=1, max_size=12, unique=True),
    sizes=st.lists(st.floats(0, 900), min_size=12, max_size=12),
    method=st.sampled_from(METHODS),
)
def test_any_changes_of_sizes_and_people_come_to_the_whole(
    seed: int, which: list[int], sizes: list[float], method: Callable[..., Any]
) -> None:
    reach, demand, capacity = town(seed)
    whatif = WhatIf(reach, demand, capacity, engine="numpy")
    changes: list[Change] = [
        Resize(f"f{at}", size) for at, size in zip(which, sizes, strict=False)
    ] + [Growth(f"a{which[0]}", sizes[0])]
    stand = whatif.try_changes(changes).stand
    assert stand is not None
    after, people, room = moved(whatif, changes)
    score, within = Access(reach, method, demand, capacity, "numpy").after(people, stand)
    whole = method(after, people, room)
    assert_allclose(score, whole.score, rtol=1e-7, atol=1e-10)
    assert_array_equal(within, whole.within_reach)


def test_where_all_who_came_to_a_place_leave_it_nothing_is_left_of_rounding() -> None:
    """One area alone reaches the place: without its people the ratio is 0 and not immense."""
    areas = Areas(("a", "b"), np.array([EAST, EAST + 9000]), np.array([NORTH] * 2), np.zeros(2))
    places = Facilities(("p", "q"), areas.easting, areas.northing, np.zeros(2))
    reach = Reach.of(areas, places, StraightLine(3_000), Gaussian())
    demand, capacity = np.array([0.1, 7.0]), np.array([3.0, 4.0])
    whatif = WhatIf(reach, demand, capacity, engine="numpy")
    stand = whatif.try_changes([Growth("a", -0.1)]).stand
    assert stand is not None
    people = np.array([0.0, 7.0])
    score, within = Access(reach, enhanced_two_step, demand, capacity).after(people, stand)
    assert score.tolist() == [0.0, 4 / 7]
    assert within.tolist() == [True, True]


def test_a_place_at_the_very_limit_is_within_reach_though_it_weighs_nothing() -> None:
    """Linear decay is 0 at the limit; of modes the shorter ones end before it."""
    areas = Areas(("a",), np.array([EAST]), np.array([NORTH]), np.ones(1))
    places = Facilities(("p",), np.array([EAST + 1000]), np.array([NORTH]), np.zeros(1))
    foot, car = Mode("foot", 0.5, 1_000, 1, Linear()), Mode("car", 0.5, 5_000, 1, Linear())
    for decay in (Linear(), ByMode((foot, car))):
        reach = Reach.of(areas, places, StraightLine(5_000), decay)
        whatif = WhatIf(reach, np.ones(1), np.zeros(1), engine="numpy")
        stand = whatif.try_changes([Move("p", EAST + 5_000, NORTH), Resize("p", 9)]).stand
        assert stand is not None
        access = Access(reach, enhanced_two_step, np.ones(1), np.zeros(1))
        assert access.after(np.ones(1), stand)[1].tolist() == [True]


def test_the_same_question_asked_again_gives_the_very_same_numbers() -> None:
    reach, demand, capacity = town(2)
    whatif = WhatIf(reach, demand, capacity, engine="numpy")
    access = Access(reach, three_step, demand, capacity)
    first = whatif.try_changes([Open("new", EAST + 9_000, NORTH + 9_000, 90)]).stand
    other = whatif.try_changes([Close("f3"), Move("f4", EAST, NORTH)]).stand
    assert first is not None
    assert other is not None
    one = access.after(demand, first)[0]
    access.after(demand, other)
    assert_array_equal(access.after(demand, first)[0], one)


def test_without_rounds_what_is_met_at_home_is_refused() -> None:
    reach, demand, capacity = town(1)
    nearest = WhatIf(reach, demand, capacity, rationing=Rationing.NEAREST)
    with pytest.raises(ValueError, match="make flows of the whole"):
        Home(nearest, np.zeros(300, np.intp), np.zeros(60, np.intp))


@pytest.mark.parametrize("method", METHODS, ids=lambda each: each.__name__)
def test_what_lies_beyond_the_last_step_is_out_of_reach_though_the_way_goes_farther(
    method: Callable[..., Any],
) -> None:
    areas = Areas(["near", "far"], [EAST, EAST], [NORTH + 2_000, NORTH + 5_000], [10.0, 10.0])
    places = Facilities(["pool"], [EAST], [NORTH], [5.0])
    reach = Reach.of(areas, places, StraightLine(6_000), Steps(((3_000, 1.0),)))
    people, capacity = np.array([10.0, 10.0]), np.array([5.0])
    whole = method(reach, people, capacity)
    whatif = WhatIf(reach, people, capacity)
    outcome = whatif.try_changes([Resize("pool", 6.0)])
    score, within = Access(reach, method, people, capacity).after(people, outcome.stand)
    assert whole.within_reach.tolist() == within.tolist() == [True, False]
    assert_allclose(score, whole.score * 6 / 5)
