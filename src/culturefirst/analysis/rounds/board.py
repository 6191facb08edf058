"""The timetable while it is worked on: who sits with whom, and every step can be taken back.

A *chain* is what makes room: the meetings of two rounds, followed from one party to the next. To
exchange the two rounds along a whole chain leaves everybody with the same meetings (Kempe's
argument for colours of maps), and frees its first party in another round. Inside a chain everybody
is there in both rounds, so absence matters at its two ends only.
"""

from collections.abc import Callable
from random import Random

from culturefirst.analysis.rounds.numbers import Numbers

AWAY, FREE = -2, -1  # in the place of a partner


class Board:
    """``slots[r][p]`` is whom p meets in the r-th round to come."""

    def __init__(self, numbers: Numbers) -> None:
        self.size = numbers.size
        self.slots = [[FREE if there else AWAY for there in row] for row in numbers.free.tolist()]
        self.room: list[int] = numbers.room.tolist()
        self.left: list[int] = numbers.left.tolist()
        self.met: list[int] = numbers.met.tolist()
        self.span = numbers.day.rounds + 1
        self.seats = sum(self.room)
        self.fair = 0  # grows with each meeting, and more where there are few
        self.where: dict[int, int] = {}
        self.work = 0
        self._done: list[tuple[Callable[..., None], tuple[object, ...]]] = []

    def key(self, a: int, b: int) -> int:
        """One number for two parties, in either order."""
        return a * self.size + b if a < b else b * self.size + a

    def mark(self) -> int:
        """A point to which :meth:`undo` leads back."""
        return len(self._done)

    def undo(self, mark: int) -> None:
        """Take back all that was done since."""
        while len(self._done) > mark:
            back, what = self._done.pop()
            back(*what)

    def place(self, a: int, b: int, round_: int) -> None:
        """Let two meet in a round."""
        self._place(a, b, round_)
        self._done.append((self._lift, (a, b, round_)))

    def lift(self, a: int, b: int) -> None:
        """Take a meeting away."""
        round_ = self.where[self.key(a, b)]
        self._lift(a, b, round_)
        self._done.append((self._place, (a, b, round_)))

    def _place(self, a: int, b: int, round_: int) -> None:
        slot = self.slots[round_]
        slot[a], slot[b] = b, a
        self.room[round_] -= 1
        self.seats -= 1
        self.where[self.key(a, b)] = round_
        for each in (a, b):
            self.fair += self.span - self.met[each]
            self.met[each] += 1
            self.left[each] -= 1

    def _lift(self, a: int, b: int, round_: int) -> None:
        slot = self.slots[round_]
        slot[a] = slot[b] = FREE
        self.room[round_] += 1
        self.seats += 1
        del self.where[self.key(a, b)]
        for each in (a, b):
            self.met[each] -= 1
            self.left[each] += 1
            self.fair -= self.span - self.met[each]

    def flip(self, chain: list[int], one: int, other: int) -> None:
        """Exchange two rounds along a chain whose first meeting is in ``one``."""
        self._flip(chain, one, other)
        self._done.append((self._flip, (chain, other, one)))

    def _flip(self, chain: list[int], one: int, other: int) -> None:
        first, second = self.slots[one], self.slots[other]
        for each in chain:
            first[each], second[each] = second[each], first[each]
        rounds = (other, one)
        for index in range(len(chain) - 1):
            self.where[self.key(chain[index], chain[index + 1])] = rounds[index % 2]
        if len(chain) % 2 == 0:
            self.room[one] += 1
            self.room[other] -= 1
        self.work += len(chain)

    def chain(self, begin: int, one: int, other: int) -> list[int]:
        """From a party with a meeting in ``one`` and none in ``other``; empty where it is stuck."""
        slot, next_ = self.slots[one], self.slots[other]
        found, there = [begin], slot[begin]
        while there >= 0:
            found.append(there)
            slot, next_ = next_, slot
            there = slot[there]
        self.work += len(found)
        stuck = there == AWAY or (len(found) % 2 == 0 and self.room[other] < 1)
        return [] if stuck else found

    def insert(self, a: int, b: int) -> bool:
        """Let two meet in any round, if need be after exchanging rounds along one chain."""
        self.work += 1
        if self.seats < 1:
            return False
        best = max(
            (r for r, slot in enumerate(self.slots) if slot[a] == slot[b] == FREE),
            key=lambda r: self.room[r],
            default=None,
        )
        if best is not None and self.room[best] > 0:
            self.place(a, b, best)
            return True
        first, second = self.open(a), self.open(b)
        for r in first:
            for s in second:
                if r == s:
                    if self._cleared(r):
                        self.place(a, b, r)
                        return True
                elif self._brought(a, b, r, s) or self._brought(b, a, s, r):
                    return True
        return False

    def open(self, party: int) -> list[int]:
        """The rounds in which a party is there and meets nobody."""
        return [r for r, slot in enumerate(self.slots) if slot[party] == FREE]

    def _brought(self, a: int, b: int, r: int, s: int) -> bool:
        """Let two meet in ``r``, where a is free, by bringing b's meeting there to ``s``."""
        if self.slots[r][b] < 0:
            return False
        chain = self.chain(b, r, s)
        if not chain or chain[-1] == a or self.room[r] + (len(chain) % 2 == 0) < 1:
            return False
        self.flip(chain, r, s)
        self.place(a, b, r)
        return True

    def _cleared(self, full: int) -> bool:
        """Free a table in a full round by moving one more of its meetings away than comes back."""
        for other, room in enumerate(self.room):
            if room < 1 or other == full:
                continue
            for party in range(self.size):
                if self.slots[full][party] >= 0 and self.slots[other][party] == FREE:
                    chain = self.chain(party, full, other)
                    if chain and len(chain) % 2 == 0:
                        self.flip(chain, full, other)
                        return True
        return False

    def insert_after_trying(self, a: int, b: int, chance: Random, tries: int) -> bool:
        """As :meth:`insert`, but exchange rounds at random between tries: it costs no meeting."""
        mark = self.mark()
        for turn in range(tries):
            if self.insert(a, b):
                return True
            self.shake((a, b)[turn % 2], chance)
        self.undo(mark)
        return False

    def shake(self, party: int, chance: Random) -> None:
        """Move one meeting of a party to a round in which it is free, along its chain."""
        free = self.open(party)
        taken = [r for r, slot in enumerate(self.slots) if slot[party] >= 0]
        if free and taken:
            one, other = chance.choice(taken), chance.choice(free)
            if chain := self.chain(party, one, other):
                self.flip(chain, one, other)
