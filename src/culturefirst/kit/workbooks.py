"""Workbooks that leave: numbers as numbers, all else as text, so that no cell is a formula."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from culturefirst.kit.downloads import safe

MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STILL = datetime(2000, 1, 1)  # the same bytes for the same rows
WIDE, USUAL = 44, 18


@dataclass(frozen=True)
class Page:
    """A sheet of a workbook: its name, its heads, and a row each; the first column is a name."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Any]]


def workbook(title: str, pages: Iterable[Page]) -> bytes:
    """The file. What begins like a formula is text with a quote, as in a CSV file."""
    from xlsxwriter import Workbook  # a heavy import, needed only here

    made = BytesIO()
    book = Workbook(
        made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": title[:255], "created": STILL})
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    for page in pages:
        sheet = book.add_worksheet(page.name)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        sheet.set_column(0, 0, WIDE)
        sheet.set_column(1, max(len(page.heads) - 1, 1), USUAL)
        for place, head in enumerate(page.heads):
            sheet.write_string(0, place, str(safe(head)), bold)
        for number, row in enumerate(page.rows, 1):
            for place, cell in enumerate(row):
                told = safe(cell)
                if isinstance(told, int | float):
                    sheet.write_number(number, place, told)
                elif told:
                    sheet.write_string(number, place, str(told))
    book.close()
    return made.getvalue()
