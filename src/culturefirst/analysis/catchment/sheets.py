"""A CSV file as columns of words and numbers; what cannot be read has its row and a remedy."""

import csv
import io
import re
import sys
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import compress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from culturefirst.analysis.catchment.faults import BadInput, Fault
from culturefirst.analysis.catchment.grid import Floats

GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
DELIMITERS = ",;\t"


@dataclass(frozen=True)
class Sheet:
    """Heads in lower case, and below each its cells; wholly empty rows are left out.

    ``numbers`` says which row of the file's data each was, from 1. Faults count the rows here:
    ``as_in_file`` says them by the file's.
    """

    heads: tuple[str, ...]
    columns: tuple[list[str], ...]
    numbers: Sequence[int]

    @contextmanager
    def as_in_file(self) -> Iterator[None]:
        """Faults in rows of the sheet, told as rows of the file."""
        try:
            yield
        except BadInput as error:
            told = (
                fault if fault.row is None else replace(fault, row=self.numbers[fault.row - 1])
                for fault in error.faults
            )
            raise BadInput(told) from error

    def only(self, kept: NDArray[np.bool_]) -> "Sheet":
        """The rows that are flagged."""
        columns = tuple(list(compress(cells, kept)) for cells in self.columns)
        return Sheet(self.heads, columns, list(compress(self.numbers, kept)))

    def find(self, names: Sequence[str]) -> str | None:
        """The first of these heads that there is."""
        return next((name for name in names if name.lower() in self.heads), None)

    def need(self, what: str, names: Sequence[str]) -> str:
        """The same, and ``BadInput`` where there is none."""
        found = self.find(names)
        if found is None:
            problem = f"there is no such column among {', '.join(self.heads)}"
            raise BadInput([Fault(None, what, problem, f"Call it “{names[0]}”, or say its name")])
        return found

    def words(self, head: str) -> tuple[str, ...]:
        """The cells of a column."""
        return tuple(self.columns[self.heads.index(head.lower())])

    def figures(self, head: str) -> Floats:
        """The cells of a column as numbers; an empty one is NaN, which is not known."""
        words = self.words(head)
        try:
            return np.array(words, np.float64)
        except ValueError:
            return self._one_by_one(head, words)

    def _one_by_one(self, head: str, words: tuple[str, ...]) -> Floats:
        found, faults = np.full(len(words), np.nan), []
        for at, word in enumerate(words):
            plain = word.replace(",", "") if GROUPED.fullmatch(word) else word
            try:
                found[at] = float(plain) if plain else np.nan
            except ValueError:
                problem, remedy = f"“{word[:40]}” is no number", "Give digits, such as 1200"
                faults.append(Fault(at + 1, head, problem, remedy))
        if faults:
            raise BadInput(faults)
        return found


def read(path: Path) -> Sheet:
    """The sheet in a file with a line of heads; comma, semicolon or tab stands between."""
    data = path.read_bytes()
    if b"\0" in data:
        raise BadInput([Fault(None, "file", "it is no CSV file", "Save it as CSV")])
    kind = _encoding(data)
    first = data.split(b"\n", 1)[0].decode(kind, errors="replace")
    with io.TextIOWrapper(io.BytesIO(data), kind, errors="replace", newline="") as text:
        rows = csv.reader(text, delimiter=max(DELIMITERS, key=first.count))
        try:
            return _sheet(rows)
        except csv.Error as error:
            raise BadInput(
                [Fault(None, "file", f"it cannot be read ({error})", "Save anew")]
            ) from error


def _encoding(data: bytes) -> str:
    """UTF-8, or what spreadsheets of western Europe write otherwise."""
    try:
        for _ in io.TextIOWrapper(io.BytesIO(data), "utf-8-sig"):
            pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _sheet(rows: Iterator[list[str]]) -> Sheet:
    heads = tuple(head.strip().lower() for head in next(rows, []))
    if not any(heads):
        raise BadInput([Fault(None, "file", "it is empty", "Give a line of heads, then rows")])
    twice = {head for head in heads if head and heads.count(head) > 1}
    faults = [
        Fault(None, head, "the column is there twice", "Leave one out") for head in sorted(twice)
    ]
    columns: tuple[list[str], ...] = tuple([] for _ in heads)
    numbers = array("q")
    for number, row in enumerate(rows, 1):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if len(cells) != len(heads):
            problem = f"{len(cells)} cells stand below {len(heads)} heads"
            faults.append(Fault(number, "row", problem, "Put cells with commas into quotes"))
            continue
        numbers.append(number)
        for column, cell in zip(columns, cells, strict=True):
            column.append(sys.intern(cell))  # codes stand in many rows of a table of minutes
    if faults:
        raise BadInput(faults)
    return Sheet(heads, columns, numbers)
