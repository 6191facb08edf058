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
        self.spare: Floats = np.zeros(0)
        self.rows: Ints = NONE

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
        """Look through all rings for those of most beyond their prices; the most of any."""
        size, best = len(self.link), []
        held = [
            (each, price) for each, price in zip(sets, found.cuts[1:], strict=True) if price > 0
        ]
        for a in range(size - 2):
            spare = self._beyond(a, found, held)
            floor = min(KEPT, spare.size - 1)
            at = np.argpartition(-spare, floor, axis=None)[: floor + 1]
            at = at[spare.ravel()[at] > -np.inf]
            best.append((spare.ravel()[at], a, at, size - a - 1))
        self._put(best)
        return float(self.spare[0]) if len(self.spare) else -np.inf

    def _beyond(self, a: int, found: Relaxed, held: list[tuple[Flags, float]]) -> Floats:
        """What each ring of a with two later ones gains beyond its prices."""
        link, seats = self.link, found.seats
        rest = slice(a + 1, None)
        one = link[a, rest][:, None] + link[rest, rest] + link[rest, a][None, :]
        other = link[rest, a][:, None] + link[rest, rest].T + link[a, rest][None, :]
        spare = np.maximum(one, other) - seats[a] - seats[rest][:, None] - seats[rest][None, :]
        spare -= found.cuts[0]
        for each, price in held:
            inside = each[rest].astype(np.int8)
            spare -= price * (int(each[a]) + inside[:, None] + inside[None, :] >= 2)
        return np.where(np.triu(np.ones_like(spare, bool), 1), spare, -np.inf)

    def _put(self, best: list[tuple[Floats, int, Ints, int]]) -> None:
        if not best:
            self.spare, self.rows = np.zeros(0), NONE
            return
        spare = np.concatenate([each[0] for each in best])
        rows = np.concatenate([
            np.stack([np.full(len(at), a), a + 1 + at // wide, a + 1 + at % wide], axis=1)
            for _, a, at, wide in best
        ])  # fmt: skip
        order = np.argsort(-spare, kind="stable")[:KEPT]
        self.spare, self.rows = spare[order], rows[order].astype(np.int64)

    def take_in(self, found: Relaxed, sets: list[Flags], least: float) -> bool:
        """Take in the best of what the prices leave out wrongly; whether there was any."""
        self.price(found, sets)
        new = [row for row, spare in zip(self.rows.tolist(), self.spare, strict=True)
               if spare > least and tuple(row) not in self.known][:TAKEN]  # fmt: skip
        self.known |= {tuple(row) for row in new}
        self.taken = np.concatenate([self.taken, np.array(new, np.int64).reshape(-1, 3)])
        return bool(new)

    def keep(self, slack: float) -> None:
        """Hold those that a better answer may have, as they were priced last."""
        self.taken = self.rows[self.spare >= -slack]
