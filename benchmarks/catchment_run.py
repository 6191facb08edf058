"""One measured run in a process of its own: ``python -m benchmarks.catchment_run WHO SIZE FILE``.

Loading the packages, and what numba compiled, is not in the time; finding the pairs is.
"""

import json
import resource
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import england
from culturefirst.analysis.catchment import (
    Areas,
    Facilities,
    Gaussian,
    Reach,
    StraightLine,
    enhanced_two_step,
)

ACCESS, NUMPY, NUMBA = "access", "numpy", "numba"
REAL = Path(__file__).resolve().parents[2] / "shared" / "data" / "lsoa21_england.csv.gz"
WARM = (400, 300)  # places of a first run, which loads all there is to load

Answer = tuple[Any, int]  # scores and pairs
Method = Callable[[Areas, Facilities, int], Answer]


def main() -> None:
    """Print seconds, megabytes at the peak and pairs as JSON; keep the scores in the file."""
    who, size, file = sys.argv[1:]
    areas, facilities, limit = _case(size)
    run = _access if who == ACCESS else _ours(who)
    run(england.areas(WARM[0]), england.facilities(WARM[1]), 10_000)
    begun = time.perf_counter()
    scores, pairs = run(areas, facilities, limit)
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if pairs < 0:
        pairs = Reach.of(areas, facilities, StraightLine(limit), Gaussian(), engine=who).pairs
    np.save(file, scores)
    print(json.dumps({"seconds": seconds, "peak": peak, "pairs": pairs}))


def _ours(engine: str) -> Method:
    def run(areas: Areas, facilities: Facilities, limit: int) -> Answer:
        reach = Reach.of(areas, facilities, StraightLine(limit), Gaussian(), engine=engine)
        return enhanced_two_step(reach).score, -1

    return run


def _access(areas: Areas, facilities: Facilities, limit: int) -> Answer:
    """As its users do it: pairs by SciPy's tree, then the method with a weight for each pair."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pandas as pd
        from access import fca, weights
        from scipy.spatial import cKDTree

        one, other = (cKDTree(np.column_stack((places.easting, places.northing)))
                      for places in (areas, facilities))  # fmt: skip
        near = one.sparse_distance_matrix(other, limit, output_type="ndarray")
        costs = pd.DataFrame({"origin": near["i"], "dest": near["j"], "cost": near["v"]})
        people = pd.DataFrame({"demand": areas.demand})
        places = pd.DataFrame({"supply": facilities.capacity})
        people.index.name = places.index.name = "geoid"
        found = fca.two_stage_fca(
            people, places, costs, limit, demand_index=True, weight_fn=weights.gaussian(limit / 2)
        )
        return found.reindex(range(len(areas))).fillna(0).to_numpy(), len(costs)


def _case(size: str) -> tuple[Areas, Facilities, int]:
    if size == "real":
        return *_real(), 8000
    areas, facilities, limit = (int(part) for part in size.split("x"))
    return england.areas(areas), england.facilities(facilities), limit


def _real() -> tuple[Areas, Facilities]:
    """All areas of England with their residents, and its public pools, each of one size."""
    import pandas as pd

    people = pd.read_csv(REAL)
    pools = pd.read_csv(REAL.with_name("swimming_pools_england.csv")).dropna(subset=["e", "n"])
    return (
        Areas(tuple(people.lsoa21cd), people.e.round(), people.n.round(), people.residents_2021),
        Facilities(tuple(pools.id), pools.e.round(), pools.n.round(), np.ones(len(pools))),
    )


if __name__ == "__main__":
    main()
