"""A document as plain rows: what every reader gives, and what the child process answers with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from culturefirst.kit.documents import limits
from culturefirst.kit.documents.errors import DocumentError


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


def too_long(row: int, column: int) -> DocumentError:
    """The error for a cell with more words than a cell can hold."""
    return DocumentError(
        f"The cell holds more than {limits.CELL_CHARACTERS:,} characters.",
        place=f"Row {row}, column {column}",
        remedy="Shorten it or split it into rows.",
    )
