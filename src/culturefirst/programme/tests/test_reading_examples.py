"""The example documents that a newcomer can import read as their makers meant them."""

from datetime import date
from pathlib import Path
from runpy import run_path
from zipfile import ZipFile

import pytest

from culturefirst.programme.reading import read

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
def test_the_register_reads_the_same_from_excel_and_csv(name):
    document = read(EXAMPLES / name)
    assert [p.title for p in document.priorities] == ["Venues", "People"]
    assert [t.due for t in document.targets] == [
        date(2012, 10, 31),
        date(2012, 7, 1),
        date(2013, 3, 31),
        None,
    ]
    assert document.activities[0].notes == ["Ref: 1a", "Cost: £4,000"]
