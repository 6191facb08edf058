"""What is written reads back the same: the real document, and documents nobody thought of."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from culturefirst.programme.reading import Document, MeasureWords, read
from culturefirst.programme.reading.document import (
    DIRECTIONS,
    KINDS,
    PERIODS,
    Activity,
    Priority,
    Programme,
    Progress,
    Target,
)
from culturefirst.programme.reading.words import clean
from culturefirst.programme.writing.csv_file import write_csv
from culturefirst.programme.writing.excel import write_excel
from culturefirst.programme.writing.json_file import read_json, write_json
from culturefirst.programme.writing.word import write_word

REAL = Path(__file__).resolve().parents[5] / "shared" / "work-programme-2011-12.txt"
DEMONSTRATION = Path(__file__).resolve().parents[2] / "demo" / "data" / "programme_2011.json"
EAGER = [MeasureWords("programme.milestones", ("letters", "events", "members"), KINDS)]
WRITERS = [(write_word, "docx"), (write_excel, "xlsx"), (write_csv, "csv")]
Writer = Callable[[Document, BinaryIO], None]

awkward = st.sampled_from(
    [
        "=1+1", "+44 1223", "-", "@home", "'=quoted", "''+", "Note: seen", "Priority 2: x",
        "Programme 1.1: y", "Activity", "6 e-bulletins per year", "by end April 11", "of the",
        "11 June", "a, b & c/d", "<b>&amp;</b>", 'say "so"; then', "Undertake", "LGID/CLOA",
        "café – “déjà”", "𝒳 mathematics", "Shared training:", "Work Programme 2011-12",
    ]
)  # fmt: skip
words = (st.text(st.characters(codec="utf-8"), max_size=30).map(clean) | awkward).filter(bool)
lines = st.lists(words, max_size=3)
numbers = st.none() | st.integers(-(10**6), 10**6) | st.floats(-1e6, 1e6).map(lambda x: round(x, 3))
days = st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31))
labels = st.none() | st.from_regex(r"[0-9A-Z]{1,2}(\.[0-9]{1,2})?", fullmatch=True)

targets = st.builds(
    Target,
    text=words,
    kind=st.sampled_from(KINDS),
    quantity=numbers,
    unit=st.none() | words,
    per=st.none() | st.sampled_from(PERIODS),
    starts=days,
    due=days,
    baseline=numbers,
    goal=numbers,
    direction=st.none() | st.sampled_from(DIRECTIONS),
    measure=st.none() | st.from_regex(r"[a-z]+\.[a-z_]+", fullmatch=True),
    filters=st.dictionaries(st.sampled_from(["sub_region", "kind"]), words, max_size=2),
    sure=st.booleans(),
)
entries = st.builds(
    Progress,
    text=words,
    date=days,
    measure=st.none() | st.just("network.registered_users"),
    value=numbers,
)
activities = st.builds(
    Activity,
    title=words,
    actions=lines,
    outcomes=lines,
    targets=st.lists(targets, max_size=3),
    leads=lines,
    progress=st.lists(entries, max_size=2),
    notes=lines,
)


def _programmes() -> st.SearchStrategy[list[Programme]]:
    """Only the first programme of a priority may be without name and number."""
    named = st.builds(Programme, labels, words, st.lists(activities, max_size=2))
    nameless = st.builds(
        Programme, st.none(), st.none(), st.lists(activities, min_size=1, max_size=2)
    )
    unlike = st.lists(named, max_size=2, unique_by=lambda p: (p.number, p.title))
    return st.tuples(st.none() | nameless, unlike).map(
        lambda pair: [*([pair[0]] if pair[0] else []), *pair[1]]
    )


def _document(parts: tuple[Any, ...]) -> Document:
    title, starts, ends, notes, nameless, priorities = parts
    if starts and ends:
        starts, ends = sorted((starts, ends))
    return Document(title, starts, ends, 0, 0, [*nameless, *priorities], notes)


priorities = st.builds(Priority, labels, words, _programmes())
nameless_priority = st.builds(
    lambda activity: Priority(None, None, [Programme(None, None, [activity])]), activities
)
documents = st.tuples(
    st.none() | words,
    days,
    days,
    lines,
    st.lists(nameless_priority, max_size=1),
    st.lists(priorities, max_size=2, unique_by=lambda p: (p.number, p.title)),
).map(_document).filter(lambda document: document.activities)  # fmt: skip


def again(document: Document, write: Writer, ending: str, folder: Path) -> Document:
    """Read back with a measure that would gladly count everything."""
    path = folder / f"again.{ending}"
    with path.open("wb") as file:
        write(document, file)
    return read(path, vocabulary=EAGER)


def meaning(document: Document, *, remarks: bool) -> dict[str, Any]:
    """The JSON without the count of cells; ``remarks`` keeps what only Word carries."""
    data = document.to_json()
    del data["cells"]
    if not remarks:
        for each in ("title", "starts", "ends", "notes"):
            del data[each]
        for activity in document.activities:
            assert activity.progress is not None
        for priority in data["priorities"]:
            for programme in priority["programmes"]:
                for activity in programme["activities"]:
                    activity["progress"] = [entry["text"] for entry in activity["progress"]]
    return data


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("written")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=documents)
def test_any_document_reads_back_from_word_with_every_definition(document, folder):
    back = again(document, write_word, "docx", folder)
    assert meaning(back, remarks=True) == meaning(document, remarks=True)


@pytest.mark.parametrize(("write", "ending"), WRITERS[1:])
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=documents)
def test_any_document_reads_back_from_excel_and_csv(write, ending, document, folder):
    for activity in document.activities:
        activity.progress = [e for e in activity.progress if not e.text.lower().startswith("note:")]
    back = again(document, write, ending, folder)
    assert meaning(back, remarks=False) == meaning(document, remarks=False)


@settings(max_examples=40, deadline=None)
@given(document=documents)
def test_any_document_reads_back_from_json(document):
    made = io.BytesIO()
    write_json(document, made)
    assert read_json(made.getvalue()).to_json() == document.to_json()


@pytest.mark.skipif(not REAL.exists(), reason="../shared is not beside the project")
@pytest.mark.parametrize(("write", "ending"), WRITERS)
def test_the_real_document_reads_back_with_the_very_same_json(write, ending, tmp_path):
    document = read(REAL, vocabulary=EAGER)
    back = again(document, write, ending, tmp_path)
    data, found = document.to_json(), back.to_json()
    if ending != "docx":
        del data["cells"], found["cells"]
    assert found == data


def test_the_demonstration_reads_back_from_word_with_the_very_same_json(tmp_path):
    document = read_json(DEMONSTRATION.read_bytes())
    back = again(document, write_word, "docx", tmp_path)
    assert meaning(back, remarks=True) == meaning(document, remarks=True)


@pytest.mark.parametrize(("write", "ending"), WRITERS)
def test_a_target_left_without_a_measure_stays_declared(write, ending, tmp_path):
    declared = Target("Open the archive by May 2011", kind="milestone", due=date(2011, 5, 31))
    activity = Activity("Archive", targets=[declared], progress=[Progress("190 members", value=7)])
    document = Document("Plan", priorities=[Priority("1", "A", [Programme("1", "B", [activity])])])
    back = again(document, write, ending, tmp_path).activities[0]
    assert back.targets[0].measure is None
    assert ending != "docx" or (back.progress[0].measure, back.progress[0].value) == (None, 7)


@pytest.mark.parametrize(("write", "ending"), WRITERS)
def test_the_same_document_gives_the_same_bytes(write, ending, tmp_path):
    activity = Activity("Newsletter", targets=[Target("6 a year", filters={"b": "1", "a": "2"})])
    document = Document(
        "Plan", priorities=[Priority("1", "Share", [Programme("", "", [activity])])]
    )
    first, second = io.BytesIO(), io.BytesIO()
    write(document, first)
    write(document, second)
    assert first.getvalue() == second.getvalue()


def a_bound_document() -> Document:
    bound = Target(
        "Send six letters", kind="count", quantity=6, measure="bulletins.sent", sure=True
    )
    activity = Activity("Letters", targets=[bound, Target("Host 2 events by May 2011")])
    priority = Priority("1", "Share", [Programme("1.1", "Letters", [activity])])
    return Document("Work programme 2011-12", date(2011, 4, 1), date(2012, 3, 31), 0, 0, [priority])


def test_a_line_edited_in_word_is_read_afresh_and_others_keep_their_definition(tmp_path):
    from docx import Document as open_word

    path = tmp_path / "edited.docx"
    with path.open("wb") as file:
        write_word(a_bound_document(), file)
    word = open_word(str(path))
    paragraphs = [p for t in word.tables for row in t.rows for c in row.cells for p in c.paragraphs]
    line = next(p for p in paragraphs if p.text.startswith("Host 2"))
    line.runs[0].text = "Host 5 events by June 2011"
    word.save(str(path))
    kept, fresh = read(path).targets
    assert (kept.measure, kept.quantity) == ("bulletins.sent", 6)
    assert (fresh.kind, fresh.quantity, fresh.due) == ("count", 5, date(2011, 6, 30))


def test_a_row_added_in_word_becomes_an_activity(tmp_path):
    from docx import Document as open_word

    path = tmp_path / "longer.docx"
    with path.open("wb") as file:
        write_word(a_bound_document(), file)
    word = open_word(str(path))
    cells = word.tables[0].add_row().cells
    cells[0].text, cells[3].text = "Surveys", "2 surveys per year"
    word.save(str(path))
    added = read(path).activities[-1]
    assert (added.title, added.targets[0].kind, added.targets[0].per) == (
        "Surveys",
        "recurring",
        "year",
    )


def test_what_somebody_added_around_our_table_is_kept_as_a_note(tmp_path):
    from docx import Document as open_word

    path = tmp_path / "noted.docx"
    with path.open("wb") as file:
        write_word(a_bound_document(), file)
    word = open_word(str(path))
    word.add_paragraph("Agreed by the board in May")
    word.save(str(path))
    assert read(path).notes == ["Agreed by the board in May"]


def test_word_repeats_the_headings_of_a_priority_on_each_page_and_marks_the_title(tmp_path):
    made = io.BytesIO()
    write_word(a_bound_document(), made)
    with zipfile.ZipFile(made) as package:
        body = package.read("word/document.xml").decode()
    assert body.count("<w:tblHeader/>") == 2
    assert 'w:pStyle w:val="Heading1"' in body
    assert 'w:orient="landscape"' in body


def test_no_field_of_csv_begins_like_a_formula(tmp_path):
    activity = Activity("=HYPERLINK(1)", targets=[Target("+1"), Target("@x")])
    document = Document(priorities=[Priority("1", "-2", [Programme("1", "=3", [activity])])])
    path = tmp_path / "safe.csv"
    back = again(document, write_csv, "csv", tmp_path)
    assert [t.text for t in back.targets] == ["+1", "@x"]
    assert back.activities[0].title == "=HYPERLINK(1)"
    assert not path.exists()


def test_excel_holds_no_formula_whatever_the_words():
    activity = Activity("=1+1", targets=[Target("=2+2", unit="=3")])
    document = Document(priorities=[Priority("1", "=4", [Programme("1", "=5", [activity])])])
    made = io.BytesIO()
    write_excel(document, made)
    with zipfile.ZipFile(made) as package:
        sheets = [package.read(n) for n in package.namelist() if "worksheets/sheet" in n]
    assert [b"<f>" in sheet for sheet in sheets] == [False, False]


def test_a_definition_changed_in_the_sheet_of_targets_takes_effect(tmp_path):
    from openpyxl import load_workbook

    path = tmp_path / "changed.xlsx"
    with path.open("wb") as file:
        write_excel(a_bound_document(), file)
    book = load_workbook(path)
    sheet = book["Targets"]
    header = [cell.value for cell in sheet[1]]
    sheet.cell(2, header.index("Quantity") + 1).value = 8
    sheet.cell(2, header.index("Due") + 1).value = date(2012, 1, 31)
    book.save(path)
    target = read(path).targets[0]
    assert (target.quantity, target.due) == (8, date(2012, 1, 31))


def test_a_definition_that_cannot_be_is_told_by_row_and_column(tmp_path):
    from culturefirst.programme.reading import DocumentError

    made = io.BytesIO()
    write_csv(a_bound_document(), made)
    path = tmp_path / "wrong.csv"
    path.write_bytes(made.getvalue().replace(b",count,", b",cuont,", 1))
    with pytest.raises(DocumentError) as caught:
        read(path)
    assert str(caught.value) == (
        "Row 2, column 13 (Kind): “cuont” cannot be read here."
        " Write one of: count, recurring, change, coverage, milestone, ongoing."
    )


def test_json_of_something_else_is_refused():
    with pytest.raises(ValueError, match="work programme"):
        read_json(json.dumps([1]).encode())
