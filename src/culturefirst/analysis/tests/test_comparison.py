"""What holds of every comparison, with numpy, scipy and the standard library as witnesses."""

import math
import statistics

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.spatial.distance import cdist

from culturefirst.analysis.comparison import (
    ENOUGH,
    Formula,
    Spread,
    as_table,
    groups_to_show,
    leap,
    measured,
    nearest,
    place,
    ratio,
    spread,
    spreads,
    strange,
    worked_out,
)
from culturefirst.analysis.comparison.disclosure import coarse, told
from culturefirst.analysis.comparison.neighbours import distances, standardised

often = settings(max_examples=100, deadline=None)
NUMBERS = st.floats(-1e6, 1e6, allow_nan=False)
KNOWN = st.lists(NUMBERS, min_size=ENOUGH, max_size=40)
HOLES = st.lists(st.none() | NUMBERS, max_size=40)
BETTER = st.sampled_from(["higher", "lower", "none"])


@st.composite
def tables(draw, most=12, columns=4, holes=True):
    rows = draw(st.integers(2, most))
    wide = draw(st.integers(1, columns))
    number = st.integers(-50, 50).map(float)
    cell = st.none() | number if holes else number
    return as_table([draw(st.lists(cell, min_size=wide, max_size=wide)) for _ in range(rows)], wide)


@often
@given(values=KNOWN)
def test_quartiles_are_those_of_numpy_and_of_the_standard_library(values):
    found = spread(values)
    assert [found.low, found.median, found.high] == pytest.approx(
        list(np.quantile(values, [0.25, 0.5, 0.75], method="linear")), rel=1e-9, abs=1e-6
    )
    assert [found.low, found.median, found.high] == pytest.approx(
        statistics.quantiles(values, n=4, method="inclusive"), rel=1e-9, abs=1e-6
    )
    assert min(values) <= found.low <= found.median <= found.high <= max(values)


@often
@given(values=HOLES)
def test_of_fewer_than_five_nothing_but_the_count_is_told(values):
    found = spread(values)
    assert found.n == sum(value is not None for value in values)
    assert found.is_shown is (found.n >= 5)
    assert (found.low is None, found.high is None) == (found.n < 5, found.n < 5)


@often
@given(table=tables(most=12))
def test_the_spread_of_a_table_is_that_of_each_of_its_columns(table):
    found = spreads(table)
    for column in range(table.shape[1]):
        one = spread([None if math.isnan(v) else float(v) for v in table[:, column]])
        assert found.of(column) == one


def test_equal_values_have_that_value_as_their_quartiles():
    assert spread([0.1] * 7) == Spread(7, 0.1, 0.1, 0.1)
    assert spread([]) == Spread(0)


@often
@given(values=KNOWN, at=st.data(), better=BETTER)
def test_a_rank_is_that_of_scipy_and_the_quarter_agrees_with_the_quartiles(values, at, better):
    mine = at.draw(st.integers(0, len(values) - 1))
    found, box = place(values[mine], values, spread(values), better), spread(values)
    ordered = values if better == "lower" else [-value for value in values]
    assert found.rank == stats.rankdata(ordered, method="min")[mine]
    assert found.of == len(values)
    assert found.tied == values.count(values[mine])
    if found.quarter == 1:
        assert values[mine] <= box.low
    if found.quarter == 4:
        assert values[mine] >= box.high
    if found.quarter in (2, 3):
        assert box.low < values[mine] < box.high


def test_the_best_quarter_is_the_lowest_where_lower_is_better():
    values = [float(n) for n in range(1, 9)]
    box = spread(values)
    assert (place(1, values, box, "lower").good, place(1, values, box, "higher").good) == (1, 4)
    assert (place(8, values, box, "higher").good, place(8, values, box, "none").good) == (1, 0)
    assert [place(v, values, box, "none").quarter for v in values] == [1, 1, 2, 2, 3, 3, 4, 4]
    assert place(3.0, [3.0] * 6, spread([3.0] * 6), "higher").quarter == 0
    assert place(1, [1, 2, 3, 4], spread([1, 2, 3, 4]), "higher") is None


def test_a_groups_ratio_is_the_sum_of_its_parts_and_no_mean_of_ratios():
    # £1 a visit of a large one and £10 a visit of a small one are not £5.50 a visit.
    assert ratio([(1000, 1000), (100, 10)]) == pytest.approx(1100 / 1010)
    assert ratio([(5, 10), (None, 90), (7, None)], per=1000) == 500
    assert ratio([(5, 0)]) is None
    assert ratio([]) is None


@often
@given(data=st.data(), rows=st.integers(1, 8))
def test_parts_are_those_worked_out_one_by_one(data, rows):
    items = ["cost", "income", "visits"]
    cell = st.none() | st.integers(-5, 9)
    said = [[data.draw(cell) for _ in items] for _ in range(rows)]
    formulas = [Formula({"cost": 1, "income": -1}, {"visits": 1}, 10), Formula({"income": 1})]
    above, below = measured(as_table(said, 3), items, formulas)
    found = worked_out(above, below, formulas)
    for row, (cost, income, visits) in enumerate(said):
        whole = None not in (cost, income, visits) and visits > 0
        wanted = [(cost - income) / visits * 10 if whole else None, income]
        shown = [None if math.isnan(v) else v for v in found[row]]
        assert shown == [None if w is None else pytest.approx(w) for w in wanted]
        assert np.isnan(above[row]).tolist() == np.isnan(below[row]).tolist()


def test_a_leap_is_a_change_by_more_than_the_share():
    assert [leap(130, 100, 0.3), leap(131, 100, 0.3), leap(69, 100, 0.3)] == [False, True, True]
    assert [leap(0, 0, 0.3), leap(1, 0, 0.3)] == [False, True]


