"""Makes the example documents beside it: one invented programme in three layouts.

Run ``python examples/make_examples.py``; the same bytes come out each time.
"""

import csv
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from culturefirst.programme.writing.package import repeatable

HERE = Path(__file__).parent
STILL = datetime(2000, 1, 1)
TITLE = "Vale and Fell Leisure Network: work programme 2012-13"
WORD_COLUMNS = ("Objective", "Key actions", "So that", "Measure of success", "By when", "Lead")
WORD_ROWS: list[tuple[str, ...]] = [
    ("Priority 1: Make every venue easier to reach",),
    ("Programme 1.1: Getting there",),
    WORD_COLUMNS,
    (
        "Open swimming pools to people without a car",
        "Agree evening buses with three operators\nPrint a timetable card",
        "More people swim after work",
        "4 new evening services\nIncrease evening swims from 1,150 to 1,400",
        "By end September 2012\nMarch 2013",
        "Vale Transport Partnership\nPools Manager/Fell District Council",
    ),
    (
        "Walk leaders in each parish",
        "Train volunteers",
        "Parishes run their own walks",
        "Train 24 walk leaders\nA walk in every parish",
        "Q2",
        "Ramblers Officer",
    ),
    ("Programme 1.2: Welcome",),
    (
        "Sign language at the box office",
        "Book tutors; test with members of the deaf club",
        "Deaf visitors book by themselves",
        "2 courses each quarter",
        "",
        "Theatre Manager",
    ),
    ("Priority 2: Learn from one another",),
    (
        "Share what works",
        "Write up small experiments",
        "Nobody repeats a mistake",
        "At least 5 case studies per year\n10 letters p.a.",
        "",
        "Network Director",
    ),
]
SHEET_COLUMNS = ("Ref", "Theme", "Workstream", "Project", "Deadline", "KPI", "How", "Benefit",
                 "Responsible", "RAG", "Cost")  # fmt: skip
SHEET_ROWS: list[tuple[Any, ...]] = [
    ("1a", "1. Make every venue easier to reach", "1.1 Getting there",
     "Open swimming pools to people without a car", "By end September 2012\nMarch 2013",
     "4 new evening services\nIncrease evening swims from 1,150 to 1,400",
     "Agree evening buses with three operators\nPrint a timetable card",
     "More people swim after work",
     "Vale Transport Partnership\nPools Manager/Fell District Council", "Green", "£4,000"),
    ("1b", "", "", "Walk leaders in each parish", date(2012, 9, 30),
     "Train 24 walk leaders\nA walk in every parish", "Train volunteers",
     "Parishes run their own walks", "Ramblers Officer", "Amber", "£900"),
    ("1c", "", "1.2 Welcome", "Sign language at the box office", None, "2 courses each quarter",
     "Book tutors; test with members of the deaf club", "Deaf visitors book by themselves",
     "Theatre Manager", "Green", ""),
    ("2a", "2. Learn from one another", "", "Share what works", None,
     "At least 5 case studies per year\n10 letters p.a.", "Write up small experiments",
     "Nobody repeats a mistake", "Network Director", "Red", ""),
]  # fmt: skip


def word() -> bytes:
    """Title rows, a merged cell and a header given once, as a Word table often has them."""
    from docx import Document

    file = Document()
    file.core_properties.created = file.core_properties.modified = STILL
    file.add_heading(TITLE, 1)
    table = file.add_table(rows=0, cols=len(WORD_COLUMNS))
    table.style = "Table Grid"
    for texts in WORD_ROWS:
        cells = table.add_row().cells
        if len(texts) == 1:
            cells[0].merge(cells[-1]).text = texts[0]
            continue
        for cell, text in zip(cells, texts, strict=True):
            cell.text = text
    made = BytesIO()
    file.save(made)
    return made.getvalue()


def excel() -> bytes:
    """The same programme as a register: other columns in another order, traffic lights, costs."""
    from xlsxwriter import Workbook

    made = BytesIO()
    book = Workbook(made, {"in_memory": True})
    book.set_properties({"created": STILL})
    sheet = book.add_worksheet("Register")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_string(0, 0, TITLE)
    for column, name in enumerate(SHEET_COLUMNS):
        sheet.write_string(2, column, name)
    for at, row in enumerate(SHEET_ROWS, start=3):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(at, column, value, day)
            elif value:
                sheet.write_string(at, column, value)
    book.close()
    return made.getvalue()


def comma_separated() -> bytes:
    """The same register as plain text, with semicolons as some spreadsheets write them."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(SHEET_COLUMNS)
    for row in SHEET_ROWS:
        shown = (f"{v:%d/%m/%Y}" if isinstance(v, date) else v or "" for v in row)
        writer.writerow(list(shown))
    return text.getvalue().encode("utf-8-sig")


def make(folder: Path) -> None:
    """Write the three files to ``folder``."""
    for name, content in (("work-programme.docx", word()), ("work-programme.xlsx", excel())):
        with (folder / name).open("wb") as file:
            repeatable(content, file)
    (folder / "work-programme.csv").write_bytes(comma_separated())


if __name__ == "__main__":
    make(HERE)
