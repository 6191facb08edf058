"""Greedy, then interchange: one site for another as long as that gains.

Greedy adds what gains most; gains only shrink as sites are added, so that one that still leads
after being reckoned anew is the best (Minoux 1978). Interchange reckons at once, for a candidate,
what comes with it and with whom it would best be exchanged (Whitaker 1983, *INFOR*; Resende and
Werneck 2007, *EJOR*). Candidates are looked at in order: the same question has the same answer.
"""

import heapq
from collections.abc import Callable

import numpy as np

from culturefirst.analysis.catchment.siting.gains import Gains

LITTLE = 1e-9  # of all gains: less is no improvement
Late = Callable[[], bool]


def greedy(gains: Gains, count: int) -> list[int]:
    """So many, one after another, each the best beside those before."""
    best = np.zeros(gains.size)
    queue = [(-gain, candidate) for candidate, gain in enumerate(gains.sums(gains.worth).tolist())]
    heapq.heapify(queue)
    chosen: list[int] = []
    while len(chosen) < count:
        _, candidate = heapq.heappop(queue)
        areas, worth = gains.of_candidate(candidate)
        now = (-float(np.maximum(worth - best[areas], 0).sum()), candidate)
        if not queue or now <= queue[0]:
            chosen.append(candidate)
            best[areas] = np.maximum(best[areas], worth)
        else:
            heapq.heappush(queue, now)
    return chosen


def interchanged(gains: Gains, chosen: list[int], late: Late) -> tuple[list[int], bool]:
    """Better ones where an exchange of one for one helps; whether it ended before ``late``."""
    board, size = _Board(gains, list(chosen)), len(gains)
    candidate, since = 0, 0
    while since < size:
        if late():
            return board.chosen, False
        since += 1
        if candidate not in board.inside and board.exchange(candidate):
            since = 0
        candidate = (candidate + 1) % size
    return board.chosen, True


class _Board:
    """By area the place in ``chosen`` of its best site, its gain, and the second best gain."""

    def __init__(self, gains: Gains, chosen: list[int]) -> None:
        self.gains, self.chosen, self.inside = gains, chosen, set(chosen)
        self.little = LITTLE * float(gains.best(range(len(gains))).sum())
        self._look()

    def _look(self) -> None:
        size = self.gains.size
        self.first, self.second = np.zeros(size), np.zeros(size)
        self.place = np.zeros(size, np.intp)
        for at, candidate in enumerate(self.chosen):
            areas, worth = self.gains.of_candidate(candidate)
            first, second = self.first[areas], self.second[areas]
            over = worth > first
            self.second[areas] = np.where(over, first, np.maximum(second, worth))
            self.first[areas] = np.maximum(first, worth)
            self.place[areas[over]] = at
        self.lost = np.bincount(self.place, self.first - self.second, minlength=len(self.chosen))

    def exchange(self, candidate: int) -> bool:
        """Take one in for whichever it is best, if that gains; whether it did."""
        areas, worth = self.gains.of_candidate(candidate)
        first, second = self.first[areas], self.second[areas]
        gain = float(np.maximum(worth - first, 0).sum())
        kept = np.maximum(np.minimum(worth, first) - second, 0)
        saved = np.bincount(self.place[areas], kept, minlength=len(self.chosen))
        net = gain + saved - self.lost
        out = int(np.argmax(net))
        if net[out] <= self.little:
            return False
        self.inside -= {self.chosen[out]}
        self.inside |= {candidate}
        self.chosen[out] = candidate
        self._look()
        return True
