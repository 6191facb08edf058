"""Which cells of a table are not told, so that nobody's own answer can be worked out.

A cell of 1 to ``LEAST`` - 1 answers is hidden. Whoever knows the totals of rows and columns could
take the other cells off and find it, alone or by several totals together. So more are hidden, the
smallest first, until the totals and all that is told leave each of them room: the most that it
could be (a linear programme's bound) is at least ``LEAST``, and it could be more than one number.

This is the classic problem of secondary suppression (L. H. Cox 1980, J. Am. Stat. Assoc. 75:
377-385), answered greedily: safe, not always with the fewest cells hidden.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

LEAST = 5
Cell = tuple[int, int]
Mask = NDArray[np.bool_]
Counts = NDArray[np.integer]


def hidden(counts: Counts, least: int = LEAST, bases: Counts | None = None) -> Mask:
    """Which cells of ``counts[row, column]`` are hidden, where totals of rows and columns are told.

    Of a table of one column, only its sum is a total. With ``bases`` (answers a column, where each
    may have chosen several) cells do not add up to them: each is told beside those who did not
    choose it, and either must be enough, or nought.
    """
    table = np.asarray(counts)
    if bases is not None:
        rest = np.asarray(bases)[None, :] - table
        return _few(table, least) | _few(rest, least)
    few = _few(table, least)
    mask = few.copy()
    while (at := _exposed(table, few, mask, least)) is not None:
        more = _square(table, mask, at, least) or _beside(table, mask, at)
        if not more:
            break
        for each in more:
            mask[each] = True
    return mask


def _few(table: Counts, least: int) -> Mask:
    found: Mask = (table > 0) & (table < least)
    return found


def _exposed(table: Counts, few: Mask, mask: Mask, least: int) -> Cell | None:
    """The first small cell about which the totals tell too much, or nothing."""
    places = [(int(row), int(column)) for row, column in np.argwhere(mask)]
    for row, column in np.argwhere(few):
        low, high = _range(table, places, (int(row), int(column)))
        if high < least or high - low < 1:
            return int(row), int(column)
    return None


def _range(table: Counts, places: Sequence[Cell], at: Cell) -> tuple[int, int]:
    """The least and the most that a hidden cell could be, by what is told.

    Sums over rows and columns of whole numbers have whole corners, so that rounding is safe.
    """
    from scipy.optimize import linprog  # a heavy import, needed only here

    axes = [axis for axis in (0, 1) if table.shape[1 - axis] > 1] or [0]
    sums = [
        [1.0 if place[axis] == line else 0.0 for place in places]
        for axis in axes
        for line in range(table.shape[axis])
    ]
    told = np.array(sums) @ np.array([table[place] for place in places], float)
    cost = np.array([1.0 if place == at else 0.0 for place in places])
    ends = (linprog(sign * cost, A_eq=sums, b_eq=told, method="highs") for sign in (1, -1))
    low, high = (abs(round(float(end.fun))) for end in ends)
    return low, high


def _square(table: Counts, mask: Mask, at: Cell, least: int) -> list[Cell]:
    """The three cells that make a square with this one, so that it could be enough; the smallest.

    What one corner gains, its two neighbours lose and the far corner gains: no total moves.
    """
    row, column = at
    best: list[Cell] = []
    smallest = np.inf
    for other_row, other_column in np.ndindex(*table.shape):
        if other_row == row or other_column == column:
            continue
        near = [(row, other_column), (other_row, column)]
        open_cells = [cell for cell in (*near, (other_row, other_column)) if not mask[cell]]
        cost = sum(int(table[cell]) for cell in open_cells)
        gains = min(int(table[cell]) for cell in near)
        if open_cells and cost < smallest and int(table[at]) + gains >= least:
            best, smallest = open_cells, cost
    return best


def _beside(table: Counts, mask: Mask, at: Cell) -> list[Cell]:
    """The open cell to hide where no square serves: in the row or column, else anywhere.

    The smallest is taken.

    Nought only where nothing else is left: it hides little.
    """
    row, column = at
    lines = np.zeros_like(mask)
    lines[row, :] = lines[:, column] = True
    for among in (lines & ~mask & (table > 0), ~mask & (table > 0), ~mask):
        places = [(int(each[0]), int(each[1])) for each in np.argwhere(among)]
        if places:
            return [min(places, key=lambda place: (int(table[place]), place))]
    return []
