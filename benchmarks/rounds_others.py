"""Other ways to the timetable, each giving (round, party, party); for comparison only."""

import numpy as np

from culturefirst.analysis.rounds.numbers import Numbers

Meetings = list[tuple[int, int, int]]


def greedy(asked: Numbers) -> Meetings:
    """The best pair first, in the first round in which both are free."""
    free, room, left = asked.free.copy(), asked.room.copy(), asked.left.copy()
    found: Meetings = []
    for index in np.argsort(-asked.gain, kind="stable"):
        a, b = int(asked.a[index]), int(asked.b[index])
        able = np.flatnonzero(free[:, a] & free[:, b] & (room > 0))
        if len(able) and left[a] and left[b]:
            number = int(able[0])
            free[number, [a, b]] = False
            room[number] -= 1
            left[[a, b]] -= 1
            found.append((number, a, b))
    return found


def matching(asked: Numbers) -> Meetings:
    """Round by round a matching of maximum weight (networkx) of the pairs that have not met."""
    import networkx

    left, met = asked.left.copy(), np.zeros(len(asked.a), bool)
    place = {pair: i for i, pair in enumerate(zip(asked.a.tolist(), asked.b.tolist(), strict=True))}
    gain = asked.gain
    found: Meetings = []
    for number in range(len(asked.free)):
        able = asked.free[number] & (left > 0)
        open_ = np.flatnonzero(able[asked.a] & able[asked.b] & ~met)
        graph = networkx.Graph()
        graph.add_weighted_edges_from(
            (int(asked.a[i]), int(asked.b[i]), int(gain[i])) for i in open_
        )
        chosen = [place[min(pair), max(pair)] for pair in networkx.max_weight_matching(graph)]
        chosen.sort(key=lambda i: (-gain[i], i))
        for i in chosen[: asked.room[number]]:
            met[i] = True
            left[[asked.a[i], asked.b[i]]] -= 1
            found.append((number, int(asked.a[i]), int(asked.b[i])))
    return found


def cp_sat(asked: Numbers, seconds: float) -> Meetings:
    """OR-tools on two cores: a switch for each pair and round, the same objective as ours.

    It begins from what greedy pairing finds, since else it has nothing at all in so short a time.
    """
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    by_seat: dict[tuple[int, int], list[cp_model.IntVar]] = {}
    by_round: dict[int, list[cp_model.IntVar]] = {}
    by_party: dict[int, list[cp_model.IntVar]] = {}
    switches: list[tuple[cp_model.IntVar, int, int]] = []
    for index, (a, b) in enumerate(zip(asked.a.tolist(), asked.b.tolist(), strict=True)):
        own = []
        for number in np.flatnonzero(asked.free[:, a] & asked.free[:, b]).tolist():
            switch = model.new_bool_var("")
            own.append(switch)
            switches.append((switch, index, number))
            by_round.setdefault(number, []).append(switch)
            for party in (a, b):
                by_seat.setdefault((number, party), []).append(switch)
                by_party.setdefault(party, []).append(switch)
        model.add_at_most_one(own)
    for seat in by_seat.values():
        model.add_at_most_one(seat)
    for number, here in by_round.items():
        model.add(sum(here) <= int(asked.room[number]))
    for party, mine in by_party.items():
        if asked.left[party] < asked.free[:, party].sum():
            model.add(sum(mine) <= int(asked.left[party]))
    start = set(greedy(asked))
    places = list(zip(asked.a.tolist(), asked.b.tolist(), strict=True))
    for switch, index, number in switches:
        model.add_hint(switch, (number, *places[index]) in start)
    gain = asked.gain.tolist()
    model.maximize(
        cp_model.LinearExpr.weighted_sum(
            [switch for switch, _, _ in switches], [gain[index] for _, index, _ in switches]
        )
    )
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return []
    return [
        (number, int(asked.a[index]), int(asked.b[index]))
        for switch, index, number in switches
        if solver.boolean_value(switch)
    ]
