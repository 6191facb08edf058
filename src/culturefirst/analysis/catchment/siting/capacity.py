"""Siting on the capacity model itself: which openings serve most, which closures harm least.

Every change is tried exactly (:class:`~culturefirst.analysis.catchment.whatif.WhatIf`). Of many
changes the few are tried that a first look puts on a shortlist.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from time import monotonic

import numpy as np

from culturefirst.analysis.catchment.changes import Change, Close, Open, Resize, weights_at
from culturefirst.analysis.catchment.siting.answer import EVERY, HEURISTIC, STOPPED, Siting, told
from culturefirst.analysis.catchment.siting.flow import Site, most_served
from culturefirst.analysis.catchment.siting.ranking import closure_losses
from culturefirst.analysis.catchment.whatif import WhatIf

FEW = 400  # sets: so many are all tried
SHORTLIST, SECONDS = 200, 60.0
SHARE = 0.3  # of the time, for the bound


@dataclass(frozen=True)
class Effect:
    """What one change alone does to visits satisfied, in visits per week in the peak period."""

    change: Change
    satisfied: float


def effects(whatif: WhatIf, changes: Sequence[Change]) -> tuple[Effect, ...]:
    """Each change alone, the best first; of equals the one that was given first."""
    before = float(whatif.before.satisfied.sum())
    found = [Effect(each, _satisfied(whatif, [each]) - before) for each in changes]
    return tuple(sorted(found, key=lambda each: -each.satisfied))


def best_openings(
    whatif: WhatIf,
    candidates: Sequence[Open | Resize],
    count: int,
    *,
    shortlist: int = SHORTLIST,
    seconds: float = SECONDS,
) -> Siting:
    """Which ``count`` of these openings (or enlargements) leave most visits satisfied.

    ``chosen`` are codes, ``value`` is visits satisfied with all of them. On the shortlist are those
    with most unmet visits about them, as far as they have room.
    """
    _require(count, [each.code for each in candidates], "openings")
    promise = [-_promise(whatif, each) for each in candidates]
    listed = _listed(promise, max(shortlist, count))
    changes = [candidates[at] for at in listed]
    more = sorted((_more(whatif, each) for each in candidates), reverse=True)[:count]
    limit = min(float(whatif.before.capacity.sum()) + sum(more), float(whatif.before.demand.sum()))
    return _Choice(whatif, changes, count, seconds).siting(candidates, limit)


def least_harm_closures(
    whatif: WhatIf,
    count: int,
    *,
    among: Sequence[str] | None = None,
    shortlist: int = SHORTLIST,
    seconds: float = SECONDS,
) -> Siting:
    """Which ``count`` facilities (of these, or of all with capacity) to close with least harm.

    ``chosen`` are codes, ``value`` is visits still satisfied without all of them. On the shortlist
    are those of least loss in access, in one pass.
    """
    before = whatif.before
    at = {code: number for number, code in enumerate(whatif.codes)}
    codes = [code for code in whatif.codes if before.capacity[at[code]] > 0]
    codes = codes if among is None else list(among)
    if unknown := [code for code in codes if code not in at]:
        raise ValueError(f"There is no facility {unknown[0]}: give codes of facilities.")
    _require(count, codes, "closures")
    loss = closure_losses(whatif.reach, before.demand, before.capacity)
    listed = _listed([float(loss[at[code]]) for code in codes], max(shortlist, count))
    changes = [Close(codes[each]) for each in listed]
    room = sorted(float(before.capacity[at[code]]) for code in codes)[:count]
    reached = float((before.demand - before.too_far).sum())
    limit = min(float(before.capacity.sum()) - sum(room), reached)
    every = [Close(code) for code in codes]
    return _Choice(whatif, changes, count, seconds).siting(every, limit)


class _Choice:
    """So many of these changes, by all sets where there are few, else greedy and interchange."""

    def __init__(self, whatif: WhatIf, changes: Sequence[Site], count: int, seconds: float) -> None:
        self.whatif, self.changes, self.count = whatif, changes, count
        self.seconds, self.until = seconds, monotonic() + seconds
        self.tried: dict[frozenset[int], float] = {}

    def siting(self, candidates: Sequence[Site], limit: float) -> Siting:
        """The answer; it is proved where every set of all candidates was tried.

        ``limit`` is what none exceeds at any rate; a flow says it more nearly.
        """
        all_listed, few = len(self.changes) == len(candidates), self._sets() <= FEW
        if not (few and all_listed):
            flow = most_served(self.whatif, candidates, self.count, SHARE * self.seconds)
            limit = limit if flow is None else min(limit, flow)
        chosen = self._every() if few else self._interchanged(self._greedy())
        method = EVERY if few and all_listed else HEURISTIC
        if self._late():
            method = STOPPED
        value = self._value(chosen)
        limit = value if method == EVERY else max(limit, value)
        return told(tuple(self.changes[at].code for at in sorted(chosen)), value, limit, method)

    def _sets(self) -> int:
        return comb(len(self.changes), self.count)

    def _late(self) -> bool:
        return monotonic() > self.until

    def _value(self, chosen: Sequence[int]) -> float:
        key = frozenset(chosen)
        if key not in self.tried:
            self.tried[key] = _satisfied(self.whatif, [self.changes[at] for at in sorted(key)])
        return self.tried[key]

    def _best(self, sets: Sequence[Sequence[int]]) -> list[int]:
        """The first of the best of these; the first of all those that there was time for."""
        best = sets[0]
        for each in sets[1:]:
            if self._late():
                break
            if self._value(each) > self._value(best):
                best = each
        return list(best)

    def _every(self) -> list[int]:
        return self._best(list(combinations(range(len(self.changes)), self.count)))

    def _greedy(self) -> list[int]:
        chosen: list[int] = []
        for _ in range(self.count):
            left = [at for at in range(len(self.changes)) if at not in chosen]
            chosen = self._best([[*chosen, at] for at in left])
        return chosen

    def _interchanged(self, chosen: list[int]) -> list[int]:
        """Exchange one for one until none helps or it is late."""
        while not self._late():
            kept = [[other for other in chosen if other != out] for out in chosen]
            others = [at for at in range(len(self.changes)) if at not in chosen]
            better = self._best([chosen, *([*rest, at] for rest in kept for at in others)])
            if better == chosen:
                break
            chosen = better
        return chosen


def _satisfied(whatif: WhatIf, changes: Sequence[Change]) -> float:
    return float(whatif.try_changes(changes).allocation.satisfied.sum())


def _more(whatif: WhatIf, change: Open | Resize) -> float:
    if isinstance(change, Open):
        return change.capacity
    return max(0.0, change.capacity - float(whatif.before.capacity[_number(whatif, change.code)]))


def _promise(whatif: WhatIf, change: Open | Resize) -> float:
    """Unmet visits about a site by their weight, as far as there would be room for them."""
    if isinstance(change, Open):
        areas, weights = weights_at(whatif.reach, change.easting, change.northing)
    else:
        areas, weights = whatif.reach.of_facility(_number(whatif, change.code))
    return min(float(whatif.before.unmet[areas] @ weights), _more(whatif, change))


def _number(whatif: WhatIf, code: str) -> int:
    if code not in whatif.codes:
        raise ValueError(f"There is no facility {code}: give the code of one, or open it.")
    return whatif.codes.index(code)


def _listed(order: Sequence[float], most: int) -> list[int]:
    """The ``most`` first in this order, told in the order in which they were given."""
    return sorted(np.argsort(order, kind="stable")[:most].tolist())


def _require(count: int, codes: Sequence[str], what: str) -> None:
    if twice := [code for at, code in enumerate(codes) if code in codes[:at]]:
        raise ValueError(f"{twice[0]} is among the {what} more than once: give each code once.")
    if not 1 <= count <= len(codes):
        raise ValueError(
            f"{count} of {len(codes)} {what} cannot be chosen: give 1 to {len(codes)}."
        )
