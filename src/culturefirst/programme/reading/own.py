"""Files that we wrote: their layout is known, so nothing has to be guessed."""

import re
from collections.abc import Iterator
from datetime import date

from culturefirst.kit.documents.errors import DocumentError
from culturefirst.kit.documents.grid import Cell, Grid, Table
from culturefirst.programme.reading import dates
from culturefirst.programme.reading.assemble import Assembly, Row
from culturefirst.programme.reading.carry import Carried, digest
from culturefirst.programme.reading.columns import DEFINITION, Header, defines, read_header
from culturefirst.programme.reading.dates import Span
from culturefirst.programme.reading.definitions import read_definition
from culturefirst.programme.reading.document import Document
from culturefirst.programme.reading.headings import Heading
from culturefirst.programme.reading.lifting import Written, note_in
from culturefirst.programme.reading.words import clean

COLUMNS = (
    "Activity",
    "Actions",
    "Outcomes",
    "Targets and timescale",
    "Lead",
    "Progress or completion",
)
UNTITLED = "Untitled work programme"
NO_PERIOD = "Period not given"
_FRAME_ROWS = 2  # title and period of an Excel sheet
_ROLES = ("activity", "actions", "outcomes", "targets", "leads", "progress")
_HEADING = re.compile(r"(?P<level>Priority|Programme)(?: (?P<number>[^:]+))?:(?: (?P<title>.*))?")


def is_own(grid: Grid) -> bool:
    """Whether we wrote this file: it carries definitions, or has our columns for them."""
    defining = [table for table in grid.tables if _defining(table)]
    printed = [table for table in grid.tables if not _defining(table)]
    if not (grid.carried or defining):
        return False
    return not printed or any(_has_columns(table) for table in printed)


def _has_columns(table: Table) -> bool:
    return any(_texts(row) == COLUMNS for row in table.rows)


def _texts(row: list[Cell]) -> tuple[str, ...]:
    return tuple(clean(cell.text) for cell in row)


def understand(grid: Grid) -> Document:
    """The work programme of a Word, Excel or CSV file of our own."""
    defining = [table for table in grid.tables if _defining(table)]
    printed = [table for table in grid.tables if not _defining(table)]
    document = Document()
    if not printed:
        _read_csv(document, defining[0])
        return document
    _read_frame(document, grid)
    carried = Carried.from_json(grid.carried) if grid.carried else _sheet(defining)
    within = span_of(document)
    assembly = Assembly(document, within, Written(within, carried), exact=True)
    for table in printed:
        _read_table(assembly, table, framed=not grid.paragraphs)
    return document


def span_of(document: Document) -> Span | None:
    """The period of a document that has both its days."""
    if document.starts and document.ends:
        return Span(document.starts, document.ends)
    return None


def _defining(table: Table) -> bool:
    return any(defines(row) for row in table.rows[:1])


def _read_frame(document: Document, grid: Grid) -> None:
    """Title, period and notes: the paragraphs of Word, the rows around the table of Excel."""
    lines = list(_frame(grid))
    title = lines[0] if lines else ""
    document.title = None if title in ("", UNTITLED) else title
    for when in dates.find(lines[1])[:1] if len(lines) > 1 else ():
        document.starts, document.ends = when.starts, when.due
    for line in lines[2:]:
        document.notes.append(note_in(line) or line)


def _frame(grid: Grid) -> Iterator[str]:
    """Rows of the frame are merged across and are no section."""
    if grid.paragraphs:
        yield from map(clean, grid.paragraphs)
        return
    sheet = next(table for table in grid.tables if _has_columns(table))
    for row in sheet.rows:
        if _is_frame(row):
            yield clean(row[0].text)


def _is_frame(row: list[Cell]) -> bool:
    """A merged row that is no section; a title that reads as one stands in the first row."""
    if not _is_merged(row):
        return False
    return row[0].row <= _FRAME_ROWS or not _HEADING.fullmatch(clean(row[0].text))


def _is_merged(row: list[Cell]) -> bool:
    return len(row) == 1 and row[0].width >= len(COLUMNS)


def _read_table(assembly: Assembly, table: Table, *, framed: bool) -> None:
    """Sections and activities; what somebody added around them is kept as notes.

    ``framed`` says that merged rows are the frame, which has been read.
    """
    ours = _has_columns(table)
    header = Header(
        dict(enumerate(_ROLES, start=1)),
        dict(enumerate(COLUMNS, start=1)),
        dict.fromkeys(range(1, 7), 1),
    )
    for row in table.rows:
        texts = _texts(row)
        if framed and ours and any(cell.row <= _FRAME_ROWS for cell in row):
            continue
        heading = _HEADING.fullmatch(texts[0]) if _is_merged(row) else None
        if heading:
            level = heading["level"].lower()
            assembly.open(Heading(level, heading["number"], heading["title"] or None))
        elif not ours or (_is_merged(row) and not framed):
            for text in filter(None, texts):
                assembly.note(note_in(text) or text)
        elif texts != COLUMNS and not _is_merged(row):
            assembly.add(Row(row, header))


def _sheet(tables: list[Table]) -> Carried:
    """The definitions that the sheet of targets holds."""
    entries = []
    for row in _rows(tables[0]):
        cells = {row.role(cell): cell for cell in row.cells if row.role(cell) in DEFINITION}
        target = read_definition(row.text("targets"), cells)
        if target:
            named = {"activity": digest(row.text("activity")), "text": digest(target.text)}
            entries.append({**target.to_json(), **named})
    return Carried(entries)


def _rows(table: Table) -> list[Row]:
    header = read_header(table.rows[0])
    if header is None:
        raise DocumentError(
            "The columns that define the targets cannot be told.", remedy="Export it afresh."
        )
    return [Row(row, header) for row in table.rows[1:]]


def _read_csv(document: Document, table: Table) -> None:
    rows = _rows(table)
    for row in rows[:1]:
        document.title = row.text("document") or None
        document.starts = _day(row, "document_starts")
        document.ends = _day(row, "document_ends")
    within = span_of(document)
    assembly = Assembly(document, within, Written(within, Carried()), exact=True)
    for row in rows:
        assembly.add(row)


def _day(row: Row, role: str) -> date | None:
    found = dates.find(row.text(role))
    return found[0].starts if found else None
