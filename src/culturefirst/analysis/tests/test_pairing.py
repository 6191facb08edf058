"""What holds of every pairing, and that it is as good as it says."""

import subprocess
import sys
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from culturefirst.analysis.pairing import PAIRS, RINGS, Case, Pairing, Why, check, pair
from culturefirst.analysis.pairing.relaxed import Relaxed
from culturefirst.analysis.pairing.threes import Threes

often = settings(max_examples=150, deadline=None)


@st.composite
def cases(draw: st.DrawFn, most: int = 7, mode: str | None = None) -> Case:
    size = draw(st.integers(2, most))
    worth = draw(st.lists(st.integers(0, 9), min_size=size * size, max_size=size * size))
    two = [frozenset(each) for each in combinations(range(size), 2)]
    no = draw(st.sets(st.sampled_from(two), max_size=len(two)))
    asked = draw(st.sampled_from((PAIRS, RINGS))) if mode is None else mode
    twos = asked == RINGS and draw(st.booleans())
    return Case(tuple(range(size)), np.array(worth).reshape(size, size), frozenset(no), asked, twos)


def links(found: Pairing) -> list[tuple[object, object]]:
    return [(link.challenger, link.host) for link in found.links]


def best(case: Case) -> tuple[int, int]:
    """By trying all: the fewest that are left out, and the most worth with so few."""
    size, found = len(case.bodies), []
    for to in permutations(range(size)):
        moved = [at for at in range(size) if to[at] != at]
        if all(case.allowed[at, to[at]] for at in moved) and _shaped(case, to, moved):
            found.append((len(moved), sum(int(case.worth[at, to[at]]) for at in moved)))
    covered, worth = max(found)
    return size - covered, worth


def _shaped(case: Case, to: tuple[int, ...], moved: list[int]) -> bool:
    back = [at for at in moved if to[to[at]] == at]
    if case.mode == RINGS:
        return case.twos or not back
    three = [at for at in moved if at not in back]
    if case.allowed.any(axis=1).sum() % 2 == 0:
        return not three
    return not three or (len(three) == 3 and to[to[to[three[0]]]] == three[0])


@often
@given(case=cases())
def test_nobody_is_challenged_twice_or_by_whom_it_may_not(case: Case) -> None:
    found = pair(case)
    assert check(case, links(found)) == []
    there = {one for one, _ in links(found)}
    assert {each.body for each in found.left_out} == set(case.bodies) - there


@often
@given(case=cases())
def test_it_leaves_out_as_few_as_possible_and_is_then_worth_most(case: Case) -> None:
    found, (fewest, worth) = pair(case), best(case)
    assert len(found.left_out) == fewest
    assert found.worth == worth


@often
@given(case=cases())
def test_the_bound_is_not_below_the_best(case: Case) -> None:
    found, (fewest, worth) = pair(case), best(case)
    assert found.fewest <= fewest
    assert worth <= found.bound


@often
@given(case=cases(most=14))
def test_the_same_question_has_the_same_answer(case: Case) -> None:
    assert pair(case) == pair(case)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), size=st.integers(20, 45), mode=st.sampled_from((PAIRS, RINGS)))
def test_of_many_all_are_challenged_and_the_bound_is_near(seed: int, size: int, mode: str) -> None:
    chance = np.random.default_rng(seed)
    worth = chance.integers(0, 100, (size, size))
    found = pair(Case(tuple(range(size)), worth, mode=mode))
    assert not found.left_out
    assert found.worth == found.bound


