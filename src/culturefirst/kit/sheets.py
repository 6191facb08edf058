"""Rows that people keep in CSV or Excel: read within limits, and their columns told by name."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from culturefirst.kit import untrusted
from culturefirst.kit.documents import limits
from culturefirst.kit.documents.care import ZIP_MAGIC, carefully, first_bytes
from culturefirst.kit.documents.errors import DocumentError
from culturefirst.kit.documents.grid import Grid, Table
from culturefirst.kit.errors import DomainError

MOST_ROWS = 5_000
MOST_BYTES = 5 * 1024 * 1024
ENDINGS = {".csv": False, ".tsv": False, ".txt": False, ".xlsx": True, ".xlsm": True}
KINDS = "Save it as an Excel workbook (.xlsx) or as CSV (.csv), and choose that file."
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u3000]+")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060\ufeff]")


@dataclass(frozen=True)
class Row:
    """A row of cells, one for each head; ``number`` is what the person sees beside it."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Sheet:
    """The heads of a file and its rows below them; blank rows are left out.

    ``name`` is the file's own; ``left_out`` names further sheets of a workbook that hold
    something, of which nothing was read.
    """

    heads: list[str]
    rows: list[Row]
    name: str
    left_out: list[str] = field(default_factory=list)


def read(
    path: Path, name: str, *, most_rows: int = MOST_ROWS, most_bytes: int = MOST_BYTES
) -> Sheet:
    """The first sheet of the file at ``path``, which a person calls ``name``.

    It is read in the limited child process. Numbers and dates are text as the sheet shows them.
    Raises ``DomainError`` with a sentence for whatever cannot be read.
    """
    reader = "workbook" if _is_workbook(path, name, most_bytes) else "delimited"
    answer = untrusted.call(f"{__name__}:{reader}", path)
    return _sheet(Grid.from_json(answer), name, most_rows)


def matched(
    sheet: Sheet, columns: Mapping[str, Sequence[str]], required: Sequence[str] = ()
) -> list[dict[str, str]]:
    """Each row's cells by our names, in the order of ``sheet.rows``; "" where there is no column.

    ``columns`` gives, for each of our names, the other heads that people write for it. Heads are
    compared without case, spaces, underscores and punctuation. Raises ``DomainError`` where a
    required column is missing or two columns have one head.
    """
    at = places(sheet.heads, columns)
    missing = [name for name in required if name not in at]
    if missing:
        raise DomainError(_missing(sheet, missing))
    return [
        {name: row.cells[at[name]] if name in at else "" for name in columns} for row in sheet.rows
    ]


def present(sheet: Sheet, columns: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Those of our names for which the file has a column."""
    return frozenset(places(sheet.heads, columns))


def not_read(sheet: Sheet, columns: Mapping[str, Sequence[str]]) -> list[str]:
    """The heads that stand for none of our names, to be told in a preview."""
    taken = set(places(sheet.heads, columns).values())
    return [head for at, head in enumerate(sheet.heads) if head and at not in taken]


def workbook(path: str) -> dict[str, Any]:
    """For the child process: the rows of an Excel workbook."""
    return _rows("excel", path)


def delimited(path: str) -> dict[str, Any]:
    """For the child process: the rows of separated text."""
    return _rows("delimited", path)


def _rows(module: str, path: str) -> dict[str, Any]:
    reader: Callable[[Path], Grid] = import_module(f"culturefirst.kit.documents.{module}").read
    try:
        return carefully(reader, Path(path), limits.SHEET_CHARACTERS).to_json()
    except DocumentError as fault:
        raise DomainError(str(fault)) from fault


def is_workbook(name: str, start: bytes) -> bool:
    """Whether it is Excel, by its name and how it begins; refuses where the two differ."""
    zipped, ending = start.startswith(ZIP_MAGIC), Path(name).suffix.lower()
    if ending not in ENDINGS:
        raise DomainError(f"A file of this kind ({ending or 'no ending'}) cannot be read. {KINDS}")
    if ENDINGS[ending] != zipped:
        raise DomainError(f"The file is named {ending} but holds something else. {KINDS}")
    return zipped


def _is_workbook(path: Path, name: str, most_bytes: int) -> bool:
    """The same of the file at ``path``; refuses one that is too large, too."""
    try:
        zipped = is_workbook(name, first_bytes(path))
    except DocumentError as fault:
        raise DomainError(str(fault)) from fault
    if path.stat().st_size > most_bytes:
        most = most_bytes // 1024**2
        raise DomainError(f"The file is larger than {most} MB. Split it into smaller ones.")
    return zipped


def _sheet(grid: Grid, name: str, most: int) -> Sheet:
    filled = [table for table in grid.tables if any(_cells(table))]
    if not filled:
        raise DomainError("The file holds no rows. Put heads into its first row and rows below.")
    (_, heads), *rows = _cells(filled[0])
    if len(rows) > most:
        raise DomainError(f"The file has more than {most:,} rows. Split it into smaller ones.")
    _refuse_twice(heads)
    width = max([len(heads), *(len(cells) for _, cells in rows)])
    left_out = [table.name for table in filled[1:]]
    return Sheet(
        _wide(heads, width), [Row(at, _wide(cells, width)) for at, cells in rows], name, left_out
    )


def _cells(table: Table) -> list[tuple[int, list[str]]]:
    """The rows that hold something, each with its number and a text for every column."""
    found = []
    for printed in table.rows:
        texts = {cell.column: clean(cell.text) for cell in printed}
        if any(texts.values()):
            last = max(column for column, text in texts.items() if text)
            row = [texts.get(column, "") for column in range(1, last + 1)]
            found.append((printed[0].row, row))
    return found


def clean(text: str) -> str:
    """A cell as one line, without what cannot be seen."""
    return _SPACES.sub(" ", _UNSEEN.sub("", text)).strip()


def _wide(cells: list[str], width: int) -> list[str]:
    return cells + [""] * (width - len(cells))


def _refuse_twice(heads: Sequence[str]) -> None:
    counts = Counter(_plain(head) for head in heads if _plain(head))
    twice = [head for head in heads if counts[_plain(head)] > 1]
    if twice:
        raise DomainError(f"Two columns are headed “{twice[0]}”. Give each its own head.")


def places(heads: Sequence[str], columns: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Where each of our names stands: under its own head, else under the first that fits."""
    at = {_plain(head): place for place, head in enumerate(heads) if _plain(head)}
    told = {}
    for name, others in columns.items():
        found = [at[_plain(head)] for head in (name, *others) if _plain(head) in at]
        if found:
            told[name] = found[0]
    return told


def _plain(head: str) -> str:
    return "".join(letter for letter in head.casefold() if letter.isalnum())


def _missing(sheet: Sheet, missing: Sequence[str]) -> str:
    wanted = " and ".join(f"“{name.replace('_', ' ')}”" for name in missing)
    found = ", ".join(f"“{head}”" for head in sheet.heads if head)
    return (
        f"No column is headed {wanted}. The file has: {found}. "
        "Put the heads into the first row, each above its column."
    )
