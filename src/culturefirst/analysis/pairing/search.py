"""The search that pairs and rings share: prices first, then the few columns that can be best.

The proof. With any prices, no answer is better than all prices together and whatever columns gain
beyond the prices of their seats and cuts; :meth:`Search.bound` adds that up over *every* column,
also those that were never written down. A column that falls short of its prices by more than
the bound exceeds an answer at hand is in no better answer, so that the last step may leave it out.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np

from culturefirst.analysis.pairing.case import Case, Flags, Ints
from culturefirst.analysis.pairing.relaxed import Floats, Programme, Relaxed, relaxed, whole

FIRST, PRICED, TURNS = 8, 3, 60  # columns a body to begin with; taken in a turn; most turns
CLOSE = 1e-6
EXACT = 150  # bodies; of more, the answer is within a small share of the best
PATIENT, LITTLE = 4, 0.0001  # turns of cuts; the share of all worth that is next to nothing


@dataclass(frozen=True)
class Found:
    """Groups of bodies, each as a ring in order, and what bounds the gain of all answers."""

    rings: list[list[int]]
    gain: int
    bound: int


class Search(ABC):
    """``gain`` is what each column (i, j) brings; a body alone costs more than all worth."""

    def __init__(self, case: Case) -> None:
        self.case, self.size = case, len(case.bodies)
        most = int(case.worth.max()) if self.size else 0
        self.alone = 1 + most * self.size
        self.little = LITTLE * self.alone
        self.gap = 0.0 if self.size <= EXACT else LITTLE
        self.worth = case.worth.astype(np.float64)
        self.gain = self._gain()
        self.within = self._first()
        self.sure = True  # whether the last step has all columns that a better answer may have

    wide = 3  # how far the last step looks at first, in next to nothings

    @abstractmethod
    def _gain(self) -> Floats:
        """What each column brings; minus infinity where it may not be."""

    @abstractmethod
    def programme(self, a: Ints, b: Ints) -> Programme:
        """The programme over these columns."""

    @abstractmethod
    def reduced(self, prices: Relaxed) -> Floats:
        """What each column gains beyond its prices."""

    @abstractmethod
    def cut(self, a: Ints, b: Ints, share: Floats) -> bool:
        """Take in cuts that these shares break; whether there were any."""

    @abstractmethod
    def ready(self, a: Ints, b: Ints, slack: float) -> None:
        """Take in what answers in whole numbers over these columns need beside them."""

    @abstractmethod
    def rings(self, a: Ints, b: Ints, chosen: Ints) -> list[list[int]]:
        """The chosen columns as rings of bodies, each in order."""

    def total(self, rings: list[list[int]]) -> int:
        """What an answer brings: its worth, less what those cost who are in no ring."""
        worth, covered = 0, 0
        for ring in rings:
            links = zip(ring, ring[1:] + ring[:1], strict=True)
            worth += sum(int(self.case.worth[one, other]) for one, other in links)
            covered += len(ring)
        return worth - self.alone * (self.size - covered)

    def _first(self) -> Flags:
        """The best few columns of each body, to begin with."""
        within = np.zeros_like(self.gain, dtype=bool)
        few = min(FIRST, self.size)
        for rows in (self.gain, self.gain.T):
            best = np.argsort(-rows, axis=1, kind="stable")[:, :few]
            for at, row in enumerate(best):
                columns = row[np.isfinite(rows[at, row])]
                if rows is self.gain:
                    within[at, columns] = True
                else:
                    within[columns, at] = True
        return within

    def prices(self) -> Relaxed:
        """Solve over few columns, take in what the prices leave out wrongly and what cuts.

        Cuts end where the last few brought the limit down by next to nothing.
        """
        limits: list[float] = []
        for _ in range(TURNS):
            a, b = np.nonzero(self.within)
            found = relaxed(self.programme(a, b))
            if self.take_in(found):
                continue
            limits.append(found.limit)
            idle = len(limits) > PATIENT and limits[-PATIENT] - limits[-1] < self.little
            if idle or not self.cut(a, b, found.share):
                if not self.look_further(found):
                    return found
                limits.clear()
        return relaxed(self.programme(*np.nonzero(self.within)))

    def look_further(self, found: Relaxed) -> bool:
        """Take in columns that take long to look through; whether there were any."""
        return False

    def take_in(self, found: Relaxed) -> bool:
        """Take in columns that the prices leave out wrongly; whether there were any."""
        left = np.where(self.within, -np.inf, self.reduced(found))
        many = min(left.size, PRICED * self.size)
        most = np.partition(left.ravel(), -many)[-many]
        new = (left > CLOSE * self.alone) & (left >= most)
        self.within |= new
        return bool(new.any())

    def bound(self, found: Relaxed, spare: Floats, most: Floats) -> float:
        """What no answer exceeds, by these prices."""
        return float(found.seats.sum() + found.cuts @ most + spare[spare > 0].sum())

    def limit(self) -> tuple[Relaxed, Floats, float]:
        """Prices, what each column gains beyond them, and what no answer exceeds."""
        prices = self.prices()
        spare = self.reduced(prices)
        most = self.programme(*np.nonzero(self.within)).most
        return prices, spare, self.bound(prices, spare, most)

    def found(self) -> Found:
        """The best answer that was found, and the bound of all."""
        _, spare, limit = self.limit()
        slack = self.wide * self.little
        while True:
            a, b = np.nonzero(spare >= -slack)
            self.ready(a, b, slack)
            chosen, dual = whole(self.programme(a, b), self.gap)
            rings = self.rings(a, b, chosen)
            gain = self.total(rings)
            near = max(slack, self.gap * abs(limit)) + CLOSE
            if limit - gain <= near or len(a) >= np.isfinite(self.gain).sum():
                break
            slack = min(limit - gain, 2 * slack + 1)
        if self.sure and limit - gain <= slack + CLOSE:
            limit = min(limit, max(dual, gain))
        return Found(rings, gain, int(np.floor(limit + 1e-3)))
