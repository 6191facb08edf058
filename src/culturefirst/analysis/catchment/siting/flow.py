"""What no choice could serve, whoever sent people about: a bound on the capacity model.

Who is served where is a flow from areas to facilities within their reach: no area sends more than
its demand and no facility takes more than its capacity. Allocation finds one such flow; the
greatest of all, over choices that may also be taken by halves, is a linear programme, which HiGHS
solves. What lies between both is partly that people choose for themselves.
"""

from collections.abc import Sequence

import numpy as np

from culturefirst.analysis.catchment.changes import Close, Open, Resize, weights_at
from culturefirst.analysis.catchment.sides import Floats, Ints
from culturefirst.analysis.catchment.whatif import WhatIf

MOST_PAIRS = 500_000  # beyond, it would take longer than the search itself
SURELY = 1e-6  # of the bound: what a solver may miss by
Site = Close | Open | Resize


def most_served(
    whatif: WhatIf, changes: Sequence[Site], count: int, seconds: float
) -> float | None:
    """What no ``count`` of these changes could leave served; None where it takes too long."""
    if whatif.reach.pairs > MOST_PAIRS or seconds <= 0:
        return None
    from scipy.optimize import linprog
    from scipy.sparse import coo_array

    areas, places, room, at, more = _network(whatif, changes)
    demand, flows, sites = whatif.before.demand, np.arange(len(areas)), np.arange(len(changes))
    wide = len(flows) + len(sites)
    rows = np.concatenate((areas, len(demand) + places, len(demand) + at))
    columns = np.concatenate((flows, flows, len(flows) + sites))
    signs = np.concatenate((np.ones(2 * len(flows)), -more))
    limits = coo_array((signs, (rows, columns)), shape=(len(demand) + len(room), wide))
    one = np.zeros(len(sites), int), len(flows) + sites
    answer = linprog(
        np.concatenate((-np.ones(len(flows)), np.zeros(len(sites)))),
        A_ub=limits.tocsr(),
        b_ub=np.concatenate((demand, room)),
        A_eq=coo_array((np.ones(len(sites)), one), shape=(1, wide)).tocsr(),
        b_eq=[count],
        bounds=np.repeat([[0, np.inf], [0, 1]], (len(flows), len(sites)), axis=0),
        method="highs-ipm",
        options={"time_limit": seconds},
    )
    return -float(answer.fun) * (1 + SURELY) if answer.status == 0 else None


def _network(whatif: WhatIf, changes: Sequence[Site]) -> tuple[Ints, Ints, Floats, Ints, Floats]:
    """Area and facility of each pair, the room there is, and of each change where and how much.

    What is opened comes after all facilities.
    """
    pairs = whatif.reach.csr().tocoo()
    weighs = pairs.data > 0
    areas, places = [pairs.row[weighs]], [pairs.col[weighs]]
    room, at = whatif.before.capacity.tolist(), []
    number = {code: place for place, code in enumerate(whatif.codes)}
    more = []
    for change in changes:
        if isinstance(change, Open):
            here, weights = weights_at(whatif.reach, change.easting, change.northing)
            areas.append(here[weights > 0])
            places.append(np.full(len(areas[-1]), len(room)))
            at.append(len(room))
            room.append(0.0)
            more.append(change.capacity)
        else:
            at.append(number[change.code])
            then = 0.0 if isinstance(change, Close) else change.capacity
            more.append(then - room[at[-1]])
    joined = np.concatenate(areas).astype(np.intp), np.concatenate(places).astype(np.intp)
    return *joined, np.array(room), np.array(at, np.intp), np.array(more)
