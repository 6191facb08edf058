"""What changed between two waves, with its interval, and whether it can be told from chance.

**Others answered each time** (``change``): the square-and-add interval of the difference of two
shares out of the limits of each (R. G. Newcombe 1998, Statistics in Medicine 17: 873-890, method
10). It takes any limits, so that a finite population and weights are in it already; for means it
is the usual interval of a difference.

**The same answered both times** (``paired_change``): the same with the correlation of the two
answers taken off (R. G. Newcombe 1998, Statistics in Medicine 17: 2635-2650, method 10), which is
narrower where people answer alike both times.
"""

from dataclasses import dataclass
from math import sqrt

from culturefirst.analysis.survey.estimates import CONFIDENCE, Estimate, share


@dataclass(frozen=True)
class Change:
    """``now - before``, with its limits; ``None`` where one of the two is not known.

    ``told`` is 1 where it rose, -1 where it fell, and 0 where chance alone could have made it.
    """

    before: Estimate
    now: Estimate
    value: float | None
    low: float | None
    high: float | None

    @property
    def told(self) -> int:
        if self.low is None or self.high is None:
            return 0
        return 1 if self.low > 0 else -1 if self.high < 0 else 0

    @property
    def is_known(self) -> bool:
        """Whether there is a difference with limits."""
        return self.low is not None


def change(before: Estimate, now: Estimate) -> Change:
    """The change of a share or of a mean between two times at which others answered."""
    return _changed(before, now, 0.0)


def paired_change(
    both: int,
    only_before: int,
    only_now: int,
    neither: int,
    *,
    population: int | None = None,
    confidence: float = CONFIDENCE,
) -> Change:
    """The change of a share among those who answered both times: how many said so when.

    Raises ``ValueError`` for counts below nought, or more people than the population has.
    """
    if min(both, only_before, only_now, neither) < 0:
        raise ValueError("A count is below nought.")
    n = both + only_before + only_now + neither
    before = share(both + only_before, n, population=population, confidence=confidence)
    now = share(both + only_now, n, population=population, confidence=confidence)
    return _changed(before, now, _alike(both, only_before, only_now, neither))


def _alike(both: int, only_before: int, only_now: int, neither: int) -> float:
    """Newcombe's correlation of the two answers; corrected for continuity where it is above 0."""
    sides = (both + only_before) * (only_now + neither) * (both + only_now) * (
        only_before + neither
    )  # fmt: skip
    if not sides:
        return 0.0
    excess: float = both * neither - only_before * only_now
    n = both + only_before + only_now + neither
    if excess > 0:
        excess = max(excess - n / 2, 0)
    return excess / sqrt(sides)


def _changed(before: Estimate, now: Estimate, alike: float) -> Change:
    if before.value is None or now.value is None:
        return Change(before, now, None, None, None)
    value = now.value - before.value
    if before.low is None or before.high is None or now.low is None or now.high is None:
        return Change(before, now, value, None, None)
    low = _side(now.value - now.low, before.high - before.value, alike)
    high = _side(now.high - now.value, before.value - before.low, alike)
    return Change(before, now, value, value - low, value + high)


def _side(one: float, other: float, alike: float) -> float:
    return sqrt(max(one * one - 2 * alike * one * other + other * other, 0.0))
