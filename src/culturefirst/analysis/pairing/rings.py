"""Rings: each body challenges one and is challenged by one, none of them each other."""

from typing import TYPE_CHECKING

import numpy as np

from culturefirst.analysis.pairing.case import Ints
from culturefirst.analysis.pairing.relaxed import Floats, Programme, Relaxed, incidence
from culturefirst.analysis.pairing.search import Search

if TYPE_CHECKING:
    from scipy.sparse import csr_array


class Rings(Search):
    """Columns are bodies alone, then challenges (i, j); seats are challengers, then hosts."""

    def _gain(self) -> Floats:
        self.twos: list[tuple[int, int]] = []
        return np.where(self.case.allowed, self.worth, -np.inf)

    def programme(self, a: Ints, b: Ints) -> Programme:
        size, ones = self.size, np.arange(self.size)
        gain = np.concatenate([np.full(size, -float(self.alone)), self.gain[a, b]])
        at = size + np.arange(len(a))
        parts = incidence(
            2 * size, [ones, size + ones, a, size + b], [ones, ones, at, at], size + len(a)
        )
        return Programme(gain, parts, self._cuts(a, b), np.ones(len(self.twos)))

    def _cuts(self, a: Ints, b: Ints) -> "csr_array":
        number = np.full((self.size, self.size), -1)
        for at, (one, other) in enumerate(self.twos):
            number[one, other] = number[other, one] = at
        which = number[a, b]
        held = np.flatnonzero(which >= 0)
        return incidence(len(self.twos), [which[held]], [self.size + held], self.size + len(a))

    def reduced(self, prices: Relaxed) -> Floats:
        size = self.size
        spare = self.gain - prices.seats[:size, None] - prices.seats[None, size:]
        for (one, other), price in zip(self.twos, prices.cuts, strict=True):
            spare[one, other] -= price
            spare[other, one] -= price
        return spare

    def cut(self, a: Ints, b: Ints, share: Floats) -> bool:
        if self.case.twos:
            return False
        much = np.zeros((self.size, self.size))
        much[a, b] = share[self.size :]
        broken = np.argwhere(np.triu(much + much.T) > 1 + 1e-6)
        self.twos += [(int(one), int(other)) for one, other in broken]
        return len(broken) > 0

    def ready(self, a: Ints, b: Ints, slack: float) -> None:
        if self.case.twos:
            return
        there = np.zeros((self.size, self.size), bool)
        there[a, b] = True
        held = set(self.twos)
        both = np.argwhere(np.triu(there & there.T))
        self.twos += [(one, other) for one, other in both.tolist() if (one, other) not in held]

    def rings(self, a: Ints, b: Ints, chosen: Ints) -> list[list[int]]:
        links = chosen[chosen >= self.size] - self.size
        to = dict(zip(a[links].tolist(), b[links].tolist(), strict=True))
        found, seen = [], set()
        for first in sorted(to):
            ring, at = [], first
            while at not in seen:
                seen.add(at)
                ring.append(at)
                at = to[at]
            if ring:
                found.append(ring)
        return found
