"""Whether demand and capacity fit a reach: refused with a sentence before anything is reckoned."""

from typing import Any

import numpy as np

from culturefirst.analysis.catchment.sides import Floats, Sweeps


def sound(
    reach: Sweeps, demand: Floats, capacity: Floats, attractiveness: Floats | None
) -> tuple[Floats, Floats, Floats]:
    """Demand, capacity and attractiveness as numbers; ``ValueError`` where they cannot be."""
    areas, facilities = reach.shape
    asked = vector(demand, areas, "demand", "area")
    room = vector(capacity, facilities, "capacity", "facility")
    if attractiveness is None:
        return asked, room, room
    return asked, room, vector(attractiveness, facilities, "attractiveness", "facility")


def vector(values: Any, size: int, name: str, each: str) -> Floats:
    """One number of 0 or more for each; ``ValueError`` with the row and the remedy if not.

    It is a copy: what is reckoned stays so, whatever becomes of the numbers that were given.
    """
    found = np.array(values, np.float64)
    if found.shape != (size,):
        raise ValueError(
            f"There are {found.size} values of {name}: give {size}, one for each {each}."
        )
    bad = np.flatnonzero(~(found >= 0) | np.isinf(found))
    if bad.size:
        raise ValueError(
            f"Row {bad[0] + 1}: the {name} of this {each} is {found[bad[0]]:g}; give 0 or more."
        )
    return found
