"""Dates, spans, figures and counts in words."""

from datetime import UTC, date, datetime

import pytest

from culturefirst.kit import wording


def test_a_day_is_written_in_full() -> None:
    assert wording.day(date(2011, 9, 19)) == "19 September 2011"


def test_a_moment_is_read_in_the_networks_own_zone() -> None:
    assert wording.day(datetime(2011, 6, 30, 23, 30, tzinfo=UTC)) == "1 July 2011"


def test_a_month_is_written_short_with_september_as_sept() -> None:
    assert [wording.month(date(2011, n, 1)) for n in (2, 6, 9)] == [
        "Feb 2011",
        "June 2011",
        "Sept 2011",
    ]


@pytest.mark.parametrize(
    ("starts", "ends", "says"),
    [
        (date(2011, 4, 1), date(2012, 3, 31), "Apr 2011 – Mar 2012"),
        (date(2011, 9, 1), date(2011, 9, 30), "Sept 2011"),
        (date(2012, 2, 1), date(2012, 2, 29), "Feb 2012"),
        (date(2011, 5, 3), date(2011, 5, 5), "3–5 May 2011"),
        (date(2011, 5, 3), date(2011, 5, 3), "3 May 2011"),
        (date(2011, 5, 3), date(2011, 6, 5), "3 May – 5 June 2011"),
        (date(2011, 5, 3), date(2012, 6, 5), "3 May 2011 – 5 June 2012"),
        (None, date(2011, 4, 30), "by end Apr 2011"),
        (None, date(2011, 4, 29), "by 29 April 2011"),
        (date(2011, 4, 1), None, "from Apr 2011"),
        (date(2011, 4, 2), None, "from 2 April 2011"),
        (None, None, ""),
    ],
)
def test_a_span_is_as_short_as_it_stays_exact(
    starts: date | None, ends: date | None, says: str
) -> None:
    assert wording.span(starts, ends) == says


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (4, "4"),
        (4.0, "4"),
        (4.50, "4.5"),
        (1234567, "1\u202f234\u202f567"),
        (-3, "\u22123"),
        (-0.001, "0"),
        (0.125, "0.12"),
        (float("nan"), "not known"),
        (None, ""),
    ],
)
def test_a_figure_has_thin_groups_and_no_trailing_noughts(value: float | None, says: str) -> None:
    assert wording.figure(value) == says


def test_nothing_short_of_all_reads_a_hundred_per_cent() -> None:
    shares = (0.5384, 1.0, 0.999, 1.2, 0, None)
    assert [wording.percent(share) for share in shares] == [
        "54\u202f%",
        "100\u202f%",
        "99\u202f%",
        "120\u202f%",
        "0\u202f%",
        "not known",
    ]


def test_a_count_agrees_with_its_word() -> None:
    assert wording.plural(1, "target") == "1 target"
    assert wording.plural(13, "activity") == "13 activities"
    assert wording.plural(2, "day") == "2 days"
    assert wording.plural(2, "person,people") == "2 people"
    assert wording.plural(1) == ""
    assert wording.plural(0) == "s"
