"""p-median and maximal cover: where to put so many sites, whatever their capacity.

First greedy and interchange; then, where the case is small enough, the proof by HiGHS, and beyond
a bound by prices, so that a gap is stated at every size.
"""

from collections.abc import Sequence
from time import monotonic

import numpy as np

from culturefirst.analysis.catchment.numbers import vector
from culturefirst.analysis.catchment.pairs import Tabled
from culturefirst.analysis.catchment.sides import Floats
from culturefirst.analysis.catchment.siting import exact
from culturefirst.analysis.catchment.siting.answer import EXACT, HEURISTIC, STOPPED, Siting, told
from culturefirst.analysis.catchment.siting.bound import bound
from culturefirst.analysis.catchment.siting.gains import Gains
from culturefirst.analysis.catchment.siting.heuristic import greedy, interchanged

MOST_PAIRS, MOST_LEVELS = 1_000_000, 250_000  # beyond, HiGHS is not asked at all
SECONDS, SHARE = 30.0, 0.8  # HiGHS looks at the time only now and then
HALVES = 0.3  # of the time, at the most, for the bound by halves


def p_median(
    cost: Floats,
    demand: Floats,
    count: int,
    *,
    standing: Sequence[int] = (),
    unserved: float | None = None,
    seconds: float = SECONDS,
) -> Siting:
    """``count`` candidates with the least Σ demand × cost to the nearest (Hakimi 1964).

    ``cost`` is areas × candidates, in metres or minutes; ``inf`` is out of reach, and an area that
    nobody serves costs ``unserved``. ``standing`` are columns that are there already, beside which
    ``count`` others are chosen. ``chosen`` are columns; ``value`` and ``bound`` are costs. After
    ``seconds`` it ends with what it has. ``ValueError`` with a sentence where it cannot be.
    """
    costs = np.asarray(cost, np.float64)
    if costs.ndim != 2 or np.isnan(costs).any() or (costs < 0).any():
        raise ValueError("Costs are areas × candidates, each 0 or more, or infinite: out of reach.")
    asked = vector(demand, len(costs), "demand", "area")
    _require(count, costs.shape[1], standing)
    reached = np.isfinite(costs)
    if unserved is None and not reached.all():
        area, site = np.argwhere(~reached)[0]
        raise ValueError(
            f"Area {area + 1} does not reach candidate {site + 1}: say what being unserved costs."
        )
    top = float(costs[reached].max()) if reached.any() else 0.0
    if unserved is not None and not top <= unserved < np.inf:
        raise ValueError(
            f"To be unserved costs {unserved:g}: give {top:g} or more, as the longest way costs."
        )
    far = np.full(len(costs), unserved) if unserved is not None else costs.max(axis=1)
    columns = (asked * (far - np.minimum(way, far)) for way in costs.T)
    gains = Gains.by_column(columns, len(costs))
    whole = float(asked @ far)
    best = _best(gains, count, tuple(standing), seconds)
    return told(best.chosen, whole - best.value, whole - best.bound, best.method)


def maximal_cover(
    reach: Tabled,
    demand: Floats,
    count: int,
    *,
    standing: Sequence[int] = (),
    seconds: float = SECONDS,
) -> Siting:
    """``count`` facilities with the most demand within reach of any (Church and ReVelle 1974).

    Within reach is what the reach says, however little it weighs. ``chosen`` are facilities by
    number from 0; ``value`` and ``bound`` are demand that is covered, also by ``standing`` ones.
    """
    table = reach.csr().tocsc()
    asked = vector(demand, table.shape[0], "demand", "area")
    _require(count, table.shape[1], standing)
    covered = table.copy()
    covered.data = asked[table.indices]
    return _best(Gains.of(covered), count, tuple(standing), seconds)


