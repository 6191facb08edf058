"""What answers tell, beside worked examples that were published and beside scipy."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.optimize import linprog

from culturefirst.analysis.survey import (
    LEAST,
    agreement,
    change,
    crossed,
    crossed_several,
    effective,
    hidden,
    mean,
    paired_change,
    raked,
    share,
    tallied,
    weighted_to,
)

COUNTS = st.integers(0, 400)


@given(COUNTS, st.integers(1, 400))
def test_an_interval_of_a_share_is_wilsons(hits: int, more: int) -> None:
    base = hits + more
    told = stats.binomtest(hits, base).proportion_ci(method="wilson")
    found = share(hits, base)
    assert (found.low, found.high) == pytest.approx((told.low, told.high), abs=1e-12)
    assert found.low <= found.value <= found.high


def test_of_all_who_could_answer_nothing_is_left_uncertain() -> None:
    found = share(25, 52, population=52)
    assert (found.low, found.value, found.high) == (25 / 52, 25 / 52, 25 / 52)
    part = share(16, 40, population=52)
    whole = share(16, 40)
    assert part.worth == pytest.approx(40 * 51 / 12)
    assert whole.low < part.low < part.value < part.high < whole.high


def test_shares_without_answers_or_beyond_them_are_told() -> None:
    assert share(0, 0).value is None
    assert share(0, 10).low == 0.0
    assert share(10, 10).high == 1.0
    with pytest.raises(ValueError, match="11 hits are no part of 10 answers"):
        share(11, 10)
    with pytest.raises(ValueError, match="60 answers and only 52"):
        share(30, 60, population=52)


def test_a_mean_has_students_interval_and_of_a_finite_population_a_narrower_one() -> None:
    values = [3.0, 4.0, 5.0, np.nan, 8.0]
    found = mean(values)
    known = [3.0, 4.0, 5.0, 8.0]
    told = stats.t.interval(0.95, 3, np.mean(known), stats.sem(known))
    assert (found.value, found.base) == (5.0, 4)
    assert (found.low, found.high) == pytest.approx(told)
    part = mean(values, population=16)
    assert part.high - 5 == pytest.approx((told[1] - 5) * np.sqrt(0.75))
    assert mean(values, population=4).low == 5.0
    assert (mean([2.0]).value, mean([2.0]).low) == (2.0, None)
    assert mean([]).value is None


def test_weights_move_a_mean_and_make_answers_worth_fewer() -> None:
    assert mean([1.0, 2.0], [3.0, 1.0]).value == 1.25
    assert effective([1, 1, 1, 1]) == 4
    assert effective([3, 1]) == pytest.approx(1.6)
    assert mean([1.0, 2.0, 9.0], [1.0, 1.0, 0.0]).base == 2
    with pytest.raises(ValueError, match="below nought"):
        mean([1.0], [-1.0])


def test_a_change_of_a_share_is_as_newcombe_worked_it_out() -> None:
    """His example of 1998: 56 of 70 against 48 of 80."""
    found = change(share(48, 80), share(56, 70))
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert found.told == 1
    back = change(share(56, 70), share(48, 80))
    assert (back.low, back.high, back.told) == (-found.high, -found.low, -1)
    assert change(share(20, 40), share(21, 40)).told == 0
    assert not change(share(0, 0), share(21, 40)).is_known


def test_a_change_among_the_same_people_is_as_newcombe_worked_it_out() -> None:
    """His example of 1998: 36 both times, 12 only now, 2 only before, none never."""
    found = paired_change(36, 2, 12, 0)
    assert (found.low, found.high) == pytest.approx((0.0569, 0.3404), abs=5e-5)
    with pytest.raises(ValueError, match="below nought"):
        paired_change(-1, 0, 0, 0)


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_a_paired_change_turns_round_with_time(both: int, gone: int, new: int, never: int) -> None:
    found, back = paired_change(both, gone, new, never), paired_change(both, new, gone, never)
    if found.is_known:
        assert (back.low, back.high) == pytest.approx((-found.high, -found.low), abs=1e-12)
        assert -1 <= found.low <= found.value <= found.high <= 1


def test_weights_by_cells_make_the_answers_stand_for_all() -> None:
    cells = ["Essex"] * 6 + ["Suffolk"] * 2
    found = weighted_to(cells, {"Essex": 14, "Suffolk": 8, "Norfolk": 8})
    assert found.each[0] == pytest.approx(14 / 22 / (6 / 8))
    assert found.each[-1] == pytest.approx(8 / 22 / (2 / 8))
    assert found.each.mean() == pytest.approx(1)
    assert (found.silent, found.unknown) == (("Norfolk",), 0)
    assert weighted_to([*cells, "Kent"], {"Essex": 14, "Suffolk": 8}).unknown == 1
    with pytest.raises(ValueError, match="fewer than nought"):
        weighted_to(cells, {"Essex": -1})


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz")), min_size=6, max_size=60))
def test_raking_meets_every_margin_where_every_pair_of_cells_has_somebody(rows) -> None:
    rows = [*rows, *((one, other) for one in "ab" for other in "xyz")]
    ours, theirs = [each[0] for each in rows], [each[1] for each in rows]
    found = raked([(ours, {"a": 30, "b": 10}), (theirs, {"x": 4, "y": 2, "z": 2})])
    assert found.settled
    assert found.each.mean() == pytest.approx(1)
    for cells, name, part in ((ours, "a", 0.75), (theirs, "x", 0.5), (theirs, "z", 0.25)):
        mine = np.array([cell == name for cell in cells])
        assert found.each[mine].sum() / found.each.sum() == pytest.approx(part, abs=1e-6)


def test_raking_by_one_trait_is_weighting_by_its_cells() -> None:
    cells, population = ["a", "a", "b"], {"a": 1, "b": 1}
    assert (
        raked([(cells, population)]).each.tolist() == weighted_to(cells, population).each.tolist()
    )
    with pytest.raises(ValueError, match="same answers"):
        raked([(["a"], {"a": 1}), (["x", "y"], {"x": 1})])


def test_answers_are_counted_by_group_and_those_who_gave_none_are_in_no_base() -> None:
    rows, groups = np.array([0, 1, 1, -1, 0]), np.array([0, 0, 1, 1, -1])
    found = crossed(rows, 2, groups, 2)
    assert found.counts.tolist() == [[1, 0], [1, 1]]
    assert found.bases.tolist() == [2, 1]
    assert found.shares.tolist() == [[0.5, 0.0], [0.5, 1.0]]
    heavy = crossed(rows, 2, groups, 2, np.array([3.0, 1, 1, 1, 1]))
    assert heavy.shares[:, 0].tolist() == [0.75, 0.25]
    assert tallied(rows, 2).counts.tolist() == [[2], [2]]
    with pytest.raises(ValueError, match="not of the same answers"):
        crossed(rows, 2, groups[:3], 2)


def test_of_several_answers_each_option_counts_over_all_who_were_asked() -> None:
    options = [np.array([1, 0, 1, -1]), np.array([1, 1, 0, -1])]
    found = crossed_several(options, np.zeros(4, int), 1)
    assert found.counts.tolist() == [[2], [2]]
    assert found.bases.tolist() == [3]
    assert np.isnan(crossed_several(options, np.full(4, -1), 1).shares).all()


def test_a_small_cell_takes_another_with_it_in_its_row_and_its_column() -> None:
    table = np.array([[20, 3, 9], [30, 14, 25], [12, 40, 50]])
    assert hidden(table).tolist() == [
        [False, True, True],
        [False, True, True],
        [False, False, False],
    ]
    assert not hidden(np.array([[20, 0], [5, 9]])).any()
    assert hidden(np.array([[20], [3], [9], [40]]))[:, 0].tolist() == [False, True, True, False]


def test_of_several_answers_a_cell_is_hidden_where_few_chose_it_or_few_did_not() -> None:
    table = np.array([[20, 3], [28, 10]])
    assert hidden(table, bases=np.array([30, 20])).tolist() == [[False, True], [True, False]]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(st.integers(0, 14), min_size=3, max_size=3), min_size=2, max_size=4))
def test_no_small_cell_can_be_worked_out_of_the_totals(rows) -> None:
    table = np.array(rows)
    mask = hidden(table)
    few = (table > 0) & (table < LEAST)
    assert (mask | ~few).all()
    if mask.all():  # where nothing else is left to hide, nothing at all is told
        return
    places = np.argwhere(mask).tolist()
    for row, column in np.argwhere(few).tolist():
        low, high = _could_be(table, places, [row, column])
        assert high >= LEAST
        assert high > low


def _could_be(table, places, at) -> tuple[int, int]:
    """Written anew: what a cell could be, each total an equation of its own."""
    rows, totals = [], []
    for axis in (0, 1):
        for line in range(table.shape[axis]):
            rows.append([1.0 if place[axis] == line else 0.0 for place in places])
            totals.append(sum(int(table[tuple(p)]) for p in places if p[axis] == line))
    cost = [1.0 if place == at else 0.0 for place in places]
    low = linprog(cost, A_eq=rows, b_eq=totals).fun
    return round(low), round(-linprog([-each for each in cost], A_eq=rows, b_eq=totals).fun)


def test_agreement_of_coders_is_as_krippendorff_worked_it_out() -> None:
    """His example: four coders, twelve units, of which not all were coded by all."""
    none = None
    by_unit = [
        [1, 1, none, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4],
        [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [none, 5, 5, 5], [none, none, 1, 1],
        [none, none, 3, none],
    ]  # fmt: skip
    found = agreement(by_unit)
    assert found.alpha == pytest.approx(0.743, abs=5e-4)
    assert (found.agreed, found.pairs, found.units, found.word) == (43, 55, 11, "fair")
    assert agreement([["a", None]]).alpha is None
    assert agreement([["a", "a"], ["a", "a"]]).alpha is None
    assert agreement([["a", "a"], ["b", "b"]]).alpha == 1
