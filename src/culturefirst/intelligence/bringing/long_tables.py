"""Tables of millions of rows and few columns, such as minutes of pairs, read in few bytes.

A column is kept as its different texts, and for each row which of them stands there: the codes of
four thousand areas are told once, and not five hundred times each.
"""

import base64
import csv
import zlib
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from culturefirst.intelligence.bringing import reading
from culturefirst.kit.documents.decoding import decode
from culturefirst.kit.documents.delimited import separator
from culturefirst.kit.documents.errors import DocumentError
from culturefirst.kit.errors import DomainError

MOST_ROWS, MOST_COLUMNS = 5_000_000, 12
BATCH = 1_000  # rows that are taken apart into columns at once
Numbers = NDArray[np.int32]


@dataclass(frozen=True)
class LongRows:
    """Heads; by column its different texts and which stands in each row; the rows' numbers."""

    heads: list[str]
    texts: list[list[str]]
    at: list[Numbers]
    numbers: Numbers
    left_out: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.numbers)

    def column(self, head: str) -> tuple[list[str], Numbers]:
        """The different texts below a head, and which of them each row has."""
        at = self.heads.index(head)
        return self.texts[at], self.at[at]


def rows_in(told: dict[str, Any]) -> LongRows:
    """The rows of what the child answered."""
    at = [_unpacked(each) for each in told["at"]]
    return LongRows(
        told["heads"], told["texts"], at, _unpacked(told["numbers"]), told.get("left_out", [])
    )


def read(path: str) -> dict[str, Any]:
    """For the child process: separated text, or a workbook's first sheet."""
    try:
        if path.endswith(".xlsx"):
            return _answer(*reading.workbook(Path(path)))
        return _answer(_lines(decode(reading.unpacked(Path(path)))), [])
    except DocumentError as fault:
        raise DomainError(str(fault)) from fault


def _lines(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    reader = csv.reader(_each_line(text), delimiter=separator(text))
    try:
        yield from enumerate(reader, start=1)
    except csv.Error as fault:
        raise DomainError(
            f"Row {reader.line_num} cannot be told apart into columns. "
            "Save the file again as CSV (UTF-8)."
        ) from fault


def _each_line(text: str) -> Iterator[str]:
    """Lines one by one: a list of millions, or a second copy, would not fit into the child."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def _answer(lines: Iterator[tuple[int, Sequence[str]]], left_out: Sequence[str]) -> dict[str, Any]:
    filled = ((number, cells) for number, cells in lines if any(cells))
    heads = [reading.cell(each) for each in next(filled, (0, ()))[1]]
    _refuse_heads(heads)
    columns, numbers = [_Column() for _ in heads], array("i")
    while batch := list(islice(filled, BATCH)):
        if len(numbers) + len(batch) > MOST_ROWS:
            raise DomainError(f"The file has more than {MOST_ROWS:,} rows. Split it into parts.")
        rows = [_fitted(number, cells, len(heads)) for number, cells in batch]
        for column, texts in zip(columns, zip(*rows, strict=True), strict=True):
            column.at.extend(map(column.known.__getitem__, texts))
        numbers.extend(number for number, _ in batch)
    if not numbers:
        raise DomainError("The file has heads and no rows. Put the rows below its heads.")
    return {
        "heads": heads,
        "texts": [[reading.cell(text) for text in column.known] for column in columns],
        "at": [_packed(column.at) for column in columns],
        "numbers": _packed(numbers),
        "left_out": list(left_out),
    }


class _Known(dict[str, int]):
    """Texts by number, in the order in which they came."""

    def __missing__(self, text: str) -> int:
        self[text] = found = len(self)
        return found


class _Column:
    """Texts as they come, each kept once."""

    def __init__(self) -> None:
        self.known = _Known()
        self.at = array("i")


def _fitted(number: int, cells: Sequence[str], width: int) -> Sequence[str]:
    if len(cells) == width:
        return cells
    if any(cells[width:]):
        raise DomainError(
            f"Row {number} has {len(cells)} cells and there are {width} heads. "
            "Give every column a head."
        )
    return [*cells[:width], *[""] * (width - len(cells))]


def _refuse_heads(heads: Sequence[str]) -> None:
    if not any(heads):
        raise DomainError("The file is empty. Put heads into its first row and rows below.")
    if len(heads) > MOST_COLUMNS:
        raise DomainError(
            f"The file has {len(heads)} columns: a row tells one pair. Keep the areas, the places "
            "and the minutes, one pair in each row."
        )
    reading.refuse_twice(heads)


def _packed(numbers: "array[int]") -> str:
    return base64.b64encode(zlib.compress(numbers.tobytes(), 1)).decode()


def _unpacked(text: str) -> Numbers:
    return np.frombuffer(zlib.decompress(base64.b64decode(text)), np.int32)
