"""Which table each meeting has, so that people stay where they are as often as they can."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from culturefirst.analysis.rounds.day import Id

Two = tuple[Id, Id]


def seated(
    rounds: Mapping[int, Sequence[Two]],
    tables: int,
    given: Mapping[tuple[int, frozenset[Id]], int],
) -> dict[tuple[int, frozenset[Id]], int]:
    """The table of each meeting by round and pair; ``given`` ones stay.

    Round by round the assignment that keeps most parties at their last table, which is exact for
    one round after another and no proof for the day.
    """
    found: dict[tuple[int, frozenset[Id]], int] = {}
    last: dict[Id, int] = {}
    for number in sorted(rounds):
        here = rounds[number]
        at = {pair: given[_key(number, pair)] for pair in here if _key(number, pair) in given}
        open_ = [pair for pair in here if pair not in at]
        most = max([tables, len(here), *at.values()])  # a held round may have had more tables
        free = sorted(set(range(1, most + 1)) - set(at.values()))
        at.update(zip(open_, _assigned(open_, free, last), strict=True))
        for pair, table in at.items():
            found[_key(number, pair)] = table
            last.update(dict.fromkeys(pair, table))
    return found


def _key(number: int, pair: Two) -> tuple[int, frozenset[Id]]:
    return number, frozenset(pair)


def _assigned(pairs: Sequence[Two], free: Sequence[int], last: Mapping[Id, int]) -> list[int]:
    from scipy.optimize import linear_sum_assignment  # a heavy import, needed only here

    if not pairs:
        return []
    stays = np.zeros((len(pairs), len(free)))
    column = {table: index for index, table in enumerate(free)}
    for row, pair in enumerate(pairs):
        for id_ in pair:
            if last.get(id_) in column:
                stays[row, column[last[id_]]] += 1
    _, chosen = linear_sum_assignment(stays, maximize=True)
    return [free[index] for index in chosen]


def moves(sittings: Iterable[tuple[int, int, Id, Id]]) -> int:
    """How often somebody's next meeting is at another table; sittings are (round, table, a, b)."""
    last: dict[Id, int] = {}
    count = 0
    for _, table, a, b in sorted(sittings, key=lambda sitting: sitting[:2]):
        for id_ in (a, b):
            count += last.get(id_, table) != table
            last[id_] = table
    return count
