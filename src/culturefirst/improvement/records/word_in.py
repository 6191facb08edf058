"""The tables of a Word file, for the limited child process: rows of cells, nothing else."""

import re
from collections.abc import Mapping
from pathlib import Path

from culturefirst.kit.documents import limits
from culturefirst.kit.documents.care import ZIP_MAGIC, carefully, first_bytes
from culturefirst.kit.documents.errors import DocumentError
from culturefirst.kit.documents.grid import Cell, Grid, Table
from culturefirst.kit.documents.package import opened
from culturefirst.kit.documents.xml import feed
from culturefirst.kit.errors import DomainError

SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
RELATIONS = "word/_rels/document.xml.rels"
LINK_ID = "http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
WEB = re.compile("https?://", re.IGNORECASE)
SKIPPED = frozenset({"moveFrom", "del", FALLBACK})


def tables(path: str) -> list[list[list[str]]]:
    """Every table as its rows, each as the texts of its cells."""
    file = Path(path)
    try:
        if not first_bytes(file).startswith(ZIP_MAGIC):
            raise DomainError("This is no Word file (.docx). Bring the one that you took out.")
        grid = carefully(_read, file)
    except DocumentError as fault:
        raise DomainError(str(fault)) from fault
    return [[[cell.text for cell in row] for row in table.rows] for table in grid.tables]


def _read(path: Path) -> Grid:
    with opened(path) as package:
        targets = _Targets()
        if RELATIONS in package.names:
            with package.stream(RELATIONS) as stream:
                feed(stream, targets, ())
        body = _Body(targets.by_id)
        with package.stream("word/document.xml") as stream:
            feed(stream, body, SPACES)
        return Grid([*body.tables])


class _Targets:
    """Where the document's links lead, by their id."""

    def __init__(self) -> None:
        self.by_id: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        target = attributes.get("Target", "")
        if attributes.get("TargetMode") == "External" and WEB.match(target):
            self.by_id[attributes.get("Id", "")] = target

    def end(self, name: str) -> None:
        pass

    def text(self, data: str) -> None:
        pass


class _Body:
    """Builds tables from the events of a document; a table inside a cell is lines of that cell.

    A link behind words is read as the words and then its address.
    """

    def __init__(self, targets: Mapping[str, str]) -> None:
        self._targets = targets
        self._link, self._link_from = "", 0
        self.tables: list[Table] = []
        self._depth = self._skipping = self._runs = 0
        self._in_text = False
        self._row: list[Cell] = []
        self._lines: list[str] = []
        self._pieces: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._skipping or name in SKIPPED:
            self._skipping += 1
        elif name == "tbl":
            self._begin_table()
        elif name == "tr" and self._depth == 1:
            self._row = []
        elif name == "tc" and self._depth == 1:
            self._lines = []
        elif name == "p":
            self._pieces = []
        elif name == "hyperlink":
            self._link = self._targets.get(attributes.get(LINK_ID, ""), "")
            self._link_from = len(self._pieces)
        elif name == "r":
            self._runs += 1
        elif name == "t":
            self._in_text = True
        elif name in ("br", "cr", "tab") and self._runs:
            self._pieces.append("\t" if name == "tab" else "\n")

    def end(self, name: str) -> None:
        if self._skipping:
            self._skipping -= 1
        elif name == "tbl":
            self._depth -= 1
        elif name == "t":
            self._in_text = False
        elif name == "hyperlink":
            self._end_link()
        elif name == "r":
            self._runs -= 1
        elif name == "p" and self._depth:
            self._lines.append("".join(self._pieces))
            self._pieces = []
        elif self._depth == 1 and name == "tc":
            self._end_cell()
        elif self._depth == 1 and name == "tr":
            self.tables[-1].rows.append(self._row)

    def text(self, data: str) -> None:
        if self._in_text and not self._skipping:
            self._pieces.append(data)

    def _end_link(self) -> None:
        words = "".join(self._pieces[self._link_from :])
        # Word makes a link of an address that is typed: then the words are the address.
        if self._link and self._link.rstrip("/").partition("://")[2] not in words:
            self._pieces.append(f" {self._link}")
        self._link = ""

    def _begin_table(self) -> None:
        self._depth += 1
        if self._depth > limits.TABLE_NESTING:
            raise DocumentError(
                "Tables stand inside tables too deeply.", remedy="Take the inner tables apart."
            )
        if self._depth == 1:
            self.tables.append(Table())

    def _end_cell(self) -> None:
        column = len(self._row) + 1
        if column > limits.COLUMNS:
            raise DocumentError("A table has too many columns.", remedy="Leave two, as they were.")
        place = len(self.tables[-1].rows) + 1
        self._row.append(Cell("\n".join(self._lines), place, column))
