"""What is so unlike the rest that somebody should look at it before it is shown."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from culturefirst.analysis.comparison.spreads import ENOUGH

FAR = 3.5  # robust deviations, as Iglewicz and Hoaglin advise
NORMAL = 1.4826  # makes the median deviation of a normal law its standard deviation
MEAN_NORMAL = 1.2533  # the same for the mean deviation, where over half are one value
Floats = NDArray[np.float64]


def leap(now: float, before: float, share: float) -> bool:
    """Whether a figure changed by more than the share of what it was; from nought, by anything."""
    return abs(now - before) > share * abs(before)


def strange(values: Sequence[float | None], far: float = FAR, enough: int = ENOUGH) -> list[bool]:
    """Which values lie farther from the median than ``far`` robust deviations.

    Where all that are known are above nought, it is their logarithms that are compared, as sizes
    and costs spread by factors. Of fewer than enough, none is strange.
    """
    given = np.array([np.nan if value is None else value for value in values], dtype=float)
    known = given[~np.isnan(given)]
    if len(known) < enough:
        return [False] * len(given)
    if (known > 0).all():
        given, known = np.log(given), np.log(known)
    middle = float(np.median(known))
    width = _width(np.abs(known - middle))
    away = np.abs(given - middle)
    return [bool(each) for each in (away > far * width + 1e-12 * (1 + abs(middle)))]


def _width(away: Floats) -> float:
    median = NORMAL * float(np.median(away))
    return median if median > 0 else MEAN_NORMAL * float(away.mean())
