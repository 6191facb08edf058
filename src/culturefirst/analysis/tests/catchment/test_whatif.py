"""What if: changes followed through the rounds give what solving the whole gives."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from culturefirst.analysis.catchment import (
    Allocation,
    Areas,
    BadInput,
    Facilities,
    Gaussian,
    Rationing,
    Reach,
    StraightLine,
    TravelTable,
)
from culturefirst.analysis.catchment.changes import Change, Close, Growth, Move, Open, Resize
from culturefirst.analysis.catchment.whatif import DELTA, WHOLE, WhatIf
from culturefirst.analysis.tests.catchment.allocations import slowly

EAST, NORTH, LIMIT = 545_000, 258_000, 5_000
often = settings(max_examples=150, deadline=None)


def reach_of(areas: Sequence[tuple[int, int]], facilities: Sequence[tuple[int, int]]) -> Reach:
    east, north = np.array(areas).T
    there, up = np.array(facilities).T
    return Reach.of(
        Areas(tuple(f"a{at}" for at in range(len(east))), east, north, np.zeros(len(east))),
        Facilities(tuple(f"f{at}" for at in range(len(there))), there, up, np.zeros(len(there))),
        StraightLine(LIMIT),
        Gaussian(),
    )


def town(seed: int, areas: int = 300, facilities: int = 60) -> tuple[Reach, np.ndarray, np.ndarray]:
    """A country of some towns with facilities, about nine tenths of demand in capacity."""
    chance = np.random.default_rng(seed)
    centre = chance.integers(0, 40_000, (12, 2)) + np.array((EAST, NORTH))
    homes = centre[chance.integers(0, 12, areas)] + chance.integers(-4000, 4000, (areas, 2))
    places = centre[chance.integers(0, 12, facilities)] + chance.integers(
        -4000, 4000, (facilities, 2)
    )
    demand = chance.integers(0, 90, areas).astype(float)
    share = chance.random(facilities)
    capacity = np.round(share * 0.9 * demand.sum() / share.sum(), 2)
    return reach_of(homes.tolist(), places.tolist()), demand, capacity


def same(one: Allocation, other: Allocation, within: float) -> None:
    for name in ("demand", "satisfied", "too_far", "no_room", "capacity", "used"):
        assert_allclose(getattr(one, name), getattr(other, name), atol=within, err_msg=name)


CHANGES: dict[str, list[Change]] = {
    "closed": [Close("f3")],
    "resized to more": [Resize("f5", 400)],
    "resized to less": [Resize("f5", 10)],
    "moved": [Move("f7", EAST + 20_000, NORTH + 20_000)],
    "opened": [Open("new", EAST + 10_000, NORTH + 10_000, 150)],
    "grown": [Growth("a11", 300)],
    "shrunk": [Growth("a11", -1)],
    "closed and opened again": [Close("f3"), Resize("f3", 80), Close("f4")],
    "a chain of all": [
        Close("f3"),
        Open("new", EAST + 10_000, NORTH + 10_000, 150),
        Growth("a11", 300),
        Move("new", EAST + 10_500, NORTH + 9_000),
        Resize("new", 90),
        Move("f7", EAST + 20_000, NORTH + 20_000),
        Close("f8"),
    ],
}


@pytest.mark.parametrize("engine", ["numpy", "numba"])
@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_a_change_that_is_followed_is_what_the_whole_gives(
    changes: list[Change], engine: str
) -> None:
    for seed in range(3):
        reach, demand, capacity = town(seed)
        demand[11] = max(demand[11], 1)
        tight = WhatIf(reach, demand, capacity, close=1e-13, engine=engine)
        found = tight.try_changes(changes)
        same(found.allocation, tight.settled(changes), 1e-7)
        close = WhatIf(reach, demand, capacity, engine=engine)
        same(close.try_changes(changes).allocation, close.settled(changes), 3e-6 * demand.sum())


def test_small_changes_are_followed_and_great_ones_solved_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("culturefirst.analysis.catchment.whatif.BUDGET", 1)
    reach, demand, capacity = town(0)
    whatif = WhatIf(reach, demand, capacity * 3, engine="numpy")
    assert whatif.try_changes([Close("f3")]).how == DELTA
    assert whatif.try_changes([Resize(f"f{at}", 9) for at in range(60)]).how == WHOLE
    nearest = WhatIf(reach, demand, capacity, rationing=Rationing.NEAREST)
    assert nearest.try_changes([Close("f3")]).how == WHOLE


def test_nothing_changed_is_nothing_followed() -> None:
    reach, demand, capacity = town(1)
    whatif = WhatIf(reach, demand, capacity, engine="numpy")
    found = whatif.try_changes([])
    assert (found.how, found.work, len(found.changed)) == (DELTA, 0, 0)
    assert_array_equal(found.allocation.satisfied, whatif.before.satisfied)
    assert_array_equal(found.allocation.used, whatif.before.used)


@pytest.mark.parametrize("engine", ["numpy", "numba"])
def test_a_change_taken_back_gives_the_very_same_numbers(engine: str) -> None:
    reach, demand, capacity = town(2)
    whatif = WhatIf(reach, demand, capacity, engine=engine)
    first = whatif.try_changes([])
    whatif.try_changes(CHANGES["a chain of all"])
    again = whatif.try_changes(
        [Close("f3"), Resize("f3", capacity[3]), Growth("a9", 5), Growth("a9", -5)]
    )
    assert_array_equal(again.allocation.satisfied, first.allocation.satisfied)
    assert_array_equal(again.allocation.no_room, first.allocation.no_room)
    assert_array_equal(again.allocation.used, first.allocation.used)


def test_what_is_opened_stands_last_and_what_moved_keeps_its_place() -> None:
    reach, demand, capacity = town(0, 30, 3)
    changes = [Open("new", EAST, NORTH, 7), Move("f1", EAST + 9, NORTH + 9)]
    found = WhatIf(reach, demand, capacity).try_changes(changes)
    assert found.codes == ("f0", "f1", "f2", "new")
    assert_array_equal(found.allocation.capacity, [*capacity, 7])


def test_only_areas_whose_figures_move_are_told() -> None:
    # Two towns far from each other.
    reach = reach_of(
        [(EAST, NORTH), (EAST + 30_000, NORTH)], [(EAST, NORTH), (EAST + 30_000, NORTH)]
    )
    whatif = WhatIf(reach, np.array([10.0, 10.0]), np.array([8.0, 8.0]))
    found = whatif.try_changes([Close("f1")])
    assert_array_equal(found.changed, [1])
    assert_allclose(found.allocation.too_far, [0, 10])
    assert_allclose(found.allocation.no_room, [2, 0])


@pytest.mark.parametrize("rationing", Rationing)
def test_attractiveness_and_rationing_hold_for_what_is_tried(rationing: Rationing) -> None:
    reach, demand, capacity = town(1)
    pull = np.random.default_rng(7).random(60)
    whatif = WhatIf(reach, demand, capacity, pull, rationing, close=1e-13)
    changes = [Close("f3"), Open("new", EAST + 10_000, NORTH + 10_000, 150, 0.5), Resize("f9", 500)]
    same(whatif.try_changes(changes).allocation, whatif.settled(changes), 1e-7)
    with pytest.raises(BadInput, match="Row 1, attractiveness: it is not known"):
        whatif.try_changes([Open("new", EAST, NORTH, 150)])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([Close("f3"), Close("no")], "Row 2, code: there is no facility no."),
        ([Resize("f3", -1)], "Row 1, capacity: f3 cannot have a capacity of -1."),
        ([Growth("no", 1)], "Row 1, area: there is no area no."),
        ([Open("new", EAST, NORTH, 1, 0.5)], "Row 1, attractiveness: what stands draws by its"),
        ([Growth("a1", -1e9)], "Row 1, demand: a1 asks for"),
        ([Open("f3", EAST, NORTH, 1)], "Row 1, code: f3 stands already."),
        ([Move("f3", 52.2, 0.1)], "Row 1, easting, northing: 52.2, 0.1 are degrees"),
        ([Growth("a1", 1), Open("new", 900_000, 100_000, 1)], "Row 2, easting, northing: 900000"),
    ],
)
def test_a_change_that_cannot_be_is_refused_with_its_number(
    changes: list[Change], said: str
) -> None:
    reach, demand, capacity = town(0, 30, 5)
    with pytest.raises(BadInput, match=said):
        WhatIf(reach, demand, capacity).try_changes(changes)


def test_with_a_table_of_minutes_sites_are_listed_beforehand() -> None:
    reach, demand, _ = town(0, 3, 2)
    table = TravelTable(np.array([0, 1, 2]), np.array([0, 0, 1]), np.array([5.0, 9.0, 3.0]), 10)
    timed = Reach.of(reach.areas, reach.facilities, table, Gaussian())
    whatif = WhatIf(timed, demand, np.array([4.0, 0.0]))
    assert whatif.before.too_far[2] == demand[2]
    assert whatif.try_changes([Resize("f1", 1000)]).allocation.too_far[2] == 0
    with pytest.raises(BadInput, match="List the site as a facility of capacity 0"):
        whatif.try_changes([Move("f0", EAST, NORTH)])


@st.composite
def questions(draw: st.DrawFn) -> tuple[list, list, list[float], list[float], list[Change]]:
    point = st.tuples(
        st.integers(0, 12).map(lambda at: EAST + 900 * at),
        st.integers(0, 4).map(lambda at: NORTH + 900 * at),
    )
    areas = draw(st.lists(point, min_size=1, max_size=7))
    facilities = draw(st.lists(point, min_size=1, max_size=6))
    demand = draw(st.lists(st.integers(0, 12), min_size=len(areas), max_size=len(areas)))
    room = draw(st.lists(st.integers(0, 12), min_size=len(facilities), max_size=len(facilities)))
    code = st.integers(0, len(facilities) - 1).map(lambda at: f"f{at}")
    change = st.one_of(
        st.builds(Close, code),
        st.builds(Resize, code, st.integers(0, 15)),
        st.builds(lambda at, to: Move(at, *to), code, point),
        st.builds(
            Growth, st.integers(0, len(areas) - 1).map(lambda at: f"a{at}"), st.integers(0, 9)
        ),
    )
    changes = draw(st.lists(change, max_size=4))
    if draw(st.booleans()):
        changes.append(Open("new", *draw(point), draw(st.integers(0, 15))))
    return areas, facilities, demand, room, changes


@often
@given(question=questions(), engine=st.sampled_from(["numpy", "numba"]))
def test_it_agrees_with_the_slow_oracle_on_things_as_they_would_stand(
    question: tuple[list, list, list[float], list[float], list[Change]], engine: str
) -> None:
    areas, facilities, demand, room, changes = question
    reach = reach_of(areas, facilities)
    whatif = WhatIf(
        reach,
        np.array(demand, float),
        np.array(room, float),
        close=1e-13,
        engine=engine,
    )
    found = whatif.try_changes(changes).allocation
    demand, room = list(demand), list(room)
    places = list(facilities)
    for change in changes:
        if isinstance(change, Growth):
            demand[int(change.code[1:])] += change.demand
        elif isinstance(change, Open):
            places.append((change.easting, change.northing))
            room.append(change.capacity)
        elif isinstance(change, Move):
            places[int(change.code[1:])] = change.easting, change.northing
        else:
            room[int(change.code[1:])] = 0 if isinstance(change, Close) else change.capacity
    squared = ((np.array(areas)[:, None] - np.array(places)[None]) ** 2).sum(axis=2)
    weights = np.where(squared <= LIMIT**2, np.exp(-squared / (2 * (LIMIT / 2) ** 2)), 0)
    slow = slowly(weights, np.array(demand, float), np.array(room, float), close=1e-13)
    assume(_clear(room, slow.used))
    assert_allclose(found.satisfied, np.array(slow.satisfied, float), atol=1e-6)
    assert_allclose(found.too_far, np.array(slow.too_far, float), atol=1e-6)
    assert_allclose(found.used, np.array(slow.used, float), atol=1e-6)


def _clear(room: list[float], used: list) -> bool:
    """Whether no facility is full by a hair: there, rounding decides in which round."""
    return all(
        each == 0 or each - there == 0 or each - there > 1e-6
        for each, there in zip(room, used, strict=True)
    )
