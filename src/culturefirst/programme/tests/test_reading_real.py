"""The network's own work programme of 2011-12, read as a careful person reads it."""

from datetime import date
from pathlib import Path

import pytest

from culturefirst.programme.reading import Document, read

REAL = Path(__file__).resolve().parents[5] / "shared" / "work-programme-2011-12.txt"
pytestmark = pytest.mark.skipif(not REAL.exists(), reason="../shared is not beside the project")

D = date
YEAR = (D(2011, 4, 1), D(2012, 3, 31))
NOTHING = (None, None)

# One row a target: kind, quantity, unit, per, baseline, direction, (starts, due), sure.
EXPECTED = [
    ("milestone", None, None, None, None, None, (D(2011, 4, 1), D(2011, 4, 30)), True),
    ("milestone", None, None, None, None, None, (D(2011, 6, 1), D(2011, 6, 30)), True),
    ("milestone", None, None, None, None, None, (D(2011, 7, 1), D(2012, 3, 31)), True),
    ("milestone", None, None, None, None, None, YEAR, True),
    ("milestone", None, None, None, None, None, YEAR, True),
    ("milestone", None, None, None, None, None, YEAR, True),
    ("milestone", None, None, None, None, None, NOTHING, False),
    ("milestone", None, None, None, None, None, YEAR, False),
    ("count", 2, "training sessions", None, None, None, (D(2011, 2, 1), D(2011, 2, 28)), True),
    ("count", 20, "organisations", None, None, None, (None, D(2011, 4, 30)), True),
    ("count", 2, "training sessions", None, None, None, (D(2011, 5, 1), D(2011, 5, 31)), True),
    ("change", None, "%", None, 48, "up", NOTHING, True),
    ("milestone", None, None, None, None, None, (D(2012, 1, 1), D(2012, 1, 31)), True),
    ("recurring", 6, "e-bulletins", "year", None, None, (D(2011, 3, 1), D(2012, 3, 31)), True),
    ("recurring", 3, "cases studies", "year", None, None, NOTHING, True),
    ("ongoing", None, None, None, None, None, NOTHING, True),
    ("recurring", 5, "sub-regional events", "year", None, None, NOTHING, True),
    (
        *("recurring", 1, "Officers/Councillors regional event", "year", None, None),
        *((D(2011, 11, 1), D(2011, 11, 30)), True),
    ),
    ("milestone", None, None, None, None, None, NOTHING, False),
    ("ongoing", None, None, None, None, None, NOTHING, True),
    ("ongoing", None, None, None, None, None, NOTHING, True),
    ("ongoing", None, None, None, None, None, NOTHING, True),
    ("count", 6, "briefing notes", None, None, None, (D(2011, 5, 1), D(2011, 5, 31)), True),
    ("milestone", None, None, None, None, None, (D(2011, 6, 1), D(2011, 6, 30)), True),
    (
        *("recurring", 1, "Officers/Councillors regional event", "year", None, None),
        *((D(2011, 11, 1), D(2011, 11, 30)), True),
    ),
    ("ongoing", None, None, None, None, None, NOTHING, True),
    ("milestone", None, None, None, None, None, (D(2011, 6, 1), D(2011, 6, 30)), True),
    ("count", 2, "workshops", None, None, None, (D(2011, 6, 1), D(2011, 8, 31)), True),
    ("coverage", None, "sub-regions", None, None, None, NOTHING, True),
    ("milestone", None, None, None, None, None, (D(2011, 5, 1), D(2011, 5, 31)), True),
    ("milestone", None, None, None, None, None, (D(2011, 6, 1), D(2011, 8, 31)), True),
    ("milestone", None, None, None, None, None, (D(2011, 9, 1), D(2011, 11, 30)), True),
    ("milestone", None, None, None, None, None, (D(2012, 4, 1), D(2012, 4, 30)), True),
]


@pytest.fixture(scope="module")
def document() -> Document:
    return read(REAL)


def test_title_and_period_are_those_of_the_title_line(document):
    assert (document.title, document.starts, document.ends) == ("Work Programme 2011-12", *YEAR)


def test_every_target_has_the_kind_number_and_dates_of_a_careful_reader(document):
    found = [
        (t.kind, t.quantity, t.unit, t.per, t.baseline, t.direction, (t.starts, t.due), t.sure)
        for t in document.targets
    ]
    assert found == EXPECTED
    assert {t.goal for t in document.targets} == {None}


def test_four_priorities_hold_thirteen_activities_and_33_targets(document):
    activities = [[len(g.activities) for g in p.programmes] for p in document.priorities]
    assert activities == [[3, 3], [1, 2], [1, 1], [2]]
    targets = [
        sum(len(a.targets) for g in p.programmes for a in g.activities) for p in document.priorities
    ]
    assert targets == [13, 6, 7, 7]


def test_printed_numbers_are_kept_even_where_they_repeat_or_are_missing(document):
    numbers = [(p.number, [g.number for g in p.programmes]) for p in document.priorities]
    assert numbers == [
        ("1", ["1.1", "1.2"]),
        ("2", ["2.1", "2.1"]),
        ("3", ["3.1", "3.2"]),
        ("4", [None]),
    ]
    assert document.priorities[3].programmes[0].title is None


def test_broken_lines_of_a_cell_are_one_item(document):
    assert [len(a.actions) for a in document.activities] == [1, 3, 2, 1, 2, 1, 1, 1, 1, 2, 2, 2, 1]
    assert [len(a.outcomes) for a in document.activities] == [1, 1, 2, 1, 2, 1, 1, 1, 1, 2, 2, 2, 1]


def test_leads_printed_together_are_told_apart_and_boards_kept_whole(document):
    leads = [a.leads for a in document.activities]
    assert [len(names) for names in leads] == [3, 1, 5, 2, 3, 2, 2, 4, 2, 5, 3, 4, 1]
    assert leads[2][:2] == ["LGID", "LGA Culture, Tourism & Sport Board"]
    assert leads[3][0] == "LGID Trainers - Steve Wood/Brian King"
    assert leads[10] == ["Culture First Manager", "Network Director", "EELGA"]


def test_progress_states_its_day_and_number(document):
    stated = [(p.date, p.value) for a in document.activities for p in a.progress]
    assert stated == [
        (None, 3),
        (D(2011, 3, 31), None),
        (None, 30),
        (D(2011, 3, 18), None),
        (None, None),
        (D(2011, 3, 31), None),
        (None, 190),
        (None, 4),
        (None, None),
        (None, 16),
    ]


def test_every_word_of_every_cell_has_a_place(document):
    assert document.read == document.placed == 108


def test_json_reads_back(document):
    assert Document.from_json(document.to_json()) == document
