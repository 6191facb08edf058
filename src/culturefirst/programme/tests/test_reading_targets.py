"""Lines of a target cell become typed targets."""

from datetime import date

import pytest

from culturefirst.programme.reading.dates import Span
from culturefirst.programme.reading.document import Activity, Progress, Target
from culturefirst.programme.reading.lines import items, target_lines
from culturefirst.programme.reading.progress import read_entry
from culturefirst.programme.reading.proposals import propose
from culturefirst.programme.reading.targets import read_target, read_targets
from culturefirst.programme.reading.vocabulary import MeasureWords

YEAR = Span(date(2011, 4, 1), date(2012, 3, 31))


def target(text):
    return read_target(text, YEAR)


@pytest.mark.parametrize(
    ("text", "quantity", "unit"),
    [
        ("Recruit 50 volunteers by March 2012", 50, "volunteers"),
        ("Twelve case studies by Summer 2012", 12, "case studies"),
        ("a dozen bursaries", 12, "bursaries"),
        ("20+ bookings", 20, "bookings"),
        ("up to 12 bursaries", 12, "bursaries"),
        ("At least 3 Improvement Managers trained", 3, "Improvement Managers"),
        ("1,200 visits", 1200, "visits"),
        ("Raise £5,000 by 31.03.12", 5000, "£"),
        ("50% of authorities signed up", 50, "%"),
        ("Guides to 4 key themes", 4, "themes"),
        ("Leaflets on 4 key themes", 4, "leaflets"),
        ("Attendance of 200 at the conference", 200, "attendance"),
    ],
)
def test_a_number_of_something_is_a_count(text, quantity, unit):
    found = target(text)
    assert (found.kind, found.quantity, found.unit) == ("count", quantity, unit)


@pytest.mark.parametrize(
    ("text", "quantity", "per", "sure"),
    [
        ("6 letters per year", 6, "year", True),
        ("3 talks p.a.", 3, "year", True),
        ("a dozen visits each quarter", 12, "quarter", True),
        ("2 posts every month", 2, "month", True),
        ("1 annual conference", 1, "year", True),
        ("Monthly newsletter", 1, "month", False),
        ("4 quarterly meetings", 1, "quarter", False),
        ("Meet twice a year", 2, "year", True),
        ("3 lunches termly", 9, "year", False),
    ],
)
def test_a_number_that_comes_back_is_recurring(text, quantity, per, sure):
    found = target(text)
    assert (found.kind, found.quantity, found.per, found.sure) == (
        *("recurring", quantity, per),
        sure,
    )


@pytest.mark.parametrize(
    ("text", "baseline", "goal", "quantity", "direction", "unit"),
    [
        ("Increase use of reviews from 48%", 48, None, None, "up", "%"),
        ("Reduce energy use by 10% by March 2012", None, None, 10, "down", "%"),
        ("rise from 40 to 60", 40, 60, None, "up", None),
        ("Increase visits from 1,200 to 1,500 by Q4", 1200, 1500, None, "up", "visits"),
        ("Maintain membership at 190", 190, 190, None, "up", "membership"),
        ("10% increase in visits", None, None, 10, "up", "%"),
        ("Increase the number of members to 250", None, 250, None, "up", "members"),
    ],
)
def test_a_change_has_baseline_goal_and_direction(text, baseline, goal, quantity, direction, unit):
    found = target(text)
    assert found.kind == "change"
    assert (found.baseline, found.goal, found.quantity) == (baseline, goal, quantity)
    assert (found.direction, found.unit) == (direction, unit)


@pytest.mark.parametrize(
    ("text", "quantity", "unit", "sure"),
    [
        ("Provide a workshop in every sub-region", None, "sub-regions", True),
        ("Reach all 52 authorities", 52, "authorities", True),
        ("A visit to each school", None, "schools", True),
        ("two workshops in each district", None, "districts", False),
    ],
)
def test_every_one_of_something_is_coverage(text, quantity, unit, sure):
    found = target(text)
    assert (found.kind, found.quantity, found.unit, found.sure) == (
        *("coverage", quantity, unit),
        sure,
    )


@pytest.mark.parametrize(
    ("text", "kind", "sure"),
    [
        ("Launch event June 11", "milestone", True),
        ("Phase 2 complete by May", "milestone", True),
        ("2 day conference in June", "milestone", True),
        ("Develop a proposal", "milestone", False),
        ("Priorities to be developed", "milestone", False),
        ("Plan agreed June 11 (subject to funding)", "milestone", False),
        ("Support Agenda 21 plans", "ongoing", True),
        ("Run polls as necessary", "ongoing", True),
        ("Target small clubs and gain their sign up", "ongoing", True),
        ("Newsletter", "ongoing", False),
    ],
)
def test_what_has_no_number_is_a_milestone_or_goes_on(text, kind, sure):
    found = target(text)
    assert (found.kind, found.quantity, found.sure) == (kind, None, sure)


