"""Quartiles and medians, and nothing but the count where too few are behind them.

The method is linear interpolation between the two values about the point ``(n - 1) * share`` of
the values in order (numpy's ``linear``, ``inclusive`` in ``statistics``, ``QUARTILE.INC`` in
spreadsheets): what people can repeat with the tools at hand.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
ENOUGH = 5  # you and at least four others
SHARES = (0.25, 0.5, 0.75)


@dataclass(frozen=True)
class Spread:
    """How many are known, and the quartiles; ``None`` where fewer than enough are."""

    n: int
    low: float | None = None
    median: float | None = None
    high: float | None = None

    @property
    def is_shown(self) -> bool:
        """Whether there are quartiles to show."""
        return self.median is not None


@dataclass(frozen=True)
class Spreads:
    """The same for every column of a table: ``n``, and quartiles that are NaN where withheld."""

    n: NDArray[np.intp]
    low: Floats
    median: Floats
    high: Floats

    def of(self, *at: int) -> Spread:
        """One column's, as numbers."""
        found = (float(each[at]) for each in (self.low, self.median, self.high))
        return Spread(int(self.n[at]), *(None if np.isnan(each) else each for each in found))


def spread(values: Iterable[float | None], enough: int = ENOUGH) -> Spread:
    """The spread of the values that are known."""
    known = np.array([value for value in values if value is not None], dtype=float)
    return spreads(known.reshape(-1, 1), enough).of(0)


def spreads(table: Floats, enough: int = ENOUGH) -> Spreads:
    """The spread of each column; the first axis are the bodies, and NaN is not known."""
    ordered = np.sort(table, axis=0)  # what is not known comes last
    n = np.count_nonzero(~np.isnan(table), axis=0)
    low, median, high = (_quantile(ordered, n, share, enough) for share in SHARES)
    return Spreads(n, low, median, high)


def _quantile(ordered: Floats, n: NDArray[np.intp], share: float, enough: int) -> Floats:
    if not len(ordered):
        return np.full(n.shape, np.nan)
    point = np.maximum(n - 1, 0) * share
    below = np.floor(point).astype(np.intp)
    above = np.minimum(below + 1, np.maximum(n - 1, 0))
    lower, upper = (np.take_along_axis(ordered, at[None], axis=0)[0] for at in (below, above))
    part = point - below
    # Two equal neighbours give that very number, whatever rounding would make of the sum.
    between = np.where(lower == upper, lower, lower + (upper - lower) * part)
    return np.where(n >= max(enough, 1), between, np.nan)
