"""Timetables of meetings: ours beside greedy pairing, matching round by round, and CP-SAT.

All in the same run on the same day; the value of each is held against our proved bound.
"""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks import rounds_others
from benchmarks.result import Result
from culturefirst.analysis.rounds import Bound, Day, Party, Timetable, Wish, check, plan
from culturefirst.analysis.rounds.numbers import Numbers, numbers

Meetings = list[tuple[int, int, int]]  # round, and two parties by place
MATCHED = 200  # round by round, networkx would need hours for more


@dataclass(frozen=True)
class Case:
    """A day at random; ``goal`` is the most seconds it may take."""

    what: str
    people: int
    rounds: int
    wishes: int
    tables: int
    goal: float | None
    late: bool = False


CASES = (
    Case("18 authorities, 6 rounds", 18, 6, 8, 9, 0.5),
    Case("18 authorities, half of them not there all day", 18, 6, 8, 7, 0.5, late=True),
    Case("200 people, 12 rounds, 40 wishes each", 200, 12, 40, 100, 2),
    Case("200 people at 60 tables", 200, 12, 40, 60, 2),
    Case("200 people, half of them not there all day", 200, 12, 40, 100, None, late=True),
    Case("1,000 people, 12 rounds, 40 wishes each", 1_000, 12, 40, 500, 60),
)


def results() -> Iterator[Result]:
    """Per case the time, and wishes and worth in per cent of what any timetable can reach."""
    for run in (plan, lambda day: rounds_others.cp_sat(numbers(day), 1)):
        run(_day(CASES[0]))  # loads the solvers
    for case in CASES:
        yield from _case(case)


def _case(case: Case) -> Iterator[Result]:
    day = _day(case)
    begun = time.perf_counter()
    ours = plan(day)
    taken = time.perf_counter() - begun
    assert check(day, ours) == []
    sure = None if case.late else 99
    yield Result(case.what, taken, "s", case.goal)
    yield Result("… wishes met, of the bound", 100 * ours.ratio, "per cent", least=sure)
    yield Result("… worth, of what so many wishes leave", 100 * ours.worth_ratio, "per cent")
    yield from _others(case, day, ours, taken)


def _others(case: Case, day: Day, ours: Timetable, taken: float) -> Iterator[Result]:
    asked = numbers(day)
    yield from _other("greedy", rounds_others.greedy, asked, ours.bound)
    if case.people <= MATCHED:
        yield from _other("matching round by round", rounds_others.matching, asked, ours.bound)
    for times in (1, 10):
        limit = times * max(taken, 0.1)
        name = "CP-SAT in our time" if times == 1 else "CP-SAT in ten times ours"

        def sat(asked: Numbers, limit: float = limit) -> Meetings:
            return rounds_others.cp_sat(asked, limit)

        if times == 1 or case.people <= MATCHED:
            yield from _other(name, sat, asked, ours.bound)


def _other(
    name: str, run: Callable[[Numbers], Meetings], asked: Numbers, bound: Bound
) -> Iterator[Result]:
    begun = time.perf_counter()
    found = run(asked)
    taken = time.perf_counter() - begun
    _require_sound(asked, found)
    met = {(a, b) for _, a, b in found}
    chosen = [pair in met for pair in zip(asked.a.tolist(), asked.b.tolist(), strict=True)]
    wishes, worth = int(asked.wishes[chosen].sum()), int(asked.worth[chosen].sum())
    yield Result(f"… {name}: wishes met, of the bound", 100 * wishes / bound.wishes, "per cent")
    yield Result(f"… {name}: worth, in whole numbers", worth, "")
    yield Result(f"… {name}: time with making its model", taken, "s")


def _require_sound(asked: Numbers, found: Meetings) -> None:
    """What is compared must keep the same rules."""
    places = [(number, party) for number, *two in found for party in two]
    assert len(places) == len(set(places))
    assert len({(a, b) for _, a, b in found}) == len(found)
    assert all(asked.free[place] for place in places)


def _day(case: Case) -> Day:
    chance = random.Random(7)  # noqa: S311
    everyone = range(case.people)
    parties = tuple(_party(case, number, chance) for number in everyone)
    wishes = tuple(
        Wish(by, of, chance.randint(1, 3))
        for by in everyone
        for of in chance.sample([each for each in everyone if each != by], case.wishes)
    )
    worth = {
        (a, b): chance.randint(1, 10)
        for a in everyone
        for b in range(a + 1, case.people)
        if chance.random() < 0.1
    }
    return Day(parties, case.rounds, case.tables, worth, wishes)


def _party(case: Case, number: int, chance: random.Random) -> Party:
    if not case.late or number % 2:
        return Party(number)
    first = chance.choice((1, 1, 2, 3))
    last = chance.choice((None, case.rounds - 1, case.rounds - 2))
    return Party(number, "", first, last, frozenset({chance.randint(3, case.rounds - 2)}))
