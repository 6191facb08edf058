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

from culturefirst.analysis.rounds.inequalities import Inequalities
from culturefirst.analysis.rounds.numbers import Flags, Ints, Numbers

UNIT = 2**20
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
    from scipy.optimize import linprog  # a heavy import, needed only here

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


def most_worth(asked: Numbers, wishes: int) -> int:
    """The same of the pairs left to decide, asked on its own, for a timetable changed by hand."""
    return worth_limit(Inequalities(asked), wishes, 0, promising(asked, asked.worth))


def worth_limit(rows: Inequalities, wishes: int, cuts: int, first: Ints) -> int:
    """The most worth of any timetable that meets at least as many wishes."""
    numbers = rows.numbers
    rows.add(-numbers.wishes[rows.pair], -wishes)
    return relax(rows, numbers.worth, cuts, first).limit
