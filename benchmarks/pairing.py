"""Who challenges whom: ours beside networkx (pairs) and CP-SAT (both), and the proved bound.

All in the same run on the same day, of bodies at random with places and kinds.
"""

import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from benchmarks.result import Result
from culturefirst.analysis.pairing import PAIRS, RINGS, Case, Pairing, check, pair

SIZES = (20, 100, 350)
ODD = 351  # in pairs one is over, and three of them stand in a ring
GOAL, LEAST, SECONDS = 5, 99.9, 10.0  # seconds; per cent of the bound; what CP-SAT may take
MATCHED = 100  # networkx would need minutes for more
Links = list[tuple[int, int]]


def results() -> Iterator[Result]:
    """Per size and mode the time, and worth in per cent of what any pairing can reach."""
    pair(_case(6, PAIRS))  # loads the solvers
    for mode in (PAIRS, RINGS):
        for size in SIZES:
            yield from _one(_case(size, mode))
    yield from _one(_case(ODD, PAIRS))


def _one(case: Case) -> Iterator[Result]:
    size = len(case.bodies)
    begun = time.perf_counter()
    ours = pair(case)
    taken = time.perf_counter() - begun
    assert check(case, [(link.challenger, link.host) for link in ours.links]) == []
    assert not ours.left_out
    yield Result(f"{size} bodies in {case.mode}", taken, "s", GOAL)
    yield Result("… worth, of the bound", 100 * ours.ratio, "per cent", least=LEAST)
    yield Result(
        "… as it came out: worth, of the bound", 100 * _by_hand(case) / ours.bound, "per cent"
    )
    if case.mode == PAIRS and size <= MATCHED:
        yield from _other("networkx", _networkx, case, ours)
    yield from _other("CP-SAT, ten seconds at most", _cp_sat, case, ours)


def _other(name: str, run: Callable[[Case], Links], case: Case, ours: Pairing) -> Iterator[Result]:
    begun = time.perf_counter()
    links = run(case)
    taken = time.perf_counter() - begun
    assert check(case, links) == []
    worth = sum(int(case.worth[one, other]) for one, other in links)
    yield Result(f"… {name}: worth, of the bound", 100 * worth / ours.bound, "per cent")
    yield Result(f"… {name}: bodies left out", len(case.bodies) - len(links), "")
    yield Result(f"… {name}: time with making its model", taken, "s")


def _by_hand(case: Case) -> int:
    """Whoever comes next takes the best that is still free, as one would by hand (in pairs)."""
    free, worth = set(range(len(case.bodies))), 0
    both = case.worth + case.worth.T
    while free:
        one = min(free)
        able = [each for each in free if case.allowed[one, each]]
        free.discard(one)
        if able:
            other = max(able, key=lambda each: int(both[one, each]))
            free.discard(other)
            worth += int(both[one, other])
    return worth


def _networkx(case: Case) -> Links:
    import networkx

    graph = networkx.Graph()
    both = case.worth + case.worth.T
    for one, other in np.argwhere(np.triu(case.allowed)).tolist():
        graph.add_edge(one, other, weight=int(both[one, other]))
    found = networkx.max_weight_matching(graph, maxcardinality=True)
    return [link for one, other in found for link in ((one, other), (other, one))]


def _cp_sat(case: Case) -> Links:
    """OR-tools on two cores: a switch for each challenge that may be."""
    from ortools.sat.python import cp_model

    model: Any = cp_model.CpModel()
    switch = {
        (one, other): model.new_bool_var("") for one, other in np.argwhere(case.allowed).tolist()
    }
    size = len(case.bodies)
    for at in range(size):
        model.add_exactly_one(switch[at, each] for each in range(size) if (at, each) in switch)
        model.add_exactly_one(switch[each, at] for each in range(size) if (each, at) in switch)
    for one, other in switch:
        if one < other and case.mode == PAIRS:
            model.add(switch[one, other] == switch[other, one])
        elif one < other:
            model.add_at_most_one(switch[one, other], switch[other, one])
    model.maximize(sum(int(case.worth[link]) * var for link, var in switch.items()))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = SECONDS
    solver.parameters.num_workers = 2
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return []  # it found nothing in its time
    return [link for link, var in switch.items() if solver.boolean_value(var)]


def _case(size: int, mode: str) -> Case:
    chance = np.random.default_rng(7)
    place, kind = chance.random((size, 2)), chance.integers(0, 4, size)
    far = np.linalg.norm(place[:, None] - place[None], axis=2)
    worth = 600 * (1 - far / 1.5) + 200 * (kind[:, None] == kind[None])
    worth = (worth + 200 * chance.random((size, size))).astype(np.int64)
    no = np.argwhere(np.triu(chance.random((size, size)) < 0.03, 1)).tolist()
    return Case(
        tuple(range(size)), np.maximum(worth, 0), frozenset(frozenset(two) for two in no), mode
    )
