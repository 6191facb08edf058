"""The rules by which plain rows become a work programme. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR
from itertools import islice, zip_longest
from typing import Any

from culturefirst.kit.documents.errors import DocumentError
from culturefirst.kit.documents.grid import Cell, Grid
from culturefirst.programme.reading import dates, limits, own
from culturefirst.programme.reading.assemble import Assembly, Row
from culturefirst.programme.reading.columns import Header, read_header
from culturefirst.programme.reading.dates import Span
from culturefirst.programme.reading.document import Document
from culturefirst.programme.reading.headings import (
    Heading,
    column_heading,
    financial_year,
    find_title,
    period,
    read_heading,
)
from culturefirst.programme.reading.lifting import Printed
from culturefirst.programme.reading.proposals import propose
from culturefirst.programme.reading.vocabulary import MeasureWords, Names
from culturefirst.programme.reading.words import clean

_HEADING_LENGTH = 120
REMEDY = (
    "Give each column a heading such as Activity, Actions, Outcomes, Targets, Lead and Progress."
)


@dataclass
class Line:
    """A row of a table, or a paragraph between tables (then ``header`` is None).

    ``heads`` marks the paragraph that stands directly above a table, and ``sheet`` the name of
    one of several sheets, which is no cell.
    """

    cells: list[Cell]
    header: Header | None = None
    is_header: bool = False
    columns: int = 1
    heads: bool = False
    sheet: bool = False

    @property
    def worded(self) -> list[Cell]:
        return [cell for cell in self.cells if clean(cell.text)]

    @property
    def lone(self) -> str | None:
        """The words of a row that holds a single cell of them, or of a paragraph."""
        worded = self.worded
        return clean(worded[0].text) if len(worded) == 1 and not worded[0].carried else None


def understand(
    grid: Grid, *, vocabulary: Sequence[MeasureWords] = (), names: Names | None = None
) -> Document:
    """The work programme that a grid holds.

    ``vocabulary`` and ``names`` are what measures are called and may be narrowed by.
    Raises ``DocumentError`` where no table has columns that can be told, or none has a row.
    """
    ours = own.is_own(grid)
    lines = [] if ours else list(_lines(grid))
    document = own.understand(grid) if ours else _as_printed(grid, lines)
    if not document.activities:
        raise DocumentError("The document has headings but no activities.", remedy=REMEDY)
    document.read = sum(1 for _ in _worded(grid))
    lost = [] if ours else _lost(grid, lines, document)
    document.notes += [clean(cell.text) for cell in lost]
    document.placed = document.read - len(_lost(grid, lines, document) if lost else [])
    for activity in document.activities:
        propose(activity, vocabulary, names or {})
    return document


def _worded(grid: Grid) -> Iterator[Cell]:
    return (cell for cell in grid.cells() if not cell.carried and clean(cell.text))


def _lost(grid: Grid, lines: Sequence[Line], document: Document) -> list[Cell]:
    """The cells with a word that stands nowhere in the document.

    This looks at the result alone, so that it finds what the rules may have dropped. Column
    headings name a place, and of section headings only number and title are kept.
    """
    kept = _words_of(document.to_json())
    headers = {id(cell) for line in lines if line.is_header for cell in line.cells}
    bodies = (cell for cell in _worded(grid) if id(cell) not in headers)
    return [cell for cell in bodies if not kept.issuperset(_words_of(_said(cell.text)))]


def _said(text: str) -> str:
    heading = read_heading(text)
    return f"{heading.number or ''} {heading.title or ''}" if heading else text


def _words_of(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set().union(*map(_words_of, value.values()))
    if isinstance(value, list):
        return set().union(*map(_words_of, value))
    return set(re.findall(r"\w+", clean(value).casefold())) if isinstance(value, str) else set()


def _as_printed(grid: Grid, lines: list[Line]) -> Document:
    if not any(line.is_header for line in lines):
        raise DocumentError("No table with columns for activities was found.", remedy=REMEDY)
    document = Document()
    rest = _without_title(lines, document)
    within = _within(document, grid)
    assembly = Assembly(document, within, Printed(within), exact=False)
    keyed = any(_heading(line, "priority") for line in rest)
    marked = any(_heading(line) for line in rest if not line.sheet)
    sheets = 0 if marked else sum(line.sheet for line in rest)
    rest = [line for line in rest if sheets > 1 or not line.sheet]
    headed = not marked and sum(line.heads for line in rest) > 1
    for line in rest:
        heading = _paragraph_heading(line, keyed, headed) if line.heads else None
        if heading:
            assembly.open(heading)
        else:
            _take(assembly, line, keyed)
    return document


def _paragraph_heading(line: Line, keyed: bool, headed: bool) -> Heading | None:
    """A paragraph above a table names its section where it is numbered, or where no section is
    marked otherwise and several tables have such a paragraph (``headed``)."""
    text = line.lone or ""
    if _heading(line) or len(text) > _HEADING_LENGTH or text.endswith((".", ";", ",")):
        return None
    heading = column_heading(text, "programme" if keyed else "priority")
    return heading if heading.title and (heading.number or headed) else None


def _lines(grid: Grid) -> Iterator[Line]:
    """Every row and paragraph in order, each row with the header that stands above it.

    A table without a header of its own has that of the table before it, if it is as wide.
    """
    header: Header | None = None
    columns = 0
    named = sum(bool(table.name) for table in grid.tables) > 1
    for block, following in zip_longest(grid.blocks, grid.blocks[1:]):
        if isinstance(block, str):
            yield Line([Cell(block, 0, 1)], heads=not isinstance(following, str | None))
            continue
        found = {id(row): read_header(row) for row in block.rows}
        if named and any(found.values()):
            yield Line([Cell(block.name, 0, 1)], heads=True, sheet=True)
        width = block.columns
        if any(found.values()) or width != columns:
            header, columns = None, width
        for row in block.rows:
            header = found[id(row)] or header
            yield Line(row, header, found[id(row)] is not None, width)


def _without_title(lines: list[Line], document: Document) -> list[Line]:
    """Set title and period; what is left is to be taken in."""
    first = next(place for place, line in enumerate(lines) if line.is_header)
    opening = [place for place in range(first) if lines[place].lone and not lines[place].sheet]
    texts = [lines[place].lone or "" for place in opening]
    found = find_title(texts)
    taken: set[int] = set()
    if found is not None:
        document.title = texts[found]
        taken.add(opening[found])
    span = period(document.title or "")
    if span is None:
        span, place = _period_line(texts, opening)
        taken |= {place} if place is not None else set()
    if span:
        document.starts, document.ends = span.starts, span.ends
    return [line for place, line in enumerate(lines) if place not in taken]


def _period_line(texts: list[str], opening: list[int]) -> tuple[Span | None, int | None]:
    """A line before the table that states the period; taken in where it says nothing else."""
    for text, place in zip(texts, opening, strict=True):
        span = period(text)
        if span:
            return span, place if dates.is_only_a_date(text) else None
    return None, None


def _within(document: Document, grid: Grid) -> Span | None:
    """The period of the programme; where none is stated, the year that most dates lie in."""
    if document.starts and document.ends:
        return Span(document.starts, document.ends)
    years: Counter[Span] = Counter()
    printed = (line for cell in grid.cells() for line in cell.text.splitlines())
    for line in islice(printed, limits.ANALYSED_LINES):
        years.update(_years(line))
    if not years:
        return None
    best = max(years, key=lambda span: (years[span], -span.starts.toordinal()))
    document.starts, document.ends = best.starts, best.ends
    return best


def _years(line: str) -> Iterator[Span]:
    """The financial years of the dates of a line that have their year printed."""
    for when in dates.find(line):
        day = when.due or when.starts
        if when.years and day and day.year < MAXYEAR:
            yield financial_year(day)


def _take(assembly: Assembly, line: Line, keyed: bool) -> None:
    if line.is_header or not line.worded:
        return
    heading = _heading(line) or _title_row(line, keyed)
    if heading:
        assembly.open(heading)
    elif line.header is None or line.columns < 2:
        for cell in line.worded:
            if not cell.carried:
                assembly.note(cell.text)
    else:
        assembly.add(Row(line.cells, line.header))


def _heading(line: Line, level: str = "") -> Heading | None:
    found = read_heading(line.lone) if line.lone else None
    return found if found and level in ("", found.level) else None


def _title_row(line: Line, keyed: bool) -> Heading | None:
    """A row merged across the table is a title even where it does not say of what."""
    if line.header is None or not line.lone or line.columns < 3:
        return None
    if line.worded[0].width < line.columns - 1:
        return None
    return column_heading(line.lone, "programme" if keyed else "priority")
