"""Other bodies' documents: other names for the columns, another order, columns left out."""

from datetime import date, datetime
from pathlib import Path

import pytest

from culturefirst.programme.reading import DocumentError, read
from culturefirst.programme.reading.columns import role_of
from culturefirst.programme.reading.headings import period, read_heading
from culturefirst.programme.reading.leads import leads

D = date


def csv_file(folder: Path, *rows: str) -> Path:
    path = folder / "plan.csv"
    path.write_text("\n".join(rows), "utf-8")
    return path


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Improvement Activity Detail", "activity"),
        ("Objective", "activity"),
        ("Secondee Action Detail", "actions"),
        ("Task", "actions"),
        ("So that", "outcomes"),
        ("Targets and Timescale", "targets"),
        ("Measure of success", "targets"),
        ("KPI", "targets"),
        ("By when", "time"),
        ("Deadline", "time"),
        ("Lead Officer/\n\nOrganisation", "leads"),
        ("Responsible", "leads"),
        ("Progress or Completion Date", "progress"),
        ("Update", "progress"),
        ("RAG status", "rag"),
        ("Ref.", "number"),
        ("Budget", None),
    ],
)
def test_a_column_is_known_by_its_meaning(heading, role):
    assert role_of(heading) == role


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Our Network Priority 1: Advise", ("priority", "1", "Advise")),
        ("Improvement Priority 4", ("priority", "4", None)),
        ("Programme 1.1: Share services", ("programme", "1.1", "Share services")),
        ("Theme 3 – Leadership", ("priority", "3", "Leadership")),
        ("Strand 2", ("programme", "2", None)),
    ],
)
def test_a_section_row_says_its_level_number_and_title(text, heading):
    found = read_heading(text)
    assert (found.level, found.number, found.title) == heading


@pytest.mark.parametrize("text", ["Work Programme 2011-12", "Priority setting", "Plan the themes"])
def test_ordinary_words_are_no_section(text):
    assert read_heading(text) is None


@pytest.mark.parametrize(
    ("title", "starts", "ends"),
    [
        ("Work Programme 2011-12", D(2011, 4, 1), D(2012, 3, 31)),
        ("Action plan 2011/2012", D(2011, 4, 1), D(2012, 3, 31)),
        ("Plan, April 2011 – March 2012", D(2011, 4, 1), D(2012, 3, 31)),
        ("Delivery plan 2011-14", D(2011, 4, 1), D(2014, 3, 31)),
        ("Business plan 2012", D(2012, 4, 1), D(2013, 3, 31)),
    ],
)
def test_the_title_gives_the_period(title, starts, ends):
    found = period(title)
    assert (found.starts, found.ends) == (starts, ends)


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Network Manager/Network Director", ["Network Manager", "Network Director"]),
        ("LGID/LGA Culture, Tourism & Sport Board", ["LGID", "LGA Culture, Tourism & Sport Board"]),
        ("LGID Trainers - Ann Fox/Bob Hill", ["LGID Trainers - Ann Fox/Bob Hill"]),
        ("Network Director/\nNetwork Manager", ["Network Director", "Network Manager"]),
        ("NCF, Arts Council, other bodies", ["NCF", "Arts Council", "other bodies"]),
        ("Manager for Luton/Beds", ["Manager for Luton/Beds"]),
        ("EELGA\nEELGA", ["EELGA"]),
    ],
)
def test_leads_are_told_apart_only_where_each_is_clearly_one(printed, names):
    assert leads(printed) == names


def test_columns_in_another_order_under_other_names(tmp_path):
    path = csv_file(
        tmp_path,
        "Action plan 2011/12;;;;;;",
        "Ref;Who;Task;By when;Measure of success;RAG;Budget",
        "1;Ann Fox;Write to members;June 2011;4 letters;Amber;£200",
        "2;Bob Hill;Open the archive;;In every district;;",
    )
    document = read(path)
    first, second = document.activities
    assert (document.title, document.starts) == ("Action plan 2011/12", D(2011, 4, 1))
    assert (first.title, first.leads) == ("Write to members", ["Ann Fox"])
    assert (first.targets[0].quantity, first.targets[0].due) == (4, D(2011, 6, 30))
    assert first.targets[0].starts is None
    assert first.progress[0].text == "RAG: Amber"
    assert first.notes == ["Ref: 1", "Budget: £200"]
    assert second.targets[0].kind == "coverage"
    assert document.read == document.placed == 19


def test_a_deadline_without_a_target_is_a_milestone_of_the_activity(tmp_path):
    path = csv_file(tmp_path, "Activity,Lead,Deadline", "Open the archive,Ann Fox,31/03/2012")
    (target,) = read(path).targets
    assert (target.kind, target.starts, target.due) == ("milestone", None, D(2012, 3, 31))


