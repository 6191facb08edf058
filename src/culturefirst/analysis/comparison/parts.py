"""Indicators worked out from the parts that people count; a group's from the sums of its parts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Part = float | None


@dataclass(frozen=True)
class Formula:
    """The sum of the parts above, by sign, over the sum of those below, times ``per``.

    With nothing below, it is the sum above.
    """

    above: Mapping[str, float]
    below: Mapping[str, float] = field(default_factory=dict)
    per: float = 1


def ratio(parts: Iterable[tuple[Part, Part]], per: float = 1) -> float | None:
    """The ratio of sums over those of whom both parts are known; never a mean of ratios."""
    both = [(above, below) for above, below in parts if above is not None and below is not None]
    under = sum(below for _, below in both)
    return per * sum(above for above, _ in both) / under if under > 0 else None


def measured(
    table: Floats, items: Sequence[str], formulas: Sequence[Formula]
) -> tuple[Floats, Floats]:
    """The parts above and below of each formula; the last axis of ``table`` are the items.

    A part is NaN where one of its items is not known, or where what is below is not above nought.
    Both are NaN then, so that sums are over the same bodies.
    """
    at = {key: place for place, key in enumerate(items)}
    above = _sums(table, at, [each.above for each in formulas])
    below = _sums(table, at, [each.below for each in formulas])
    below[..., [not each.below for each in formulas]] = 1.0
    unknown = np.isnan(above) | ~(below > 0)
    above[unknown] = below[unknown] = np.nan
    return above, below


def worked_out(above: Floats, below: Floats, formulas: Sequence[Formula]) -> Floats:
    """The indicators themselves, from what ``measured`` gives."""
    found: Floats = above / below * np.array([each.per for each in formulas], dtype=float)
    return found


def _sums(table: Floats, at: Mapping[str, int], wanted: Sequence[Mapping[str, float]]) -> Floats:
    """A column for each sum; what is not known makes every sum that needs it unknown."""
    sums = np.zeros((*table.shape[:-1], len(wanted)))
    for column, parts in enumerate(wanted):
        for key, sign in parts.items():
            sums[..., column] += sign * table[..., at[key]]
    return sums
