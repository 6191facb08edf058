"""Counts of answers, alone and crossed, out of columns of small numbers.

An answer that was not given is -1. Of a question with several answers there is a column for each
of its options, 1 where it was chosen. Tens of thousands of answers are counted in one sweep.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.integer]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Crossed:
    """``counts[row, column]`` are answers, ``weighed`` their weights; ``bases`` are by column."""

    counts: NDArray[np.intp]
    weighed: Floats
    bases: NDArray[np.intp]
    weighed_bases: Floats

    @property
    def shares(self) -> Floats:
        """Of each column, the share of each row; NaN where a column has no answers."""
        found: Floats = np.divide(
            self.weighed, self.weighed_bases[None, :], out=np.full(self.weighed.shape, np.nan),
            where=self.weighed_bases[None, :] > 0,
        )  # fmt: skip
        return found


def tallied(codes: Codes, options: int, weights: Floats | None = None) -> Crossed:
    """How often each of so many options was given: a table of one column."""
    return crossed(codes, options, np.zeros(len(codes), np.int8), 1, weights)


def crossed(
    rows: Codes, options: int, columns: Codes, groups: int, weights: Floats | None = None
) -> Crossed:
    """Answers by option and group, of a question with one answer each.

    Those who gave no answer, or are in no group (-1), are in no base. Raises ``ValueError`` where
    columns are not of equally many answers.
    """
    w = _weights([rows], columns, weights)
    known = (rows >= 0) & (columns >= 0)
    cell = rows[known].astype(np.intp) * groups + columns[known]
    counts = np.bincount(cell, minlength=options * groups).reshape(options, groups)
    weighed = np.bincount(cell, w[known], options * groups).astype(float).reshape(options, groups)
    return Crossed(counts, weighed, counts.sum(axis=0), weighed.sum(axis=0))


def crossed_several(
    rows: Sequence[Codes], columns: Codes, groups: int, weights: Floats | None = None
) -> Crossed:
    """The same of a question with several answers: a column of 0 and 1 for each option.

    Each option counts by itself, over those who were asked (0 or 1, not -1).
    """
    w = _weights(rows, columns, weights)
    asked = (rows[0] >= 0) & (columns >= 0)
    counts = np.zeros((len(rows), groups), np.intp)
    weighed = np.zeros((len(rows), groups))
    for option, row in enumerate(rows):
        counts[option], weighed[option] = _in_groups(columns, asked & (row == 1), groups, w)
    return Crossed(counts, weighed, *_in_groups(columns, asked, groups, w))


def _in_groups(
    columns: Codes, which: Any, groups: int, w: Floats
) -> tuple[NDArray[np.intp], Floats]:
    at = columns[which].astype(np.intp)
    return np.bincount(at, minlength=groups), np.bincount(at, w[which], groups).astype(float)


def _weights(rows: Sequence[Codes], columns: Codes, weights: Floats | None) -> Floats:
    w = np.ones(len(columns)) if weights is None else np.asarray(weights, float)
    if not rows or any(len(each) != len(columns) for each in (*rows, w)):
        raise ValueError("The columns are not of the same answers.")
    return w