@often
@given(values=st.lists(st.floats(0.01, 1e5), min_size=5, max_size=30))
def test_what_is_strange_is_so_in_any_unit_and_by_scipy(values):
    assert strange(values) == strange([value * 1024 for value in values])
    logs = np.log(values)
    width = stats.median_abs_deviation(logs, scale="normal")
    assume(width > 1e-6)
    away = np.abs(logs - np.median(logs)) / width
    assume(not np.isclose(away, 3.5).any())
    assert strange(values) == (away > 3.5).tolist()


def test_a_slip_of_a_factor_of_a_thousand_is_strange_and_a_large_one_is_not():
    costs = [2.1, 2.4, 1.9, 3.0, 2.6, 2450.0, 4.4, None]
    assert strange(costs) == [False] * 5 + [True, False, False]
    assert strange([1.0, 1.0, 1.0, 500.0]) == [False] * 4
    assert strange([7.0] * 9 + [70.0]) == [False] * 9 + [True]
    assert strange([-4.0, 1.0, 2.0, 0.0, 1.0, 900.0]) == [False] * 5 + [True]


@often
@given(table=tables(most=10, holes=False), data=st.data())
def test_distances_are_those_of_scipy_with_the_farthest_made_one(table, data):
    of = data.draw(st.integers(0, len(table) - 1))
    deviation = table.std(axis=0)
    scaled = (table - table.mean(axis=0)) / np.where(deviation > 0, deviation, 1)
    raw = cdist(scaled[of : of + 1], scaled)[0]
    top = np.delete(raw, of).max()
    wanted = raw / top if top > 1e-9 else raw
    assert distances(table, of) == pytest.approx(wanted, abs=1e-9)
    assert standardised(table) == pytest.approx(scaled, abs=1e-9)


@often
@given(table=tables(), data=st.data())
def test_neighbours_come_nearest_first_and_never_include_oneself(table, data):
    of, k = data.draw(st.integers(0, len(table) - 1)), data.draw(st.integers(1, 12))
    found, away = nearest(table, of, k), distances(table, of)
    order = [(each.distance, each.at) for each in found]
    assert order == sorted(order)
    assert of not in [each.at for each in found]
    told = [at for at in range(len(table)) if at != of and not math.isnan(away[at])]
    assert len(found) == min(k, len(told))
    assert all(0 <= each.distance <= 1 + 1e-9 for each in found)
    if found:
        left = [away[at] for at in told if at not in {each.at for each in found}]
        assert all(found[-1].distance <= each for each in left)
        both = ~np.isnan(table[of]) & ~np.isnan(table[found[0].at])
        assert found[0].shared == both.sum()


def test_the_reasons_name_the_traits_that_bring_two_near_and_keep_them_apart():
    # residents, density, share of the old, share of the young
    table = as_table(
        [[100, 5, 20, 10], [101, 50, 21, 30], [300, 90, 40, 50], [9, 9, None, None]], 4
    )
    first = nearest(table, 0, 1)[0]
    assert (first.at, first.alike, first.unlike) == (3, (1, 0), ())
    second = nearest(table, 0, 2)[1]
    assert (second.at, second.alike, second.unlike) == (1, (0, 2), (1, 3))
    assert nearest(table, 0, 3)[2].distance == 1.0


def test_who_has_less_than_half_of_the_traits_in_common_is_nobodys_neighbour():
    table = as_table([[1, 2, 3], [1, None, None], [4, 5, None]], 3)
    assert [each.at for each in nearest(table, 0, 5)] == [2]
    assert nearest(as_table([[1], [1], [1]], 1), 1, 2)[0].distance == 0.0


def test_no_group_is_shown_whose_rest_would_tell_of_few():
    assert groups_to_show({"county": 6, "district": 30}, 36) == (True, {"county", "district"})
    # Three unitaries would be left by subtracting: the smallest group is withheld, too.
    assert groups_to_show({"county": 6, "district": 30, "unitary": 3}, 39) == (True, {"district"})
    assert groups_to_show({"district": 30, "unitary": 2}, 32) == (True, set())
    assert groups_to_show({"district": 5}, 5) == (False, set())


@often
@given(counts=st.dictionaries(st.sampled_from("abcde"), st.integers(0, 20)), more=st.integers(0, 9))
def test_neither_a_group_nor_what_is_left_of_the_whole_is_ever_small(counts, more):
    total = sum(counts.values()) + more
    whole, shown = groups_to_show(counts, total)
    assert whole is (total >= 6)
    assert all(counts[name] >= 6 for name in shown)
    rest = total - sum(counts[name] for name in shown)
    assert not shown or rest == 0 or rest >= 6


def test_what_everybody_reads_has_two_figures_and_no_quartiles_that_are_one():
    assert [coarse(each) for each in (12345, -0.0987, 0, 1.95, 99.6, None)] == [
        12000, -0.099, 0, 1.9, 100, None,
    ]  # fmt: skip
    found = Spread(12, 1.04, 1.26, 1.51)
    assert told(found, quartiles=True) == Spread(12, 1.0, 1.3, 1.5)
    assert told(found, quartiles=False) == Spread(12, None, 1.3, None)
    assert told(Spread(12, 1.26, 1.27, 1.34), quartiles=True) == Spread(12, None, 1.3, None)


@often
@given(counts=st.dictionaries(st.sampled_from("abcde"), st.integers(0, 30)))
def test_whatever_has_quartiles_has_a_median_too(counts):
    total = sum(counts.values())
    assert groups_to_show(counts, total, 10)[1] <= groups_to_show(counts, total)[1]
