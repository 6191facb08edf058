"""What Word, Excel and CSV files of a programme have in common: their words, in one place.

``reading.own`` reads these words back, so a change here is a change there.
"""

from datetime import date

from culturefirst.programme.reading.document import Activity, Document, Priority, Programme
from culturefirst.programme.reading.lifting import NOTE
from culturefirst.programme.reading.own import COLUMNS, NO_PERIOD, UNTITLED
from culturefirst.programme.reading.words import clean

# One hue for each priority, as on the pages.
HUES = ("0B6B62", "2450A4", "8A2C6D", "9A4A06", "4D5B14", "7A3B2E")
INK, SOFT, LINE, GROUND = "1D1B26", "55515F", "DDD6CA", "F4F1EA"
# Shares of the width, in the order of the columns.
WIDTHS = (46, 46, 46, 50, 34, 43)
__all__ = ["COLUMNS", "GROUND", "HUES", "INK", "LINE", "SOFT", "WIDTHS"]


def title_of(document: Document) -> str:
    """The title line."""
    return clean(document.title or "") or UNTITLED


def period_of(document: Document) -> str:
    """The line under the title: the programme's first and last day."""
    if document.starts and document.ends:
        return f"{day(document.starts)} to {day(document.ends)}"
    if document.starts:
        return f"From {day(document.starts)}"
    return f"By {day(document.ends)}" if document.ends else NO_PERIOD


def day(value: date) -> str:
    """1 April 2011"""
    return f"{value.day} {value:%B %Y}"


def section(level: str, part: Priority | Programme) -> str | None:
    """ "Programme 1.1: Shared services"; None where the part has neither number nor title."""
    if part.number is None and part.title is None:
        return None
    number = f" {clean(part.number)}" if part.number else ""
    return f"{level}{number}: {clean(part.title or '')}".strip()


def cells(activity: Activity) -> tuple[list[str], ...]:
    """The lines of the six cells of an activity; its notes stand under its progress."""
    progress = [entry.text for entry in activity.progress]
    columns = (
        [activity.title],
        activity.actions,
        activity.outcomes,
        [target.text for target in activity.targets],
        activity.leads,
        [*progress, *(NOTE + note for note in activity.notes)],
    )
    return tuple([line for line in map(clean, column) if line] for column in columns)


def notes(document: Document) -> list[str]:
    """The document's own notes as lines."""
    return [NOTE + clean(note) for note in document.notes]
