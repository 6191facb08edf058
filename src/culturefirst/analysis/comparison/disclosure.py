"""What may be told to everybody so that no body's own figure can be worked out.

Three rules, as quartiles are figures that somebody sent: of five bodies they are three of these
five. A median is told from ``LEAST`` bodies on, so that any one of them has at least five others
beside it; quartiles from ``QUARTILES`` on. Whoever subtracts the groups told from the whole must
not be left with fewer than that either: where the rest is small, the smallest group that is told
is withheld, too, for medians and for quartiles each by its own bound. And what is told is rounded
to two figures, since the median of an odd number is still one body's own.
"""

from collections.abc import Mapping

from culturefirst.analysis.comparison.spreads import Spread

LEAST, QUARTILES, FIGURES = 6, 10, 2


def groups_to_show(
    counts: Mapping[str, int], total: int, least: int = LEAST
) -> tuple[bool, set[str]]:
    """Whether the whole of ``total`` is shown, and which of the groups that part it."""
    if total < least:
        return False, set()
    shown = {name for name, count in counts.items() if count >= least}
    while shown and 0 < total - sum(counts[name] for name in shown) < least:
        shown.remove(min(shown, key=lambda name: (counts[name], name)))
    return True, shown


def coarse(value: float | None, figures: int = FIGURES) -> float | None:
    """A value in so many figures: 12,345 as 12,000."""
    return None if value is None else float(f"{value:.{figures - 1}e}")


def told(spread: Spread, *, quartiles: bool) -> Spread:
    """A spread as everybody may read it.

    Quartiles that come to the same are withheld: they would give one figure to half of the bodies.
    """
    low, median, high = (coarse(each) for each in (spread.low, spread.median, spread.high))
    if not quartiles or low == high:
        low = high = None
    return Spread(spread.n, low, median, high)
