"""Where targets stand: each rule by example, and what must hold of all of them."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culturefirst.kit.wording import THIN
from culturefirst.measures.core import Figure
from culturefirst.programme.rules import (
    Evidence,
    Promise,
    Said,
    Span,
    Status,
    periods,
    standing,
)

YEAR = Span(date(2011, 4, 1), date(2012, 3, 31))
TODAY = date(2011, 9, 19)


def promise(kind: str, **more: object) -> Promise:
    return Promise(kind=kind, programme=YEAR, **more)


def done(numerator: float, denominator: float | None = None, **more: object) -> Evidence:
    return Evidence(figure=Figure(numerator, denominator), **more)


def told(held: Promise, evidence: Evidence, on: date = TODAY) -> tuple[str, str, str]:
    stands = standing(held, evidence, on)
    return stands.status.value, stands.label, stands.sentence


BULLETINS = promise(
    "recurring", quantity=6, per="year", starts=date(2011, 3, 1), due=date(2012, 3, 31)
)
CHALLENGES = promise("count", quantity=20, due=date(2011, 4, 30))
TWO_IN_FEBRUARY = promise("count", quantity=2, starts=date(2011, 2, 1), due=date(2011, 2, 28))
LAUNCH = promise("milestone", starts=date(2011, 6, 1), due=date(2011, 6, 30))
SURVEY = promise("milestone", starts=date(2012, 1, 1), due=date(2012, 1, 31))


def test_four_of_six_bulletins_in_september_are_on_track() -> None:
    assert told(BULLETINS, done(4)) == ("on_track", "On track", "4 of 6, 3 expected by now")


def test_one_of_three_case_studies_in_september_is_at_risk() -> None:
    held = promise("recurring", quantity=3, per="year")
    assert told(held, done(1)) == ("at_risk", "At risk", "1 of 3, 1.4 expected by now")


def test_behind_by_less_than_a_tenth_of_the_goal_is_still_on_track() -> None:
    held = promise("count", quantity=100)
    assert standing(held, done(37), TODAY).expected == pytest.approx(46.99, abs=0.01)
    assert standing(held, done(37), TODAY).status is Status.ON_TRACK
    assert standing(held, done(36), TODAY).status is Status.AT_RISK


def test_seventeen_of_twenty_after_the_end_of_april_is_missed_by_three() -> None:
    assert told(CHALLENGES, done(17)) == ("missed", "Missed by 3", "17 of 20")


def test_the_meter_shows_what_was_done_and_where_it_should_be() -> None:
    stands = standing(CHALLENGES, done(17), TODAY)
    assert (stands.share, stands.expected_share, stands.goal) == (0.85, 1.0, 20)


def test_more_than_the_goal_fills_the_meter_and_no_more() -> None:
    stands = standing(TWO_IN_FEBRUARY, done(3), TODAY)
    assert (stands.status, stands.share, stands.sentence) == (Status.MET, 1.0, "3 of 2")


def test_things_of_one_month_are_not_late_in_the_middle_of_it() -> None:
    assert standing(TWO_IN_FEBRUARY, done(0), date(2011, 2, 14)).status is Status.ON_TRACK
    assert standing(TWO_IN_FEBRUARY, done(0), date(2011, 2, 24)).status is Status.AT_RISK


def test_what_is_due_before_the_programme_starts_begins_in_its_own_month() -> None:
    held = promise("count", quantity=2, due=date(2011, 2, 20))
    assert held.time == Span(date(2011, 2, 1), date(2011, 2, 20))


def test_what_has_no_dates_has_the_time_of_its_programme() -> None:
    assert promise("count", quantity=2).time == YEAR


def test_nothing_is_expected_before_it_starts() -> None:
    assert told(SURVEY, done(0)) == ("not_started", "Not started", "Starts on 1 January 2012")


def test_what_is_done_before_it_starts_is_met() -> None:
    evidence = done(1, first=date(2011, 9, 1))
    assert told(SURVEY, evidence) == ("met", "Met", "Done on 1 September 2011")


def test_a_milestone_is_on_track_until_the_last_quarter_of_its_time() -> None:
    assert told(LAUNCH, done(0), date(2011, 6, 20))[0] == "on_track"
    late = ("at_risk", "At risk", "Not done yet, due by 30 June 2011")
    assert told(LAUNCH, done(0), date(2011, 6, 24)) == late


def test_a_milestone_with_nothing_recorded_by_its_day_is_missed() -> None:
    words = "Was due by 30 June 2011; nothing is recorded"
    assert told(LAUNCH, done(0), date(2011, 7, 1)) == ("missed", "Missed", words)


def test_a_milestone_done_after_its_day_says_how_late() -> None:
    evidence = done(1, first=date(2011, 7, 12))
    words = "Done on 12 July 2011, 12 days late"
    assert told(LAUNCH, evidence) == ("met", "Met 12 days late", words)


def test_every_sub_region_reached_is_met() -> None:
    assert told(promise("coverage"), done(6, 6)) == ("met", "Met", "6 of 6")


def test_four_of_six_sub_regions_in_september_are_on_track() -> None:
    words = "4 of 6, 3 expected by now"
    assert told(promise("coverage"), done(4, 6)) == ("on_track", "On track", words)


def test_a_coverage_with_nothing_to_cover_says_so() -> None:
    words = "0 so far; how many there are is not said"
    assert told(promise("coverage"), done(0, 0)) == ("on_track", "On track", words)


UPWARD = promise("change", unit="%", baseline=48, direction="up")


def test_any_move_upward_without_a_goal_is_on_track_until_it_is_due() -> None:
    assert told(UPWARD, done(28, 52)) == ("on_track", "On track", f"53.8{THIN}%, from 48{THIN}%")
    assert standing(UPWARD, done(28, 52), date(2012, 4, 1)).status is Status.MET


def test_a_move_the_wrong_way_is_at_risk_and_then_missed() -> None:
    assert standing(UPWARD, done(20, 52), TODAY).status is Status.AT_RISK
    assert standing(UPWARD, done(20, 52), date(2012, 4, 1)).status is Status.MISSED


def test_a_change_without_a_reading_is_at_risk_in_its_last_quarter() -> None:
    words = "No reading yet; one is due by 31 March 2012"
    assert told(UPWARD, Evidence()) == ("on_track", "On track", words)
    assert told(UPWARD, Evidence(), date(2012, 1, 10))[0] == "at_risk"


def test_a_change_with_a_goal_is_expected_to_move_evenly() -> None:
    held = promise("change", baseline=40, goal=60, direction="up")
    stands = standing(held, done(50), TODAY)
    assert stands.expected == pytest.approx(49.4, abs=0.05)
    assert (stands.status, stands.share) == (Status.ON_TRACK, 0.5)
    assert standing(held, done(46), TODAY).status is Status.AT_RISK
    assert standing(held, done(56), date(2012, 4, 1)).label == "Missed by 4"


def test_a_change_downward_counts_down() -> None:
    held = promise("change", baseline=60, goal=40, direction="down")
    assert standing(held, done(39), TODAY).status is Status.MET
    assert standing(held, done(59), TODAY).status is Status.AT_RISK


MONTHLY = promise("recurring", quantity=1, per="month", starts=date(2011, 4, 1))
QUARTERLY = promise("recurring", quantity=2, per="quarter")


def test_thirteen_months_are_one_year() -> None:
    assert periods(BULLETINS) == [Span(date(2011, 3, 1), date(2012, 3, 31))]


def test_a_year_has_four_quarters() -> None:
    assert [span.starts for span in periods(QUARTERLY)] == [
        date(2011, 4, 1),
        date(2011, 7, 1),
        date(2011, 10, 1),
        date(2012, 1, 1),
    ]
    assert periods(QUARTERLY)[-1].ends == date(2012, 3, 31)


def test_a_quarter_that_fell_short_is_told() -> None:
    evidence = done(4, periods=(1, 3))
    assert told(QUARTERLY, evidence) == (
        "on_track",
        "On track",
        "3 of 2 this quarter; 1 earlier quarter fell short",
    )


def test_a_quarter_with_nothing_at_its_end_is_at_risk() -> None:
    assert told(QUARTERLY, done(5, periods=(5, 0)))[0] == "at_risk"


def test_a_month_without_its_one_thing_is_on_track_until_its_last_week() -> None:
    evidence = done(5, periods=(1, 1, 1, 1, 1, 0))
    assert told(MONTHLY, evidence)[0] == "on_track"
    assert told(MONTHLY, evidence, date(2011, 9, 28))[0] == "at_risk"


ONGOING = promise("ongoing")


def test_what_goes_on_is_on_track_while_it_was_recorded_in_the_last_quarter() -> None:
    evidence = done(5, recent=2.0)
    assert told(ONGOING, evidence) == ("on_track", "On track", "2 more in the last quarter")


def test_what_goes_on_is_not_started_in_its_first_quarter_and_then_at_risk() -> None:
    assert told(ONGOING, done(0, recent=0.0), date(2011, 5, 1))[0] == "not_started"
    words = "Nothing new in the last quarter"
    assert told(ONGOING, done(0, recent=0.0)) == ("at_risk", "At risk", words)


def test_what_goes_on_is_neither_met_nor_missed_when_the_year_ends() -> None:
    assert told(ONGOING, done(9, recent=3.0), date(2012, 4, 1))[0] == "closed"


def test_a_declared_value_is_taken_for_the_figure() -> None:
    held = promise("count", quantity=6, due=date(2011, 5, 31))
    evidence = Evidence(said=Said(date(2011, 6, 1), value=4))
    assert told(held, evidence) == ("missed", "Missed by 2", "4 of 6")


def test_a_declared_standing_stands() -> None:
    evidence = Evidence(said=Said(date(2011, 7, 1), standing="met"))
    assert told(LAUNCH, evidence) == ("met", "Met", "Declared met on 1 July 2011")


def test_on_track_declared_before_the_day_does_not_outlast_it() -> None:
    evidence = Evidence(said=Said(date(2011, 6, 1), standing="on_track"))
    words = "Declared on track on 1 June 2011; it was due by 30 June 2011"
    assert told(LAUNCH, evidence) == ("at_risk", "At risk", words)


def test_what_nobody_has_spoken_of_is_unknown_and_not_missed() -> None:
    words = "Nobody has said yet where this stands"
    assert told(LAUNCH, Evidence()) == ("at_risk", "At risk", words)


def test_an_override_is_shown_and_what_was_worked_out_is_kept() -> None:
    stands = standing(CHALLENGES, done(17), TODAY, override=Status.MET)
    assert (stands.status, stands.worked_out, stands.overridden) == (
        Status.MET,
        Status.MISSED,
        True,
    )


def test_a_closed_target_is_closed_from_its_day() -> None:
    held = replace(CHALLENGES, closed_on=date(2011, 9, 1))
    assert told(held, done(17)) == ("closed", "Closed", "Closed on 1 September 2011")
    assert told(held, done(17), date(2011, 8, 31))[0] == "missed"


# What must hold of every target.
RANK = {
    Status.MISSED: 0,
    Status.AT_RISK: 1,
    Status.ON_TRACK: 2,
    Status.NOT_STARTED: 2,
    Status.CLOSED: 2,
    Status.MET: 3,
}
days = st.dates(date(2010, 10, 1), date(2012, 12, 31))


@st.composite
def promises(draw: st.DrawFn) -> Promise:
    kind = draw(st.sampled_from(["count", "recurring", "change", "coverage", "milestone"]))
    starts, due = draw(st.none() | days), draw(st.none() | days)
    if starts and due and starts > due:
        starts, due = due, starts
    return promise(
        kind,
        quantity=draw(st.integers(1, 60)) if kind in ("count", "recurring") else None,
        per=draw(st.sampled_from(["year", "quarter", "month"])) if kind == "recurring" else "",
        starts=starts,
        due=due,
        baseline=draw(st.integers(0, 50)) if kind == "change" else None,
        goal=draw(st.none() | st.integers(51, 100)) if kind == "change" else None,
        direction="up" if kind == "change" else "",
    )


def reached(held: Promise, amount: int, on: date) -> Evidence:
    if held.kind == "coverage":
        return done(min(amount, 50), 50)
    if held.kind != "recurring":
        return done(amount)
    begun = [span for span in periods(held) if span.starts <= on]
    return done(amount, periods=(0.0,) * (len(begun) - 1) + (float(amount),))


@given(promises(), st.integers(0, 120), st.integers(0, 40), days)
def test_doing_more_never_makes_it_worse(held: Promise, amount: int, more: int, on: date) -> None:
    before = standing(held, reached(held, amount, on), on)
    after = standing(held, reached(held, amount + more, on), on)
    assert RANK[after.status] >= RANK[before.status]


@given(promises(), st.integers(0, 120), days)
def test_nothing_is_on_track_or_to_come_after_its_day(held: Promise, amount: int, on: date) -> None:
    after = max(on, held.time.ends + timedelta(days=1))
    status = standing(held, reached(held, amount, after), after).status
    assert status in (Status.MET, Status.MISSED)


@given(promises(), st.integers(0, 120), days)
def test_shares_fill_a_meter_and_no_more(held: Promise, amount: int, on: date) -> None:
    stands = standing(held, reached(held, amount, on), on)
    for share in (stands.share, stands.expected_share):
        assert share is None or 0 <= share <= 1
    assert stands.sentence and stands.label


@given(promises(), st.integers(0, 120), days)
def test_the_same_facts_give_the_same_standing(held: Promise, amount: int, on: date) -> None:
    evidence = reached(held, amount, on)
    assert standing(held, evidence, on) == standing(held, evidence, on)


@given(promises())
def test_periods_follow_each_other_through_the_whole_time(held: Promise) -> None:
    spans = periods(held)
    assert (spans[0].starts, spans[-1].ends) == (held.time.starts, held.time.ends)
    for earlier, later in pairwise(spans):
        assert later.starts == earlier.ends + timedelta(days=1)
        assert earlier.starts <= earlier.ends
