"""Delegates on paper and in spreadsheets; never what anybody eats or needs."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from culturefirst.events.models import Booking, Event
from culturefirst.events.when import in_words
from culturefirst.kit import paper
from culturefirst.kit.downloads import safe
from culturefirst.kit.models import Installation
from culturefirst.kit.tables import Column

SIGN_IN = Path(__file__).with_name("printed") / "sign_in.typ"
BLANK = 6  # lines for whoever comes without a booking
STILL = datetime(2000, 1, 1)  # the same bytes for the same rows


def excel(title: str, columns: Sequence[Column], rows: Iterable[Any]) -> bytes:
    """A sheet with a head and a row each; every cell is text, so none is a formula."""
    from xlsxwriter import Workbook  # a heavy import, needed only here

    made = BytesIO()
    book = Workbook(
        made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": title[:255], "created": STILL})
    bold = book.add_format({"bold": True, "bottom": 1})
    sheet = book.add_worksheet("Delegates")
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.title, bold)
        sheet.set_column(place, place, 24)
    for line, row in enumerate(rows, 1):
        for place, column in enumerate(columns):
            sheet.write_string(line, place, str(safe(column.exported(row))))
    book.close()
    return made.getvalue()


def sign_in(event: Event, rows: Iterable[Booking], *, dated: date) -> bytes:
    """The list that is signed at the door, by name, with blank lines at its end."""
    told = sorted(
        ({"name": row.who, "body": str(row.organisation or "")} for row in rows),
        key=lambda row: row["name"].casefold(),
    )
    data = {
        "network": Installation.current().network,
        "title": event.title,
        "when": in_words(event),
        "where": ", ".join(filter(None, (event.venue, event.address, event.postcode))),
        "rows": told,
        "blank": BLANK,
    }
    return paper.pdf(SIGN_IN, data, dated=dated)
