"""The inequalities that every timetable keeps; :mod:`.bound` says why, and what follows.

SciPy is loaded where a day is planned: every process would else be half a second later there.
"""

import numpy as np
from numpy.typing import NDArray

from culturefirst.analysis.rounds.numbers import Flags, Ints, Numbers

NEAR = 1e-6
MOST_COLUMNS = 2_000  # with more, HiGHS would take longer than all else


class Inequalities:
    """A·x ≤ c over all columns, each a pair in a kind of round; grown by cuts."""

    def __init__(self, numbers: Numbers, *, apart: bool = False) -> None:
        from scipy import sparse

        self.numbers = numbers
        kinds = _kinds(numbers) if apart else [np.arange(len(numbers.free))]
        able = [np.flatnonzero(_together(numbers, rounds)) for rounds in kinds]
        self.pair = np.concatenate([np.zeros(0, np.int64), *able])
        self.kind = np.repeat(np.arange(len(kinds)), [len(each) for each in able])
        self.a, self.b = numbers.a[self.pair], numbers.b[self.pair]
        self.seats = [numbers.free[rounds].sum(0) for rounds in kinds]  # of each party, by kind
        self.rounds = kinds
        self.matrix = sparse.csc_matrix((0, len(self.pair)), dtype=np.int64)
        self.limits: Ints = np.zeros(0, np.int64)
        self._add_day()
        if len(kinds) > 1:
            self._add_kinds()

    def _add_day(self) -> None:
        numbers, columns = self.numbers, np.arange(len(self.pair))
        rows = np.concatenate([self.a, self.b, np.full(len(columns), numbers.size)])
        limits = np.append(numbers.left, numbers.room.sum())
        self._add(rows, np.tile(columns, 3), limits)

    def _add_kinds(self) -> None:
        """The same within each kind of round; and a pair meets once in all of them."""
        size, columns = self.numbers.size, np.arange(len(self.pair))
        below = self.kind * (size + 1)
        rows = np.concatenate([below + self.a, below + self.b, below + size])
        seats = [
            np.append(seats, self.numbers.room[rounds].sum())
            for seats, rounds in zip(self.seats, self.rounds, strict=True)
        ]
        self._add(rows, np.tile(columns, 3), np.concatenate(seats))
        self._add(self.pair, columns, np.ones(len(self.numbers.a), np.int64))

    def _add(self, rows: Ints, columns: Ints, limits: Ints) -> None:
        from scipy import sparse

        shape = (len(limits), len(self.pair))
        more = sparse.csc_matrix((np.ones(len(rows), np.int64), (rows, columns)), shape=shape)
        self.matrix = sparse.vstack([self.matrix, more], "csc")
        self.limits = np.concatenate([self.limits, limits])

    def add(self, row: Ints, limit: int) -> None:
        """One more inequality."""
        from scipy import sparse

        self.matrix = sparse.vstack([self.matrix, sparse.csc_matrix(row[None, :])], "csc")
        self.limits = np.append(self.limits, limit)

    def cut(self, share: NDArray[np.float64]) -> int:
        """Add the sets and blossoms that a relaxed choice breaks; gives how many."""
        before = len(self.limits)
        every = np.arange(len(self.numbers.free))
        self._cut(np.ones(len(share), bool), share, self.numbers.left, every)
        if len(self.rounds) > 1:
            for kind, rounds in enumerate(self.rounds):
                self._cut(self.kind == kind, share, self.seats[kind], rounds)
        return len(self.limits) - before

    def _cut(self, here: Flags, share: NDArray[np.float64], seats: Ints, rounds: Ints) -> None:
        whole = np.bincount(self.pair, share * here, len(self.numbers.a))
        for part in (whole > NEAR, (whole > NEAR) & (whole < 1 - NEAR)):
            for within in self._components(part):
                one, other = within[self.a], within[self.b]
                inside = here & one & other
                most = self._seated(within, rounds)
                if share[inside].sum() > most + 1e-4:
                    self.add(inside.astype(np.int64), most)
                leaving = here & (one ^ other) & (whole[self.pair] > 0.5)
                edges = len(np.unique(self.pair[leaving]))
                counted, most = inside | leaving, int(seats[within].sum()) + edges
                if most % 2 and share[counted].sum() > most // 2 + 1e-4:
                    self.add(counted.astype(np.int64), most // 2)

    def _seated(self, within: Flags, rounds: Ints) -> int:
        """How many meetings among these parties the rounds can hold."""
        numbers = self.numbers
        there = numbers.free[rounds][:, within].sum(1) // 2
        return int(np.minimum(numbers.room[rounds], there).sum())

    def _components(self, part: Flags) -> list[Flags]:
        from scipy import sparse
        from scipy.sparse.csgraph import connected_components

        numbers = self.numbers
        graph = sparse.coo_matrix(
            (np.ones(part.sum()), (numbers.a[part], numbers.b[part])),
            shape=(numbers.size, numbers.size),
        )
        _, labels = connected_components(graph, directed=False)
        sizes = np.bincount(labels)
        return [labels == label for label in np.flatnonzero(sizes >= 3)]


def _kinds(numbers: Numbers) -> list[Ints]:
    """Rounds with the same people together."""
    _, kind = np.unique(numbers.free, axis=0, return_inverse=True)
    return [np.flatnonzero(kind.ravel() == each) for each in range(kind.max(initial=-1) + 1)]


def worth_telling_apart(numbers: Numbers) -> bool:
    """Whether who is there differs between rounds, and few enough columns come of it."""
    kinds = _kinds(numbers)
    columns = sum(int(_together(numbers, rounds).sum()) for rounds in kinds)
    return len(kinds) > 1 and columns <= MOST_COLUMNS


def _together(numbers: Numbers, rounds: Ints) -> Flags:
    """The pairs that can meet in some of these rounds."""
    there = numbers.free[rounds]
    found: Flags = np.any(there[:, numbers.a] & there[:, numbers.b], axis=0)
    return found
