"""Loops over pairs, compiled by numba; the same sums as in :mod:`pairs`. Import it only there."""

from typing import Any

import numpy as np
from numba import njit, prange

Array = np.ndarray[Any, Any]


def _gathered(ends: Array, others: Array, weights: Array, values: Array) -> Array:
    """By row Σ weight × value of the other end."""
    rows = len(ends) - 1
    found = np.zeros(rows)
    for row in prange(rows):
        total = 0.0
        for at in range(ends[row], ends[row + 1]):
            total += weights[at] * values[others[at]]
        found[row] = total
    return found


# Threads that wait for each other take longer than few pairs do.
gather_alone = njit(cache=True)(_gathered)
gather_together = njit(cache=True, parallel=True)(_gathered)


@njit(cache=True)
def scatter(
    ends: Array, others: Array, weights: Array, rows: Array, values: Array, size: int
) -> Array:
    """By other end Σ weight × value over these rows only."""
    found = np.zeros(size)
    for row in rows:
        value = values[row]
        for at in range(ends[row], ends[row + 1]):
            found[others[at]] += weights[at] * value
    return found
