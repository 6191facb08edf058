"""What a change tells is what a study tells that is worked out anew with that change."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from culturefirst.intelligence.queries.studies import inputs_of, results_of
from culturefirst.intelligence.studying import comparing, differing, standing
from culturefirst.intelligence.studying.changed import changed
from culturefirst.intelligence.studying.changes import Change
from culturefirst.intelligence.studying.frozen import freeze
from culturefirst.intelligence.studying.inputs import AreaRows, Inputs, PlaceRows
from culturefirst.intelligence.studying.solving import BY_ZONE, solve
from culturefirst.intelligence.studying.times import ONE, Times
from culturefirst.intelligence.studying.trying import Trial, read_tried
from culturefirst.intelligence.studying.ways import Way
from culturefirst.intelligence.tests.make_studies import worked_out
from culturefirst.network.models import User

EAST, NORTH = 540_000, 250_000
ZONES = (("E1", "Eastshire"), ("M1", "Midshire"), ("W1", "Westshire"))


def a_region(seed: int, method: str, decay: str = "gaussian") -> Inputs:
    """Three authorities in a row with 120 areas and 25 places, and neighbours in the east."""
    chance = np.random.default_rng(seed)
    east = chance.integers(0, 40_000, 120) + EAST
    north = chance.integers(0, 12_000, 120) + NORTH
    zone = np.minimum((east - EAST) // 12_000, 3).astype(np.int32)
    zone[zone == 3] = -1
    people = chance.integers(0, 2_000, 120).astype(float)
    there = chance.integers(0, 40_000, 25) + EAST
    where = np.minimum((there - EAST) // 12_000, 3).astype(np.int32)
    where[where == 3] = -1
    units = chance.integers(10, 200, 25).astype(float)
    return Inputs(
        {
            "limit": 4_000, "detour": 1.2, "decay": decay, "method": method, "each": 4.0,
            "unit": "m²", "kinds": "Library", "title": "A study",
        },
        (),
        ZONES,
        AreaRows(
            tuple(f"a{at}" for at in range(120)), ("",) * 120, zone, zone >= 0,
            east.astype(np.int32), north.astype(np.int32), people, people * 0.1,
        ),
        PlaceRows(
            tuple(f"{at}" for at in range(25)), tuple(f"Place {at}" for at in range(25)),
            ("Library",) * 25, where, there.astype(np.int32),
            (chance.integers(0, 12_000, 25) + NORTH).astype(np.int32),
            units, units * 4.0, np.zeros(25, np.bool_),
        ),
    )  # fmt: skip


spots = st.tuples(st.integers(0, 40_000), st.integers(0, 12_000)).map(
    lambda each: (each[0] + EAST, each[1] + NORTH)
)
of_place = st.integers(0, 24).map(str)
change = st.one_of(
    st.builds(lambda code: Change("close", code), of_place),
    st.builds(lambda code, units: Change("resize", code, units=units), of_place, st.floats(1, 900)),
    st.builds(lambda code, at: Change("move", code, *at), of_place, spots),
    st.builds(lambda at, units: Change("open", "", *at, units), spots, st.floats(1, 900)),
    st.builds(
        lambda at, people: Change("growth", f"a{at}", people=people),
        *(st.integers(0, 119), st.floats(1, 5_000)),
    ),
)


def once(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Of each place and area at most one change, as an address has them."""
    found = {each.code or str(at): each for at, each in enumerate(changes)}
    return tuple(found.values())


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 9),
    method=st.sampled_from(["two_step", "enhanced", "three_step"]),
    decay=st.sampled_from(["gaussian", "even", "linear"]),
    changes=st.lists(change, max_size=6).map(once),
)
def test_what_is_tried_is_what_a_study_tells_worked_out_anew(
    seed: int, method: str, decay: str, changes: tuple[Change, ...]
) -> None:
    inputs = a_region(seed, method, decay)
    tried, then = Trial(inputs, "numpy").tried(changes), changed(inputs, changes)
    anew = solve(then, "numpy")
    for name in ("score", "within", "share"):
        assert_allclose(tried.area[name], anew.area[name], rtol=1e-9, atol=1e-9, err_msg=name)
    left = 4e-6 * float(then.areas.demand.sum())  # visits that an allocation does not place
    for name in ("satisfied", "too_far", "no_room"):
        assert_allclose(tried.area[name], anew.area[name], atol=left, err_msg=name)
    for name in BY_ZONE:
        assert_allclose(tried.zone[name], anew.zone[name], atol=left, rtol=1e-9, err_msg=name)
    whole = standing.now(then, anew)
    for name, value in whole.headline.items():
        assert tried.headline[name] == pytest.approx(value, abs=left, rel=1e-9), name


def test_where_too_many_pairs_are_to_be_kept_the_whole_is_solved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    changes = (Change("close", "3"), Change("open", "", EAST + 9_000, NORTH + 5_000, 80))
    inputs = a_region(1, "enhanced")
    followed = Trial(inputs, "numpy").tried(changes)
    monkeypatch.setattr("culturefirst.analysis.catchment.whatif.TABLED", 0)
    solved = Trial(inputs, "numpy").tried(changes)
    assert (followed.how, solved.how) == ("delta", "whole")
    assert {each.code: each.state for each in solved.spots} == {
        each.code: each.state for each in followed.spots
    }
    for name, value in followed.headline.items():
        assert solved.headline[name] == pytest.approx(value, abs=0.1)


