"""Who would take part, row by row, against the average of all areas."""

from dataclasses import dataclass

import numpy as np

from culturefirst.analysis.need import demand_index
from culturefirst.intelligence.crossing.ground import Array, Ground

DIGITS = 6  # beyond these a difference from the average is the machine's


@dataclass(frozen=True)
class Demand:
    """``people``, those of them ``asked`` (the rates are about them), and the ``expected``.

    Not a number where nobody counted people, or where the rates say nothing of them.
    """

    people: Array
    asked: Array
    expected: Array
    overall: float

    @property
    def share(self) -> Array:
        """Expected for each person asked; not a number where nobody is."""
        known = np.nan_to_num(self.asked) > 0
        unknown = np.full(len(self.asked), np.nan)
        found: Array = np.divide(self.expected, self.asked, out=unknown, where=known)
        return found

    @property
    def index(self) -> Array:
        """100 × share here ÷ share of all; not a number where one of them is not known."""
        if not self.overall > 0:
            return np.full(len(self.people), np.nan)
        return np.round(demand_index(self.share, self.overall), DIGITS)

    @property
    def even(self) -> bool:
        """Whether all rows have the same index, as with rates of everybody alike."""
        known = self.index[~np.isnan(self.index)]
        return bool(len(known)) and bool(np.ptp(known) == 0)


def of_areas(people: Array, asked: Array, expected: Array) -> Demand:
    """The demand of areas, with the share of all of them together."""
    whole = float(np.nansum(asked))
    overall = float(np.nansum(expected)) / whole if whole else 0.0
    return Demand(people, asked, expected, overall)


def of_zones(ground: Ground, areas: Demand) -> Demand:
    """The same by authority, against the same average."""
    people, asked, expected = (
        ground.by_zone(each) for each in (areas.people, areas.asked, areas.expected)
    )
    return Demand(people, asked, expected, areas.overall)
