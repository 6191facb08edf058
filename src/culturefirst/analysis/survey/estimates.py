"""A share or a mean of those who answered, and the interval in which that of all would lie.

**Share.** Wilson's score interval (E. B. Wilson 1927, J. Am. Stat. Assoc. 22: 209-212), which stays
within 0 and 1 and is right for few answers, where the usual p ± z·se is not. Of a population of N,
n answers are worth ``n (N - 1) / (N - n)`` of an endless one: the finite population correction of
the variance, put into the number of answers. If all have answered there is nothing left to be
uncertain of, and the interval is the share itself.

**Mean.** Student's t with ``s² / n · (1 - n / N)`` (W. G. Cochran 1977,
Sampling Techniques, ch. 2).

With weights, the answers are worth fewer: ``(Σw)² / Σw²`` (L. Kish 1965, Survey Sampling). The
interval of a weighted mean rests on that number as well.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
CONFIDENCE = 0.95


@dataclass(frozen=True)
class Estimate:
    """``value`` between ``low`` and ``high``, of ``base`` answers; ``None`` of no answers.

    A share is between 0 and 1; a mean is in the answers' own unit, and of one answer it has no
    interval. ``worth`` is the number of answers of an endless population, all of one weight, that
    would tell as much.
    """

    value: float | None
    low: float | None
    high: float | None
    base: int
    worth: float


NOTHING = Estimate(None, None, None, 0, 0.0)


def share(
    hits: float,
    base: float,
    *,
    population: int | None = None,
    answers: int | None = None,
    worth: float | None = None,
    confidence: float = CONFIDENCE,
) -> Estimate:
    """The share ``hits / base``; both may be sums of weights.

    ``answers`` is how many there are (``base`` where nothing is weighted), ``worth`` how many of
    equal weight they are worth. Raises ``ValueError`` for hits outside of the base, or more
    answers than the population has.
    """
    n = round(base) if answers is None else answers
    if not 0 <= hits <= base * (1 + 1e-12):
        raise ValueError(f"{hits} hits are no part of {base} answers.")
    _refuse_more(n, population)
    if not n or not base:
        return NOTHING
    p = min(hits / base, 1.0)
    told = corrected(float(n if worth is None else worth), n, population)
    if not np.isfinite(told):
        return Estimate(p, p, p, n, told)
    low, high = wilson(p, told, confidence)
    return Estimate(p, low, high, n, told)


def wilson(p: float, n: float, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Wilson's limits of a share ``p`` of ``n`` answers; at 0 and 1 exactly 0 and 1."""
    z = _normal(confidence)
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(max(p * (1 - p) / n + z * z / (4 * n * n), 0.0))
    return (0.0 if p == 0 else max(middle - half, 0.0)), (1.0 if p == 1 else min(middle + half, 1))


def mean(
    values: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    population: int | None = None,
    confidence: float = CONFIDENCE,
) -> Estimate:
    """The mean of the values that are known (not NaN), each with its weight.

    Raises ``ValueError`` for more answers than the population has, or weights below nought.
    """
    given = np.asarray(values, float).ravel()
    heavy = np.ones_like(given) if weights is None else np.asarray(weights, float).ravel()
    known = ~np.isnan(given) & (heavy != 0)
    x, w = given[known], heavy[known]
    if (w < 0).any():
        raise ValueError("A weight is below nought.")
    n = len(x)
    _refuse_more(n, population)
    if not n:
        return NOTHING
    found = float(np.average(x, weights=w))
    worth = float(w.sum() ** 2 / (w * w).sum())
    told = corrected(worth, n, population)
    if not np.isfinite(told):
        return Estimate(found, found, found, n, told)
    if worth <= 1:
        return Estimate(found, None, None, n, told)
    half = _student(confidence, worth - 1) * _spread(x, w, found, worth, n, population)
    return Estimate(found, found - half, found + half, n, told)


def _spread(
    x: Floats, w: Floats, middle: float, worth: float, n: int, population: int | None
) -> float:
    """The standard error of a mean."""
    variance = float(np.average((x - middle) ** 2, weights=w)) * worth / (worth - 1)
    left = 1.0 if population is None else 1 - n / population
    return sqrt(variance / worth * left)


def corrected(worth: float, n: int, population: int | None) -> float:
    """What answers are worth where ``n`` of a population of so many have answered."""
    if population is None:
        return worth
    if n >= population:
        return float("inf")
    return worth * (population - 1) / (population - n)


def _refuse_more(n: int, population: int | None) -> None:
    if population is not None and n > population:
        raise ValueError(f"There are {n} answers and only {population} who could have answered.")


def _normal(confidence: float) -> float:
    from scipy.special import ndtri  # a heavy import, needed only here

    return float(ndtri(0.5 + confidence / 2))


def _student(confidence: float, freedom: float) -> float:
    from scipy.special import stdtrit  # a heavy import, needed only here

    return float(stdtrit(freedom, 0.5 + confidence / 2))