@pytest.mark.parametrize("method", ["two_step", "enhanced", "three_step"])
def test_by_minutes_what_is_tried_is_what_a_study_tells_worked_out_anew(method: str) -> None:
    """Closed is a place without room; minutes to a new place are estimated."""
    inputs = by_minutes(a_region(3, method))
    trial = Trial(inputs, "numpy")
    changes = (
        Change("close", "3"),
        Change("resize", "5", units=900),
        Change("growth", "a7", people=400),
    )
    room = np.where(np.arange(25) == 3, 0.0, inputs.places.capacity)
    room[5] = 3600.0
    people = inputs.areas.people + np.where(np.arange(120) == 7, 400.0, 0.0)
    areas = replace(inputs.areas, people=people, demand=people * 0.1)
    anew = solve(
        replace(inputs, areas=areas, places=replace(inputs.places, capacity=room)), "numpy"
    )
    tried = trial.tried(changes)
    for name in ("score", "within", "share"):
        assert_allclose(tried.area[name], anew.area[name], rtol=1e-9, atol=1e-9, err_msg=name)
    for name in set(BY_ZONE) - {"places"}:
        assert_allclose(tried.zone[name], anew.zone[name], atol=0.1, err_msg=name)
    moved = trial.tried([Change("open", "", EAST + 5_000, NORTH + 5_000, 90)])
    assert moved.headline["within"] >= trial.tried([]).headline["within"]
    assert moved.area["score"].max() > 0


def by_minutes(inputs: Inputs) -> Inputs:
    """The same ground with a table: 80 metres a minute, at most half an hour."""
    areas, places = inputs.areas, inputs.places
    across = areas.easting[:, None] - places.easting[None, :].astype(float)
    up = areas.northing[:, None] - places.northing[None, :].astype(float)
    minutes = np.hypot(across, up) / 80
    area, place = np.nonzero(minutes <= 30)
    times = Times(
        areas.codes, places.codes, (ONE,), area.astype("<i4"), place.astype("<i4"),
        np.zeros(len(area), "<i4"), minutes[area, place],
    )  # fmt: skip
    told = dict(inputs.parameters) | {"ways": [Way(ONE, 1.0, 30, "linear").plain], "table": "T"}
    return replace(inputs, parameters=told, times=times)


@pytest.mark.django_db
def test_who_loses_their_only_place_is_told_with_how_many_people(helen: User) -> None:
    """Without the eastern library its three villages reach none; one to come reaches two again."""
    run = worked_out(helen)
    inputs, now = inputs_of(run), standing.now(inputs_of(run), results_of(run))
    east = inputs.places.codes[inputs.places.names.index("East library")]
    trial = Trial(inputs)
    then = trial.tried([Change("close", east)])
    assert differing.losing(inputs, now, then).rows == [
        ("Village E1", "Eastshire", 1000),
        ("Village E2", "Eastshire", 1000),
        ("Village E3", "Eastshire", 1000),
    ]
    assert differing.reached(inputs, now, then).rows == [("Eastshire", 3000, 0, 0.0, 0, 3000)]
    other = trial.tried([Change("close", east), Change("open", "", 608_500, 300_000, 40)])
    assert differing.losing(inputs, now, other).rows == [("Village E3", "Eastshire", 1000)]
    told = comparing.lines(inputs, now, other)
    found = {each.label: (each.now, each.then[0].shown) for each in told}
    assert found["People within reach"] == ("6\u202f000", "5\u202f000")
    assert found["People who lose their only place"] == ("0", "1\u202f000")
    # W3 asks the new one for 250 × 400 ÷ 1,400, which meets 400 of 571: 50 of 1,100 cross over.
    assert found["Met in the own authority"] == ("100.0\u202f%", "95.5\u202f%")


@pytest.mark.django_db
def test_visits_across_a_boundary_follow_a_place_that_moves_over_it(helen: User) -> None:
    """The western library, moved to E1, meets people of W3 from the other side."""
    run = worked_out(helen)
    inputs, now = inputs_of(run), standing.now(inputs_of(run), results_of(run))
    west = inputs.places.codes[inputs.places.names.index("West library")]
    then = Trial(inputs).tried([Change("move", west, 608_000, 300_000)])
    [westshire, eastshire] = differing.crossing(inputs, now, then).rows
    assert westshire == ("Westshire", 750, 0, 0, 250, 0, 0)
    assert eastshire[5:] == (0, 250)


@pytest.mark.django_db
def test_what_was_kept_before_all_was_told_reads_on(helen: User) -> None:
    run = worked_out(helen)
    inputs, now = inputs_of(run), standing.now(inputs_of(run), results_of(run))
    arrays = {name: now.area[name] for name in ("demand", "satisfied", "too_far", "no_room")}
    head = {name: now.headline[name] for name in (*arrays, "places", "capacity", "used")}
    spots = [["1", "West library", 604_000, 300_000, 1000.0, 750.0, "open", True]]
    content = freeze({"spots": spots, "headline": head, "how": "delta"}, arrays).content
    earlier = read_tried(content)
    assert earlier.whole is False
    assert [each.key for each in differing.sheets(inputs, now, earlier)] == ["zones", "areas"]
    assert [each.label for each in comparing.lines(inputs, now, earlier)][:3] == [
        "Demand met", "Too far away", "No room",
    ]  # fmt: skip


def test_what_was_tried_reads_as_it_was_frozen() -> None:
    tried = Trial(a_region(2, "three_step"), "numpy").tried([Change("close", "3")])
    again = read_tried(tried.frozen().content)
    assert (again.headline, again.spots, again.how) == (tried.headline, tried.spots, tried.how)
    for name, each in tried.zone.items():
        assert again.zone[name].tolist() == each.tolist()
    assert again.frozen().digest == tried.frozen().digest
