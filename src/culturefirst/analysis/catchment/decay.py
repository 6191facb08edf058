"""How much less people use what is farther away: a weight from the cost of travel.

Weights have no unit; of cost 0 they are 1 (of modes, the sum of their shares).
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from culturefirst.analysis.catchment.faults import BadInput, Fault
from culturefirst.analysis.catchment.parts import (
    Bell,
    Curve,
    Fall,
    Flat,
    Floats,
    Part,
    Slope,
    total,
)

MOST_WIDTHS = 900  # of a decay within its limit: more is a mistake of unit, as of kilometres


class Decay(ABC):
    """A weight from a cost and the limit: nought beyond."""

    @abstractmethod
    def parts(self, limit: float) -> tuple[Part, ...]:
        """The smooth parts whose sum it is."""

    def weights(self, cost: Iterable[float] | Floats, limit: float) -> Floats:
        """The weight of each cost, in the unit of ``limit``."""
        costs = np.asarray(cost, np.float64)
        return total(self.parts(limit), costs, limit)


def _one(limit: float, curve: Curve) -> tuple[Part, ...]:
    return (Part(1.0, limit, 1.0, ((1.0, curve),)),)


@dataclass(frozen=True)
class Even(Decay):
    """1 up to the limit: the two-step method as it was first (Luo and Wang 2003)."""

    def parts(self, limit: float) -> tuple[Part, ...]:
        return _one(limit, Flat())


@dataclass(frozen=True)
class Gaussian(Decay):
    """exp(−cost² ÷ 2σ²); σ in the unit of cost, half the limit where it is not given."""

    sigma: float | None = None

    def __post_init__(self) -> None:
        _positive("sigma", self.sigma)

    def parts(self, limit: float) -> tuple[Part, ...]:
        return _one(limit, Bell(_width(self.sigma, limit)))


@dataclass(frozen=True)
class Exponential(Decay):
    """exp(−cost ÷ scale); scale in the unit of cost, half the limit where it is not given."""

    scale: float | None = None

    def __post_init__(self) -> None:
        _positive("scale", self.scale)

    def parts(self, limit: float) -> tuple[Part, ...]:
        return _one(limit, Fall(_width(self.scale, limit)))


@dataclass(frozen=True)
class Linear(Decay):
    """1 − cost ÷ limit: nought at the limit itself."""

    def parts(self, limit: float) -> tuple[Part, ...]:
        return _one(limit, Slope(limit))


@dataclass(frozen=True)
class Steps(Decay):
    """A weight for each zone of cost: ((1000, 1.0), (3000, 0.68), (5000, 0.22)).

    Each is an upper edge, which belongs to its zone, in the unit of the limit, and a weight (Luo
    and Qi 2009). There is no default: zones that are silently in another unit weigh nothing.
    """

    zones: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        edges = [edge for edge, _ in self.zones]
        if not edges or sorted(set(edges)) != edges or not 0 < edges[0] <= edges[-1] < np.inf:
            problem = "the zones do not rise from one to the next"
            raise BadInput([Fault(None, "steps", problem, "Give (edge, weight) from near to far")])
        if not all(0 <= weight < np.inf for _, weight in self.zones):
            problem = "a weight is less than nought, or not known"
            raise BadInput([Fault(None, "steps", problem, "Give weights of 0 or more")])

    def parts(self, limit: float) -> tuple[Part, ...]:
        """Discs upon each other: each adds the difference to the zone outside it."""
        if self.zones[0][0] > limit or self.zones[-1][0] < limit / 100:
            problem = f"zones to {self.zones[-1][0]:g} do not go with a limit of {limit:g}"
            raise BadInput(
                [Fault(None, "steps", problem, "Give both in one unit: metres or minutes")]
            )
        beyond = [weight for _, weight in self.zones[1:]] + [0.0]
        return tuple(
            Part(weight - outside, edge, 1.0, ((1.0, Flat()),))
            for (edge, weight), outside in zip(self.zones, beyond, strict=True)
            if weight != outside
        )


@dataclass(frozen=True)
class Mode:
    """One way of going: the ``share`` of visits made by it, its limit, its detour, its decay."""

    name: str
    share: float
    limit: float
    detour: float
    decay: Decay


@dataclass(frozen=True)
class ByMode(Decay):
    """Σ share × decay(detour × cost) over modes, such as on foot, by car and by bus.

    The limit of travel holds besides: give it as wide as the farthest mode goes.
    """

    modes: tuple[Mode, ...]

    def __post_init__(self) -> None:
        shares = [mode.share for mode in self.modes]
        if not shares or min(shares) < 0 or not 0 < sum(shares) <= 1 + 1e-9:
            problem = "the shares of the modes are not between 0 and 1 together"
            raise BadInput([Fault(None, "modes", problem, "Give shares that add up to 1")])
        for mode in self.modes:
            _positive(f"limit of {mode.name}", mode.limit)
            _positive(f"detour of {mode.name}", mode.detour)

    def parts(self, limit: float) -> tuple[Part, ...]:
        """Those of all modes, each by its own cost."""
        return tuple(
            Part(
                mode.share * part.weight,
                part.limit,
                part.detour * mode.detour,
                tuple((detour * mode.detour, curve) for detour, curve in part.curves),
            )
            for mode in self.modes
            for part in mode.decay.parts(mode.limit)
        )


def _width(given: float | None, limit: float) -> float:
    """Half the limit where none is given; one in another unit than the limit is refused."""
    if given is not None and given * MOST_WIDTHS < limit:
        problem = f"a decay as narrow as {given:g} does not go with a limit of {limit:g}"
        raise BadInput([Fault(None, "width", problem, "Give both in one unit: metres or minutes")])
    return limit / 2 if given is None else given


def _positive(what: str, number: float | None) -> None:
    if number is not None and not 0 < number < np.inf:
        raise BadInput([Fault(None, what, f"{number:g} is no width", "Give more than nought")])
