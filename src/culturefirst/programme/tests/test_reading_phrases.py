"""Phrases of time, quantity and coverage as other bodies print them in their targets."""

from datetime import date

import pytest

from culturefirst.programme.reading.dates import Span, find
from culturefirst.programme.reading.points import easter
from culturefirst.programme.reading.targets import read_target

YEAR = Span(date(2011, 4, 1), date(2012, 3, 31))


def day(text):
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("phrase", "starts", "due", "sure"),
    [
        ("by end April 11", None, "2011-04-30", True),
        ("June–Aug 11", "2011-06-01", "2011-08-31", True),
        ("March 11- March 12", "2011-03-01", "2012-03-31", True),
        ("July 2011-March 2012", "2011-07-01", "2012-03-31", True),
        ("Nov 11", "2011-11-01", "2011-11-30", True),
        ("18/3", "2012-03-18", "2012-03-18", False),
        ("Q3", "2011-10-01", "2011-12-31", True),
        ("Q3 2011/12", "2011-10-01", "2011-12-31", True),
        ("2011/12", "2011-04-01", "2012-03-31", True),
        ("Summer 2012", "2012-06-01", "2012-08-31", True),
        ("by 31.03.12", None, "2012-03-31", True),
        ("1.4.11 to 31.3.12", "2011-04-01", "2012-03-31", True),
        ("by 1.4.2011", None, "2011-04-01", True),
        ("by Christmas 2011", None, "2011-12-25", False),
        ("by Easter", None, "2011-04-24", False),
        ("end of Q2", None, "2011-09-30", True),
        ("w/c 5 Sept 2011", "2011-09-05", "2011-09-11", True),
        ("week ending 11 September", "2011-09-05", "2011-09-11", True),
        ("1st June 2011", "2011-06-01", "2011-06-01", True),
        ("1 June – 15 July 2011", "2011-06-01", "2011-07-15", True),
        ("2011-09-30", "2011-09-30", "2011-09-30", True),
        ("30/09/2011", "2011-09-30", "2011-09-30", True),
        ("Sept.", "2011-09-01", "2011-09-30", True),
        ("Sept ‘11", "2011-09-01", "2011-09-30", True),
        ("from April 2011", "2011-04-01", None, True),
    ],
)
def test_a_phrase_of_time_dates_a_milestone(phrase, starts, due, sure):
    found = read_target(f"Open the archive {phrase}", YEAR)
    assert (found.kind, found.starts, found.due, found.sure) == (
        *("milestone", day(starts), day(due)),
        sure,
    )


@pytest.mark.parametrize("phrase", ["within 6 months", "TBC", "Norfolk 2012", "Agenda 21"])
def test_what_says_no_day_leaves_a_milestone_for_a_person(phrase):
    found = read_target(f"Open the archive {phrase}", YEAR)
    assert (found.kind, found.starts, found.due, found.sure) == ("milestone", None, None, False)


@pytest.mark.parametrize(
    "text", ["London 2012 legacy plan", "Christmas lights", "1.1.12 Open the archive"]
)
def test_names_and_numbers_of_rows_are_no_dates(text):
    assert find(text, YEAR) == []


def test_easter_is_that_of_the_western_churches():
    assert [easter(year).isoformat() for year in (2008, 2011, 2012, 2038)] == [
        *("2008-03-23", "2011-04-24"),
        *("2012-04-08", "2038-04-25"),
    ]


def test_ongoing_says_no_day_and_leaves_a_recurring_target_certain():
    found = read_target("6 letters a year – ongoing", YEAR)
    assert (found.kind, found.quantity, found.per, found.starts, found.due, found.sure) == (
        *("recurring", 6, "year", None, None),
        True,
    )
    assert read_target("Letters – ongoing", YEAR).kind == "ongoing"


