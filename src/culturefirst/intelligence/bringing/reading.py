"""A file as heads and rows of text; read in the limited child process, large tables included.

Small areas come by the ten thousand and people in two hundred columns, which is more than other
lists are allowed: the child has its own limits of memory and time, and answers in few bytes.
"""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from culturefirst.kit import untrusted
from culturefirst.kit.documents import limits
from culturefirst.kit.documents.decoding import decode
from culturefirst.kit.documents.delimited import separator, unguarded
from culturefirst.kit.documents.errors import DocumentError
from culturefirst.kit.errors import DomainError
from culturefirst.kit.sheets import clean

if TYPE_CHECKING:  # the child that reads has no models
    from culturefirst.intelligence.models import PeopleFile

BOUNDARIES, TIMES = "boundaries", "times"
TABLES = (".csv", ".tsv", ".txt", ".xlsx")
SHAPES = (".geojson", ".json", ".topojson", ".gpkg")
PACKED = ".gz"
UNPACKED_BYTES = 120 * 2**20
MOST_ROWS, MOST_CELLS, MOST_COLUMNS = 250_000, 10_000_000, 400
MOST_IN_EXCEL = 1_000_000  # cells
MOST_TITLES = 9  # rows above the heads
BETWEEN = "\x1f"


@dataclass(frozen=True)
class Rows:
    """Heads, and rows of as many texts; ``numbers`` are the rows' own in the file.

    ``shapes`` are the outlines of a file of boundaries, in the order of the rows.
    """

    heads: list[str]
    rows: list[list[str]]
    numbers: list[int]
    left_out: list[str] = field(default_factory=list)
    shapes: list[Any] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, head: str) -> list[str]:
        """The texts below a head; empty texts where there is no such head."""
        if head not in self.heads:
            return [""] * len(self.rows)
        at = self.heads.index(head)
        return [row[at] for row in self.rows]


def ending_of(name: str) -> str:
    """What a file's name ends in, behind ``.gz`` too: ``.csv`` or ``.csv.gz``."""
    path = Path(name.lower())
    return Path(path.stem).suffix + PACKED if path.suffix == PACKED else path.suffix


def require_known(name: str, what: str) -> None:
    """Refuse a file whose name says that it is of a kind that is not read."""
    wanted = SHAPES if what == BOUNDARIES else TABLES
    if ending_of(name).removesuffix(PACKED) not in wanted or ending_of(name) == ".xlsx.gz":
        kinds = ", ".join(wanted)
        raise DomainError(
            f"A file of this kind ({ending_of(name) or 'no ending'}) is not read here. "
            f"Save it as one of {kinds}, and choose that."
        )


def rows_of(file: "PeopleFile") -> Any:
    """What a file holds: ``Rows``, of times ``LongRows``.

    Raises ``DomainError`` with a sentence for what cannot be read.
    """
    with TemporaryDirectory(prefix="culturefirst-") as folder:
        path = Path(folder) / f"file{ending_of(file.name)}"
        path.write_bytes(zlib.decompress(bytes(file.content)))
        if file.what == BOUNDARIES:
            return rows_in(untrusted.call("culturefirst.intelligence.bringing.shapes:read", path))
        if file.what == TIMES:
            return _long_rows(path)
        return rows_in(untrusted.call(f"{__name__}:table", path))


def _long_rows(path: Path) -> Any:
    from culturefirst.intelligence.bringing import long_tables  # which reads workbooks as here

    return long_tables.rows_in(untrusted.call(f"{long_tables.__name__}:read", path))


def shipped_rows(path: Path) -> Rows:
    """What a table of our own holds, which needs no child to be read in."""
    return rows_in(table(str(path)))


def rows_in(told: dict[str, Any]) -> Rows:
    """The rows of what the child answered."""
    split = [row.split(BETWEEN) for row in told["rows"]]
    return Rows(
        told["heads"], split, told["numbers"], told.get("left_out", []), told.get("shapes", [])
    )


def unpacked(path: Path) -> bytes:
    """The bytes of a file, or of what is packed in it. Refuses what unpacks to far too much."""
    if path.suffix != PACKED:
        return path.read_bytes()
    try:
        with gzip.open(path) as packed:
            content = packed.read(UNPACKED_BYTES + 1)
    except (OSError, EOFError, zlib.error) as fault:
        raise DomainError("The file is not packed by gzip, though its name says so.") from fault
    if len(content) > UNPACKED_BYTES:
        raise DomainError("The file unpacks to more than 120 MB. Split it into parts.")
    return content


