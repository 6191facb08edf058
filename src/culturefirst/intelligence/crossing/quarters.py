"""The four quarters of demand and provision, as planners ask for them."""

from dataclasses import dataclass

import numpy as np

from culturefirst.analysis.need import balance_class
from culturefirst.intelligence.crossing.ground import Array
from culturefirst.kit.maps import Paint


@dataclass(frozen=True)
class Quarter:
    """One of them: its key in addresses and files, its name, what it means, how it is drawn."""

    key: str
    name: str
    says: str
    paint: Paint


QUARTERS = (
    Quarter(
        "look-first",
        "Look here first",
        "demand is average or above, provision below average",
        Paint("#e58a3c", "rising"),
    ),
    Quarter(
        "both-high",
        "Much of both",
        "demand and provision are average or above",
        Paint("#f4d9ae", "dots"),
    ),
    Quarter(
        "both-low",
        "Little of both",
        "demand and provision are below average",
        Paint("#d9d2c4"),
    ),
    Quarter(
        "ample",
        "More than its share",
        "demand is below average, provision average or above",
        Paint("#86bdb3", "falling"),
    ),
)
UNKNOWN = -1
# From the balance classes of the calculation (low or high demand, then supply) to ours.
_ORDER = np.array([2, 3, 0, 1])


def quarters(demand: Array, provision: Array) -> Array:
    """The quarter of each row, from 0; ``UNKNOWN`` where an index is not known."""
    found = balance_class(demand, provision)
    return np.where(found < 0, UNKNOWN, _ORDER[np.maximum(found, 0)])


def numbered(key: str) -> int | None:
    """Which quarter an address names."""
    return next((at for at, each in enumerate(QUARTERS) if each.key == key), None)
