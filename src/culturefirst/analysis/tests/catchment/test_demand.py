"""Visits from people and rates, and capacity in the same unit."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from culturefirst.analysis.catchment.demand import Rates, capacity, visits

RATES = Rates(
    ("16 to 24", "25 and over"), np.array([0.2, 0.1]), np.array([1.5, 2.0]), np.array([0.6, 0.5])
)


def test_visits_are_people_by_participation_by_frequency_by_share_in_the_peak() -> None:
    assert_allclose(RATES.visits, [0.18, 0.1])
    assert_allclose(visits(np.array([[100.0, 300.0], [0.0, 0.0]]), RATES), [48, 0])


def test_capacity_is_people_at_one_time_by_hours_over_the_length_of_a_visit() -> None:
    assert_allclose(capacity(50, 52.5, 60), 2625)
    assert_allclose(capacity(np.array([50.0, 0.0]), np.array([52.5, 10.0]), 45), [3500, 0])


@pytest.mark.parametrize(
    ("at_one_time", "hours", "minutes", "said"),
    [
        (50, 52.5, 0, "A visit takes 0 minutes: give more than 0."),
        (np.nan, 52.5, 60, "The people at one time are 0 or more, and known for each facility."),
        (50, 200, 60, "The peak hours are from 0 to 168, and known for each facility."),
    ],
)
def test_a_capacity_that_cannot_be_is_refused(
    at_one_time: float, hours: float, minutes: float, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        capacity(at_one_time, hours, minutes)


def test_rates_that_cannot_be_are_refused_with_their_group() -> None:
    per_cent = Rates(RATES.groups, np.array([0.2, 10.0]), RATES.frequency, RATES.peak_share)
    with pytest.raises(ValueError, match=r"“25 and over” is 10, but a share .* 10 per cent is 0.1"):
        per_cent.require_sound()
    unknown = Rates(RATES.groups, RATES.participation, np.array([1.5, np.nan]), RATES.peak_share)
    with pytest.raises(ValueError, match="The frequency of “25 and over” is not known"):
        unknown.require_sound()
    short = Rates(RATES.groups, RATES.participation, np.array([1.5]), RATES.peak_share)
    with pytest.raises(ValueError, match="There are 1 values of frequency for 2 groups"):
        short.require_sound()
    twice = Rates(("a", "a"), RATES.participation, RATES.frequency, RATES.peak_share)
    with pytest.raises(ValueError, match="The group “a” is there more than once"):
        twice.require_sound()


def test_populations_that_do_not_fit_are_refused_with_their_row() -> None:
    with pytest.raises(ValueError, match="Population is 1 × 3: give one column"):
        visits(np.array([[1.0, 2.0, 3.0]]), RATES)
    with pytest.raises(ValueError, match="Row 2: the number of people in “25 and over” is -4"):
        visits(np.array([[1.0, 2.0], [3.0, -4.0]]), RATES)
