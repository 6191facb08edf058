"""Finds the meetings: first what the relaxed optimum chose, then chains of exchanges."""

import numpy as np

from culturefirst.analysis.rounds.board import FREE, Board
from culturefirst.analysis.rounds.bound import Relaxed
from culturefirst.analysis.rounds.exchanges import Exchanges
from culturefirst.analysis.rounds.numbers import Ints, Numbers


class Search(Exchanges):
    """Works on a board until the limit is reached, or the work it may do is done.

    Work is counted in steps and never in seconds, so that the same day gives the same timetable.
    """

    def __init__(self, numbers: Numbers, board: Board, relaxed: Relaxed, work: int) -> None:
        super().__init__(numbers, board, relaxed)
        self.work = work

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
        """Pairs without a meeting that a better timetable may well have, going by prices."""
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