def _best(gains: Gains, count: int, standing: tuple[int, ...], seconds: float) -> Siting:
    """The most gain, that of ``standing`` included."""
    until = monotonic() + seconds
    first = gains.best(standing)
    search = _Search(gains.beyond(first) if standing else gains, count, standing, until)
    search.by_prices()
    for step in (search.by_halves, search.by_proof):
        if not search.proved and search.provable():
            step()
    begun = float(first.sum())
    most = begun + max(search.most, search.value)
    return told(tuple(sorted(search.chosen)), begun + search.value, most, search.method)


class _Search:
    """The best choice so far, and what none exceeds; each step betters one or the other."""

    def __init__(self, gains: Gains, count: int, standing: tuple[int, ...], until: float) -> None:
        self.gains, self.count, self.standing, self.until = gains, count, standing, until
        start = greedy(gains, min(count + len(standing), len(gains)))
        self.chosen, settled = interchanged(gains, _free_of(start, standing)[:count], self.late)
        self.value, self.most = gains.value(self.chosen), np.inf
        self.method = HEURISTIC if settled else STOPPED
        self.able = np.arange(len(gains))  # no other candidate is in anything better

    @property
    def proved(self) -> bool:
        return self.method == EXACT

    def late(self) -> bool:
        return monotonic() > self.until

    def provable(self) -> bool:
        """Whether HiGHS is asked at all."""
        left = self._left()
        small = len(left.worth) <= MOST_PAIRS and exact.levels(left) <= MOST_LEVELS
        return small and not self.late()

    def by_prices(self) -> None:
        limit = bound(self.gains, self.count, self.chosen, self.late)
        self.able, self.most = np.flatnonzero(limit.possible), limit.most
        self._settle()

    def by_halves(self) -> None:
        """The bound where sites may be chosen by halves; those most chosen are a good start too."""
        left = self._left()
        answer = exact.Model(left, self.count).relaxed(self._seconds(HALVES))
        if answer is None:
            return
        self._take(self.able[exact.most_of(answer.share, self.count)].tolist())
        better = answer.most - answer.falls >= self.value * (1 - 1e-9)
        self.most = min(self.most, max(answer.most, self.value))
        self.able = np.union1d(self.able[better], self.chosen)
        self._settle()

    def by_proof(self) -> None:
        model = exact.Model(self._left(), self.count)
        found, top, proved = model.solved(self._seconds(SHARE))
        if found is not None:
            self._take(self.able[found].tolist())
        if proved:
            self.most, self.method = self.value, EXACT
        else:
            self.most, self.method = min(self.most, max(top, self.value)), STOPPED

    def _left(self) -> Gains:
        return self.gains.only(self.able)

    def _seconds(self, share: float) -> float:
        return share * max(self.until - monotonic(), 0)

    def _take(self, found: list[int]) -> None:
        """This choice, and what interchange makes of it, where that is better."""
        whole = _whole(self.gains, found, self.chosen, self.standing, self.count)
        other, _ = interchanged(self.gains, whole, self.late)
        if self.gains.value(other) > self.value:
            self.chosen, self.value = other, self.gains.value(other)

    def _settle(self) -> None:
        if self.most - self.value <= 1e-9 * self.most:
            self.most, self.method = self.value, EXACT


def _free_of(chosen: list[int], standing: tuple[int, ...]) -> list[int]:
    return [each for each in chosen if each not in standing]


def _whole(
    gains: Gains, found: list[int], chosen: list[int], standing: tuple[int, ...], count: int
) -> list[int]:
    """As many as asked for: whatever stands already gains nothing, and others take its place."""
    free = _free_of(found, standing)
    free += [each for each in chosen if each not in free]
    free += [each for each in range(len(gains)) if each not in free and each not in standing]
    return free[:count]


def _require(count: int, candidates: int, standing: Sequence[int]) -> None:
    if len(set(standing)) != len(standing) or not all(0 <= at < candidates for at in standing):
        raise ValueError("What stands already is given once each, by its number among candidates.")
    if not 1 <= count <= candidates - len(standing):
        free = candidates - len(standing)
        raise ValueError(f"{count} of {free} candidates cannot be chosen: give 1 to {free}.")
