"""What is wrong with the data: which row and column, what the trouble is, and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass

SHOWN = 5  # faults told in the sentence of the exception; all are in ``faults``


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong. ``row`` counts the rows of data from 1; None is the whole column."""

    row: int | None
    column: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        where = self.column if self.row is None else f"Row {self.row}, {self.column}"
        return f"{where}: {self.problem}. {self.remedy}."


class BadInput(ValueError):
    """Data that cannot be calculated with; ``faults`` has every one that was found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        told = [str(fault) for fault in self.faults[:SHOWN]]
        if len(self.faults) > SHOWN:
            told.append(f"And {len(self.faults) - SHOWN:,} more.")
        super().__init__(" ".join(told))


def refuse(faults: Iterable[Fault]) -> None:
    """Raise ``BadInput`` where there is any fault."""
    if found := tuple(faults):
        raise BadInput(found)
