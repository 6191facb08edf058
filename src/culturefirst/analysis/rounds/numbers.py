"""The day as arrays: parties by place, pairs that may still meet, what each is worth."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from culturefirst.analysis.rounds.day import Day

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Numbers:
    """What is left to decide once all that must stay stands.

    ``free[r, p]``: party p can be given a meeting in the r-th round to come. ``room[r]``: tables
    left there. ``left[p]``: meetings p may still be given. ``met[p]``: those it has already.
    ``a``, ``b``: the pairs of any value that may meet, ``a < b``. ``gain = scale · wishes + worth``
    where ``scale`` exceeds the worth of any timetable, so that wishes always come first.
    """

    day: Day
    free: Flags
    room: Ints
    left: Ints
    met: Ints
    allowed: Flags
    a: Ints
    b: Ints
    wishes: Ints
    worth: Ints
    scale: int

    @property
    def gain(self) -> Ints:
        """What each pair counts for: wishes first, then worth."""
        return self.scale * self.wishes + self.worth

    @property
    def size(self) -> int:
        """How many parties there are."""
        return len(self.left)


def numbers(day: Day) -> Numbers:
    """The arrays of a day whose demands are possible."""
    place = {party.id: index for index, party in enumerate(day.parties)}
    free = np.array(
        [[party.there(number) for party in day.parties] for number in day.open_rounds()], bool
    ).reshape(len(day.open_rounds()), len(place))
    room = np.full(len(free), day.tables, np.int64)
    met = np.zeros(len(place), np.int64)
    for fixed in day.fixed:
        two = [place[fixed.a], place[fixed.b]]
        met[two] += 1
        if fixed.round >= day.start:
            free[fixed.round - day.start, two] = False
            room[fixed.round - day.start] -= 1
    most = [day.rounds if party.most is None else party.most for party in day.parties]
    left = np.minimum(free.sum(0), np.maximum(np.array(most, np.int64) - met, 0))
    allowed = _allowed(day, place, free, left)
    a, b, wishes, worth = _pairs(day, place, allowed)
    room = np.minimum(room, free.sum(1) // 2)
    scale = 1 + _most_worth(worth, int(room.sum()))
    return Numbers(day, free, room, left, met, allowed, a, b, wishes, worth, scale)


def _allowed(day: Day, place: dict[object, int], free: Flags, left: Ints) -> Flags:
    there = free.astype(np.float32)
    allowed = (there.T @ there > 0) & np.outer(left > 0, left > 0)
    np.fill_diagonal(allowed, False)
    for pair in (*day.avoided, *day.pinned):
        one, other = (place[id_] for id_ in pair)
        allowed[one, other] = allowed[other, one] = False
    return allowed


def _pairs(day: Day, place: dict[object, int], allowed: Flags) -> tuple[Ints, Ints, Ints, Ints]:
    """Pairs with a wish or a worth, sorted, so that the order of what was given is no matter."""
    found: dict[tuple[int, int], list[int]] = {}
    for pair, worth in day.worths.items():
        _at(found, place, pair)[1] = int(worth)
    for pair, wishes in day.asked.items():
        _at(found, place, pair)[0] = sum(wish.weight for wish in wishes)
    rows = [(*key, *parts) for key, parts in sorted(found.items()) if any(parts) and allowed[key]]
    table = np.array(rows, np.int64).reshape(-1, 4)
    return table[:, 0], table[:, 1], table[:, 2], table[:, 3]


def _at(
    found: dict[tuple[int, int], list[int]], place: dict[object, int], pair: frozenset[object]
) -> list[int]:
    low, high = sorted(place[id_] for id_ in pair)
    return found.setdefault((low, high), [0, 0])


def _most_worth(worth: Ints, meetings: int) -> int:
    """No timetable holds more than the most worthwhile pairs, as many as there are seats."""
    return int(np.sort(worth)[::-1][:meetings].sum())
