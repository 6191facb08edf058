"""Both ways of calculating find the very pairs that looking at each would: for any points."""

import math
import tracemalloc
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from culturefirst.analysis.catchment import (
    Areas,
    ByMode,
    Even,
    Facilities,
    Gaussian,
    Linear,
    Mode,
    Reach,
    Steps,
    StraightLine,
    density,
    gathered,
)
from culturefirst.analysis.tests.catchment.places import areas, facilities

Points = list[tuple[int, int]]


@st.composite
def cases(draw: st.DrawFn) -> tuple[Points, Points, int, float]:
    """Points on a coarse lattice, many of them in one place or just at the limit."""
    step = draw(st.sampled_from([1, 60, 1000, 5000]))
    cell = st.integers(0, draw(st.integers(0, 25)))
    point = st.tuples(cell, cell).map(lambda at: (at[0] * step, at[1] * step))
    limit = draw(st.integers(1, 26)) * step
    many, few = (
        draw(st.lists(point, min_size=1, max_size=40)),
        draw(st.lists(point, min_size=1, max_size=15)),
    )
    return many, few, limit, draw(st.sampled_from([1.0, 1.25, 1.3]))


@settings(max_examples=80, deadline=None)
@given(cases())
def test_the_pairs_are_those_that_looking_at_each_finds(
    case: tuple[Points, Points, int, float],
) -> None:
    many, few, limit, detour = case
    # In whole numbers: detour² d² ≤ limit², the detour in hundredths.
    hundred = round(100 * detour)
    near = [
        [hundred**2 * ((a - x) ** 2 + (b - y) ** 2) <= (100 * limit) ** 2 for x, y in few]
        for a, b in many
    ]
    for engine in ("numpy", "numba"):
        reach = Reach.of(
            _placed(Areas, many), _placed(Facilities, few), StraightLine(limit, detour), Even(),
            engine=engine,
        )  # fmt: skip
        assert (reach.csr().toarray() > 0).tolist() == near
        assert reach.pairs == sum(map(sum, near))
        assert reach.to_areas(np.ones(len(few))).tolist() == [sum(row) for row in near]
        assert reach.to_facilities(np.ones(len(many))).tolist() == [
            sum(column) for column in zip(*near, strict=True)
        ]
        for at, row in enumerate(near[:3]):
            assert reach.of_area(at)[0].tolist() == [j for j, is_near in enumerate(row) if is_near]


def _placed(kind: Any, points: Points) -> Any:
    east, north = np.array(points).T
    names = tuple(str(at) for at in range(len(points)))
    return kind(names, east + 500_000, north + 200_000, np.ones(len(points)))


@pytest.mark.parametrize(
    "decay",
    [
        Gaussian(),
        Linear(),
        Steps(((900, 1.0), (4000, 0.3), (9000, 0.6))),
        ByMode((Mode("walk", 0.4, 2000, 1.3, Gaussian()), Mode("car", 0.6, 9000, 1.2, Linear()))),
    ],
)
def test_both_agree_where_there_is_enough_for_several_threads(decay: Any) -> None:
    people, places = areas(3000, wide=20_000), facilities(2500, wide=20_000)
    one, other = (
        Reach.of(people, places, StraightLine(9000), decay, engine=engine)
        for engine in ("numpy", "numba")
    )
    assert one.pairs == other.pairs > 1_000_000
    for mine, theirs, given_ in (
        (one.to_areas, other.to_areas, places.capacity),
        (one.to_facilities, other.to_facilities, people.demand),
    ):
        right = mine(given_)
        np.testing.assert_allclose(theirs(given_), right, rtol=1e-5, atol=1e-5 * right.max())
    kept = Reach.of(people, places, StraightLine(9000), decay, engine="numba", table=True)
    np.testing.assert_allclose(kept.to_areas(places.capacity), one.to_areas(places.capacity))


def test_a_narrow_strip_of_places_and_one_place_alone_are_found() -> None:
    east = np.arange(0, 40_000, 100) + 500_000
    people = Areas(tuple(map(str, east)), east, np.full(400, 300_000), np.ones(400))
    place = Facilities(("X",), np.array([520_000]), np.array([300_000]), np.ones(1))
    for engine in ("numpy", "numba"):
        found = Reach.of(people, place, StraightLine(1000), Gaussian(), engine=engine)
        assert found.pairs == 21
        bell = sum(math.exp(-((100 * n) ** 2) / (2 * 500**2)) for n in range(-10, 11))
        assert found.to_facilities(np.ones(400))[0] == pytest.approx(bell, rel=1e-6)


def test_without_a_folder_to_keep_it_in_a_loop_is_compiled_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from culturefirst.analysis.catchment import compiled

    right = compiled.njit

    def nowhere(**options: Any) -> Any:
        if options.get("cache"):
            raise RuntimeError("cannot cache function: no locator available")
        return right(**options)

    monkeypatch.setattr(compiled, "njit", nowhere)

    def twice(number: int) -> int:
        return number * 2

    assert compiled._compiled(twice)(21) == 42


def test_numba_is_taken_where_it_is_installed_and_there_is_much_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from culturefirst.analysis.catchment import engines as module

    people, places = areas(400), facilities(300)
    monkeypatch.setattr(module, "WORTH_COMPILING", 30_000)
    wide, narrow = StraightLine(20_000), StraightLine(2000)
    assert Reach.of(people, places, wide, Gaussian()).engine == "numba"
    assert Reach.of(people, places, narrow, Gaussian()).engine == "numpy"
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    assert Reach.of(people, places, wide, Gaussian()).engine == "numpy"
    with pytest.raises(ValueError, match="install culturefirst"):
        Reach.of(people, places, wide, Gaussian(), engine="numba")


def test_the_number_of_pairs_is_guessed_by_squares_whatever_the_order_of_rows() -> None:
    people, places = areas(2000).checked(), facilities(500).checked()
    right = Reach.of(people, places, StraightLine(6000), Even()).pairs
    guessed = density.near(people, places, 6000)
    assert guessed.sum() == pytest.approx(right, rel=0.12)
    turn = np.random.default_rng(1).permutation(2000)
    turned = Areas(people.codes, people.easting[turn], people.northing[turn], people.demand)
    assert density.near(turned, places, 6000).tolist() == guessed[turn].tolist()


def test_pairs_within_a_few_metres_are_guessed_without_a_square_for_each_few_metres() -> None:
    ends = np.array([200_000, 500_000])
    people = Areas(("A", "B"), ends, ends, np.ones(2)).checked()
    place = Facilities(("X",), ends[:1], ends[:1], np.ones(1)).checked()
    tracemalloc.start()
    guessed = density.near(people, place, 10)
    assert tracemalloc.get_traced_memory()[1] < 40_000_000
    tracemalloc.stop()
    assert 0 < guessed[0] < 1
    assert guessed[1] == 0


def test_how_many_threads_there_are_changes_no_digit(monkeypatch: pytest.MonkeyPatch) -> None:
    people, places = areas(900, wide=9000), facilities(1300, wide=9000)
    found = []
    for threads in (1, 2, 7):
        monkeypatch.setattr(gathered, "processors", lambda many=threads: many)
        monkeypatch.setattr(gathered, "ONE_THREAD", 0)
        reach = Reach.of(people, places, StraightLine(9000), Linear(), engine="numba")
        found.append(reach.to_areas(places.capacity))
    assert (found[0] == found[1]).all() and (found[0] == found[2]).all()
