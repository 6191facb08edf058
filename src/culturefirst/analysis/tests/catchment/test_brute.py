"""Every method beside a brute force in double precision, of its own and written from the papers.

Villages, points in one place, facilities that only the far edge of a catchment reaches, decays much
narrower than the limit, zones that weigh nothing: a score divides by sums of weights, so that what
is small in a weight is large in a score.
"""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from culturefirst.analysis.catchment import (
    Areas,
    ByMode,
    Even,
    Exponential,
    Facilities,
    Gaussian,
    Linear,
    Mode,
    Rationing,
    Reach,
    Steps,
    StraightLine,
    allocate,
    enhanced_two_step,
    three_step,
    two_step,
)

EAST, NORTH, LIMIT = 500_000, 200_000, 6_000
Floats = np.ndarray[Any, np.dtype[np.float64]]


def _none_of_dust(weights: Floats) -> Floats:
    return np.where(np.abs(weights) < 1e-12, 0, weights)


DECAYS: dict[str, tuple[Any, Any]] = {
    "even": (Even(), lambda cost: np.ones_like(cost)),
    "gaussian": (Gaussian(), lambda cost: np.exp(-(cost**2) / (2 * 3000**2))),
    "narrow": (Gaussian(500), lambda cost: np.exp(-(cost**2) / (2 * 500**2))),
    "sharp": (Exponential(250), lambda cost: np.exp(-cost / 250)),
    "linear": (Linear(), lambda cost: _none_of_dust(1 - cost / LIMIT)),
    "rising": (
        Steps(((1500, 0.0), (3000, 0.3), (6000, 0.7))),
        lambda cost: np.select([cost <= 1500, cost <= 3000], [0.0, 0.3], 0.7),
    ),
    "modes": (
        ByMode((Mode("walk", 0.3, 1500, 1.0, Even()), Mode("car", 0.7, 6000, 1.0, Linear()))),
        lambda cost: 0.3 * (cost <= 1500) + 0.7 * _none_of_dust(1 - cost / LIMIT),
    ),
}


@st.composite
def countries(draw: st.DrawFn) -> tuple[Areas, Facilities, float]:
    """Some villages, on a lattice whose steps often are just the limit."""
    step = draw(st.sampled_from([1, 250, 1000, 6000]))
    spot = st.tuples(st.integers(0, 8), st.integers(0, 8))
    homes = draw(st.lists(spot, min_size=1, max_size=12))
    places = draw(st.lists(spot, min_size=1, max_size=6))
    demand = draw(st.lists(st.integers(0, 3000), min_size=len(homes), max_size=len(homes)))
    room = draw(
        st.lists(st.sampled_from([0, 1, 40, 10_000_000]), min_size=len(places), max_size=6)
        .map(lambda each: each[: len(places)])
        .filter(lambda each: len(each) == len(places))
    )
    areas = Areas(tuple(f"a{at}" for at in range(len(homes))), *_metres(homes, step), _of(demand))
    facilities = Facilities(
        tuple(f"f{at}" for at in range(len(places))), *_metres(places, step), _of(room)
    )
    return areas, facilities, draw(st.sampled_from([1.0, 1.2, 1.3]))


def _metres(spots: list[tuple[int, int]], step: int) -> Any:
    return (np.array(spots) * step + (EAST, NORTH)).T


def _of(numbers: list[int]) -> Floats:
    return np.array(numbers, np.float64)


def weights(areas: Areas, facilities: Facilities, curve: Any, detour: float) -> tuple[Floats, Any]:
    """By area and facility the weight, and whether it is within the limit: by fractions."""
    east = areas.easting[:, None] - facilities.easting[None]
    north = areas.northing[:, None] - facilities.northing[None]
    squared = east.astype(object) ** 2 + north.astype(object) ** 2
    near = squared * Fraction(str(detour)) ** 2 <= LIMIT**2
    cost = detour * np.sqrt(squared.astype(np.float64))
    return np.where(near, curve(cost), 0.0), near.astype(bool)


def two_steps(w: Floats, people: Floats, room: Floats) -> tuple[Floats, Floats]:
    asked = (w * people[:, None]).sum(axis=0)
    ratio = np.divide(room, asked, out=np.zeros_like(room), where=asked > 0)
    return (w * ratio[None]).sum(axis=1), ratio