def test_more_than_can_be_tried_out_is_near_its_bound() -> None:
    chance = np.random.default_rng(3)
    worth = chance.integers(0, 100, (171, 171))
    case = Case(tuple(range(171)), worth, mode=PAIRS)
    found = pair(case)
    assert check(case, links(found)) == []
    assert [len(ring) for ring in found.rings].count(3) == 1
    assert not found.left_out
    assert found.worth >= 0.9999 * found.bound


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000), size=st.integers(4, 12), least=st.sampled_from((-40.0, 0.0)))
def test_of_all_rings_of_three_exactly_those_that_gain_enough_are_looked_at(
    seed: int, size: int, least: float
) -> None:
    chance = np.random.default_rng(seed)
    link = chance.integers(0, 100, (size, size)).astype(float)
    prices = Relaxed(np.zeros(0), chance.uniform(50, 120, size), np.array([5.0, 30.0]), 0.0)
    odd = chance.random(size) < 0.5
    threes = Threes(link, ~np.eye(size, dtype=bool))
    threes.price(prices, [odd])
    rows = np.array(list(combinations(range(size), 3)))
    spare = threes.gain(rows) - prices.seats[rows].sum(axis=1) - 5.0
    spare -= 30.0 * (odd[rows].sum(axis=1) >= 2)
    assert {tuple(row) for row in threes.at_least(least)[1].tolist()} == {
        tuple(row) for row in rows[spare >= least].tolist()
    }


def test_scipy_is_not_loaded_before_somebody_pairs() -> None:
    code = "import sys, culturefirst.analysis.pairing; print('scipy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_of_three_who_are_odd_a_ring_is_made_the_better_way_about() -> None:
    worth = np.array([[0, 1, 5], [5, 0, 1], [1, 5, 0]])
    found = pair(Case(("a", "b", "c"), worth))
    assert links(found) == [("a", "c"), ("c", "b"), ("b", "a")]
    assert (found.worth, found.bound, found.fewest) == (15, 15, 0)


def test_it_says_why_a_body_is_left_out() -> None:
    no = frozenset({frozenset("ab"), frozenset("ac")})
    found = pair(Case(("a", "b", "c"), np.ones((3, 3), int), no))
    assert [(each.body, each.why) for each in found.left_out] == [("a", Why.NOBODY)]
    odd = pair(Case(("a", "b", "c"), np.ones((3, 3), int), frozenset({frozenset("ab")})))
    assert [each.why for each in odd.left_out] == [Why.ODD]
    star = frozenset(frozenset(two) for two in ("bc", "bd", "cd"))
    taken = pair(Case(tuple("abcd"), np.ones((4, 4), int), star))
    assert [each.why for each in taken.left_out] == [Why.TAKEN, Why.TAKEN]
    assert taken.fewest == 2


def test_two_in_rings_challenge_each_other_only_if_they_may() -> None:
    worth = np.ones((2, 2), int)
    assert len(pair(Case(("a", "b"), worth, mode=RINGS)).left_out) == 2
    assert links(pair(Case(("a", "b"), worth, mode=RINGS, twos=True))) == [("a", "b"), ("b", "a")]


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (Case(("a", "b"), np.ones((2, 2), int), mode="stars"), "The mode is “pairs” or “rings”"),
        (Case(("a", "a"), np.ones((2, 2), int)), "a is there more than once"),
        (Case(("a", "b"), np.ones((3, 2), int)), "give 2 rows of 2 for 2 bodies"),
        (Case(("a", "b"), -np.ones((2, 2), int)), "in whole numbers from 0 to 10,000"),
    ],
)
def test_what_does_not_hold_together_is_refused_with_a_sentence(case: Case, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        pair(case)


def test_the_check_finds_each_fault_of_a_pairing_changed_by_hand() -> None:
    case = Case(tuple("abcd"), np.ones((4, 4), int), frozenset({frozenset("ad")}))
    assert check(case, [("a", "b"), ("b", "a"), ("c", "d"), ("d", "c")]) == []
    assert check(case, [("a", "d"), ("d", "a")]) == [
        "a may not challenge d.",
        "d may not challenge a.",
    ]
    assert check(case, [("a", "a")]) == ["a challenges itself."]
    assert check(case, [("a", "x")]) == [
        "x does not take part.",
        "x is challenged and challenges nobody.",
        "a challenges and is challenged by nobody.",
        "a challenges x, and not the other way about.",
    ]
    twice = check(case, [("a", "b"), ("a", "c"), ("b", "a"), ("c", "a")])
    assert twice == ["a challenges 2 bodies.", "a is challenged 2 times."]
    ring = [("a", "b"), ("b", "c"), ("c", "a")]
    assert check(case, ring) == []
    two = Case(tuple("ab"), np.ones((2, 2), int), mode=RINGS)
    assert check(two, [("a", "b"), ("b", "a")]) == ["a and b challenge each other."]
