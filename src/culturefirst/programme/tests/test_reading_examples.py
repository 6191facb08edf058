"""The example documents that a newcomer can import read as their makers meant them."""

from datetime import date
from pathlib import Path
from runpy import run_path
from zipfile import ZipFile

import pytest

from culturefirst.programme.reading import read
from culturefirst.programme.reading.document import Document

EXAMPLES = Path(__file__).resolve().parents[4] / "examples"
FILES = ["work-programme.docx", "work-programme.xlsx", "work-programme.csv"]


@pytest.mark.parametrize("name", FILES)
def test_the_examples_are_what_their_script_makes(name, tmp_path):
    run_path(str(EXAMPLES / "make_examples.py"))["make"](tmp_path)
    assert contents(tmp_path / name) == contents(EXAMPLES / name)


def contents(path: Path) -> dict[str, bytes]:
    """What a file holds, whichever library packed it."""
    if path.suffix == ".csv":
        return {"": path.read_bytes()}
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("name", FILES)
def test_every_cell_of_an_example_has_a_place(name):
    document = read(EXAMPLES / name)
    assert (document.read, document.notes) == (document.placed, [])
    assert (document.starts, document.ends) == (date(2012, 4, 1), date(2013, 3, 31))


def test_the_word_example_holds_every_kind_of_heading_and_target():
    document = read(EXAMPLES / FILES[0])
    assert [(p.number, [g.number for g in p.programmes]) for p in document.priorities] == [
        ("1", ["1.1", "1.2"]),
        ("2", [None]),
    ]
    assert [(t.kind, t.quantity, t.goal, t.due) for t in document.targets] == [
        ("count", 4, None, date(2012, 9, 30)),
        ("change", None, 1400, date(2013, 3, 31)),
        ("count", 24, None, date(2012, 9, 30)),
        ("coverage", None, None, date(2012, 9, 30)),
        ("recurring", 2, None, None),
        ("recurring", 5, None, None),
        ("recurring", 10, None, None),
    ]
    assert document.targets[0].text == "4 new evening services – by end September 2012"


@pytest.mark.parametrize("name", FILES[1:])
def test_the_register_holds_the_same_programme_as_the_word_example(name):
    word, register = (told(read(EXAMPLES / each)) for each in (FILES[0], name))
    assert register == word


def told(document: Document) -> list[tuple]:
    """What a document promises, whatever its layout."""
    return [
        (
            (priority.number, priority.title, strand.number, strand.title, activity.title),
            (activity.actions, activity.outcomes, activity.leads),
            [(t.kind, t.quantity, t.unit, t.per, t.due, t.goal) for t in activity.targets],
        )
        for priority in document.priorities
        for strand in priority.programmes
        for activity in strand.activities
    ]


@pytest.mark.parametrize("name", FILES[1:])
def test_what_only_the_register_says_is_kept_beside_its_activity(name):
    first = read(EXAMPLES / name).activities[0]
    assert first.notes == ["Ref: 1a", "Cost: £4,000"]
    assert [note.text for note in first.progress] == ["RAG: Green"]
