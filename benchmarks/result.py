"""One measured figure beside its goal."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Result:
    """A figure in ``unit``; ``goal`` is the most it may be, ``least`` the least.

    Without either it is told for interest.
    """

    what: str
    figure: float
    unit: str
    goal: float | None = None
    least: float | None = None

    @property
    def met(self) -> bool:
        """Whether the figure is within its goal."""
        enough = self.least is None or self.figure >= self.least
        return enough and (self.goal is None or self.figure <= self.goal)

    def __str__(self) -> str:
        bound = self.goal if self.least is None else self.least
        word = "goal" if self.least is None else "least"
        against = "" if bound is None else f"{word} {bound:g} {self.unit}"
        sign = "" if bound is None else "met" if self.met else "MISSED"
        return f"{self.what:<64} {self.figure:>10,.1f} {self.unit:<8} {against:<16} {sign}".rstrip()


def median_ms(run: Callable[[], Any], times: int = 7) -> float:
    """The median of several runs in milliseconds, after one that warms up."""
    run()
    return statistics.median(_once(run) for _ in range(times))


def _once(run: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    run()
    return 1000 * (time.perf_counter() - begun)
