"""Which sites, how good they are, and how good any could be."""

from collections.abc import Hashable
from dataclasses import dataclass

EXACT, HEURISTIC, EVERY, STOPPED = (
    "exact",
    "greedy and interchange",
    "every set tried",
    "time limit",
)


@dataclass(frozen=True)
class Siting:
    """``chosen`` in the order of candidates. ``value`` is what they reach, ``bound`` what none can
    exceed (of costs: fall below), and ``gap`` the difference as a share of the greater of both.

    ``method`` is ``"exact"`` or ``"every set tried"`` (proved to be the best), ``"greedy and
    interchange"`` (as near as ``gap`` says or nearer), or ``"time limit"`` where that came first;
    only then may another machine answer otherwise.
    """

    chosen: tuple[Hashable, ...]
    value: float
    bound: float
    gap: float
    method: str


def told(chosen: tuple[Hashable, ...], value: float, bound: float, method: str) -> Siting:
    """The answer with its gap; what is within rounding of the bound has none."""
    most = max(abs(value), abs(bound))
    gap = abs(value - bound) / most if most else 0.0
    return Siting(chosen, value, bound, gap if gap > 1e-9 else 0.0, method)
