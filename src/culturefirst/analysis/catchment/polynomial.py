"""A decay as polynomials in squared distance, which need neither a root nor a power in the loop.

Each part of a decay is fitted on [0, its limit] by Chebyshev interpolation (Trefethen 2013,
Approximation Theory and Approximation Practice, chapter 4) in u = 2d² ÷ limit² − 1; a curve that
has a corner at nought in d², such as a straight fall, in u = 2d ÷ limit − 1.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from culturefirst.analysis.catchment.parts import Floats, Part
from culturefirst.analysis.catchment.strips import Discs

Singles = NDArray[np.float32]
DEGREES = (0, 7, 15)
CLOSE = 1e-6  # what the fit may miss by, as a share of the greatest weight
ROUNDED = 2e-7  # of the greatest weight: what single precision misses by at any rate
FAINT = 3e-7  # what may be left out far away, as a share of the greatest weight
LOOKED_AT = 4001  # points at which it is looked how far it misses


@dataclass(frozen=True)
class Fit:
    """Powers of u from the constant on, for squared distances up to ``squared``.

    ``miss`` is by how much a weight may be wrong, also of what is left out beyond.
    """

    squared: int
    powers: Singles
    rooted: bool
    miss: float


def fits(discs: Discs) -> tuple[Fit, ...] | None:
    """A polynomial for each part, or None where one of them is too crooked for single precision."""
    found = []
    for part, squared in zip(discs.parts, discs.squared, strict=True):
        fit = _fit(part, squared, discs.detour)
        if fit is None:
            return None
        found.append(fit)
    return tuple(found)


def _fit(part: Part, squared: int, detour: float) -> Fit | None:
    rooted, farthest = part.rooted, np.sqrt(max(squared, 0)) * detour

    def straight(u: Floats) -> Floats:
        return np.asarray(farthest * _distance(u, rooted))

    even = np.linspace(-1, 1, LOOKED_AT)
    right = part.at(straight(even))
    for degree in DEGREES if squared > 0 else DEGREES[:1]:
        nodes = np.cos(np.pi * (np.arange(degree + 1) + 0.5) / (degree + 1))
        series = np.polynomial.chebyshev.chebfit(nodes, part.at(straight(nodes)), degree)
        powers = np.zeros(degree + 1)
        found = np.polynomial.chebyshev.cheb2poly(series)
        powers[: len(found)] = found
        singles = powers.astype(np.float32)
        most, miss = np.abs(right).max(), np.abs(_value(singles, even) - right).max()
        if miss <= CLOSE * max(most, 1e-300):
            miss = max(miss, ROUNDED * most) if degree else miss
            return Fit(squared, singles, rooted and degree > 0, float(miss))
    shrunk = _seen(right, squared, rooted)
    near = _fit(part, shrunk, detour) if shrunk < squared else None
    return near and replace(near, miss=max(near.miss, FAINT * float(np.abs(right).max())))


def _seen(right: Floats, squared: int, rooted: bool) -> int:
    """The squared distance beyond which a sharp curve is as good as nought.

    Of a Gaussian over an even density that leaves out the same share of the whole sum.
    """
    weighs = np.flatnonzero(np.abs(right) > FAINT * np.abs(right).max())
    share = (int(weighs.max(initial=0)) + 1) / (LOOKED_AT - 1)
    return int(np.ceil(squared * (share**2 if rooted else share)))


def _distance(u: Floats, rooted: bool) -> Floats:
    """The distance as a share of the limit."""
    share = (u + 1) / 2
    return share if rooted else np.asarray(np.sqrt(share))


def _value(powers: Singles, u: Floats) -> Floats:
    """In single precision, as the loop has it."""
    single, found = u.astype(np.float32), np.zeros(len(u), np.float32)
    for power in powers[::-1]:
        found = found * single + power
    return found.astype(np.float64)
