"""Reader of plain text: a line that begins with a tab starts a cell, other lines continue it."""

import re
from pathlib import Path

from culturefirst.kit.documents import delimited, limits
from culturefirst.kit.documents.decoding import decode
from culturefirst.kit.documents.errors import DocumentError
from culturefirst.kit.documents.grid import Cell, Grid, Table
from culturefirst.programme.reading import columns
from culturefirst.programme.reading.headings import read_heading
from culturefirst.programme.reading.words import clean

_STRICT_SECTION = re.compile(
    r"(?:[\w’'&-]+\s+){0,4}(?:priority|programme|theme|aim|strand)\s+\d+(?:\.\d+)*\s*:.*",
    re.IGNORECASE | re.DOTALL,
)


def read(path: Path) -> Grid:
    """The grid of a text file. Raises ``DocumentError`` where it holds no cells."""
    text = decode(path.read_bytes())
    lines = text.splitlines()
    if not any(line.startswith("\t") for line in lines):
        return delimited.rows_of(text)
    # Counted before they are made: twenty million empty cells would fill the memory.
    if sum(line.count("\t") for line in lines if line.startswith("\t")) > limits.CELLS:
        raise DocumentError(
            f"The document has more than {limits.CELLS:,} cells.", remedy="Split it into parts."
        )
    paragraphs, cells = _cells(lines)
    return Grid([*paragraphs, Table(_rows(cells))])


def _cells(lines: list[str]) -> tuple[list[str], list[str]]:
    """The paragraphs before the first tab, and the text of each cell."""
    paragraphs: list[str] = []
    cells: list[list[str]] = []
    for line in lines:
        if line.startswith("\t"):
            cells += [[part] for part in line[1:].split("\t")]
        elif cells:
            cells[-1].append(line)
        elif clean(line):
            paragraphs.append(clean(line))
    return paragraphs, ["\n".join(cell) for cell in cells]


def _rows(cells: list[str]) -> list[list[Cell]]:
    """Cells cut into rows by the number of cells of the header before them."""
    rows: list[list[Cell]] = []
    width = 1
    place = 0
    while place < len(cells):
        heading = read_heading(cells[place]) is not None
        length = 1 if heading else _header_length(cells, place)
        if length > 1:
            width = length
        elif heading:
            rows.append([Cell(cells[place].strip("\n"), len(rows) + 1, 1, max(width, 2))])
            place += 1
            continue
        row = cells[place : place + (length if length > 1 else _until_section(cells, place, width))]
        rows.append([Cell(text, len(rows) + 1, at) for at, text in enumerate(row, start=1)])
        place += len(row)
    return rows


def _header_length(cells: list[str], place: int) -> int:
    """How many cells from here are column headings: at least three, each of another kind."""
    taken: list[str] = []
    length = 0
    for offset, text in enumerate(cells[place : place + limits.COLUMNS]):
        if columns.fits_text(text, taken):
            taken.append(columns.role_of(text) or "")
            length = offset + 1
        elif offset != length or len(clean(text).split()) > 3 or not clean(text):
            break
    header = columns.read_header([Cell(t, 1, at) for at, t in enumerate(cells[place:][:length], 1)])
    return length if header and len(taken) >= 3 else 0


def _until_section(cells: list[str], place: int, width: int) -> int:
    """A row ends early where a section begins, so that one lost cell does not shift the rest."""
    for offset in range(1, width):
        if place + offset >= len(cells) or _STRICT_SECTION.fullmatch(clean(cells[place + offset])):
            return offset
    return width
