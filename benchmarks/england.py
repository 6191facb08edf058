"""A made-up England of 1,400 settlements, the largest with the most people: always the same.

Held against the real one it has about as many pairs within 5, 10 and 20 km.
"""

import numpy as np
from numpy.typing import NDArray

from culturefirst.analysis.catchment import Areas, Facilities

SETTLEMENTS, SEED, SQUARE = 1_400, 2011, 100_000
# Squares of the grid, from the west and from the south.
LAND = ((3, 0), (4, 0), (3, 1), (4, 1), (5, 1), (3, 2), (4, 2), (5, 2), (6, 2), (3, 3), (4, 3),
        (5, 3), (3, 4), (4, 4))  # fmt: skip
STEEP, SPREAD = 1.2, 45_000  # how fast settlements grow smaller; metres to the root of a share
OPEN = 0.15  # of all lie in the country

Numbers = NDArray[np.int64]


def areas(size: int) -> Areas:
    """So many small areas, of 1,500 people on average."""
    chance = np.random.default_rng(SEED + 1)
    east, north = _points(chance, size)
    people = chance.gamma(9, 1500 / 9, size).round()
    return Areas(tuple(f"A{at:06}" for at in range(size)), east, north, people)


def facilities(size: int) -> Facilities:
    """So many places, of 100 on average."""
    chance = np.random.default_rng(SEED + 2)
    east, north = _points(chance, size)
    capacity = chance.gamma(2, 50, size).round() + 1
    return Facilities(tuple(f"F{at:06}" for at in range(size)), east, north, capacity)


def _points(chance: np.random.Generator, size: int) -> tuple[Numbers, Numbers]:
    square, x, y = _spots(np.random.default_rng(SEED), SETTLEMENTS)
    share = np.arange(1, SETTLEMENTS + 1.0) ** -STEEP
    of = chance.choice(SETTLEMENTS, size, p=share / share.sum())
    wide = SPREAD * np.sqrt(share[of] / share.sum())
    near = square[of], chance.normal(x[of], wide), chance.normal(y[of], wide)
    country = chance.random(size) < OPEN
    at, east, north = (
        np.where(country, one, other) for one, other in zip(_spots(chance, size), near, strict=True)
    )
    return _inside(east, np.array(LAND)[at, 0]), _inside(north, np.array(LAND)[at, 1])


def _spots(
    chance: np.random.Generator, size: int
) -> tuple[Numbers, NDArray[np.float64], NDArray[np.float64]]:
    """Anywhere on land: the square, and metres."""
    at = chance.integers(0, len(LAND), size)
    east, north = (chance.uniform(0, SQUARE, size) + np.array(LAND)[at, way] * SQUARE
                   for way in (0, 1))  # fmt: skip
    return at, east, north


def _inside(metres: NDArray[np.float64], square: Numbers) -> Numbers:
    """Whole metres, and none over the edge of the square into the sea."""
    return metres.clip(square * SQUARE, square * SQUARE + SQUARE - 1).astype(np.int64)
