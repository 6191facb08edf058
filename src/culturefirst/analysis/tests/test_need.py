"""Expected participants, indices and balances: small cases by hand, and what always holds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from culturefirst.analysis.need import (
    BALANCES,
    Group,
    GroupRate,
    against,
    balance_class,
    demand_index,
    expected_by_group,
    expected_by_segment,
    profile,
    relative_provision,
    shares_of_groups,
    supply_per,
)


def test_participants_by_age_and_sex_are_counts_times_shares() -> None:
    groups = [Group("f", 16, 44), Group("m", 16, 44), Group("all", 45)]
    rates = [
        GroupRate(Group("f", 16, 44), 0.5),
        GroupRate(Group("m", 16, 44), 0.25),
        GroupRate(Group("all", 45), 0.1),
    ]
    found = expected_by_group([[100, 80, 50], [0, 0, 0]], groups, rates)
    assert found.people.tolist() == [75, 0]
    assert found.asked.tolist() == [230, 0]
    assert found.share[0] == pytest.approx(75 / 230)
    assert np.isnan(found.share[1])


def test_a_group_that_a_rate_covers_in_part_counts_by_its_years() -> None:
    # 16 and 17 of 15 to 19 are asked: four of five years.
    share, about = shares_of_groups([Group("all", 15, 19)], [GroupRate(Group("all", 16), 0.4)])
    assert about.tolist() == [0.8]
    assert share.tolist() == [pytest.approx(0.32)]
    # "65 and over" is taken for 65 to 89, "90 and over" for ten years.
    old = [GroupRate(Group("all", 65, 74), 0.5)]
    assert shares_of_groups([Group("all", 65), Group("all", 90)], old)[1].tolist() == [0.4, 0]


def test_a_group_of_both_sexes_is_half_one_and_half_the_other() -> None:
    rates = [GroupRate(Group("f", 16), 0.448), GroupRate(Group("m", 16), 0.343)]
    share, about = shares_of_groups([Group("all", 20, 24), Group("m", 90)], rates)
    assert share.tolist() == pytest.approx([0.3955, 0.343])
    assert about.tolist() == [1, 1]


def test_two_rates_about_the_same_people_are_refused() -> None:
    rates = [GroupRate(Group("all", 16, 44), 0.4), GroupRate(Group("f", 40, 60), 0.5)]
    with pytest.raises(ValueError, match="about the same people"):
        shares_of_groups([Group()], rates)


def test_participants_by_segment_are_people_times_shares_times_rates() -> None:
    found = expected_by_segment([1000, 500, 0], [[0.25, 0.75], [1, 0], [0, 1]], [0.4, 0.2])
    assert found.people.tolist() == [250, 200, 0]
    assert found.asked.tolist() == [1000, 500, 0]


def test_a_segment_without_a_rate_is_not_asked_and_unknown_areas_expect_nobody() -> None:
    found = expected_by_segment([1000, 1000], [[0.25, 0.75], [0, 0]], [np.nan, 0.2])
    assert found.people.tolist() == [150, 0]
    assert found.asked.tolist() == [750, 0]


def test_shares_that_do_not_add_to_one_are_refused_with_their_area() -> None:
    with pytest.raises(ValueError, match=r"area 2 add to 0\.9"):
        expected_by_segment([1, 1], [[0.5, 0.5], [0.5, 0.4]], [0.1, 0.1])
    with pytest.raises(ValueError, match="a column for each of the 3 groups"):
        expected_by_group([[1, 2]], [Group(), Group(), Group()], [])
    with pytest.raises(ValueError, match="negative"):
        expected_by_group([[-1]], [Group()], [])


def test_indices_are_a_hundred_at_the_average() -> None:
    found = expected_by_segment([1000, 500], [[0.25, 0.75], [1, 0]], [0.4, 0.2])
    overall = found.people.sum() / found.asked.sum()
    assert overall == 0.3
    assert demand_index(found.share, overall).tolist() == pytest.approx([83.3333, 133.3333])
    supply = supply_per([30, 0, 9], [1000, 500, 0])
    assert supply[:2].tolist() == [30, 0]
    assert np.isnan(supply[2])
    assert against([30, 0], 20).tolist() == [150, 0]
    with pytest.raises(ValueError, match="above nought"):
        demand_index([0.3], 0)


def test_relative_provision_and_classes_of_demand_and_supply() -> None:
    demand, supply = [80, 80, 125, 100, np.nan, 0], [60, 120, 50, 100, 10, 10]
    provision = relative_provision(supply, demand)
    assert provision[:4].tolist() == [0.75, 1.5, 0.4, 1]
    assert np.isnan(provision[4:]).all()
    found = balance_class(demand, supply)
    assert found.tolist() == [0, 1, 2, 3, -1, 0]
    assert BALANCES[found[2]] == "high demand, low supply"


def test_a_profile_compares_segments_here_with_those_of_the_whole() -> None:
    found = profile([100, 300], [[1, 0, 0], [0.5, 0.5, 0]], [True, False])
    assert found.share.tolist() == [1, 0, 0]
    assert found.whole.tolist() == [0.625, 0.375, 0]
    assert found.index[:2].tolist() == [160, 0]
    assert np.isnan(found.index[2])


@given(
    rows=st.lists(
        st.tuples(st.integers(0, 5000), st.integers(0, 5000), st.integers(0, 5000)),
        min_size=1,
        max_size=8,
    ),
    share=st.floats(0, 1),
)
def test_one_rate_for_everybody_is_a_share_of_everybody(
    rows: list[tuple[int, int, int]], share: float
) -> None:
    groups = [Group("f"), Group("m", 0, 64), Group("m", 65)]
    found = expected_by_group(rows, groups, [GroupRate(Group(), share)])
    assert found.asked == pytest.approx([sum(row) for row in rows])
    assert found.people == pytest.approx([sum(row) * share for row in rows])
