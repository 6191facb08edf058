"""What stands in the way of an import, gathered: each with its row, column and remedy."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from culturefirst.analysis.catchment.faults import Fault

SHOWN = 50


@dataclass
class Faults:
    """Faults as they are found; of very many, the first are kept and the rest are counted."""

    kept: list[Fault] = field(default_factory=list)
    count: int = 0

    def add(self, row: int | None, column: str, problem: str, remedy: str) -> None:
        """Note one. ``problem`` and ``remedy`` are sentences without their full stop."""
        self.count += 1
        if len(self.kept) < SHOWN:
            self.kept.append(Fault(row, column, problem, remedy))

    def each(
        self, rows: Iterable[int], numbers: Sequence[int], column: str, problem: str, remedy: str
    ) -> None:
        """The same of several rows; ``numbers`` gives each row's number in the file."""
        for row in rows:
            self.add(numbers[row], column, problem, remedy)

    def __bool__(self) -> bool:
        return self.count > 0

    def to_json(self) -> list[dict[str, Any]]:
        """For a page: the sentences."""
        return [{"row": each.row, "says": str(each)} for each in self.kept]
