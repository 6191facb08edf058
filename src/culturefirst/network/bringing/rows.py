"""The rows of a file as what they say of each body, and what in them cannot be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from culturefirst.kit import cells, sheets
from culturefirst.kit.cells import Unclear, fold
from culturefirst.kit.errors import DomainError
from culturefirst.network.bringing.cells import READERS
from culturefirst.network.bringing.columns import COLUMNS, titled
from culturefirst.network.models import Organisation

LINKS = ("upper_tier", "parent")  # to bodies above
Code = tuple[str, date | None, date | None]
Stored = Mapping[str, Any]


class Fault(cells.Fault):
    """What stands in the way of an import, or should be looked at: where, and the remedy."""

    @property
    def titled(self) -> str:
        return titled(self.column)


@dataclass(frozen=True)
class Brought:
    """What one row says of a body; what it does not say is not in ``said``."""

    row: int
    said: Mapping[str, Any]
    faults: Sequence[Fault] = field(default=())

    @property
    def name(self) -> str:
        return str(self.said.get("name", ""))

    @property
    def kind(self) -> str:
        """The kind of body in words; empty where the row does not say."""
        said = self.said.get("kind")
        return str(Organisation.Kind(said).label) if said else ""

    @property
    def former_names(self) -> list[tuple[str, date | None]]:
        """Its former names, each once; its own is none of them."""
        once = {fold(name): (name, until) for name, until in self.said.get("former_names", ())}
        return [said for plain, said in once.items() if plain != fold(self.name)]

    @property
    def codes(self) -> list[Code]:
        """The boundary code, and the later one that took its place."""
        first, later = self.said.get("gss_code"), self.said.get("later_gss_code")
        changed = self.said.get("later_gss_from")
        until = self.said.get("gss_until")
        found: list[Code] = []
        if later == first:
            later = None
        if first:
            ends = until or (changed if later else None)
            found.append((first, self.said.get("gss_from"), ends))
        if later:
            found.append((later, changed or until, None))
        return found


def file_rows(path: Path, name: str) -> tuple[list[dict[str, Any]], list[str]]:
    """The rows of a file by our names with their numbers, and the heads that were not read.

    Raises ``DomainError`` with a sentence where the file cannot be read.
    """
    sheet = sheets.read(path, name)
    told = sheets.matched(sheet, COLUMNS, required=["name"])
    rows = [
        {"row": row.number} | {column: text for column, text in said.items() if text}
        for row, said in zip(sheet.rows, told, strict=True)
    ]
    if not rows:
        raise DomainError("The file has heads and no organisation below them. Fill in its rows.")
    left_out = [f"the sheet “{title}”" for title in sheet.left_out]
    return rows, [*sheets.not_read(sheet, COLUMNS), *left_out]


def understood(rows: Iterable[Stored]) -> list[Brought]:
    """Each row's cells as values, with the faults of each."""
    return [_row(row) for row in rows]


def _row(row: Stored) -> Brought:
    number, said, faults = int(row["row"]), dict[str, Any](), list[Fault]()
    for column, text in row.items():
        if column == "row" or column not in COLUMNS:
            continue
        try:
            said[column] = READERS.get(column, str)(text)
        except Unclear as unclear:
            faults.append(Fault(number, column, str(unclear)))
    if "name" not in said and not faults:
        faults.append(Fault(number, "name", "The row names no organisation. Give its name."))
    return Brought(number, said, tuple(faults + _upside_down(number, said)))


def _upside_down(number: int, said: Stored) -> list[Fault]:
    """Days that cannot follow each other so."""
    orders = (
        ("founded", "dissolved"),
        ("joined", "left"),
        ("gss_from", "gss_until"),
        ("gss_from", "later_gss_from"),
        ("founded", "joined"),
        ("left", "dissolved"),
        ("joined", "dissolved"),
    )
    return [
        Fault(number, after, f"This day lies before that of “{titled(before)}”. Correct one.")
        for before, after in orders
        if before in said and after in said and said[after] < said[before]
    ]
