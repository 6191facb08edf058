"""Reader of Word files: paragraphs and tables in their order, macros and pictures passed over."""

import json
from pathlib import Path
from typing import Any

from culturefirst.kit.documents import limits
from culturefirst.kit.documents.errors import DocumentError
from culturefirst.kit.documents.grid import Cell, Grid, Table, too_long
from culturefirst.kit.documents.package import Package, opened
from culturefirst.kit.documents.xml import feed
from culturefirst.programme.reading.words import clean

SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
CARRIED_SPACE = "https://culturefirst.example/work-programme"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
# Moved-away text, and the second copy of what newer versions draw otherwise.
_SKIPPED = frozenset({"moveFrom", f"{_COMPATIBILITY}}}Fallback"})


def read(path: Path) -> Grid:
    """The grid of a .docx file."""
    with opened(path) as package:
        body = _Body()
        with package.stream("word/document.xml") as stream:
            feed(stream, body, SPACES)
        return Grid(body.blocks, _carried(package))


def _carried(package: Package) -> dict[str, Any]:
    """What our own files carry; nothing where there is none or it cannot be read."""
    names = [n for n in package.names if n.startswith("customXml/item") and "Props" not in n]
    for name in names[:20]:
        part = _Carried()
        with package.stream(name) as stream:
            feed(stream, part, (CARRIED_SPACE,))
        try:
            data = json.loads("".join(part.pieces)) if part.pieces else None
        except (ValueError, RecursionError):
            continue
        if isinstance(data, dict):
            return data
    return {}


class _Carried:
    """The words of the element that only our files have."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._inside = name == "carried"

    def end(self, name: str) -> None:
        self._inside = False

    def text(self, data: str) -> None:
        if self._inside:
            self.pieces.append(data)


class _Body:
    """Builds blocks from the events of word/document.xml; a nested table is lines of its cell."""

    def __init__(self) -> None:
        self.blocks: list[str | Table] = []
        self._paragraphs: list[list[str]] = []
        self._tables = 0
        self._skipping = 0
        self._runs = 0
        self._in_text = False
        self._cells = 0
        self._row: list[Cell] = []
        self._lines: list[str] = []
        self._column = 1
        self._width = 1
        self._merge: str | None = None
        self._above: dict[int, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._skipping or name in _SKIPPED:
            self._skipping += 1
            return
        begin = getattr(self, f"_start_{name}", None) if "}" not in name else None
        if begin:
            begin(attributes)

    def end(self, name: str) -> None:
        if self._skipping:
            self._skipping -= 1
            return
        finish = getattr(self, f"_end_{name}", None) if "}" not in name else None
        if finish:
            finish()

    def text(self, data: str) -> None:
        if self._in_text and self._paragraphs and not self._skipping:
            self._paragraphs[-1].append(data)

    def _start_t(self, _: dict[str, str]) -> None:
        self._in_text = True

    def _end_t(self) -> None:
        self._in_text = False

    def _start_r(self, _: dict[str, str]) -> None:
        self._runs += 1

    def _end_r(self) -> None:
        self._runs -= 1

    def _start_tab(self, _: dict[str, str]) -> None:
        self._put(" ")

    def _start_br(self, _: dict[str, str]) -> None:
        self._put("\n")

    _start_cr = _start_br

    def _start_noBreakHyphen(self, _: dict[str, str]) -> None:
        self._put("-")

    def _put(self, character: str) -> None:
        """Tabs and breaks count inside runs only: a tab stop is no tab."""
        if self._runs and self._paragraphs:
            self._paragraphs[-1].append(character)

    def _start_p(self, _: dict[str, str]) -> None:
        self._paragraphs.append([])

    def _end_p(self) -> None:
        text = "".join(self._paragraphs.pop())
        if self._tables:
            self._lines.append(text)
            return
        lines = (clean(line) for line in text.splitlines())
        self.blocks += [line for line in lines if line]
        if len(self.blocks) > limits.PARAGRAPHS:
            raise DocumentError(
                f"The document has more than {limits.PARAGRAPHS:,} paragraphs.",
                remedy="Keep the table and leave out the rest.",
            )

    def _start_tbl(self, _: dict[str, str]) -> None:
        self._tables += 1
        if self._tables > limits.TABLE_NESTING:
            raise DocumentError(
                f"Tables stand inside tables more than {limits.TABLE_NESTING} deep.",
                remedy="Take the inner tables apart.",
            )
        if self._tables == 1:
            self.blocks.append(Table())
            self._above = {}

    def _end_tbl(self) -> None:
        self._tables -= 1

    def _start_tr(self, _: dict[str, str]) -> None:
        if self._tables == 1:
            self._row, self._column = [], 1

    def _end_tr(self) -> None:
        table = self.blocks[-1] if self.blocks else None
        if self._tables == 1 and isinstance(table, Table):
            table.rows.append(self._row)
            if len(table.rows) > limits.ROWS:
                raise DocumentError(
                    f"The table has more than {limits.ROWS:,} rows.", remedy="Split it into parts."
                )

    def _start_gridBefore(self, attributes: dict[str, str]) -> None:
        if self._tables == 1:
            self._column += _count(attributes)

    def _start_tc(self, _: dict[str, str]) -> None:
        if self._tables == 1:
            self._lines, self._width, self._merge = [], 1, None

    def _start_gridSpan(self, attributes: dict[str, str]) -> None:
        if self._tables == 1:
            self._width = max(1, _count(attributes))

    def _start_vMerge(self, attributes: dict[str, str]) -> None:
        if self._tables == 1:
            self._merge = attributes.get("val", "continue")

    def _end_tc(self) -> None:
        if self._tables != 1:
            return
        table = self.blocks[-1]
        row = len(table.rows) + 1 if isinstance(table, Table) else 1
        text = "\n".join(self._lines)
        self._cells += 1
        if self._cells > limits.CELLS or self._column + self._width > limits.COLUMNS + 1:
            raise DocumentError(
                f"The tables have more than {limits.CELLS:,} cells or {limits.COLUMNS} columns.",
                place=f"Row {row}",
                remedy="Split them into parts.",
            )
        if len(text) > limits.CELL_CHARACTERS:
            raise too_long(row, self._column)
        carried = self._merge == "continue" and self._column in self._above
        if carried and not clean(text):
            text = self._above[self._column]
        else:
            carried = False
            self._above.pop(self._column, None)
        if self._merge == "restart":
            self._above[self._column] = text
        self._row.append(Cell(text, row, self._column, self._width, carried))
        self._column += self._width


def _count(attributes: dict[str, str]) -> int:
    said = attributes.get("val", "1")
    return min(int(said), limits.COLUMNS) if said.isascii() and said.isdigit() else 1
