"""What both classic problems are: choose sites so that Σ over areas of their best gain is most.

w_ij ≥ 0 is what area i gains where j is chosen and nothing better. Maximal cover: w_ij = demand
where j covers i. p-median: w_ij = demand × (the farthest cost of i − cost_ij), so that all costs
are a constant less all gains. Pairs without a gain are left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from culturefirst.analysis.catchment.sides import Floats, Ints

if TYPE_CHECKING:
    from scipy.sparse import csc_array


@dataclass(frozen=True)
class Gains:
    """By candidate its areas and their gains, one after another."""

    ends: Ints
    areas: Ints
    worth: Floats
    size: int  # areas

    @classmethod
    def of(cls, columns: "csc_array") -> "Gains":
        """Of areas × candidates; what is not above nought is left out."""
        kept = columns.data > 0
        count = np.concatenate(([0], np.cumsum(kept)))
        return cls(
            count[columns.indptr].astype(np.intp),
            columns.indices[kept].astype(np.intp),
            columns.data[kept].astype(np.float64),
            columns.shape[0],
        )

    @classmethod
    def by_column(cls, columns: Iterable[Floats], size: int) -> "Gains":
        """Of one column of gains after another, so that the whole table is never there twice."""
        areas, worth, count = [], [], [0]
        for column in columns:
            rows = np.flatnonzero(column > 0)
            areas.append(rows)
            worth.append(column[rows])
            count.append(len(rows))
        none = np.zeros(0)
        return cls(
            np.cumsum(count),
            np.concatenate(areas or [none.astype(np.intp)]),
            np.concatenate(worth or [none]),
            size,
        )

    def __len__(self) -> int:
        return len(self.ends) - 1

    def of_candidate(self, candidate: int) -> tuple[Ints, Floats]:
        """The areas that gain by one, and how much."""
        own = slice(self.ends[candidate], self.ends[candidate + 1])
        return self.areas[own], self.worth[own]

    def best(self, chosen: Sequence[int]) -> Floats:
        """By area the best gain among these."""
        found = np.zeros(self.size)
        for candidate in chosen:
            areas, worth = self.of_candidate(candidate)
            found[areas] = np.maximum(found[areas], worth)
        return found

    def value(self, chosen: Sequence[int]) -> float:
        """Σ over areas of the best gain among these: by the best that is chosen, never by what a
        solver says of who goes where."""
        return float(self.best(chosen).sum())

    def only(self, candidates: Ints) -> "Gains":
        """Of these candidates, numbered anew."""
        count = np.diff(self.ends)[candidates]
        ends = np.concatenate(([0], np.cumsum(count)))
        at = np.repeat(self.ends[candidates] - ends[:-1], count) + np.arange(ends[-1])
        return Gains(ends, self.areas[at], self.worth[at], self.size)

    def beyond(self, first: Floats) -> "Gains":
        """What areas gain that have so much already."""
        more = self.worth - first[self.areas]
        kept = more > 0
        count = np.concatenate(([0], np.cumsum(kept)))
        return Gains(count[self.ends], self.areas[kept], more[kept], self.size)

    def sums(self, values: Floats) -> Floats:
        """By candidate the sum over its pairs."""
        running = np.concatenate(([0.0], np.cumsum(values)))
        found: Floats = running[self.ends[1:]] - running[self.ends[:-1]]
        return found
