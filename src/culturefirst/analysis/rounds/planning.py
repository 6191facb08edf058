"""Plans a day of meetings, and plans what is left of it anew."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from culturefirst.analysis.rounds.board import Board
from culturefirst.analysis.rounds.bound import promising, relax, worth_limit
from culturefirst.analysis.rounds.day import Day, Fixed, Id
from culturefirst.analysis.rounds.demands import require_possible
from culturefirst.analysis.rounds.fairness import fill, level
from culturefirst.analysis.rounds.inequalities import Inequalities, worth_telling_apart
from culturefirst.analysis.rounds.numbers import Numbers, numbers
from culturefirst.analysis.rounds.report import reason, told
from culturefirst.analysis.rounds.search import Search
from culturefirst.analysis.rounds.tables import seated
from culturefirst.analysis.rounds.timetable import Bound, Meeting, Reason, Timetable

WORK, EACH, MOST_WORK = 100_000, 2_500, 600_000  # steps of improving: for any day, a party, all


def plan(day: Day, *, gaps: bool = True) -> Timetable:
    """The timetable: wishes first, then worth, then fairness, then few changes of tables.

    Nobody is in two places, no pair meets twice, nobody meets whom they avoid, and what is fixed
    stays. With ``gaps`` empty seats go to pairs that nobody asked for. The same day always gives
    the same timetable. Raises ValueError with a sentence where a demand is impossible.
    """
    require_possible(day)
    asked = numbers(day)
    rows = Inequalities(asked)
    search = _searched(rows)
    if not search.proved() and worth_telling_apart(asked):
        rows, plain = Inequalities(asked, apart=True), search
        search = _searched(rows)
        if plain.total > search.total:
            search, plain = plain, search
        search.limit = min(search.limit, plain.limit)
    if gaps:
        fill(asked, search.board, search)
        level(asked, search.board, search)
    return told(day, _meetings(day, search.board), _bound(rows, search))


def _searched(rows: Inequalities) -> Search:
    asked = rows.numbers
    relaxed = relax(rows, asked.gain, _cuts(asked), promising(asked, asked.gain))
    work = min(WORK + EACH * asked.size, MOST_WORK)
    search = Search(asked, Board(asked), relaxed, work)
    search.run()
    return search


def replan(
    day: Day, timetable: Timetable, *, start: int, no_shows: Collection[Id] = ()
) -> tuple[Day, Timetable]:
    """Plan the rounds from ``start`` anew; those before it stay as they are in the timetable.

    Who did not come is taken out of what is left, together with what was fixed for them. What is
    fixed by hand for others stays. Gives the day as it is now, too.
    """
    gone = set(no_shows)
    if unknown := gone - set(day.by_id):
        raise ValueError(f"{min(map(str, unknown))} is not among the parties.")
    kept = tuple(
        Fixed(meeting.round, meeting.a, meeting.b, meeting.table)
        for meeting in timetable.meetings
        if meeting.round < start or (meeting.reason.fixed and not gone & meeting.pair)
    )
    parties = tuple(
        replace(party, last=min(start - 1, day.rounds if party.last is None else party.last))
        if party.id in gone
        else party
        for party in day.parties
    )
    now = replace(day, parties=parties, fixed=kept, start=start)
    return now, plan(now)


def _cuts(asked: Numbers) -> int:
    """The few need cuts, since one odd ring is much of them; the many can do without."""
    return 12 if asked.size <= 60 else 4 if asked.size <= 300 else 0


def _bound(rows: Inequalities, search: Search) -> Bound:
    """Both bounds of the pairs left to decide, and what is fixed on top."""
    asked, day = rows.numbers, rows.numbers.day
    wishes, worth = search.limit // asked.scale, search.limit % asked.scale
    met = np.array([search.board.key(*pair) in search.board.where for pair in search.pairs], bool)
    reached = int(asked.wishes[met].sum())
    if reached < wishes or not search.proved():
        first = np.flatnonzero(met | (search.relaxed.share > 0))
        apart = worth_limit(rows, reached, _cuts(asked) // 4, first)
        worth = min(worth, apart) if reached == wishes else apart
    fixed = [reason(day, each.a, each.b, fixed=True) for each in day.fixed]
    wishes += sum(each.wishes for each in fixed)
    return Bound(wishes, worth + sum(each.worth for each in fixed))


def _meetings(day: Day, board: Board) -> list[Meeting]:
    """What the board says beside what is fixed, each at a table."""
    rounds: dict[int, list[tuple[Id, Id]]] = {}
    for fixed in day.fixed:
        rounds.setdefault(fixed.round, []).append((fixed.a, fixed.b))
    for index, slot in enumerate(board.slots):
        for a, b in enumerate(slot):
            if a < b:
                two = (day.parties[a].id, day.parties[b].id)
                rounds.setdefault(day.start + index, []).append(two)
    given = {
        (each.round, frozenset((each.a, each.b))): each.table for each in day.fixed if each.table
    }
    tables = seated(rounds, day.tables, given)
    return [
        Meeting(number, tables[number, frozenset(two)], *two, _reason(day, two))
        for number, here in rounds.items()
        for two in here
    ]


def _reason(day: Day, two: tuple[Id, Id]) -> Reason:
    return reason(day, *two, fixed=frozenset(two) in day.pinned)
