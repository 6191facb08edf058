"""Places at random, always the same for a seed, for the tests of catchments."""

import numpy as np

from culturefirst.analysis.catchment import Areas, Facilities


def areas(size: int, *, seed: int = 1, wide: int = 30_000) -> Areas:
    chance = np.random.default_rng(seed)
    return Areas(
        tuple(f"A{at}" for at in range(size)),
        500_000 + chance.integers(0, wide, size),
        200_000 + chance.integers(0, wide, size),
        chance.integers(0, 3000, size).astype(float),
    )


def facilities(size: int, *, seed: int = 2, wide: int = 30_000) -> Facilities:
    chance = np.random.default_rng(seed)
    return Facilities(
        tuple(f"F{at}" for at in range(size)),
        500_000 + chance.integers(0, wide, size),
        200_000 + chance.integers(0, wide, size),
        chance.integers(0, 50, size).astype(float),
    )


def points(places: Areas | Facilities) -> list[tuple[int, int]]:
    return list(zip(places.easting.tolist(), places.northing.tolist(), strict=True))
