"""The best choice, proved by HiGHS, where it finishes.

By area the gains are levels, from the best down: t_ik is whether some site of level k or better
is chosen, t_ik ≤ t_i,k−1 + Σ y_j of level k, and it brings the difference to the next level
(García, Labbé and Marín 2011, *INFORMS Journal on Computing*). Cover has one level an area, so that
one model serves both, with three numbers a pair.
"""

import numpy as np

from culturefirst.analysis.catchment.siting.gains import Gains


def solved(gains: Gains, count: int, seconds: float) -> tuple[list[int] | None, float, bool]:
    """The choice that was found (or None), what none exceeds, and whether it is proved the best."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array, vstack

    sites = len(gains)
    rows, columns, signs, steps = _levels(gains)
    scale = float(steps.max()) if len(steps) else 1.0
    wide = sites + len(steps)
    levels = csr_array((signs, (rows, columns)), shape=(len(steps), wide))
    many = csr_array((np.ones(sites), (np.zeros(sites, int), np.arange(sites))), shape=(1, wide))
    low = np.concatenate((np.full(len(steps), -np.inf), [count]))
    high = np.concatenate((np.zeros(len(steps)), [count]))
    answer = milp(
        np.concatenate((np.zeros(sites), -steps / scale)),
        integrality=np.arange(wide) < sites,
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(vstack((levels, many), format="csr"), low, high),
        options={"time_limit": seconds, "mip_rel_gap": 0},
    )
    if answer.x is None:
        return None, np.inf, False
    chosen = np.argsort(-answer.x[:sites], kind="stable")[:count]  # in spite of a solver's dust
    limit = -float(answer.mip_dual_bound) * scale
    return sorted(chosen.tolist()), limit, answer.status == 0


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
