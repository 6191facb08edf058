"""The programme as an Excel file: a sheet as the document, and a sheet with each target defined.

Every value is text, so nothing that somebody wrote can become a formula.
"""

from datetime import datetime
from io import BytesIO
from typing import Any, BinaryIO

from culturefirst.programme.reading.columns import DEFINITION
from culturefirst.programme.reading.document import Activity, Document, Priority
from culturefirst.programme.reading.words import clean
from culturefirst.programme.writing import layout
from culturefirst.programme.writing.csv_file import definition_fields
from culturefirst.programme.writing.package import repeatable

_STILL = datetime(2000, 1, 1)
_LAST = len(layout.COLUMNS) - 1
_TARGET_COLUMNS = ("Priority", "Programme", "Activity", "Target")


def write_excel(document: Document, target: BinaryIO) -> None:
    """Write the programme to ``target``: the same bytes each time for the same document."""
    from xlsxwriter import Workbook  # a heavy import, needed only here

    made = BytesIO()
    book = Workbook(made, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": layout.title_of(document)[:255], "created": _STILL})
    _Programme(book).write(document)
    _targets(book, document)
    book.close()
    repeatable(made.getvalue(), target)


class _Programme:
    """The sheet as the document: title, period, then each priority with its rows."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._sheet = book.add_worksheet("Programme")
        self._at = 0
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.hide_gridlines(2)
        for column, width in enumerate(layout.WIDTHS):
            self._sheet.set_column(column, column, width * 0.72)
        self._body = self._format(valign="top", bottom=1, bottom_color=f"#{layout.LINE}")
        self._name = self._format(valign="top", bottom=1, bottom_color=f"#{layout.LINE}", bold=True)

    def write(self, document: Document) -> None:
        big = self._format(font_name="Georgia", font_size=20)
        soft = self._format(font_color=f"#{layout.SOFT}")
        self._across(layout.title_of(document), big, 32)
        self._across(layout.period_of(document), soft)
        for place, priority in enumerate(document.priorities):
            self._priority(priority, layout.HUES[place % len(layout.HUES)])
        for note in layout.notes(document):
            self._across(note, soft)

    def _priority(self, priority: Priority, hue: str) -> None:
        colour = f"#{hue}"
        white = self._format(font_color="#FFFFFF", bg_color=colour, bold=True, font_size=13)
        strand = self._format(font_color=colour, bg_color=f"#{layout.GROUND}", bold=True)
        head = self._format(font_color=colour, bold=True, bottom=2, bottom_color=colour)
        self._across(layout.section("Priority", priority) or "Priority:", white, 24)
        self._cells(layout.COLUMNS, [head] * len(layout.COLUMNS))
        for programme in priority.programmes:
            title = layout.section("Programme", programme)
            if title:
                self._across(title, strand, 20)
            for activity in programme.activities:
                self._activity(activity)

    def _activity(self, activity: Activity) -> None:
        cells = layout.cells(activity)
        texts = tuple("\n".join(lines) for lines in cells)
        self._cells(texts, [self._name, *[self._body] * _LAST])

    def _cells(self, texts: tuple[str, ...], formats: list[Any]) -> None:
        for column, (text, look) in enumerate(zip(texts, formats, strict=True)):
            self._sheet.write_string(self._at, column, text, look)
        self._at += 1

    def _across(self, text: str, look: Any, height: float | None = None) -> None:
        self._sheet.merge_range(self._at, 0, self._at, _LAST, "", look)
        self._sheet.write_string(self._at, 0, text, look)
        if height:
            self._sheet.set_row(self._at, height)
        self._at += 1

    def _format(self, **look: Any) -> Any:
        plain = {"font_name": "Calibri", "font_size": 10, "text_wrap": True, "valign": "vcenter"}
        return self._book.add_format({**plain, **look})


def _targets(book: Any, document: Document) -> None:
    """One row a target, with what the first sheet cannot say."""
    sheet = book.add_worksheet("Targets")
    head = book.add_format({"bold": True, "bottom": 2, "font_name": "Calibri", "font_size": 10})
    body = book.add_format({"text_wrap": True, "valign": "top", "font_size": 10})
    names = (*_TARGET_COLUMNS, *(name.capitalize() for name in DEFINITION))
    rows = [
        [
            layout.section("Priority", priority) or "",
            layout.section("Programme", programme) or "",
            clean(activity.title),
            clean(each.text),
            *definition_fields(each),
        ]
        for priority in document.priorities
        for programme in priority.programmes
        for activity in programme.activities
        for each in activity.targets
    ]
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(rows)), len(names) - 1)
    sheet.set_column(0, 1, 28)
    sheet.set_column(2, 3, 44)
    sheet.set_column(4, len(names) - 1, 14)
    for at, row in enumerate([list(names), *rows]):
        for column, text in enumerate(row):
            sheet.write_string(at, column, text, head if at == 0 else body)
