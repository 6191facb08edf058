"""Reader of comma-separated text, whatever separates: comma, semicolon, tab or bar."""

import csv
import io
import re
from collections import Counter
from pathlib import Path

from culturefirst.kit.documents import limits
from culturefirst.kit.documents.decoding import decode
from culturefirst.kit.documents.errors import DocumentError
from culturefirst.kit.documents.grid import Cell, Grid, Table, too_long

SEPARATORS = ",;\t|"
# An apostrophe before what a spreadsheet would take for a formula (see writing.csv_file).
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def read(path: Path) -> Grid:
    """The grid of a .csv file. Raises ``DocumentError`` with the row that cannot be read."""
    return rows_of(decode(path.read_bytes()))


def rows_of(text: str) -> Grid:
    """The grid of delimited text."""
    table = Table()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator(text))
    cells = 0
    try:
        for number, fields in enumerate(reader, start=1):
            cells += len(fields)
            if number > limits.ROWS or cells > limits.CELLS or len(fields) > limits.COLUMNS:
                raise DocumentError(
                    f"The file has more than {limits.ROWS:,} rows, {limits.COLUMNS} columns"
                    f" or {limits.CELLS:,} cells.",
                    remedy="Split it into parts.",
                )
            table.rows.append([_cell(text, number, at) for at, text in enumerate(fields, start=1)])
    except csv.Error as error:
        raise DocumentError(
            "The row cannot be told apart into columns.",
            place=f"Row {reader.line_num}",
            remedy="Save the file again as CSV (UTF-8).",
        ) from error
    return Grid([table])


def _cell(text: str, row: int, column: int) -> Cell:
    if len(text) > limits.CELL_CHARACTERS:
        raise too_long(row, column)
    return Cell(unguarded(text), row, column)


def unguarded(text: str) -> str:
    """A cell without the apostrophe that our own downloads put before it."""
    return text[1:] if _GUARDED.match(text) else text


def separator(text: str) -> str:
    """The separator that stands equally often in the most of the first lines."""
    quoted = re.sub(r'"(?:[^"]|"")*"', "", text[:20_000])
    lines = [line for line in quoted.splitlines() if line.strip()][:30]
    best, score = ",", 0
    for each in SEPARATORS:
        counts = Counter(line.count(each) for line in lines if each in line)
        if counts and max(counts) + 10 * max(counts.values()) > score:
            best, score = each, max(counts) + 10 * max(counts.values())
    return best
