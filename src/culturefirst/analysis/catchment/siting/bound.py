"""What no choice can exceed, by prices: a proof that needs no solver and fits every size.

With any price u_i ≥ 0 of being served, no choice of p sites gains more than Σ u_i + the p greatest
of Σ_i max(w_ij − u_i, 0) (Lagrangian relaxation of *each area is served once*; Cornuéjols, Fisher
and Nemhauser 1977, *Management Science*). Prices are bettered by subgradients, each turned a little
towards the one before (Camerini, Fratta and Maffioli 1975), from the best prices so far.

They also say which candidates are in no better choice than one at hand: those with which the limit
falls below it.
"""

from dataclasses import dataclass

import numpy as np

from culturefirst.analysis.catchment.sides import Flags, Floats
from culturefirst.analysis.catchment.siting.gains import Gains
from culturefirst.analysis.catchment.siting.heuristic import Late

STEPS, PATIENT, LEAST = 400, 20, 1e-4
SURELY = 1e-6  # of the limit: less is no step forward
BEGIN, TURNED = 0.5, 0.7  # of the gains at hand; of the direction before


@dataclass(frozen=True)
class Limit:
    """What no choice exceeds, and which candidates may be in a better one."""

    most: float
    possible: Flags


def bound(gains: Gains, count: int, chosen: list[int], late: Late) -> Limit:
    """An upper bound of the gains of any ``count`` candidates; ``chosen`` is a good choice."""
    best = gains.best(chosen)
    reached = float(best.sum())
    price, pace, since = BEGIN * best, 1.0, 0
    kept, way = price, np.zeros(gains.size)
    low, possible = np.inf, np.ones(len(gains), bool)
    for _ in range(STEPS):
        limit, slope, by_candidate = _limit(gains, count, price)
        possible &= _possible(limit, by_candidate, count, reached)
        if limit < low:
            since, kept = 0 if limit < low * (1 - SURELY) else since + 1, price
            low = limit
        else:
            since += 1
        way = np.where((price <= 0) & (slope > 0), 0, slope) + TURNED * way
        steep = float(way @ way)
        if low - reached <= 1e-9 * low or steep == 0 or pace < LEAST or late():
            break
        if since >= PATIENT:
            price, pace, since, way = kept, pace / 2, 0, np.zeros(gains.size)
        else:
            price = np.maximum(price - pace * (limit - reached) / steep * way, 0)
    possible[chosen] = True
    low = min(low, float(gains.best(range(len(gains))).sum()))  # all of them together
    return Limit(max(low, reached), possible)


def _possible(limit: float, by_candidate: Floats, count: int, reached: float) -> Flags:
    """With which candidates the limit stays above what is reached; a hair is left to rounding."""
    least = np.partition(by_candidate, -count)[-count]
    found: Flags = limit - np.maximum(least - by_candidate, 0) >= reached * (1 - 1e-9)
    return found


def _limit(gains: Gains, count: int, price: Floats) -> tuple[float, Floats, Floats]:
    """The limit by these prices, by how much it grows with each, and the candidates' parts."""
    over = np.maximum(gains.worth - price[gains.areas], 0)
    by_candidate = gains.sums(over)
    taken = np.argsort(-by_candidate, kind="stable")[:count]
    slope = np.ones(gains.size)
    for candidate in taken:
        own = slice(gains.ends[candidate], gains.ends[candidate + 1])
        slope[gains.areas[own]] -= over[own] > 0
    return float(price.sum() + by_candidate[taken].sum()), slope, by_candidate