def test_a_time_column_dates_targets_line_by_line_where_the_counts_agree(tmp_path):
    path = csv_file(
        tmp_path,
        "Activity,Targets,Timescale",
        '"Meet","2 talks\n3 walks","May 2011\nJune 2011"',
        '"Read","2 books\n3 plays","July 2011"',
    )
    assert [t.starts.month for t in read(path).targets] == [5, 6, 7, 7]


def test_priority_and_programme_columns_become_sections(tmp_path):
    path = csv_file(
        tmp_path,
        "Theme,Strand,Objective,Action,KPI",
        "1. Share,1.1 Letters,Inform,Write,6 letters per year",
        ",,Meet,Host,2 events by May 2011",
        "2. Lead,2.1 Talks,Teach,Speak,5 talks p.a.",
        ",,,Listen,3 visits p.a.",
    )
    document = read(path)
    shape = [
        (p.number, p.title, [(g.number, g.title, len(g.activities)) for g in p.programmes])
        for p in document.priorities
    ]
    assert shape == [
        ("1", "Share", [("1.1", "Letters", 2)]),
        ("2", "Lead", [("2.1", "Talks", 1)]),
    ]
    assert document.activities[2].actions == ["Speak", "Listen"]
    assert [t.quantity for t in document.activities[2].targets] == [5, 3]


def word_file(folder: Path) -> Path:
    from docx import Document as new_file

    word = new_file()
    word.add_paragraph("Improvement plan 2011-12")
    word.add_paragraph("Priority 1: Share")
    table = word.add_table(rows=4, cols=4)
    texts = [
        ("Objective", "How", "Milestones", "Owner"),
        ("Programme 1.1: Letters", "", "", ""),
        ("Inform", "Write\nPost", "6 letters per year", "LGID/CLOA"),
        ("", "Ring", "By end June 2011: all rung", ""),
    ]
    for row, line in zip(table.rows, texts, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = text
    title = table.cell(1, 0).merge(table.cell(1, 3))
    title.text = "Programme 1.1: Letters"
    table.cell(2, 0).merge(table.cell(3, 0)).text = "Inform"
    word.add_paragraph("Priority 2: Lead")
    second = word.add_table(rows=1, cols=4)
    for cell, text in zip(second.rows[0].cells, ("Teach", "Speak", "2 talks", "NCF"), strict=True):
        cell.text = text
    path = folder / "plan.docx"
    word.save(str(path))
    return path


def test_word_with_merged_cells_title_rows_and_a_header_given_once(tmp_path):
    document = read(word_file(tmp_path))
    shape = [
        (p.title, [(g.title, [a.title for a in g.activities]) for g in p.programmes])
        for p in document.priorities
    ]
    assert shape == [("Share", [("Letters", ["Inform"])]), ("Lead", [(None, ["Teach"])])]
    inform = document.activities[0]
    assert inform.actions == ["Write", "Post", "Ring"]
    assert inform.leads == ["LGID", "CLOA"]
    assert [t.kind for t in inform.targets] == ["recurring", "milestone"]
    assert document.read == document.placed == 15


def test_excel_with_dates_shares_and_merged_cells(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.append(["Work plan 2011-12"])
    sheet.append(["Activity", "Target", "By when", "Share done"])
    sheet.append(["Inform", "6 letters", datetime(2011, 6, 30), 0.48])
    sheet.append([None, "2 talks", datetime(2011, 7, 1), None])
    sheet["C4"].number_format = "mmm-yy"
    sheet["D3"].number_format = "0%"
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("A3:A4")
    path = tmp_path / "plan.xlsx"
    book.save(path)
    document = read(path)
    (activity,) = document.activities
    assert [t.due for t in activity.targets] == [D(2011, 6, 30), D(2011, 7, 31)]
    assert activity.notes == ["Share done: 48%"]
    assert document.placed == document.read


def test_the_year_comes_from_the_dates_inside_where_no_title_says_it(tmp_path):
    path = csv_file(tmp_path, "Activity,Targets", "Inform,Letters sent June 2011", "Meet,by May")
    document = read(path)
    assert (document.starts, document.ends) == (D(2011, 4, 1), D(2012, 3, 31))
    assert document.targets[1].due == D(2011, 5, 31)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "The file is empty. Choose the file that you filled in."),
        ("a.pdf", b"%PDF", "A file of this kind (.pdf) cannot be read as a work programme."),
        ("a.docx", b"hello", "The file is named .docx but holds something else."),
        ("a.docx", b"PK\x03\x04 broken", "The file is damaged or is not what its name says."),
        ("a.csv", b"one,two\n1,2\n", "No table with columns for activities was found."),
        ("a.csv", b"Activity,Targets\n", "The document has headings but no activities."),
    ],
)
def test_what_is_no_programme_is_refused_in_a_sentence(name, content, message, tmp_path):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DocumentError) as caught:
        read(path)
    assert str(caught.value).startswith(message)
    assert caught.value.remedy
