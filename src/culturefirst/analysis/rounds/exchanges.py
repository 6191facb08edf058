"""Chains of exchanges: two are made to meet, whom that costs a meeting gets another, and so on."""

from random import Random

import numpy as np

from culturefirst.analysis.rounds.board import AWAY, FREE, Board
from culturefirst.analysis.rounds.bound import Relaxed
from culturefirst.analysis.rounds.numbers import Numbers

DEEP = 8  # exchanges in one chain
WIDE = 24  # partners looked at for one party
NEVER = 2**62


class Exchanges:
    """A board, what it counts for, and the steps that change who meets whom."""

    def __init__(self, numbers: Numbers, board: Board, relaxed: Relaxed) -> None:
        self.numbers, self.board, self.relaxed = numbers, board, relaxed
        self.chance = Random(20110615)  # noqa: S311 - a fixed seed, nothing secret
        self.pairs = list(zip(numbers.a.tolist(), numbers.b.tolist(), strict=True))
        gains = numbers.gain.tolist()
        self.gain = {board.key(*pair): gain for pair, gain in zip(self.pairs, gains, strict=True)}
        self.likely: list[list[int]] = [[] for _ in range(numbers.size)]
        for index in np.argsort(-relaxed.spare, kind="stable").tolist():
            a, b = self.pairs[index]
            self.likely[a].append(b)
            self.likely[b].append(a)
        self.limit = relaxed.limit
        self.total = 0

    def exchange(self, a: int, b: int) -> bool:
        """Let two meet and mend what that breaks; keep it if it is better."""
        board = self.board
        mark, before, fair = board.mark(), self.total, board.fair
        fixed: set[int] = set()
        hungry: list[int] = []
        if self.force(a, b, fixed, hungry):
            self.feed(hungry, fixed)
            if (self.total, board.fair) > (before, fair):
                return True
        board.undo(mark)
        self.total = before
        return False

    def feed(self, hungry: list[int], fixed: set[int]) -> None:
        """Give those who lost a meeting another, from whom it costs less than it brings."""
        for _ in range(DEEP):
            if not hungry:
                return
            party = hungry.pop()
            if self.board.left[party] < 1:
                continue
            partner = self.best_for(party, fixed)
            if partner is not None:
                self.force(party, partner, fixed, hungry)

    def best_for(self, party: int, fixed: set[int]) -> int | None:
        """The partner that brings most, less what it would have to give up."""
        board, best, most = self.board, None, 0
        for other in self.likely[party][:WIDE]:
            key = board.key(party, other)
            if key in board.where or key in fixed:
                continue
            cost = 0 if board.left[other] > 0 else self.cheapest(other, fixed)[0]
            if self.gain[key] - cost > most:
                best, most = other, self.gain[key] - cost
        return best

    def cheapest(self, party: int, fixed: set[int]) -> tuple[int, int]:
        """The meeting that a party would miss least: what it counts for, and with whom it is."""
        board, found = self.board, (NEVER, -1)
        board.work += 1
        for slot in board.slots:
            partner = slot[party]
            if partner >= 0:
                key = board.key(party, partner)
                if key not in fixed:
                    found = min(found, (self.gain.get(key, 0), partner))
        return found

    def force(self, a: int, b: int, fixed: set[int], hungry: list[int]) -> bool:
        """Let two meet, giving up the least; who lost a meeting becomes hungry."""
        board, mark, before = self.board, self.board.mark(), self.total
        lost: list[int] = []
        for party in (a, b):
            if board.left[party] < 1:
                cost, partner = self.cheapest(party, fixed)
                if cost == NEVER:
                    break
                self.give_up(party, partner, lost)
        else:
            if board.insert_after_trying(a, b, self.chance, 3):
                self.settle(a, b, lost, fixed, hungry)
                return True
        board.undo(mark)
        self.total = before
        return self.displace(a, b, fixed, hungry)

    def displace(self, a: int, b: int, fixed: set[int], hungry: list[int]) -> bool:
        """Let two meet in the round where that costs least, and send away whom they meet there."""
        board = self.board
        costs = [self.cost_in(r, a, b, fixed) for r in range(len(board.slots))]
        best = min(range(len(costs)), key=costs.__getitem__, default=None)
        if best is None or costs[best] >= NEVER:
            return False
        lost: list[int] = []
        for party in (a, b):
            if board.slots[best][party] >= 0:
                self.give_up(party, board.slots[best][party], lost)
        board.place(a, b, best)
        self.settle(a, b, lost, fixed, hungry)
        return True

    def cost_in(self, round_: int, a: int, b: int, fixed: set[int]) -> int:
        """What the meetings of two in a round count for; never, where one is away or full."""
        board, slot, cost = self.board, self.board.slots[round_], 0
        board.work += 1
        if slot[a] == slot[b] == FREE and board.room[round_] < 1:
            return NEVER
        for party in (a, b):
            partner = slot[party]
            if partner == AWAY or (partner == FREE and board.left[party] < 1):
                return NEVER
            if partner >= 0:
                key = board.key(party, partner)
                if key in fixed:
                    return NEVER
                cost += self.gain.get(key, 0)
        return cost

    def give_up(self, a: int, b: int, lost: list[int]) -> None:
        """Take a meeting away; the second of the two is left hungry."""
        self.board.lift(a, b)
        self.total -= self.gain.get(self.board.key(a, b), 0)
        lost.append(b)

    def settle(self, a: int, b: int, lost: list[int], fixed: set[int], hungry: list[int]) -> None:
        """Count a new meeting, and leave it alone for the rest of this chain."""
        key = self.board.key(a, b)
        self.total += self.gain.get(key, 0)
        fixed.add(key)
        hungry += lost