def test_a_line_of_several_dated_pieces_is_several_targets():
    found = read_targets(["Research June-Aug 11 Framework Sept-Nov 11"], YEAR)
    assert [(t.text, t.starts) for t in found] == [
        ("Research June-Aug 11", date(2011, 6, 1)),
        ("Framework Sept-Nov 11", date(2011, 9, 1)),
    ]


def test_two_dates_of_one_piece_of_work_stay_together_for_a_person_to_see():
    (found,) = read_targets(["Hold 2 events June 11 and November 11"], YEAR)
    assert (found.quantity, found.starts, found.due, found.sure) == (
        *(2, date(2011, 6, 1)),
        *(date(2011, 11, 30), False),
    )


def test_a_date_alone_on_a_line_belongs_to_the_line_before():
    assert target_lines("Host 2 events\n\nFeb 11\nWrite\n", YEAR) == [
        "Host 2 events Feb 11",
        "Write",
    ]
    assert target_lines("By June 2011\nOpen the site", YEAR) == ["Open the site By June 2011"]
    assert target_lines("By June 2011:\nOpen the site", YEAR) == ["By June 2011: Open the site"]


def test_broken_lines_are_made_whole():
    assert items("Undertake\nSkills training:\nHighway code\nToolbox") == [
        "Undertake Skills training: Highway code, Toolbox"
    ]
    assert items("Work with the\nCouncil\n• Next item\nand its rest") == [
        "Work with the Council",
        "Next item and its rest",
    ]


def test_a_line_longer_than_a_target_is_kept_for_a_person():
    found = target("12 events " * 200)
    assert (found.kind, found.sure) == ("ongoing", False)


@pytest.mark.parametrize(
    ("text", "day", "value"),
    [
        ("Workshops attended by 30 delegates", None, 30),
        ("Currently 190 registered users", None, 190),
        ("March letter sent 18/3", date(2011, 3, 18), None),
        ("Bid submitted – March 11", date(2011, 3, 31), None),
    ],
)
def test_progress_states_its_day_and_number(text, day, value):
    entry = read_entry(text, YEAR)
    assert (entry.date, entry.value) == (day, value)


VOCABULARY = [
    MeasureWords("bulletins.sent", ("e-bulletins", "bulletins")),
    MeasureWords("library.case_studies", ("case studies",)),
    MeasureWords("events.held", ("events",), dimensions=("sub_region",)),
    MeasureWords("events.training", ("training sessions",), dimensions=("sub_region",)),
    MeasureWords("network.users", ("registered users",)),
    MeasureWords("programme.milestones", ("milestones",), ("milestone",), ("sub_region",)),
]
PLACES = {"sub_region": ["Norfolk", "Cambridgeshire", "Bedfordshire & Luton"]}
NAMES = {each.key: PLACES for each in VOCABULARY}


@pytest.mark.parametrize(
    ("text", "measure", "filters"),
    [
        ("6 e-bulletins per year", "bulletins.sent", {}),
        ("3 cases studies per year", "library.case_studies", {}),
        ("2 training sessions, Cambs", "events.training", {"sub_region": "Cambridgeshire"}),
        ("Luton/Beds open May 11", "programme.milestones", {"sub_region": "Bedfordshire & Luton"}),
        ("5 events in Norfolk and Cambs", "events.held", {}),
        ("Support forums", None, {}),
    ],
)  # fmt: skip
def test_a_measure_is_proposed_by_its_words_and_narrowed_by_known_names(text, measure, filters):
    activity = Activity("x", targets=[target(text)])
    propose(activity, VOCABULARY, NAMES)
    assert (activity.targets[0].measure, activity.targets[0].filters) == (measure, filters)


def test_a_measure_chosen_by_a_person_is_kept():
    activity = Activity("x", targets=[Target("6 e-bulletins", measure="events.held")])
    activity.progress = [Progress("Currently 190 registered users")]
    propose(activity, VOCABULARY, NAMES)
    assert activity.targets[0].measure == "events.held"
    assert activity.progress[0].measure == "network.users"


def test_a_measure_is_narrowed_by_its_own_names_where_two_call_a_dimension_alike():
    both = [
        MeasureWords("events.held", ("events",), dimensions=("kind",)),
        MeasureWords("network.bodies", ("organisations",), dimensions=("kind",)),
    ]
    named = {"events.held": {"kind": ["Regional event"]}, "network.bodies": {"kind": ["Trust"]}}
    lines = ("2 regional events for trusts", "5 organisations, each a trust")
    activity = Activity("x", targets=[target(text) for text in lines])
    for order in (both, both[::-1]):
        for each in activity.targets:
            each.measure, each.filters = None, {}
        propose(activity, order, named)
        assert [(each.measure, each.filters) for each in activity.targets] == [
            ("events.held", {"kind": "Regional event"}),
            ("network.bodies", {"kind": "Trust"}),
        ]
