"""Pairs: bodies challenge each other two by two; where one is over, three of them in a ring.

What an answer keeps, beside that each body is in one column: at most one ring of three, and for a
set S of an odd number of bodies at most (|S| - 1) / 2 columns with two or more bodies in S. A pair
within S uses two of it; a ring of three uses two or three, and what it leaves of S then makes
at most (|S| - 3) / 2 pairs, since there is no second ring.
"""

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from culturefirst.analysis.pairing.case import Case, Flags, Ints
from culturefirst.analysis.pairing.relaxed import Floats, Programme, Relaxed, incidence
from culturefirst.analysis.pairing.search import CLOSE, Search
from culturefirst.analysis.pairing.threes import Threes

if TYPE_CHECKING:
    from scipy.sparse import csr_array

LOOKS = 3  # through all rings of three
FIRM = (
    1e-6,
    0.1,
    0.2,
    0.26,
    0.34,
    0.42,
    0.51,
    0.7,
)  # shares from which on two bodies count as joined


class Pairs(Search):
    """Columns are bodies alone, then pairs (i < j), then rings of three; seats are bodies."""

    wide = 6

    def __init__(self, case: Case) -> None:
        self.sets: list[Flags] = []
        super().__init__(case)
        self.odd, self.looked = self.size % 2 == 1, 0
        self.threes = Threes(self.worth, case.allowed)

    def _gain(self) -> Floats:
        both = self.worth + self.worth.T
        return np.where(np.triu(self.case.allowed), both, -np.inf)

    def programme(self, a: Ints, b: Ints) -> Programme:
        size, three = self.size, self.threes.taken
        ones, at = np.arange(size), size + np.arange(len(a))
        last = size + len(a) + np.arange(len(three))
        wide = size + len(a) + len(three)
        gain = np.concatenate(
            [np.full(size, -float(self.alone)), self.gain[a, b], self.threes.gain(three)]
        )
        rows, columns = [ones, a, b, *three.T], [ones, at, at, last, last, last]
        parts = incidence(size, rows, columns, wide)
        most = np.array([1, *((int(each.sum()) - 1) // 2 for each in self.sets)], float)
        return Programme(gain, parts, self._cuts(a, b, last, wide), most)

    def _cuts(self, a: Ints, b: Ints, last: Ints, wide: int) -> "csr_array":
        rows, columns = [np.zeros(len(last), int)], [last]
        for at, each in enumerate(self.sets, 1):
            inside = self.size + np.flatnonzero(each[a] & each[b])
            rings = last[each[self.threes.taken].sum(axis=1) >= 2]
            held = np.concatenate([inside, rings])
            rows.append(np.full(len(held), at))
            columns.append(held)
        return incidence(1 + len(self.sets), rows, columns, wide)

    def reduced(self, prices: Relaxed) -> Floats:
        spare = self.gain - prices.seats[:, None] - prices.seats[None, :]
        for each, price in zip(self.sets, prices.cuts[1:], strict=True):
            if price > 0:
                spare -= price * (each[:, None] & each[None, :])
        return spare

    def bound(self, found: Relaxed, spare: Floats, most: Floats) -> float:
        """As for all columns; of the rings of three there is one at most."""
        best = self.threes.price(found, self.sets) if self.odd else 0.0
        return super().bound(found, spare, most) + max(0.0, best)

    def look_further(self, found: Relaxed) -> bool:
        """Rings of three, for a few turns: what is left out costs the bound, not the answer."""
        self.looked += 1
        if not self.odd or self.looked > LOOKS:
            return False
        return self.threes.take_in(found, self.sets, CLOSE * self.alone)

    def ready(self, a: Ints, b: Ints, slack: float) -> None:
        self.sure = self.threes.keep(slack) if self.odd else True

    def cut(self, a: Ints, b: Ints, share: Floats) -> bool:
        """Odd sets that are joined among themselves and hold more than they may."""
        pairs = share[self.size : self.size + len(a)]
        rings = share[self.size + len(a) :]
        known = {each.tobytes() for each in self.sets}
        new = []
        for firm in FIRM:
            for each in self._joined(a, b, pairs, rings, firm):
                inside = pairs[each[a] & each[b]].sum()
                inside += rings[each[self.threes.taken].sum(axis=1) >= 2].sum()
                if inside > (each.sum() - 1) // 2 + 1e-6 and each.tobytes() not in known:
                    known.add(each.tobytes())
                    new.append(each)
        self.sets += new
        return bool(new)

    def _joined(self, a: Ints, b: Ints, pairs: Floats, rings: Floats, firm: float) -> list[Flags]:
        # Loaded where it is needed: it takes half a second of the start of every process.
        from scipy.sparse import csr_array
        from scipy.sparse.csgraph import connected_components

        held = pairs >= firm
        three = self.threes.taken[rings >= firm]
        ends = [(a[held], b[held]), *((three[:, i], three[:, j]) for i, j in pairwise(range(3)))]
        one, other = (np.concatenate([each[side] for each in ends]) for side in (0, 1))
        graph = csr_array((np.ones(len(one)), (one, other)), shape=(self.size, self.size))
        count, name = connected_components(graph, directed=False)
        size = np.bincount(name, minlength=count)
        return [name == each for each in np.flatnonzero((size % 2 == 1) & (size > 1))]

    def rings(self, a: Ints, b: Ints, chosen: Ints) -> list[list[int]]:
        places = chosen[chosen >= self.size] - self.size
        two = places[places < len(a)]
        three = self.threes.taken[places[places >= len(a)] - len(a)]
        found = [[int(a[at]), int(b[at])] for at in two]
        return found + [self.threes.ring(row) for row in three]
