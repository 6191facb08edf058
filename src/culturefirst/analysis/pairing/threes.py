"""The ring of three for the one who is over: of so many rings, those that prices leave in."""

import numpy as np

from culturefirst.analysis.pairing.case import Flags, Ints
from culturefirst.analysis.pairing.relaxed import Floats, Relaxed

TAKEN, KEPT = 60, 3_000  # rings taken in at a turn, and at most for the last step
NONE = np.zeros((0, 3), np.int64)


class Threes:
    """``link[i, j]`` is what it brings that i challenges j; ``taken`` are rings a < b < c."""

    def __init__(self, link: Floats, allowed: Flags) -> None:
        self.link = np.where(allowed, link, -np.inf)
        self.taken: Ints = NONE
        self.known: set[tuple[int, ...]] = set()
        self.held: list[tuple[Flags, float]] = []

    def gain(self, rows: Ints) -> Floats:
        """What rings bring, each the better way about."""
        a, b, c = rows.T
        one = self.link[a, b] + self.link[b, c] + self.link[c, a]
        return np.asarray(np.maximum(one, self.link[b, a] + self.link[c, b] + self.link[a, c]))

    def ring(self, row: Ints) -> list[int]:
        """The three in the better order."""
        a, b, c = (int(each) for each in row)
        one = self.link[a, b] + self.link[b, c] + self.link[c, a]
        return (
            [a, b, c] if one >= self.link[b, a] + self.link[c, b] + self.link[a, c] else [a, c, b]
        )

    def price(self, found: Relaxed, sets: list[Flags]) -> float:
        """Look through all rings by these prices; the most that any gains beyond them, if any."""
        self.prices = found
        self.held = [
            (each, price) for each, price in zip(sets, found.cuts[1:], strict=True) if price > 0
        ]
        spare, _ = self.at_least(0.0)
        return float(spare.max()) if len(spare) else -np.inf

    def at_least(self, least: float) -> tuple[Floats, Ints]:
        """All rings that gain this much beyond their prices, or more, the best first.

        A ring gains at most what its three sides do (:meth:`_sides`). So b and c stand beside a
        only where their side with a, and the best side that each of the two has, come to enough:
        of so many rings few are left to be looked at.
        """
        sides = self._sides()
        best = sides.max(axis=1, initial=-np.inf)
        found, rows = [], []
        for a in range(len(sides) - 2):
            enough = sides[a, a + 1 :] + best[a] + best[a + 1 :] >= least + self.prices.cuts[0]
            rest = a + 1 + np.flatnonzero(enough)
            if len(rest) < 2:
                continue
            spare = self._beyond(a, rest)
            b, c = np.nonzero(spare >= least)
            found.append(spare[b, c])
            rows.append(np.stack([np.full(len(b), a), rest[b], rest[c]], axis=1))
        if not found:
            return np.zeros(0), NONE
        spare, where = np.concatenate(found), np.concatenate(rows).astype(np.int64)
        order = np.argsort(-spare, kind="stable")
        return spare[order], where[order]

    def _sides(self) -> Floats:
        """What each side of a ring gains at most: half of the two seats, and of a set a third.

        A ring with two of a set has one side in it, with three it has three: thirds never take off
        more than the price, which the ring pays once.
        """
        half = self.prices.seats / 2
        sides = np.maximum(self.link, self.link.T) - half[:, None] - half[None, :]
        for each, price in self.held:
            sides -= price / 3 * (each[:, None] & each[None, :])
        return np.asarray(sides)

    def _beyond(self, a: int, rest: Ints) -> Floats:
        """What each ring of a with two of the rest gains beyond its prices."""
        link, seats = self.link, self.prices.seats
        among = link[np.ix_(rest, rest)]
        one = link[a, rest][:, None] + among + link[rest, a][None, :]
        other = link[rest, a][:, None] + among.T + link[a, rest][None, :]
        spare = np.maximum(one, other) - seats[a] - seats[rest][:, None] - seats[rest][None, :]
        spare -= self.prices.cuts[0]
        for each, price in self.held:
            inside = each[rest].astype(np.int8)
            spare -= price * (int(each[a]) + inside[:, None] + inside[None, :] >= 2)
        return np.where(np.triu(np.ones_like(spare, bool), 1), spare, -np.inf)

    def take_in(self, found: Relaxed, sets: list[Flags], least: float) -> bool:
        """Take in the best of what the prices leave out wrongly; whether there was any."""
        self.price(found, sets)
        new = [row for row in self.at_least(least)[1].tolist() if tuple(row) not in self.known][
            :TAKEN
        ]
        self.known |= {tuple(row) for row in new}
        self.taken = np.concatenate([self.taken, np.array(new, np.int64).reshape(-1, 3)])
        return bool(new)

    def keep(self, slack: float) -> bool:
        """Hold those that a better answer may have, as they were priced last; whether all."""
        rows = self.at_least(-slack)[1]
        self.taken = rows[:KEPT]
        return len(rows) <= KEPT
