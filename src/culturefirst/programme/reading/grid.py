"""First step of reading: untrusted bytes become plain rows and nothing else."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from culturefirst.programme.reading import limits
from culturefirst.programme.reading.errors import DocumentError

KNOWN = ".docx, .xlsx, .csv or .txt"
ZIP_MAGIC = b"PK\x03\x04"


@dataclass(frozen=True)
class Cell:
    """A cell as printed; ``row`` and ``column`` count from 1, ``width`` is in columns.

    ``carried`` marks the lower part of a cell merged downwards: its words are repeated for
    the row, but it was counted above.
    """

    text: str
    row: int
    column: int
    width: int = 1
    carried: bool = False


@dataclass
class Table:
    """Rows of cells; a merged cell is one cell."""

    rows: list[list[Cell]] = field(default_factory=list)
    name: str = ""

    @property
    def columns(self) -> int:
        """How many columns the widest row spans."""
        return max((c.column + c.width - 1 for row in self.rows for c in row), default=0)


@dataclass
class Grid:
    """A document as paragraphs and tables in their order.

    ``carried`` is what our own Word files say about themselves (see ``carry``), else empty.
    """

    blocks: list[str | Table] = field(default_factory=list)
    carried: dict[str, Any] = field(default_factory=dict)

    @property
    def tables(self) -> list[Table]:
        return [block for block in self.blocks if isinstance(block, Table)]

    @property
    def paragraphs(self) -> list[str]:
        return [block for block in self.blocks if isinstance(block, str)]

    def cells(self) -> Iterator[Cell]:
        for table in self.tables:
            for row in table.rows:
                yield from row

    def to_json(self) -> dict[str, Any]:
        blocks = [block if isinstance(block, str) else _table_json(block) for block in self.blocks]
        return {"blocks": blocks, "carried": self.carried}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Grid":
        blocks = [b if isinstance(b, str) else _table_from(b) for b in data["blocks"]]
        return cls(blocks, dict(data["carried"]))


def _table_json(table: Table) -> dict[str, Any]:
    rows = [[[c.text, c.row, c.column, c.width, c.carried] for c in row] for row in table.rows]
    return {"name": table.name, "rows": rows}


def _table_from(data: Mapping[str, Any]) -> Table:
    return Table([[Cell(*cell) for cell in row] for row in data["rows"]], data["name"])


def read_grid(path: Path) -> Grid:
    """The rows of a document, by the reader that fits its name and its first bytes.

    Raises ``DocumentError``, and nothing else, whatever the file holds.
    """
    try:
        grid = _reader(path)(path)
        _check(grid)
    except DocumentError:
        raise
    except (MemoryError, RecursionError, OverflowError) as error:
        raise DocumentError(
            "The file is built too deeply or too large to be read.",
            remedy="Save it afresh from Word or Excel and try again.",
        ) from error
    except Exception as error:
        # Parsers of untrusted bytes throw whatever they like; a person gets one sentence.
        raise DocumentError(
            "The file is damaged or is not what its name says.",
            remedy="Open it, save it afresh, and try again.",
        ) from error
    return grid


def read_grid_json(path: str | Path) -> dict[str, Any]:
    """``read_grid`` for a child process: its answer can be sent as JSON."""
    data = read_grid(Path(path)).to_json()
    json.dumps(data, ensure_ascii=False).encode("utf-8")
    return data


def _reader(path: Path) -> Callable[[Path], Grid]:
    """Each format's module is imported only when a file needs it."""
    start = _first_bytes(path)
    ending = path.suffix.lower()
    zipped = start.startswith(ZIP_MAGIC)
    modules = {".docx": "word", ".docm": "word", ".xlsx": "excel", ".xlsm": "excel"}
    if ending in modules and not zipped:
        raise DocumentError(
            f"The file is named {ending} but holds something else.",
            remedy="Save it again from Word or Excel, without a password.",
        )
    modules |= {".csv": "delimited", ".tsv": "delimited", ".txt": "text"}
    if ending not in modules or (ending in {".csv", ".tsv", ".txt"} and zipped):
        raise DocumentError(
            f"A file of this kind ({ending or 'no ending'}) cannot be read as a work programme.",
            remedy=f"Save it as {KNOWN}.",
        )
    module = import_module(f"culturefirst.programme.reading.{modules[ending]}")
    reader: Callable[[Path], Grid] = module.read
    return reader


def _first_bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        raise DocumentError(
            f"The file {path.name} cannot be opened.", remedy="Check its name and place."
        ) from error
    if size > limits.FILE_BYTES:
        most = limits.FILE_BYTES // 1024**2
        raise DocumentError(
            f"The file is larger than {most} MB.", remedy="Take pictures out of it, or split it."
        )
    if not size:
        raise DocumentError("The file is empty.", remedy="Choose the file with the programme.")
    return start


def _check(grid: Grid) -> None:
    counts = (
        (len(grid.paragraphs), limits.PARAGRAPHS, "paragraphs"),
        (sum(len(table.rows) for table in grid.tables), limits.ROWS, "rows"),
        (sum(1 for _ in grid.cells()), limits.CELLS, "cells"),
        (sum(len(c.text) for c in grid.cells()), limits.DOCUMENT_CHARACTERS, "characters"),
    )
    for count, most, what in counts:
        if count > most:
            raise DocumentError(
                f"The document has more than {most:,} {what}.", remedy="Split it into parts."
            )
    for cell in grid.cells():
        if len(cell.text) > limits.CELL_CHARACTERS:
            raise too_long(cell.row, cell.column)


def too_long(row: int, column: int) -> DocumentError:
    """The error for a cell with more words than a cell can hold."""
    return DocumentError(
        f"The cell holds more than {limits.CELL_CHARACTERS:,} characters.",
        place=f"Row {row}, column {column}",
        remedy="Shorten it or split it into rows.",
    )
