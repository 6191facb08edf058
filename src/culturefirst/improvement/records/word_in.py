"""The tables of a Word file, for the limited child process: rows of cells, nothing else."""

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
        body = _Body()
        with package.stream("word/document.xml") as stream:
            feed(stream, body, SPACES)
        return Grid([*body.tables])


class _Body:
    """Builds tables from the events of a document; a table inside a cell is lines of that cell."""

    def __init__(self) -> None:
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