def served(w: Floats, people: Floats, room: Floats, nearest: bool = False) -> tuple[Floats, Floats]:
    """By area what is served and what is too far, round by round, flow by flow."""
    waiting, spare, open_ = people.copy(), room.copy(), room > 0
    far = (w * open_).sum(axis=1) == 0
    while True:
        draw = w * (room * open_)[None]
        whole = draw.sum(axis=1)
        flow = np.divide(draw, whole[:, None], out=np.zeros_like(w), where=whole[:, None] > 0)
        flow *= waiting[:, None]
        if flow.sum() <= 1e-6 * people.sum():
            return people - waiting, np.where(far, waiting, 0)
        asked = flow.sum(axis=0)
        share = np.divide(spare, asked, out=np.ones_like(spare), where=asked > spare)
        taken = flow * share[None]
        for place in np.flatnonzero(nearest & (share < 1)):
            taken[:, place] = _nearest(flow[:, place], w[:, place], spare[place])
        waiting, spare = waiting - taken.sum(axis=1), np.maximum(spare - taken.sum(axis=0), 0)
        open_ &= (share == 1) & (spare > 1e-9 * room)


def _nearest(flow: Floats, weight: Floats, spare: float) -> Floats:
    """Whom one place serves: by weight, and those who weigh alike by the same share."""
    taken = np.zeros_like(flow)
    for each in sorted(set(weight.tolist()), reverse=True):
        alike = weight == each
        wanted = flow[alike].sum()
        if wanted > 0:
            taken[alike] = flow[alike] * min(1, spare / wanted)
            spare -= taken[alike].sum()
    return taken


@pytest.mark.parametrize(("engine", "near"), [("numpy", 1e-9), ("numba", 1e-5)])
@pytest.mark.parametrize("name", DECAYS)
@settings(max_examples=30, deadline=None)
@given(country=countries())
def test_all_scores_are_those_of_the_brute_force(
    country: tuple[Areas, Facilities, float], name: str, engine: str, near: float
) -> None:
    areas, facilities, detour = country
    decay, curve = DECAYS[name]
    reach = Reach.of(areas, facilities, StraightLine(LIMIT, detour), decay, engine=engine)
    w, within = weights(areas, facilities, curve, detour)
    people, room = areas.demand, facilities.capacity
    whole = np.where(w * (room > 0) != 0, w, 0).sum(axis=1, keepdims=True)
    choice = np.divide(w, whole, out=np.zeros_like(w), where=whole > 0)
    for method, table in (
        (two_step, within.astype(np.float64)),
        (enhanced_two_step, w),
        (three_step, choice * w),
    ):
        found, (score, ratio) = method(reach), two_steps(table, people, room)
        assert_allclose(found.score, score, rtol=near, atol=near * score.max())
        assert_allclose(found.ratio, ratio, rtol=2 * near, atol=0)
        assert found.within_reach.tolist() == (within & (room > 0)).any(axis=1).tolist()


@pytest.mark.parametrize("engine", ["numpy", "numba"])
@pytest.mark.parametrize("name", DECAYS)
@settings(max_examples=30, deadline=None)
@given(country=countries(), rationing=st.sampled_from(Rationing))
def test_all_that_is_served_is_what_the_brute_force_serves(
    country: tuple[Areas, Facilities, float], rationing: Rationing, name: str, engine: str
) -> None:
    areas, facilities, detour = country
    decay, curve = DECAYS[name]
    reach = Reach.of(areas, facilities, StraightLine(LIMIT, detour), decay, engine=engine)
    w, _ = weights(areas, facilities, curve, detour)
    found = allocate(reach, areas.demand, facilities.capacity, rationing=rationing)
    nearest = rationing == Rationing.NEAREST
    satisfied, far = served(w, areas.demand, facilities.capacity, nearest)
    exact = 2e-5 * max(1, areas.demand.sum())
    assert_allclose(found.too_far, far, atol=1e-9)
    assert_allclose(found.satisfied, satisfied, atol=exact)


def test_an_enormous_place_does_not_put_ordinary_ones_out_of_reach() -> None:
    # “No limit” is often told as a large number: others draw next to nothing beside it.
    areas = Areas(("A", "B"), np.array([EAST, EAST + 60_000]), np.array([NORTH] * 2), _of([40, 9]))
    places = Facilities(("X", "Y"), areas.easting, areas.northing, _of([50, 1_000_000_000]))
    for engine in ("numpy", "numba"):
        reach = Reach.of(areas, places, StraightLine(LIMIT), Gaussian(), engine=engine)
        found = allocate(reach, areas.demand, places.capacity)
        assert_allclose(found.satisfied, [40, 9])
        assert_allclose(found.too_far, [0, 0])


def test_a_great_many_points_in_one_place_add_up_in_single_precision() -> None:
    size = 200_000
    spot = np.full(size, EAST)
    areas = Areas(tuple(map(str, range(size))), spot, np.full(size, NORTH), np.full(size, 0.1))
    place = Facilities(("X",), np.array([EAST]), np.array([NORTH + 1000]), _of([1]))
    reach = Reach.of(areas, place, StraightLine(LIMIT), Gaussian(), engine="numba")
    right = size * 0.1 * np.exp(-(1000**2) / (2 * 3000**2))
    assert_allclose(reach.to_facilities(areas.demand), [right], rtol=5e-6)
