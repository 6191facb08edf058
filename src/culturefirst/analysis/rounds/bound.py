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

So for any prices y ≥ 0 on the inequalities A·x ≤ c, the total g·x = y·A·x + (g − A'·y)·x is at
most y·c plus all positive parts of g − A'·y: that is linear duality, and it holds for every y,
however found. HiGHS finds good prices; here they are rounded to whole numbers of 2⁻²⁰ and the
sum is worked in integers, so neither the solver's tolerances nor rounding can make it too small.
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
PRICED = 12  # at most so many times more pairs are taken in


@dataclass(frozen=True)
class Relaxed:
    """What prices say: at most ``limit`` in all.

    ``share`` is how much of each pair the best relaxed choice takes, ``spare`` its gain less the
    prices of its two seats: a pair of far below 0 is in no timetable near the limit.
    """

    limit: int
    share: NDArray[np.float64]
    spare: NDArray[np.float64]


class Inequalities:
    """A·x ≤ c over all pairs, grown by cuts."""

    def __init__(self, numbers: Numbers) -> None:
        self.numbers = numbers
        pairs = np.arange(len(numbers.a))
        rows = np.concatenate([numbers.a, numbers.b, np.full(len(pairs), numbers.size)])
        ones = np.ones(len(rows), np.int64)
        shape = (numbers.size + 1, len(pairs))
        self.matrix = sparse.csc_matrix((ones, (rows, np.tile(pairs, 3))), shape=shape)
        self.limits: Ints = np.append(numbers.left, numbers.room.sum())

    def add(self, row: Ints, limit: int) -> None:
        """One more inequality."""
        self.matrix = sparse.vstack([self.matrix, sparse.csc_matrix(row[None, :])], "csc")
        self.limits = np.append(self.limits, limit)

    def cut(self, share: NDArray[np.float64]) -> int:
        """Add the sets and blossoms that a relaxed choice breaks; gives how many."""
        before = len(self.limits)
        for part in (share > NEAR, (share > NEAR) & (share < 1 - NEAR)):
            for within in self._components(part):
                self._cut_set(within, share)
                self._cut_blossom(within, share)
        return len(self.limits) - before

    def _components(self, part: Flags) -> list[Flags]:
        numbers = self.numbers
        graph = sparse.coo_matrix(
            (np.ones(part.sum()), (numbers.a[part], numbers.b[part])),
            shape=(numbers.size, numbers.size),
        )
        _, labels = connected_components(graph, directed=False)
        sizes = np.bincount(labels)
        return [labels == label for label in np.flatnonzero(sizes >= 3)]

    def _cut_set(self, within: Flags, share: NDArray[np.float64]) -> None:
        numbers = self.numbers
        inside = within[numbers.a] & within[numbers.b]
        seats = np.minimum(numbers.room, numbers.free[:, within].sum(1) // 2)
        if share[inside].sum() > seats.sum() + 1e-4:
            self.add(inside.astype(np.int64), int(seats.sum()))

    def _cut_blossom(self, within: Flags, share: NDArray[np.float64]) -> None:
        numbers = self.numbers
        inside = within[numbers.a] & within[numbers.b]
        leaving = (within[numbers.a] ^ within[numbers.b]) & (share > 0.5)
        seats = int(numbers.left[within].sum() + leaving.sum())
        counted = inside | leaving
        if seats % 2 and share[counted].sum() > seats // 2 + 1e-4:
            self.add(counted.astype(np.int64), seats // 2)


def relax(rows: Inequalities, gain: Ints, cuts: int, first: Ints) -> Relaxed:
    """The relaxed optimum after so many rounds of cuts, begun from the pairs of ``first``."""
    if not len(gain):
        return Relaxed(0, np.zeros(0), np.zeros(0))
    inside = np.zeros(len(gain), bool)
    inside[first] = True
    relaxed = _priced(rows, gain, inside)
    for _ in range(cuts):
        if not rows.cut(relaxed.share):
            break
        relaxed = min(relaxed, _priced(rows, gain, inside), key=lambda each: each.limit)
    return relaxed


def _priced(rows: Inequalities, gain: Ints, inside: Flags) -> Relaxed:
    """Solve over few pairs; take in those that the prices leave out wrongly; again."""
    for _ in range(PRICED):
        share, prices = _solved(rows, gain, inside)
        spare = gain * UNIT - rows.matrix.T @ prices
        missing = (spare > UNIT // 1000) & ~inside
        if not missing.any():
            break
        inside |= missing
    limit = int(prices @ rows.limits + np.maximum(spare, 0).sum()) // UNIT
    return Relaxed(limit, share, spare / UNIT)


def _solved(rows: Inequalities, gain: Ints, inside: Flags) -> tuple[NDArray[np.float64], Ints]:
    chosen = np.flatnonzero(inside)
    answer = linprog(
        -gain[chosen].astype(float),
        A_ub=rows.matrix[:, chosen],
        b_ub=rows.limits,
        bounds=(0, 1),
        method="highs",
    )
    share = np.zeros(len(gain))
    if answer.status != 0:  # no prices at all still bound: by the sum of all gains
        return share, np.zeros(len(rows.limits), np.int64)
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


def worth_limit(numbers: Numbers, wishes: int, first: Ints) -> int:
    """The most worth of any timetable that meets at least as many wishes."""
    rows = Inequalities(numbers)
    rows.add(-numbers.wishes, -wishes)
    return relax(rows, numbers.worth, 0, first).limit
