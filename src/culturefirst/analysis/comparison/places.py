"""Where one stands among others: "you are here"."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from culturefirst.analysis.comparison.spreads import Spread

Better = Literal["higher", "lower", "none"]


@dataclass(frozen=True)
class Place:
    """A rank among ``of`` that are known, and the quarter by value (1 lowest, 4 highest).

    Rank 1 is the best, or the highest where neither end is better; ``tied`` says how many share
    it. ``quarter`` is 0 for the median itself, which is neither above nor below the middle.
    """

    rank: int
    of: int
    tied: int
    quarter: int
    better: Better

    @property
    def good(self) -> int:
        """The quarter counted from the best (1) to the last (4); 0 where neither end is better."""
        if self.better == "none" or not self.quarter:
            return 0
        return 5 - self.quarter if self.better == "higher" else self.quarter


def place(
    value: float, values: Sequence[float | None], spread: Spread, better: Better
) -> Place | None:
    """The place of ``value``, which is one of ``values``; ``None`` where no quartiles are shown."""
    if not spread.is_shown:
        return None
    known = [each for each in values if each is not None]
    ahead = sum(each < value if better == "lower" else each > value for each in known)
    tied = sum(each == value for each in known)
    return Place(ahead + 1, len(known), tied, _quarter(value, spread), better)


def _quarter(value: float, spread: Spread) -> int:
    """By the quartiles shown, so that the words never disagree with the drawing."""
    assert spread.low is not None
    assert spread.median is not None
    assert spread.high is not None
    if value == spread.median:
        return 0
    if value <= spread.low:
        return 1
    if value >= spread.high:
        return 4
    return 2 if value <= spread.median else 3
