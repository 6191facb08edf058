"""The two programmes behind both modes: columns, of which each body is in exactly one.

A column is a set of seats with a gain: a pair, a ring of three, a challenge of one by another, or
a body alone. ``parts`` says which seats a column takes, and each seat is taken exactly once; a
``cut`` is a set of columns of which an answer has at most so many.

SciPy is loaded within the functions that need it: it takes half a second, which every process
would pay at its start, and few ever pair.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from culturefirst.analysis.pairing.case import Ints

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]
NODES = 400  # of the search for whole numbers: work is counted in steps and not in seconds


@dataclass(frozen=True)
class Programme:
    """``parts`` are seats × columns, ``cuts`` are sets × columns with their ``most``."""

    gain: Floats
    parts: "csr_array"
    cuts: "csr_array"
    most: Floats


@dataclass(frozen=True)
class Relaxed:
    """The best in fractions: how much of each column, and the prices of seats and cuts."""

    share: Floats
    seats: Floats
    cuts: Floats
    limit: float


def relaxed(asked: Programme) -> Relaxed:
    """The relaxed optimum."""
    from scipy.optimize import linprog

    cut = {"A_ub": asked.cuts, "b_ub": asked.most} if len(asked.most) else {}
    answer = linprog(
        -asked.gain, A_eq=asked.parts, b_eq=np.ones(asked.parts.shape[0]), method="highs", **cut
    )
    if answer.status != 0:
        raise ArithmeticError(f"The relaxation was not solved: {answer.message}")
    prices = np.maximum(-answer.ineqlin.marginals, 0) if len(asked.most) else np.zeros(0)
    return Relaxed(answer.x, -answer.eqlin.marginals, prices, -float(answer.fun))


def whole(asked: Programme, gap: float) -> tuple[Ints, float]:
    """The columns of the best in whole numbers that was found, and what bounds all such.

    ``gap`` is how near to the best it may end, as a share.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    rules = [LinearConstraint(asked.parts, 1, 1)]
    if len(asked.most):
        rules.append(LinearConstraint(asked.cuts, -np.inf, asked.most))
    answer = milp(
        -asked.gain,
        integrality=np.ones(len(asked.gain)),
        bounds=Bounds(0, 1),
        constraints=rules,
        options={"node_limit": NODES, "mip_rel_gap": gap},
    )
    if answer.x is None:
        return np.zeros(0, np.int64), np.inf
    return np.flatnonzero(answer.x > 0.5), -float(answer.mip_dual_bound)


def incidence(size: int, rows: list[Ints], columns: list[Ints], wide: int) -> "csr_array":
    """A matrix of ones, ``size`` × ``wide``, at these places."""
    from scipy.sparse import csr_array

    at = (np.concatenate(rows), np.concatenate(columns)) if rows else (np.zeros(0), np.zeros(0))
    ones = np.ones(len(at[0]))
    return csr_array((ones, (at[0].astype(int), at[1].astype(int))), shape=(size, wide))
