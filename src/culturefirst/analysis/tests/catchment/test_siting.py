"""Sites against trying every set: p-median, maximal cover, and on the capacity model."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.sparse import csc_array

from culturefirst.analysis.catchment import (
    Areas,
    Close,
    Facilities,
    Gaussian,
    Open,
    Reach,
    Resize,
    StraightLine,
    WhatIf,
)
from culturefirst.analysis.catchment.siting import (
    best_openings,
    classic,
    closure_losses,
    effects,
    exact,
    least_harm_closures,
    maximal_cover,
    p_median,
)
from culturefirst.analysis.catchment.siting.bound import bound
from culturefirst.analysis.catchment.siting.flow import most_served
from culturefirst.analysis.catchment.siting.gains import Gains
from culturefirst.analysis.catchment.siting.heuristic import greedy, interchanged
from culturefirst.analysis.tests.catchment.allocations import Dense

often = settings(max_examples=80, deadline=None)
EAST, NORTH = 545_000, 258_000


@st.composite
def tables(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, int, tuple[int, ...]]:
    areas, sites = draw(st.integers(1, 7)), draw(st.integers(2, 7))
    flat = draw(st.lists(st.integers(0, 9), min_size=areas * sites, max_size=areas * sites))
    demand = draw(st.lists(st.integers(0, 9), min_size=areas, max_size=areas))
    standing = tuple(draw(st.sets(st.integers(0, sites - 1), max_size=sites - 1)))
    count = draw(st.integers(1, sites - len(standing)))
    return np.array(flat, float).reshape(areas, sites), np.array(demand, float), count, standing


def sets(sites: int, count: int, standing: tuple[int, ...]) -> list[tuple[int, ...]]:
    free = [at for at in range(sites) if at not in standing]
    return list(combinations(free, count))


@often
@given(table=tables())
def test_the_median_is_the_least_of_all_sets(
    table: tuple[np.ndarray, np.ndarray, int, tuple[int, ...]],
) -> None:
    cost, demand, count, standing = table
    costs = {
        each: sum(
            d * min(row[at] for at in (*each, *standing))
            for row, d in zip(cost, demand, strict=True)
        )
        for each in sets(cost.shape[1], count, standing)
    }
    found = p_median(cost, demand, count, standing=standing)
    assert_allclose(found.value, min(costs.values()), atol=1e-9)
    assert_allclose(costs[found.chosen], found.value, atol=1e-9)
    assert (found.method, found.gap) == ("exact", 0)


@often
@given(table=tables())
def test_cover_is_the_most_of_all_sets(
    table: tuple[np.ndarray, np.ndarray, int, tuple[int, ...]],
) -> None:
    cost, demand, count, standing = table
    near = cost <= 3
    covers = {
        each: sum(
            d
            for row, d in zip(near, demand, strict=True)
            if any(row[at] for at in (*each, *standing))
        )
        for each in sets(cost.shape[1], count, standing)
    }
    found = maximal_cover(Dense(near.astype(float)), demand, count, standing=standing)
    assert_allclose(found.value, max(covers.values()), atol=1e-9)
    assert_allclose(covers[found.chosen], found.value, atol=1e-9)
    assert (found.method, found.gap) == ("exact", 0)


@often
@given(table=tables())
def test_beyond_the_solver_the_bound_by_prices_holds_and_every_candidate_counts(
    table: tuple[np.ndarray, np.ndarray, int, tuple[int, ...]],
) -> None:
    worth, _, count, _ = table
    gains = Gains.of(csc_array(worth))
    best = max(worth[:, each].max(axis=1).sum() for each in combinations(range(len(gains)), count))
    chosen, ended = interchanged(gains, greedy(gains, count), lambda: False)
    assert ended
    assert gains.value(chosen) <= best + 1e-9
    limit = bound(gains, count, chosen, lambda: False)
    assert limit.most >= best - 1e-9
    if best > gains.value(chosen) + 1e-9:
        tops = [
            each
            for each in combinations(range(len(gains)), count)
            if worth[:, each].max(axis=1).sum() > best - 1e-9
        ]
        assert any(limit.possible[list(each)].all() for each in tops)


def scattered(areas: int, sites: int, seed: int = 5) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    homes, places = chance.random((areas, 2)), chance.random((sites, 2))
    cost = np.sqrt(((homes[:, None] - places[None]) ** 2).sum(axis=2)) * 30_000
    return cost, chance.integers(500, 3000, areas).astype(float)


def test_a_median_in_metres_is_valued_by_the_nearest_that_is_chosen() -> None:
    # A solver's dust among costs of some thousand metres must not send anybody to two places.
    cost, demand = scattered(150, 40)
    found = p_median(cost, demand, 5)
    assert found.method == "exact"
    assert len(found.chosen) == 5
    assert_allclose(found.value, demand @ cost[:, found.chosen].min(axis=1))


def test_what_is_too_large_for_the_solver_comes_with_its_gap(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cost, demand = scattered(150, 40)
    proved = p_median(cost, demand, 5)
    monkeypatch.setattr(classic, "MOST_PAIRS", 0)
    found = p_median(cost, demand, 5)
    assert found.bound <= proved.value <= found.value
    assert found.gap < 0.02
    assert_allclose(found.gap, (found.value - found.bound) / found.value, atol=1e-9)


def test_sites_by_halves_bring_bound_and_choice_nearer_than_prices(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cost, demand = scattered(120, 60, seed=2)
    monkeypatch.setattr(classic._Search, "by_proof", lambda search: None)
    halves = p_median(cost, demand, 8)
    assert (halves.method, halves.gap) == ("exact", 0)
    monkeypatch.setattr(classic, "MOST_PAIRS", 0)
    prices = p_median(cost, demand, 8)
    assert prices.bound < halves.value <= prices.value


@often
@given(table=tables())
def test_what_is_left_out_by_halves_is_in_nothing_better(
    table: tuple[np.ndarray, np.ndarray, int, tuple[int, ...]],
) -> None:
    worth, _, count, _ = table
    gains = Gains.of(csc_array(worth))
    found = exact.Model(gains, count).relaxed(60)
    for each in combinations(range(len(gains)), count):
        reached = worth[:, each].max(axis=1).sum()
        assert reached <= found.most + 1e-6
        assert reached <= found.most - found.falls[list(each)].max() + 1e-6


def test_without_time_it_ends_with_what_greedy_found() -> None:
    cost, demand = scattered(150, 40)
    found = p_median(cost, demand, 5, seconds=0)
    assert found.method == "time limit"
    assert len(found.chosen) == 5
    assert found.bound <= p_median(cost, demand, 5).value <= found.value


def test_the_same_question_has_the_same_answer() -> None:
    cost, demand = scattered(150, 40)
    assert p_median(cost, demand, 7) == p_median(cost, demand, 7)


def test_an_area_that_nobody_serves_costs_what_was_said() -> None:
    cost = np.array([[1.0, np.inf], [np.inf, 2.0], [np.inf, np.inf]])
    found = p_median(cost, np.array([10.0, 1.0, 1.0]), 1, unserved=100)
    assert (found.chosen, found.value) == ((0,), 10 + 100 + 100)
    with pytest.raises(
        ValueError, match="Area 1 does not reach candidate 2: say what being unserved"
    ):
        p_median(cost, np.ones(3), 1)
    with pytest.raises(ValueError, match="To be unserved costs 1: give 2 or more, as the longest"):
        p_median(cost, np.ones(3), 1, unserved=1)
    for unknown in (np.nan, np.inf):
        with pytest.raises(ValueError, match="give 2 or more"):
            p_median(cost, np.zeros(3), 1, unserved=unknown)
    assert p_median(cost, np.zeros(3), 1, unserved=100).value == 0


@pytest.mark.parametrize(
    ("count", "standing", "said"),
    [
        (0, (), "0 of 2 candidates cannot be chosen: give 1 to 2"),
        (2, (1,), "2 of 1 candidates cannot be chosen: give 1 to 1"),
        (1, (2,), "What stands already is given once each"),
    ],
)
def test_more_sites_than_there_are_cannot_be_chosen(
    count: int, standing: tuple[int, ...], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        p_median(np.ones((3, 2)), np.ones(3), count, standing=standing)
    with pytest.raises(ValueError, match=said):
        maximal_cover(Dense(np.ones((3, 2))), np.ones(3), count, standing=standing)


def region(seed: int, areas: int = 60, facilities: int = 9) -> WhatIf:
    chance = np.random.default_rng(seed)
    home, place = (
        chance.integers(0, 15_000, (2, areas)),
        chance.integers(0, 15_000, (2, facilities)),
    )
    demand = chance.integers(1, 90, areas).astype(float)
    share = chance.random(facilities)
    capacity = np.round(share * 0.9 * demand.sum() / share.sum())
    capacity[0] = 0  # a site where nothing stands
    reach = Reach.of(
        Areas(tuple(f"a{at}" for at in range(areas)), home[0] + EAST, home[1] + NORTH, demand),
        Facilities(
            tuple(f"f{at}" for at in range(facilities)), place[0] + EAST, place[1] + NORTH, capacity
        ),
        StraightLine(5_000),
        Gaussian(),
    )
    return WhatIf(reach, demand, capacity)


@pytest.mark.parametrize("seed", range(4))
def test_closures_of_least_harm_are_the_best_of_all_sets(seed: int) -> None:
    whatif = region(seed)
    found = least_harm_closures(whatif, 2)
    codes = [f"f{at}" for at in range(1, 9)]
    left = {
        each: whatif.settled([Close(code) for code in each]).satisfied.sum()
        for each in combinations(codes, 2)
    }
    assert_allclose(found.value, max(left.values()), rtol=1e-5)
    assert_allclose(left[found.chosen], max(left.values()), rtol=1e-5)
    assert (found.method, found.gap) == ("every set tried", 0)


@pytest.mark.parametrize("seed", range(4))
def test_openings_are_the_best_of_all_sets(seed: int) -> None:
    whatif = region(seed)
    chance = np.random.default_rng(seed)
    sites = [
        Open(f"n{at}", EAST + int(e), NORTH + int(n), 200)
        for at, (e, n) in enumerate(chance.integers(0, 15_000, (6, 2)))
    ]
    offered = [*sites, Resize("f0", 150)]
    found = best_openings(whatif, offered, 2)
    left = {
        (one.code, other.code): whatif.settled([one, other]).satisfied.sum()
        for one, other in combinations(offered, 2)
    }
    assert_allclose(found.value, max(left.values()), rtol=1e-5)
    assert_allclose(left[found.chosen], max(left.values()), rtol=1e-5)


@pytest.mark.parametrize("seed", range(3))
def test_greedy_and_interchange_come_near_and_their_bound_holds(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whatif = region(seed)
    best = least_harm_closures(whatif, 3)
    monkeypatch.setattr("culturefirst.analysis.catchment.siting.capacity.FEW", 0)
    found = least_harm_closures(whatif, 3)
    assert found.method == "greedy and interchange"
    assert found.value <= best.value + 1e-6
    assert found.value > 0.99 * best.value
    assert found.bound >= best.value - 1e-6
    assert_allclose(found.gap, (found.bound - found.value) / found.bound, atol=1e-9)


def line(capacity: list[float]) -> WhatIf:
    """A reaches X alone, B both X and Y; each asks for 10."""
    reach = Reach.of(
        Areas(("A", "B"), np.array([EAST, EAST + 4000]), np.array([NORTH] * 2), np.ones(2)),
        Facilities(("X", "Y"), np.array([EAST, EAST + 8000]), np.array([NORTH] * 2), np.ones(2)),
        StraightLine(5_000),
        Gaussian(),
    )
    return WhatIf(reach, np.array([10.0, 10.0]), np.array(capacity))


def test_what_none_exceeds_is_the_greatest_flow_with_sites_chosen_by_halves() -> None:
    closures = [Close("X"), Close("Y")]
    assert_allclose(most_served(line([10, 10]), closures, 1, 60), 10, rtol=1e-5)
    assert_allclose(most_served(line([16, 10]), closures, 1, 60), 16, rtol=1e-5)
    opening = [Resize("Y", 20), Open("new", EAST - 4000, NORTH, 3)]
    assert_allclose(most_served(line([4, 0]), opening, 1, 60), 15.5, rtol=1e-5)
    assert_allclose(most_served(line([4, 0]), opening, 2, 60), 17, rtol=1e-5)
    assert most_served(line([4, 0]), opening, 1, 0) is None


@pytest.mark.parametrize("seed", range(4))
def test_no_set_serves_more_than_the_flow_says(seed: int) -> None:
    whatif = region(seed)
    closures = [Close(f"f{at}") for at in range(1, 9)]
    left = [
        whatif.try_changes(each).allocation.satisfied.sum() for each in combinations(closures, 3)
    ]
    bound_ = most_served(whatif, closures, 3, 60)
    assert max(left) <= bound_
    capacity = np.sort(whatif.before.capacity)[1:]
    assert bound_ < min(capacity[3:].sum(), whatif.before.demand.sum()) * (1 + 1e-5)


def test_a_site_that_is_offered_twice_is_refused() -> None:
    whatif = region(0)
    with pytest.raises(ValueError, match="f1 is among the closures more than once: give each"):
        least_harm_closures(whatif, 2, among=["f1", "f2", "f1"])
    with pytest.raises(ValueError, match="f0 is among the openings more than once"):
        best_openings(whatif, [Resize("f0", 50), Resize("f0", 90)], 1)


def test_a_shortlist_is_no_proof_and_no_time_ends_it() -> None:
    whatif = region(0)
    assert least_harm_closures(whatif, 2, shortlist=3).method == "greedy and interchange"
    late = least_harm_closures(whatif, 2, seconds=0)
    assert (late.method, len(late.chosen)) == ("time limit", 2)


def test_each_change_alone_is_told_the_best_first() -> None:
    whatif = region(1)
    found = effects(whatif, [Close(f"f{at}") for at in range(9)])
    assert found[0].change == Close("f0")  # nothing stood there
    assert found[0].satisfied == 0
    assert [each.satisfied for each in found] == sorted(
        (each.satisfied for each in found), reverse=True
    )
    worst = found[-1]
    whole = whatif.settled([worst.change]).satisfied.sum() - whatif.before.satisfied.sum()
    assert_allclose(worst.satisfied, whole, atol=1e-5 * whatif.before.demand.sum())


def test_losses_are_demand_by_the_share_of_access_that_goes() -> None:
    # f0 is all that the first area has; the second has both.
    reach = Dense(np.array([[1.0, 0.0], [1.0, 0.5]]))
    ratio = np.array([30 / 50, 20 / 10])  # 30 ÷ (30 + 20), 20 ÷ (20 × 0.5)
    share = ratio[1] * 0.5 / (ratio[0] + ratio[1] * 0.5)
    found = closure_losses(reach, np.array([30.0, 20.0]), np.array([30.0, 20.0]))
    assert_allclose(found, [30 + 20 * (1 - share), 20 * share])


def test_sites_that_do_not_exist_are_refused() -> None:
    whatif = region(0)
    with pytest.raises(ValueError, match="There is no facility no: give codes of facilities"):
        least_harm_closures(whatif, 1, among=["no"])
    with pytest.raises(ValueError, match="There is no facility no: give the code of one"):
        best_openings(whatif, [Resize("no", 5)], 1)
    with pytest.raises(ValueError, match="9 of 8 closures cannot be chosen: give 1 to 8"):
        least_harm_closures(whatif, 9)
