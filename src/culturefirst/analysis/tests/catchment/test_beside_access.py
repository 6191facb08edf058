"""Beside PySAL access: the same figures where it is right, and none of its known faults."""

import tracemalloc
import warnings
from typing import Any

import numpy as np
import pytest

from culturefirst.analysis.catchment import (
    Areas,
    BadInput,
    Facilities,
    Gaussian,
    Reach,
    Steps,
    StraightLine,
    TravelTable,
    enhanced_two_step,
    three_step,
    two_step,
)
from culturefirst.analysis.tests.catchment.places import areas, facilities

pd = pytest.importorskip("pandas", reason="pandas comes with access, which is for tests only")
pytest.importorskip("access", reason="access is for tests and benchmarks only")

LIMIT, NEAR, FAR = 6000, 6000, 9000


def _costs(people: Areas, places: Facilities, limit: float) -> Any:
    east = people.easting[:, None] - places.easting[None, :]
    north = people.northing[:, None] - places.northing[None, :]
    cost = np.sqrt((east**2 + north**2).astype(float))
    rows, columns = np.nonzero(cost <= limit)
    return pd.DataFrame({"origin": rows, "dest": columns, "cost": cost[rows, columns]})


def _theirs(name: str, costs: Any, limit: float, weight: Any = None) -> Any:
    """The series of scores by area, as access has it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import access.fca

        people = pd.DataFrame({"demand": areas(150).demand})
        places = pd.DataFrame({"supply": facilities(80).capacity})
        people.index.name = places.index.name = "geoid"
        ask = getattr(access.fca, name)
        return ask(people, places, costs, limit, demand_index=True, weight_fn=weight).sort_index()


def _bell(sigma: float) -> Any:
    from access.weights import gaussian

    return gaussian(sigma)


@pytest.mark.parametrize("method", ["two_step", "enhanced_two_step", "steps"])
def test_two_steps_and_enhanced_two_steps_agree_with_access_in_float64(method: str) -> None:
    people, places = areas(150), facilities(80)
    zones = ((2000, 1.0), (4000, 0.68), (6000, 0.22))
    decay = Steps(zones) if method == "steps" else Gaussian()
    reach = Reach.of(people, places, StraightLine(LIMIT), decay, engine="numpy")
    ours = two_step(reach) if method == "two_step" else enhanced_two_step(reach)
    from access.weights import step_fn

    weight = {
        "two_step": None,
        "enhanced_two_step": _bell(LIMIT / 2),
        "steps": step_fn(dict(zones)),
    }
    theirs = _theirs("two_stage_fca", _costs(people, places, LIMIT), LIMIT, weight[method])
    np.testing.assert_allclose(ours.score[theirs.index], theirs.fillna(0), rtol=1e-12, atol=1e-15)


def test_three_steps_agree_where_the_table_ends_at_the_limit_and_are_right_where_it_does_not() -> (
    None
):
    people, places = areas(150), facilities(80)
    reach = Reach.of(people, places, StraightLine(LIMIT), Gaussian(), engine="numpy")
    cut, uncut = _costs(people, places, LIMIT), _costs(people, places, FAR)
    # access has no sites without capacity: it counts them as a choice.
    every = np.where(places.capacity > 0, places.capacity, 1e-300)
    ours = three_step(reach, capacity=every).score
    right = _theirs("three_stage_fca", cut, LIMIT, _bell(LIMIT / 2))
    np.testing.assert_allclose(ours[right.index], right, rtol=1e-9, atol=1e-15)
    wrong = _theirs("three_stage_fca", uncut, LIMIT, _bell(LIMIT / 2))
    assert not np.allclose(ours[wrong.index], wrong, rtol=1e-2)
    table = TravelTable(
        uncut.origin.to_numpy(), uncut.dest.to_numpy(), uncut.cost.to_numpy(), LIMIT
    )
    again = three_step(Reach.of(people, places, table, Gaussian()), capacity=every).score
    np.testing.assert_allclose(again, ours, rtol=1e-9)


def test_what_reaches_nothing_is_nought_where_access_leaves_it_out_or_unknown() -> None:
    people, places = areas(150), facilities(80)
    few = two_step(Reach.of(people, places, StraightLine(1000), Gaussian()))
    theirs = _theirs("two_stage_fca", _costs(people, places, 1000), 1000)
    assert theirs.reindex(range(150)).isna().sum() > 0
    assert np.isfinite(few.score).all()
    assert (few.score[theirs.reindex(range(150)).isna()] == 0).all()


def test_the_data_that_is_given_is_left_as_it_was() -> None:
    people, places = areas(150), facilities(80)
    costs = _costs(people, places, LIMIT)
    given = [
        costs.origin.to_numpy().copy(),
        costs.dest.to_numpy().copy(),
        costs.cost.to_numpy().copy(),
    ]
    table = TravelTable(*(each.copy() for each in given), LIMIT)
    before = (people.demand.copy(), places.capacity.copy(), people.easting.copy())
    three_step(Reach.of(people, places, table, Gaussian()))
    assert all(
        (a == b).all()
        for a, b in zip(given, (table.area_index, table.facility_index, table.cost), strict=True)
    )
    after = (people.demand, places.capacity, people.easting)
    assert all((a == b).all() for a, b in zip(before, after, strict=True))


def test_zones_without_a_unit_that_would_make_every_score_nought_are_refused() -> None:
    minutes = Steps(((10, 1.0), (20, 0.68), (30, 0.22)))
    with pytest.raises(BadInput, match="one unit: metres or minutes"):
        Reach.of(areas(150), facilities(80), StraightLine(LIMIT), minutes)


def test_the_decay_is_asked_once_for_all_pairs_and_not_for_each() -> None:
    asked: list[int] = []

    class Counted(Gaussian):
        def parts(self, limit: float) -> Any:
            asked.append(1)
            return super().parts(limit)

    enhanced_two_step(Reach.of(areas(150), facilities(80), StraightLine(LIMIT), Counted()))
    assert len(asked) == 1


def test_an_unlisted_pair_is_out_of_reach_and_not_without_cost() -> None:
    table = TravelTable(np.array([0]), np.array([0]), np.array([10.0]), 30)
    people, places = areas(2), facilities(2)
    reach = Reach.of(people, places, table, Gaussian(15))
    assert reach.csr().toarray()[0, 1] == 0.0
    assert enhanced_two_step(reach).within_reach.tolist() == [bool(places.capacity[0] > 0), False]


@pytest.mark.parametrize("engine", ["numpy", "numba"])
def test_no_table_of_every_area_with_every_place_is_made(engine: str) -> None:
    people, places = areas(20_000, wide=100_000), facilities(20_000, wide=100_000)
    Reach.of(areas(9), facilities(9), StraightLine(900), Gaussian(), engine=engine).to_areas(
        [1] * 9
    )
    tracemalloc.start()
    found = enhanced_two_step(
        Reach.of(people, places, StraightLine(900), Gaussian(), engine=engine)
    )
    used = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert used < 50_000_000  # the 400 million rows of access's own join take 3 gigabytes a column
    assert found.within_reach.sum() > 15_000
