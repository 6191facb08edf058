"""What every decay is a sum of: smooth curves, each inside a limit and nought beyond it.

Both ways of calculating work with these parts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
# What a number such as 1.3 × 10,000 may miss by; whole metres differ by far more at the edge.
EDGE = 1e-12
DUST = 1e-12  # of the greatest weight: what is left of a difference below that is rounding
NONE = 1e-200  # of the greatest weight: less is none, since demand divided by it knows no bounds


class Curve(Protocol):
    """A weight from a cost. ``rooted`` is whether it is smooth only in cost, not in cost²."""

    @property
    def rooted(self) -> bool: ...

    def at(self, cost: Floats) -> Floats: ...


@dataclass(frozen=True)
class Part:
    """``weight`` × the product of ``curves`` where ``detour`` × cost ≤ ``limit``, else nought."""

    weight: float
    limit: float
    detour: float
    curves: tuple[tuple[float, Curve], ...]  # each with the detour by which it takes the cost

    @property
    def rooted(self) -> bool:
        return any(curve.rooted for _, curve in self.curves)

    def at(self, cost: Floats) -> Floats:
        """The curve by cost, whether within the limit or not."""
        found = np.full(np.shape(cost), self.weight)
        for detour, curve in self.curves:
            found *= curve.at(cost if detour == 1 else cost * detour)
        return found

    def within(self, cost: Floats) -> NDArray[np.bool_]:
        """Which costs are within the limit."""
        return np.asarray(cost * self.detour <= self.limit * (1 + EDGE))

    def times(self, other: "Part") -> "Part":
        """The product of both: within the nearer limit."""
        near = min((self, other), key=lambda part: part.limit / part.detour)
        curves = self.curves + other.curves
        return Part(self.weight * other.weight, near.limit, near.detour, curves)


def total(parts: Sequence[Part], cost: Floats, limit: float) -> Floats:
    """The sum of parts by cost, nought beyond ``limit``."""
    found = np.zeros(cost.shape)
    for part in parts:
        within = part.within(cost)
        found[within] += part.at(cost[within])
    found[cost > limit * (1 + EDGE)] = 0
    return without_dust(found, parts)


def without_dust(weights: Floats, parts: Sequence["Part"]) -> Floats:
    """The same array, with nought where that is meant: scores divide by what is left there."""
    least = DUST if any(part.weight < 0 for part in parts) else NONE
    weights[np.abs(weights) <= least * sum(abs(part.weight) for part in parts)] = 0
    return weights


@dataclass(frozen=True)
class Flat:
    """1 everywhere."""

    rooted: bool = False

    def at(self, cost: Floats) -> Floats:
        return np.ones(np.shape(cost))


@dataclass(frozen=True)
class Bell:
    """exp(−cost² ÷ 2 sigma²)."""

    sigma: float
    rooted: bool = False

    def at(self, cost: Floats) -> Floats:
        return np.asarray(np.exp(cost * cost * (-0.5 / self.sigma**2)))


@dataclass(frozen=True)
class Fall:
    """exp(−cost ÷ scale)."""

    scale: float
    rooted: bool = True

    def at(self, cost: Floats) -> Floats:
        return np.asarray(np.exp(cost * (-1 / self.scale)))


@dataclass(frozen=True)
class Slope:
    """1 − cost ÷ limit."""

    limit: float
    rooted: bool = True

    def at(self, cost: Floats) -> Floats:
        left = 1 - cost / self.limit
        return np.where(np.abs(left) <= DUST, 0, left)
