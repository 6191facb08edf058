"""The best choice, proved by HiGHS, where it finishes.

By area the gains are levels, from the best down: t_ik is whether some site of level k or better
is chosen, t_ik ≤ t_i,k−1 + Σ y_j of level k, and it brings the difference to the next level
(García, Labbé and Marín 2011, *INFORMS Journal on Computing*). Cover has one level an area, so that
one model serves both, with three numbers a pair.
"""

from dataclasses import dataclass

import numpy as np

from culturefirst.analysis.catchment.sides import Floats
from culturefirst.analysis.catchment.siting.gains import Gains

SURELY = 1e-7  # of the bound: what a solver may miss by


@dataclass(frozen=True)
class Relaxed:
    """The best when sites may be chosen by halves: how much of each, what none exceeds, and by
    how much that falls with each that would be chosen."""

    share: Floats
    most: float
    falls: Floats


class Model:
    """Candidates first, then the levels of areas; gains are scaled by the greatest step."""

    def __init__(self, gains: Gains, count: int) -> None:
        from scipy.sparse import csr_array

        rows, columns, signs, steps = _levels(gains)
        self.sites, self.count, self.wide = len(gains), count, len(gains) + len(steps)
        self.scale = float(steps.max()) if len(steps) else 1.0
        self.worth = np.concatenate((np.zeros(self.sites), -steps / self.scale))
        self.levels = csr_array((signs, (rows, columns)), shape=(len(steps), self.wide))
        one = np.zeros(self.sites, int), np.arange(self.sites)
        self.many = csr_array((np.ones(self.sites), one), shape=(1, self.wide))

    def relaxed(self, seconds: float) -> Relaxed | None:
        """Sites by halves, by an interior point; None where there is no time."""
        from scipy.optimize import linprog

        answer = linprog(
            self.worth,
            A_ub=self.levels,
            b_ub=np.zeros(self.levels.shape[0]),
            A_eq=self.many,
            b_eq=[self.count],
            bounds=(0, 1),
            method="highs-ipm",
            options={"time_limit": seconds},
        )
        if answer.status != 0:
            return None
        falls = np.maximum(answer.lower.marginals[: self.sites], 0) * self.scale
        most = -float(answer.fun) * self.scale
        return Relaxed(answer.x[: self.sites], most + SURELY * abs(most), falls)

    def solved(self, seconds: float) -> tuple[list[int] | None, float, bool]:
        """The choice found (or None), what none exceeds, and whether it is proved the best."""
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import vstack

        size = self.levels.shape[0]
        low = np.concatenate((np.full(size, -np.inf), [self.count]))
        high = np.concatenate((np.zeros(size), [self.count]))
        answer = milp(
            self.worth,
            integrality=np.arange(self.wide) < self.sites,
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(vstack((self.levels, self.many), format="csr"), low, high),
            options={"time_limit": seconds, "mip_rel_gap": 0},
        )
        if answer.x is None:
            return None, np.inf, False
        chosen = most_of(answer.x[: self.sites], self.count)  # in spite of a solver's dust
        return chosen, -float(answer.mip_dual_bound) * self.scale, answer.status == 0


def most_of(share: Floats, count: int) -> list[int]:
    """Those that are chosen most; of equals the first."""
    return sorted(np.argsort(-share, kind="stable")[:count].tolist())


def levels(gains: Gains) -> int:
    """How many there are together: what makes the model large."""
    return len(_levels(gains)[3])


def _levels(gains: Gains) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Rows, columns and signs of the levels' rules, and what each level brings."""
    sites = len(gains)
    site = np.repeat(np.arange(sites), np.diff(gains.ends))
    order = np.lexsort((-gains.worth, gains.areas))
    area, worth, site = gains.areas[order], gains.worth[order], site[order]
    new = np.ones(len(area), bool)
    new[1:] = (area[1:] != area[:-1]) | (worth[1:] != worth[:-1])
    level = np.cumsum(new) - 1
    heads = np.flatnonzero(new)
    follows = np.flatnonzero(area[heads][1:] == area[heads][:-1]) + 1
    steps = worth[heads].copy()
    steps[follows - 1] -= worth[heads][follows]
    each = np.arange(len(heads))
    rows = np.concatenate((each, follows, level))
    columns = np.concatenate((sites + each, sites + follows - 1, site))
    signs = np.concatenate((np.ones(len(each)), -np.ones(len(follows)), -np.ones(len(level))))
    return rows, columns, signs, steps
