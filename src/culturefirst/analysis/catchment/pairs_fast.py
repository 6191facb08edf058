"""Loops over pairs, compiled by numba; the same sums as in :mod:`pairs`. Import it only there."""

from typing import Any

import numpy as np
from numba import njit, prange

Array = np.ndarray[Any, Any]


@njit(cache=True, parallel=True)
def gather(ends: Array, others: Array, weights: Array, values: Array) -> Array:
    """By row Σ weight × value of the other end."""
    rows = len(ends) - 1
    found = np.zeros(rows)
    for row in prange(rows):
        total = 0.0
        for at in range(ends[row], ends[row + 1]):
            total += weights[at] * values[others[at]]
        found[row] = total
    return found


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
