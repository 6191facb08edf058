"""Reader of Excel files: the visible sheets as printed, formulas by their last value."""

import re
from pathlib import Path, PurePosixPath

from culturefirst.kit.documents import limits
from culturefirst.kit.documents.errors import DocumentError
from culturefirst.kit.documents.excel_numbers import Formats, shown
from culturefirst.kit.documents.grid import Cell, Grid, Table, too_long
from culturefirst.kit.documents.package import Package, opened
from culturefirst.kit.documents.xml import Handler, feed

SPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/package/2006/relationships",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_BOOLEANS = {"0": "No", "1": "Yes"}


def read(path: Path) -> Grid:
    """The grid of an .xlsx file, one table a sheet."""
    with opened(path) as package:
        book = _Book()
        _feed(package, "xl/workbook.xml", book)
        related = _Related()
        _feed(package, "xl/_rels/workbook.xml.rels", related)
        strings, formats = _Strings(), Formats(book.from_1904)
        for name, part in (("xl/sharedStrings.xml", strings), ("xl/styles.xml", formats)):
            if name in package.names:
                _feed(package, name, part)
        tables: list[str | Table] = []
        for name, identity in book.sheets:
            target = related.targets.get(identity)
            if target:
                tables.append(_table(package, target, name, strings.values, formats))
        return Grid(tables)


def _feed(package: Package, name: str, handler: Handler) -> None:
    with package.stream(name) as stream:
        feed(stream, handler, SPACES)


def _table(package: Package, target: str, name: str, strings: list[str], formats: Formats) -> Table:
    sheet = _Sheet(strings, formats)
    path = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
    _feed(package, path, sheet)
    return Table(_merged(sheet), name)


class _Book:
    """Names and identities of the sheets that can be seen."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.from_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet" and attributes.get("state", "visible") == "visible":
            self.sheets.append((attributes.get("name", ""), attributes.get("id", "")))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904") in {"1", "true"}

    def end(self, name: str) -> None: ...
    def text(self, data: str) -> None: ...


class _Related:
    """Where each identity's part is."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("Type", "")
        if name == "Relationship" and kind.endswith("/worksheet"):
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def end(self, name: str) -> None: ...
    def text(self, data: str) -> None: ...


class _Strings:
    """The shared strings; readings printed above Japanese words are left out."""

    def __init__(self) -> None:
        self.values: list[str] = []
        self._pieces: list[str] = []
        self._in_text = False
        self._aside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self._pieces = []
        self._aside = self._aside or name == "rPh"
        self._in_text = name == "t" and not self._aside

    def end(self, name: str) -> None:
        self._in_text = False
        if name == "rPh":
            self._aside = False
        elif name == "si":
            self.values.append("".join(self._pieces))

    def text(self, data: str) -> None:
        if self._in_text:
            self._pieces.append(data)


class _Sheet:
    """The cells of a sheet that hold something, and its merged ranges."""

    def __init__(self, strings: list[str], formats: Formats) -> None:
        self.rows: dict[int, dict[int, str]] = {}
        self.merged: list[str] = []
        self._strings, self._formats = strings, formats
        self._cells = 0
        self._row, self._column = 0, 0
        self._kind, self._style = "n", "0"
        self._value: list[str] = []
        self._in_value = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            said = attributes.get("r", "")
            known = said.isascii() and said.isdigit() and len(said) <= 7
            self._row, self._column = int(said) if known else self._row + 1, 0
        elif name == "c":
            self._start_cell(attributes)
        elif name in {"v", "t"}:
            self._in_value = True
        elif name == "mergeCell" and len(self.merged) <= limits.ROWS:
            self.merged.append(attributes.get("ref", ""))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        place = _PLACE.fullmatch(attributes.get("r", ""))
        self._column = _column(place[1]) if place else self._column + 1
        self._row = int(place[2]) if place else self._row
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s", "0")
        self._value = []

    def end(self, name: str) -> None:
        if name in {"v", "t"}:
            self._in_value = False
        elif name == "c" and self._value:
            self._keep("".join(self._value))

    def text(self, data: str) -> None:
        if self._in_value:
            self._value.append(data)

    def _keep(self, value: str) -> None:
        text = self._shown(value)
        if not text.strip():
            return
        self._cells += 1
        if self._cells > limits.CELLS or self._column > limits.COLUMNS:
            raise DocumentError(
                f"The sheet has more than {limits.CELLS:,} cells or {limits.COLUMNS} columns.",
                place=f"Row {self._row}, column {self._column}",
                remedy="Take out the rows and columns that are not needed.",
            )
        if len(text) > limits.CELL_CHARACTERS:
            raise too_long(self._row, self._column)
        self.rows.setdefault(self._row, {})[self._column] = text

    def _shown(self, value: str) -> str:
        if self._kind == "s":
            return self._strings[int(value)]
        if self._kind == "b":
            return _BOOLEANS.get(value, value)
        if self._kind == "e":
            raise DocumentError(
                f"The cell holds the error {value[:20]}.",
                place=f"Row {self._row}, column {self._column}",
                remedy="Correct its formula or type its value.",
            )
        if self._kind in {"str", "inlineStr"}:
            return value
        return shown(value, self._formats.of(self._style), self._formats.from_1904)


def _merged(sheet: _Sheet) -> list[list[Cell]]:
    """The rows as cells: a merged range is one cell, carried down to the rows it covers."""
    widths: dict[tuple[int, int], int] = {}
    carried: dict[int, dict[int, str]] = {}
    copies = 0
    for reference in sheet.merged:
        parts = _PLACE.findall(reference)
        if len(parts) != 2 or f"{''.join(parts[0])}:{''.join(parts[1])}" != reference:
            continue
        (left, top), (right, bottom) = ((_column(at), int(row)) for at, row in parts)
        text = sheet.rows.get(top, {}).get(left)
        if text is None or right < left:
            continue
        rows = [row for row in sheet.rows if top < row <= bottom]
        copies += len(rows)
        if copies > limits.CELLS:
            raise DocumentError(
                "Too many cells of the sheet are merged.", remedy="Take the merged cells apart."
            )
        for row in (top, *rows):
            widths[row, left] = min(right - left + 1, limits.COLUMNS)
        for row in rows:
            carried.setdefault(row, {})[left] = text
    return [_row(sheet, number, widths, carried.get(number, {})) for number in sorted(sheet.rows)]


def _row(
    sheet: _Sheet, row: int, widths: dict[tuple[int, int], int], carried: dict[int, str]
) -> list[Cell]:
    printed = sheet.rows[row]
    cells = []
    for column in sorted({*printed, *carried}):
        text = printed.get(column, carried.get(column, ""))
        width = widths.get((row, column), 1)
        cells.append(Cell(text, row, column, width, carried=column not in printed))
    return cells


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
