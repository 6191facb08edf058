"""A CSV file as columns of words and numbers; what cannot be read has its row and a remedy."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from culturefirst.analysis.catchment.faults import BadInput, Fault
from culturefirst.analysis.catchment.grid import Floats

GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
DELIMITERS = ",;\t"


@dataclass(frozen=True)
class Sheet:
    """Heads in lower case, and rows that are as long as the heads; wholly empty ones are left out.

    ``numbers`` says which row of the file's data each was, from 1. Faults count the rows here:
    ``as_in_file`` says them by the file's.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]

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
        at = np.flatnonzero(kept).tolist()
        rows, numbers = (self.rows[n] for n in at), (self.numbers[n] for n in at)
        return Sheet(self.heads, tuple(rows), tuple(numbers))

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
        at = self.heads.index(head.lower())
        return tuple(row[at] for row in self.rows)

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
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\0" in text:
        raise BadInput([Fault(None, "file", "it is no CSV file", "Save it as CSV")])
    first = text.split("\n", 1)[0]
    rows = csv.reader(io.StringIO(text), delimiter=max(DELIMITERS, key=first.count))
    try:
        return _sheet([[cell.strip() for cell in row] for row in rows])
    except csv.Error as error:
        raise BadInput(
            [Fault(None, "file", f"it cannot be read ({error})", "Save anew")]
        ) from error


def _sheet(rows: list[list[str]]) -> Sheet:
    heads = tuple(head.lower() for head in rows[0]) if rows else ()
    if not any(heads):
        raise BadInput([Fault(None, "file", "it is empty", "Give a line of heads, then rows")])
    twice = {head for head in heads if head and heads.count(head) > 1}
    faults = [
        Fault(None, head, "the column is there twice", "Leave one out") for head in sorted(twice)
    ]
    kept = [(number, row) for number, row in enumerate(rows[1:], 1) if any(row)]
    for number, row in kept:
        if len(row) != len(heads):
            problem = f"{len(row)} cells stand below {len(heads)} heads"
            faults.append(Fault(number, "row", problem, "Put cells with commas into quotes"))
    if faults:
        raise BadInput(faults)
    return Sheet(heads, tuple(tuple(row) for _, row in kept), tuple(number for number, _ in kept))