def table(path: str) -> dict[str, Any]:
    """For the child process: the rows of separated text or of a workbook's first sheet."""
    try:
        excel = path.endswith((".xlsx", ".xlsm"))
        found = workbook(Path(path)) if excel else _text(Path(path))
    except DocumentError as fault:
        raise DomainError(str(fault)) from fault
    return answer(*found)


def answer(
    lines: Iterator[tuple[int, Sequence[str]]], left_out: Sequence[str] = ()
) -> dict[str, Any]:
    """Heads and rows in few bytes; blank rows are left out. Refuses what has no rows."""
    filled = _below_titles((number, cells) for number, cells in lines if any(cells))
    _, heads = next(filled, (0, ()))
    if not heads:
        raise DomainError("The file is empty. Put heads into its first row and rows below.")
    refuse_twice(heads)
    rows, numbers, width = list[str](), list[int](), len(heads)
    for number, cells in filled:
        if len(rows) >= MOST_ROWS or len(rows) * width > MOST_CELLS:
            raise DomainError(f"The file has more than {len(rows):,} rows. Split it into parts.")
        if len(cells) > width and any(cells[width:]):
            raise DomainError(
                f"Row {number} has {len(cells)} cells and there are {width} heads. "
                "Give every column a head."
            )
        rows.append(BETWEEN.join([*cells[:width], *[""] * (width - len(cells))]))
        numbers.append(number)
    if not rows:
        raise DomainError("The file has heads and no rows. Put the rows below its heads.")
    return {"heads": list(heads), "rows": rows, "numbers": numbers, "left_out": list(left_out)}


def _below_titles(
    filled: Iterator[tuple[int, Sequence[str]]],
) -> Iterator[tuple[int, Sequence[str]]]:
    """Without what stands in a cell of its own above the heads: what the list is, as at when."""
    first = list(islice(filled, MOST_TITLES + 1))
    widths = [sum(map(bool, cells)) for _, cells in first]
    at = next((at for at, width in enumerate(widths) if width > 1), 0)
    # Two cells below one may be a list of codes with a remark; three are columns.
    return chain(first[at if widths and widths[at] > 2 else 0 :], filled)


def _text(path: Path) -> tuple[Iterator[tuple[int, list[str]]], list[str]]:
    text = decode(unpacked(path))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator(text))
    return _lines(reader), []


def _lines(reader: Any) -> Iterator[tuple[int, list[str]]]:
    try:
        for number, cells in enumerate(reader, start=1):
            if len(cells) > MOST_COLUMNS:
                raise DomainError(f"The file has more than {MOST_COLUMNS} columns. Split it.")
            yield number, [cell(each) for each in cells]
    except csv.Error as fault:
        raise DomainError(
            f"Row {reader.line_num} cannot be told apart into columns. "
            "Save the file again as CSV (UTF-8)."
        ) from fault


def cell(text: str) -> str:
    """A cell's text without what nobody sees, nor what our own downloads guard it by."""
    return text if text.isascii() and text.isalnum() else clean(unguarded(text))


def workbook(path: Path) -> tuple[Iterator[tuple[int, list[str]]], list[str]]:
    """The first sheet that holds something, under limits of this child alone."""
    from culturefirst.kit.documents import excel
    from culturefirst.kit.documents.care import carefully

    limits.ROWS, limits.CELLS, limits.COLUMNS = MOST_ROWS, MOST_IN_EXCEL, MOST_COLUMNS
    limits.XML_ELEMENTS = 6_000_000
    sheets = [each for each in carefully(excel.read, path, 20_000_000).tables if each.rows]
    if not sheets:
        return iter(()), []

    def lines() -> Iterator[tuple[int, list[str]]]:
        for row in sheets[0].rows:
            texts = {cell.column: clean(cell.text) for cell in row}
            last = max((at for at, text in texts.items() if text), default=0)
            if last:
                yield row[0].row, [texts.get(at, "") for at in range(1, last + 1)]

    return lines(), [each.name for each in sheets[1:]]


def refuse_twice(heads: Sequence[str]) -> None:
    """Refuse two columns of one head."""
    named = [head for head in heads if head]
    twice = [head for head in named if named.count(head) > 1]
    if twice:
        raise DomainError(f"Two columns are headed “{twice[0]}”. Give each its own head.")
