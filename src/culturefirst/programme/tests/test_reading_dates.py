"""Time as people write it becomes first and last day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culturefirst.programme.reading.dates import Span, find, is_only_a_date

YEAR = Span(date(2011, 4, 1), date(2012, 3, 31))
D = date
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def days(text, within=YEAR):
    return [(when.starts, when.due, when.sure) for when in find(text, within)]


@pytest.mark.parametrize(
    ("text", "starts", "due"),
    [
        ("Audit – April 11", D(2011, 4, 1), D(2011, 4, 30)),
        ("done by end April 11", None, D(2011, 4, 30)),
        ("June–Aug 11", D(2011, 6, 1), D(2011, 8, 31)),
        ("June – Aug 11", D(2011, 6, 1), D(2011, 8, 31)),
        ("March 11- March 12", D(2011, 3, 1), D(2012, 3, 31)),
        ("July 2011-March 2012", D(2011, 7, 1), D(2012, 3, 31)),
        ("Nov-Feb 12", D(2011, 11, 1), D(2012, 2, 29)),
        ("between June and August", D(2011, 6, 1), D(2011, 8, 31)),
        ("Nov 11", D(2011, 11, 1), D(2011, 11, 30)),
        ("Q1", D(2011, 4, 1), D(2011, 6, 30)),
        ("Q3", D(2011, 10, 1), D(2011, 12, 31)),
        ("Q4 2011/12", D(2012, 1, 1), D(2012, 3, 31)),
        ("Q1-Q2", D(2011, 4, 1), D(2011, 9, 30)),
        ("2011/12", D(2011, 4, 1), D(2012, 3, 31)),
        ("Summer 2012", D(2012, 6, 1), D(2012, 8, 31)),
        ("winter 2011/12", D(2011, 12, 1), D(2012, 2, 29)),
        ("by autumn", None, D(2011, 11, 30)),
        ("by 31.03.12", None, D(2012, 3, 31)),
        ("01/04/2011 – 31/03/2012", D(2011, 4, 1), D(2012, 3, 31)),
        ("end of March", None, D(2012, 3, 31)),
        ("by the end of the financial year", None, D(2012, 3, 31)),
        ("4 November 2011", D(2011, 11, 4), D(2011, 11, 4)),
        ("12-14 May 2011", D(2011, 5, 12), D(2011, 5, 14)),
        ("no later than Friday 4 June", None, D(2011, 6, 4)),
        ("before June 2011", None, D(2011, 5, 31)),
        ("from April 2011", D(2011, 4, 1), None),
        ("launched in May, as we may", D(2011, 5, 1), D(2011, 5, 31)),
    ],
)
def test_a_phrase_has_a_first_and_a_last_day(text, starts, due):
    assert days(text) == [(starts, due, True)]


@pytest.mark.parametrize(
    "text",
    [
        "Norfolk 2012",
        "the 2012 Games",
        "Agenda 21",
        "Active 20:20",
        "open 24/7",
        "March e-bulletin",
        "Summer reading challenge",
        "we may march on",
        "31/2/2011",
        "Theme 9",
    ],
)
def test_a_name_is_no_date(text):
    assert days(text) == []


@pytest.mark.parametrize("text", ["mid June", "early 2012", "by 2012", "autumn term", "by 18/3"])
def test_what_has_to_be_guessed_is_unsure(text):
    assert [when.sure for when in find(text, YEAR)] == [False]


def test_a_bare_month_takes_its_year_from_the_programme():
    assert days("in February") == [(D(2012, 2, 1), D(2012, 2, 29), True)]
    assert days("in May") == [(D(2011, 5, 1), D(2011, 5, 31), True)]


def test_a_bare_month_without_a_programme_is_found_but_not_dated():
    assert days("in February", None) == [(None, None, False)]


def test_a_day_and_month_already_past_is_the_one_nearest_the_start():
    (when,) = find("sent 18/3", YEAR, past=True)
    assert (when.starts, when.sure) == (D(2011, 3, 18), False)


def test_a_line_of_nothing_but_time_is_told_from_a_name():
    assert is_only_a_date("June – Aug 11")
    assert is_only_a_date("by end April 11:")
    assert not is_only_a_date("Norfolk 2012")
    assert not is_only_a_date("Launch June 11")


months = st.tuples(st.integers(2001, 2098), st.integers(1, 12))
styles = st.sampled_from(
    ["{m} {y}", "{s} {y}", "{m} {yy}", "{s} {yy}", "{s}-{yy}", "{s} ’{yy}", "{m}, {y}"]
)


def printed(month, style):
    year, number = month
    name = MONTHS[number - 1]
    return style.format(m=name, s=name[:3], y=year, yy=f"{year % 100:02}")


def last_of(month):
    year, number = month
    return date(year + number // 12, number % 12 + 1, 1) - timedelta(1)


@given(first=months, second=months, style=styles, gap=st.sampled_from([" - ", "–", " to ", "- "]))
def test_any_range_of_months_reads_back_to_itself(first, second, style, gap):
    first, second = sorted((first, second))
    style = style.replace("-", " ")
    text = f"Build it {printed(first, style)}{gap}{printed(second, style)}"
    assert days(text) == [(date(*first, 1), last_of(second), True)]


@given(month=months, style=styles)
def test_any_month_reads_back_to_itself(month, style):
    assert days(f"Open the doors {printed(month, style)}") == [
        (date(*month, 1), last_of(month), True)
    ]


@given(
    day=st.dates(date(2001, 1, 1), date(2098, 12, 31)),
    style=st.sampled_from(["%d.%m.%y", "%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%y"]),
)
def test_any_day_reads_back_to_itself(day, style):
    assert days(f"due by {day.strftime(style)}") == [(None, day, True)]


@given(text=st.text("0123456789/-. AprilJunebyenduntilQ’", max_size=60))
def test_any_text_gives_days_in_order_or_none(text):
    for when in find(text, YEAR):
        assert not (when.starts and when.due) or when.starts <= when.due
        assert 0 <= when.begin < when.end <= len(text)
