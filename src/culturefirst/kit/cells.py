"""Cells of text to values: what is not understood is told with its row, its column, a remedy."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y")


class Unclear(Exception):
    """A cell that was not understood; its text is the sentence, with the remedy."""


@dataclass(frozen=True)
class Fault:
    """What stands in the way of an import, or should be looked at: where, and the remedy."""

    row: int
    column: str
    says: str

    def __str__(self) -> str:
        at = f"Row {self.row}, {self.titled}" if self.column else f"Row {self.row}"
        return f"{at}: {self.says}"

    @property
    def titled(self) -> str:
        """The column's name as people read it."""
        return self.column.replace("_", " ")


def day(text: str) -> date:
    """A day however people write it."""
    for form in FORMATS:
        try:
            found = datetime.strptime(text, form).date()
        except ValueError:
            continue
        if found.year >= 1000:
            return found
    raise Unclear(f"“{text[:40]}” is not a day. Write it as 2009-04-01 or 1 April 2009.")


def parts(text: str, separators: str) -> Iterable[str]:
    """The parts that say something."""
    pieces = re.split(f"[{re.escape(separators)}\n]", text)
    return [piece.strip() for piece in pieces if piece.strip()]


def fold(name: str) -> str:
    """A name for comparing: case, spaces and the shape of apostrophes do not matter."""
    return " ".join(name.replace("’", "'").casefold().split())
