"""Finds the meetings: first what the relaxed optimum chose, then chains of exchanges."""

from random import Random

import numpy as np

from culturefirst.analysis.rounds.board import AWAY, FREE, Board
from culturefirst.analysis.rounds.bound import Relaxed
from culturefirst.analysis.rounds.numbers import Ints, Numbers

DEEP = 8  # exchanges in one chain
WIDE = 24  # partners looked at for one party
NEVER = 2**62


class Search:
    """Works on a board until the limit is reached, or the work it may do is done.

    Work is counted in steps and never in seconds, so that the same day gives the same timetable.
    """

    def __init__(self, numbers: Numbers, board: Board, relaxed: Relaxed, work: int) -> None:
        self.numbers, self.board, self.relaxed, self.work = numbers, board, relaxed, work
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

    def run(self) -> None:
        """Build, then improve until nothing helps."""
        self.build()
        self.descend()
        fruitless = 0
        while self.open() and fruitless < 30:
            mark, before = self.board.mark(), (self.total, self.board.fair)
            self.kick()
            self.descend()
            fruitless = 0 if (self.total, self.board.fair) > before else fruitless + 1
            if self.total < before[0]:  # as good but different is kept: it leads elsewhere
                self.board.undo(mark)
                self.total = before[0]

    def open(self) -> bool:
        """Whether there is something to gain and work left to do it."""
        return not self.proved() and self.board.work < self.work

    def proved(self) -> bool:
        """Whether nothing can be better."""
        return self.total >= self.limit

    def build(self) -> None:
        """What the relaxed optimum takes, where it does; then elsewhere; then whatever fits."""
        taken = self.relaxed.taken
        if any(len(rounds) < len(self.board.slots) for _, _, rounds in taken):
            for share, index, rounds in taken:
                if share > 0.5:
                    self.seat(index, rounds)
        for share, index, _ in taken:
            self.add(index, 40 if share > 0.5 else 2)
        for index in np.argsort(-self.numbers.gain, kind="stable").tolist():
            self.add(index, 2)

    def seat(self, index: int, rounds: list[int]) -> None:
        """Let a pair meet in the first of these rounds in which it can as they are."""
        board, (a, b) = self.board, self.pairs[index]
        if board.left[a] > 0 and board.left[b] > 0 and board.key(a, b) not in board.where:
            for r in rounds:
                if board.slots[r][a] == board.slots[r][b] == FREE and board.room[r] > 0:
                    board.place(a, b, r)
                    self.total += self.gain[board.key(a, b)]
                    return

    def add(self, index: int, tries: int) -> None:
        """Let a pair meet that does not yet, if both have a meeting left."""
        board, (a, b) = self.board, self.pairs[index]
        if board.left[a] < 1 or board.left[b] < 1 or board.key(a, b) in board.where:
            return
        if board.insert_after_trying(a, b, self.chance, tries):
            self.total += self.gain[board.key(a, b)]

    def candidates(self) -> Ints:
        """Pairs without a meeting that a better timetable can have: by prices, no others can."""
        spare = self.relaxed.spare
        near = np.flatnonzero(spare >= self.total - self.limit)
        found = near[np.argsort(-spare[near], kind="stable")]
        return np.array(
            [i for i in found.tolist() if self.board.key(*self.pairs[i]) not in self.board.where],
            np.int64,
        )

    def descend(self) -> None:
        """Follow chains of exchanges from each pair that does not meet, while any helps."""
        better = True
        while better and self.open():
            better = False
            for index in self.candidates().tolist():
                a, b = self.pairs[index]
                if self.board.key(a, b) not in self.board.where:
                    better |= self.exchange(a, b)
                if not self.open():
                    return

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

    def kick(self) -> None:
        """A few likely pairs that do not meet are made to, whatever that costs."""
        near = self.candidates()[: 6 * self.numbers.size].tolist()
        for index in self.chance.sample(near, min(len(near), 1 + self.chance.randrange(3))):
            a, b = self.pairs[index]
            if self.board.key(a, b) not in self.board.where:
                fixed: set[int] = set()
                hungry: list[int] = []
                self.force(a, b, fixed, hungry)
                self.feed(hungry, fixed)
