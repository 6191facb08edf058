"""How much any timetable can reach, proved, and which pairs the best would choose.

The proof. Let x be 1 for the pairs that a timetable lets meet and 0 for the others. Whatever the
timetable, x keeps each of these inequalities:

- *party*: a party meets at most as often as it has rounds left and as it wants;
- *day*: all meetings together are at most the seats of all rounds, where a round seats no more
  than its tables and half of those who are there;
- *set*: within any set of parties a round holds at most half of those of the set who are there,
  rounded down;
- *blossom*: for a set S of parties and pairs F that leave it, the meetings within S and those of
  F use up seats of S, two each within it and one each outside; with x ≤ 1 on F their sum is at
  most half of (seats of S + |F|), rounded down since x is whole;
- *floor*, for the bound of worth: it meets at least as many wishes as the timetable at hand.

Where who is there differs from round to round, the plain bound is not reached and the day is small,
x is told apart by kinds of rounds, those with the same people. Each of these inequalities holds
within a kind as well, and a pair's parts sum to at most 1: that can only bring the bound down.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linprog
from scipy.sparse.csgraph import connected_components

from culturefirst.analysis.rounds.numbers import Flags, Ints, Numbers

UNIT = 2**20
NEAR = 1e-6
MOST_COLUMNS = 2_000  # with more, HiGHS would take longer than all else
PRICED = 12  # at most so many times more pairs are taken in


@dataclass(frozen=True)
class Relaxed:
    """What prices say: at most ``limit`` in all.

    ``share`` is how much of each pair the best relaxed choice takes, ``spare`` its gain less the
    prices of its two seats: a pair of far below 0 is in no timetable near the limit. ``taken``
    lists what is taken most of, as (share, pair, the rounds it may be in).
    """

    limit: int
    share: NDArray[np.float64]
    spare: NDArray[np.float64]
    taken: list[tuple[float, int, list[int]]]


class Inequalities:
    """A·x ≤ c over all columns, each a pair in a kind of round; grown by cuts."""

    def __init__(self, numbers: Numbers, *, apart: bool = False) -> None:
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
        shape = (len(limits), len(self.pair))
        more = sparse.csc_matrix((np.ones(len(rows), np.int64), (rows, columns)), shape=shape)
        self.matrix = sparse.vstack([self.matrix, more], "csc")
        self.limits = np.concatenate([self.limits, limits])

    def add(self, row: Ints, limit: int) -> None:
        """One more inequality."""
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


def relax(rows: Inequalities, gain: Ints, cuts: int, first: Ints) -> Relaxed:
    """The relaxed optimum after so many rounds of cuts, begun from the pairs of ``first``."""
    pairs = len(gain)
    if not pairs:
        return Relaxed(0, np.zeros(0), np.zeros(0), [])
    inside = np.isin(rows.pair, first)
    limit, share, spare = _priced(rows, gain[rows.pair], inside)
    for _ in range(cuts):
        if not rows.cut(share):
            break
        better, share, spare = _priced(rows, gain[rows.pair], inside)
        limit = min(limit, better)
    most = np.full(pairs, -np.inf)
    np.maximum.at(most, rows.pair, spare / UNIT)
    whole = np.bincount(rows.pair, share, pairs).astype(np.float64)
    return Relaxed(limit, whole, most, _taken(rows, gain, share))


def _taken(
    rows: Inequalities, gain: Ints, share: NDArray[np.float64]
) -> list[tuple[float, int, list[int]]]:
    """The columns taken whole first, and of equal ones those that bring most."""
    parts = np.round(share, 3)
    order = np.lexsort((rows.kind, -gain[rows.pair], -parts))
    rounds = [each.tolist() for each in rows.rounds]
    return [
        (float(parts[column]), int(rows.pair[column]), rounds[rows.kind[column]])
        for column in order[: int((parts > 0).sum())].tolist()
    ]


Shares = NDArray[np.float64]


def _priced(rows: Inequalities, gain: Ints, inside: Flags) -> tuple[int, Shares, Ints]:
    """Solve over few columns; take in those that the prices leave out wrongly; again."""
    for _ in range(PRICED):
        share, prices = _solved(rows, gain, inside)
        spare = gain * UNIT - rows.matrix.T @ prices
        missing = (spare > UNIT // 1000) & ~inside
        if not missing.any():
            break
        inside |= missing
    limit = int(prices @ rows.limits + np.maximum(spare, 0).sum()) // UNIT
    return limit, share, spare


def _solved(rows: Inequalities, gain: Ints, inside: Flags) -> tuple[Shares, Ints]:
    chosen = np.flatnonzero(inside)
    none = np.zeros(len(gain)), np.zeros(len(rows.limits), np.int64)
    if not len(chosen):
        return none
    answer = linprog(
        -gain[chosen].astype(float),
        A_ub=rows.matrix[:, chosen],
        b_ub=rows.limits,
        bounds=(0, 1),
        method="highs",
    )
    if answer.status != 0:  # no prices at all still bound: by the sum of all gains
        return none
    share = np.zeros(len(gain))
    share[chosen] = answer.x
    prices = np.rint(np.maximum(0, -answer.ineqlin.marginals) * UNIT).astype(np.int64)
    return share, prices


def promising(numbers: Numbers, gain: Ints) -> Ints:
    """For each party its best pairs, twice as many as it has seats and a few more."""
    ends = np.concatenate([numbers.a, numbers.b])
    pairs = np.tile(np.arange(len(numbers.a)), 2)
    order = np.lexsort((-gain[pairs], ends))
    ends, pairs = ends[order], pairs[order]
    rank = np.arange(len(ends)) - np.searchsorted(ends, ends)
    return np.unique(pairs[rank < 2 * numbers.left[ends] + 4])


def worth_limit(rows: Inequalities, wishes: int, cuts: int, first: Ints) -> int:
    """The most worth of any timetable that meets at least as many wishes."""
    numbers = rows.numbers
    rows.add(-numbers.wishes[rows.pair], -wishes)
    return relax(rows, numbers.worth, cuts, first).limit
