"""Demand kept, exported and imported, against the flows of the slow oracle; relative share."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from culturefirst.analysis.catchment import Areas, Facilities, Gaussian, Reach, StraightLine
from culturefirst.analysis.catchment.allocation import allocate
from culturefirst.analysis.catchment.balance import by_zone, flows_between, relative_share
from culturefirst.analysis.catchment.sides import Rationing
from culturefirst.analysis.tests.catchment.allocations import Dense, Small, slowly, smalls

often = settings(max_examples=150, deadline=None)
REACH = Dense(np.array([[1.0, 0.5], [0.0, 1.0], [0.5, 0.0], [0.0, 0.0]]))
DEMAND, CAPACITY = np.array([150.0, 20.0, 30.0, 10.0]), np.array([40.0, 160.0])
ZONES, OWNERS = ("Here", "There", "Here", "There"), ("Here", "There")


def test_the_worked_example_of_the_documentation_balances() -> None:
    flows = flows_between(allocate(REACH, DEMAND, CAPACITY), ZONES, OWNERS)
    assert flows.zones == ("Here", "There")
    assert_allclose(flows.visits, [[40, 125], [0, 20]])
    assert_allclose(flows.kept, [40, 20])
    assert_allclose(flows.exported, [125, 0])
    assert_allclose(flows.imported, [0, 125])


def test_a_zone_is_told_with_all_its_parts() -> None:
    here, there = by_zone(allocate(REACH, DEMAND, CAPACITY), ZONES, OWNERS)
    assert (here.zone, here.demand, here.capacity) == ("Here", 180, 40)
    assert_allclose((here.satisfied, here.too_far, here.no_room), (165, 0, 15))
    assert_allclose((here.kept, here.exported, here.imported, here.used), (40, 125, 0, 40))
    assert_allclose((there.satisfied, there.too_far, there.no_room), (20, 10, 0))
    assert_allclose((there.used, there.used_share, there.satisfied_share), (145, 145 / 160, 2 / 3))
    assert_allclose(here.share * 180 + there.share * 30, 100 * 210)


def test_the_relative_share_is_access_to_capacity_against_the_mean() -> None:
    # Capacity for each visit: 40 ÷ (150 + 15) and 160 ÷ (75 + 20).
    first, second = 40 / 165, 160 / 95
    access = np.array([first + second / 2, second, first / 2, 0])
    mean = float(DEMAND @ access) / 210
    assert_allclose(mean, 200 / 210)  # all capacity is within reach of somebody
    assert_allclose(relative_share(REACH, DEMAND, CAPACITY), 100 * access / mean)
    assert_allclose(relative_share(REACH, np.zeros(4), CAPACITY), 0)


def test_zones_that_do_not_fit_are_refused() -> None:
    found = allocate(REACH, DEMAND, CAPACITY)
    with pytest.raises(ValueError, match="There are 2 zones for 4: give one for each area"):
        flows_between(found, ("Here", "There"), OWNERS)
    with pytest.raises(ValueError, match="There are 4 zones for 2: give one for each facility"):
        flows_between(found, ZONES, ZONES)


def test_zones_too_many_for_a_table_of_them_all_are_refused() -> None:
    found = allocate(Dense(np.ones((2001, 1))), np.ones(2001), np.ones(1))
    with pytest.raises(ValueError, match="There are 2,001 zones: give at most 2,000, such as"):
        flows_between(found, range(2001), [0])


def test_zones_of_one_name_and_two_kinds_come_in_the_same_order_each_time() -> None:
    found = allocate(Dense(np.ones((2, 1))), np.ones(2), np.ones(1))
    for zones in ([1, "1"], ["1", 1]):
        assert flows_between(found, zones, ["1"]).zones == (1, "1")


@st.composite
def zoned(draw: st.DrawFn) -> tuple[Small, list[str], list[str]]:
    case = draw(smalls())
    name = st.sampled_from("ABCDEF")
    areas, facilities = len(case.demand), len(case.capacity)
    return (
        case,
        draw(st.lists(name, min_size=areas, max_size=areas)),
        draw(st.lists(name, min_size=facilities, max_size=facilities)),
    )


def _by_pair(
    case: Small, of_area: Sequence[str], of_facility: Sequence[str], nearest: bool
) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    slow = slowly(case.weights, case.demand, case.capacity, nearest=nearest)
    for (area, facility), visits in slow.flows.items():
        key = of_area[area], of_facility[facility]
        found[key] = found.get(key, 0) + float(visits)
    return found


@often
@given(given_=zoned(), rationing=st.sampled_from(Rationing))
def test_flows_are_those_of_the_slow_oracle(
    given_: tuple[Small, list[str], list[str]], rationing: Rationing
) -> None:
    case, of_area, of_facility = given_
    found = allocate(case.reach, case.demand, case.capacity, rationing=rationing)
    flows = flows_between(found, of_area, of_facility)
    slow = _by_pair(case, of_area, of_facility, rationing == Rationing.NEAREST)
    for row, one in enumerate(flows.zones):
        for column, other in enumerate(flows.zones):
            assert_allclose(flows.visits[row, column], slow.get((one, other), 0), atol=1e-9)


@often
@given(given_=zoned())
def test_zones_add_up_to_the_whole(given_: tuple[Small, list[str], list[str]]) -> None:
    case, of_area, of_facility = given_
    found = allocate(case.reach, case.demand, case.capacity)
    for each in by_zone(found, of_area, of_facility):
        assert_allclose(each.satisfied, each.kept + each.exported, atol=1e-9)
        assert_allclose(each.used, each.kept + each.imported, atol=1e-9)
        assert_allclose(each.demand, each.satisfied + each.too_far + each.no_room, atol=1e-9)
    total = sum(each.used for each in by_zone(found, of_area, of_facility))
    assert_allclose(total, found.used.sum(), atol=1e-9)


@pytest.mark.parametrize("engine", ["numpy", "numba"])
def test_flows_piece_by_piece_are_those_of_one_table(
    engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = np.random.default_rng(3)
    home, place = chance.integers(0, 30_000, (2, 200)), chance.integers(0, 30_000, (2, 40))
    reach = Reach.of(
        Areas(tuple(map(str, range(200))), home[0] + 540_000, home[1] + 250_000, np.ones(200)),
        Facilities(tuple(map(str, range(40))), place[0] + 540_000, place[1] + 250_000, np.ones(40)),
        StraightLine(6_000),
        Gaussian(),
        engine,
    )
    found = allocate(reach, chance.random(200), chance.random(40) * 5)
    zones = chance.integers(0, 5, 200).tolist(), chance.integers(0, 5, 40).tolist()
    whole = flows_between(found, *zones)
    assert_allclose(whole.visits.sum(), found.used.sum(), rtol=1e-5)
    monkeypatch.setattr("culturefirst.analysis.catchment.flows.TABLED", 100)
    monkeypatch.setattr("culturefirst.analysis.catchment.flows.AT_ONCE", 7)
    assert_allclose(flows_between(found, *zones).visits, whole.visits)