@pytest.mark.parametrize(
    ("text", "quantity", "unit", "sure"),
    [
        ("a minimum of 3 talks", 3, "talks", True),
        ("at least 4 talks", 4, "talks", True),
        ("up to 6 talks", 6, "talks", False),
        ("between 4 and 6 talks", 4, "talks", False),
        ("4-6 talks", 4, "talks", False),
        ("20+ talks", 20, "talks", True),
        ("c. 30 visits", 30, "visits", False),
        ("around 30 visits", 30, "visits", False),
        ("1,200 visits", 1200, "visits", True),
        ("£5,000 raised", 5000, "£", True),
        ("£1.2m secured", 1_200_000, "£", True),
        ("Raise £1.2 million", 1_200_000, "£", True),
        ("50% of clubs affiliated", 50, "%", True),
        ("a dozen talks", 12, "talks", True),
        ("ten talks", 10, "talks", True),
        ("12 out of 14 districts", 12, "districts", False),
        ("Recruit 5 volunteers within six months", 5, "volunteers", False),
        ("Total number of sessions: 24", 24, "sessions", True),
        ("24", 24, None, False),
        ("6 weekly walks", 6, "walks", False),
    ],
)
def test_a_phrase_of_quantity_is_a_count(text, quantity, unit, sure):
    found = read_target(text, YEAR)
    assert (found.kind, found.quantity, found.unit, found.sure) == ("count", quantity, unit, sure)


@pytest.mark.parametrize(
    ("text", "baseline", "goal", "quantity", "unit", "direction", "sure"),
    [
        ("10 % increase on 2010/11", None, None, 10, "%", "up", True),
        ("Increase loans by 5% from 2010/11 levels", None, None, 5, "%", "up", True),
        ("Visits from 40 to 60", 40, 60, None, "visits", "up", False),
        ("Membership rises from 40 to 60", 40, 60, None, "membership", "up", True),
        ("Double the number of volunteers", None, None, 100, "%", "up", False),
        ("Double membership from 40", 40, 80, 100, "%", "up", False),
        ("Halve complaints", None, None, 50, "%", "down", False),
        ("Reduce costs from £1.2m to £0.9m", 1_200_000, 900_000, None, "£", "down", True),
        ("Loans up 3%", None, None, 3, "%", "up", True),
    ],
)
def test_a_phrase_of_change(text, baseline, goal, quantity, unit, direction, sure):
    found = read_target(text, YEAR)
    assert (found.kind, found.baseline, found.goal, found.quantity) == (
        *("change", baseline, goal),
        quantity,
    )
    assert (found.unit, found.direction, found.sure) == (unit, direction, sure)
    assert (found.starts, found.due) == (None, None)


def test_training_for_improvement_moves_no_figure():
    found = read_target("Improvement training offered to 20 organisations", YEAR)
    assert (found.kind, found.quantity, found.unit) == ("count", 20, "organisations")


@pytest.mark.parametrize(
    ("text", "quantity", "unit", "due", "sure"),
    [
        ("Every library has a plan by Q4 2011/12", None, "libraries", "2012-03-31", True),
        ("All 12 districts signed up by March 2012", 12, "districts", "2012-03-31", True),
        ("All twelve districts signed up", 12, "districts", None, True),
        ("Each authority visited", None, "authorities", None, True),
        ("Every apprentice has a mentor", None, "apprentices", None, False),
        ("2 workshops in each district", None, "districts", None, False),
    ],
)
def test_a_promise_to_reach_every_one_is_coverage(text, quantity, unit, due, sure):
    found = read_target(text, YEAR)
    assert (found.kind, found.quantity, found.unit, found.due, found.sure) == (
        *("coverage", quantity, unit),
        *(day(due), sure),
    )


@pytest.mark.parametrize(
    ("text", "quantity", "unit", "per", "sure"),
    [
        ("Monthly newsletter", 1, "newsletter", "month", False),
        ("Quarterly report to the board", 1, "report", "quarter", False),
        ("4 per quarter", 4, None, "quarter", False),
        ("Produce 4 newsletters (quarterly)", 4, "newsletters", "quarter", False),
        ("2 posts monthly", 2, "posts", "month", True),
    ],
)
def test_a_phrase_of_return(text, quantity, unit, per, sure):
    found = read_target(text, YEAR)
    assert (found.kind, found.quantity, found.unit, found.per, found.sure) == (
        *("recurring", quantity, unit),
        *(per, sure),
    )


def test_a_share_of_all_is_not_all():
    assert read_target("Half of all schools", YEAR).kind == "ongoing"
