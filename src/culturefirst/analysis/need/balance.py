"""Supply beside demand, area by area: indices against the whole, and what they come to together.

A simple balance has no space in it: people cross boundaries, and a full place helps nobody. Use
it to see where to look; ``analysis.catchment`` says who reaches what.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]
# By balance class: what an area with such indices is called.
BALANCES = (
    "low demand, low supply",
    "low demand, high supply",
    "high demand, low supply",
    "high demand, high supply",
)


@dataclass(frozen=True)
class Profile:
    """By segment: the ``share`` of the people here and of the ``whole``, and the ``index``.

    index = 100 × share here ÷ share of the whole; not a number where the whole has none.
    """

    share: Numbers
    whole: Numbers
    index: Numbers


def supply_per(capacity: ArrayLike, people: ArrayLike, per: float = 1000.0) -> Numbers:
    """capacity ÷ people × ``per``, in the unit of capacity; not a number where nobody is."""
    have, held = np.asarray(capacity, dtype=np.float64), np.asarray(people, dtype=np.float64)
    found: Numbers = np.divide(have, held, out=np.full(len(held), np.nan), where=held > 0)
    return per * found


def against(values: ArrayLike, whole: float) -> Numbers:
    """100 × value ÷ the whole's; 100 is average. Raises ``ValueError`` unless the whole is > 0."""
    if not whole > 0:
        raise ValueError("The whole must be above nought.")
    return 100.0 * np.asarray(values, dtype=np.float64) / whole


def relative_provision(supply_index: ArrayLike, demand_index: ArrayLike) -> Numbers:
    """supply index ÷ demand index: 1 is as well provided as demand, less is less.

    Not a number where the demand index is nought or not known.
    """
    supply = np.asarray(supply_index, dtype=np.float64)
    demand = np.asarray(demand_index, dtype=np.float64)
    known = np.nan_to_num(demand) > 0
    unknown = np.full(len(demand), np.nan)
    found: Numbers = np.divide(supply, demand, out=unknown, where=known)
    return found


def balance_class(
    demand_index: ArrayLike, supply_index: ArrayLike, at: float = 100.0
) -> NDArray[np.int64]:
    """Which of ``BALANCES``: an index of ``at`` or more is high; −1 where either is not known."""
    demand = np.asarray(demand_index, dtype=np.float64)
    supply = np.asarray(supply_index, dtype=np.float64)
    found = 2 * (demand >= at).astype(np.int64) + (supply >= at)
    return np.where(np.isnan(demand) | np.isnan(supply), -1, found).astype(np.int64)


def profile(people: ArrayLike, shares: ArrayLike, here: ArrayLike) -> Profile:
    """Segments of the areas that are ``here`` (a yes or no for each) beside those of all areas.

    share(s) = Σ_a people(a) × share(a, s) ÷ Σ_a people(a), over areas of which segments are known.
    """
    held = np.asarray(people, dtype=np.float64)
    table = np.asarray(shares, dtype=np.float64)
    inside = np.asarray(here, dtype=bool)
    by_segment = held[:, None] * table
    whole = _shares(by_segment)
    share = _shares(by_segment[inside])
    index = np.divide(100 * share, whole, out=np.full(len(whole), np.nan), where=whole > 0)
    return Profile(share, whole, index)


def _shares(by_segment: Numbers) -> Numbers:
    sums: Numbers = by_segment.sum(axis=0)
    total = sums.sum()
    return sums / total if total > 0 else np.zeros_like(sums)
