"""Tells a set of meetings as a timetable: reasons, what each got, and why wishes were not met."""

from collections.abc import Iterable, Sequence

from culturefirst.analysis.rounds.day import Day, Id, Wish
from culturefirst.analysis.rounds.tables import moves
from culturefirst.analysis.rounds.timetable import (
    Bound,
    Got,
    Meeting,
    Reason,
    Timetable,
    Unmet,
    Value,
    Why,
)


def told(day: Day, meetings: Iterable[Meeting], bound: Bound) -> Timetable:
    """The timetable of these meetings, with all that is said of it worked out anew."""
    ordered = tuple(sorted(meetings, key=lambda meeting: (meeting.round, meeting.table)))
    unmet = _unmet(day, ordered)
    got = _got(day, ordered, unmet)
    held = {meeting.round for meeting in ordered}
    value = Value(
        sum(meeting.reason.wishes for meeting in ordered),
        sum(meeting.reason.worth for meeting in ordered),
        min((each.meetings for each in got), default=0),
        moves((each.round, each.table, each.a, each.b) for each in ordered),
    )
    empty = tuple(number for number in range(1, day.rounds + 1) if number not in held)
    return Timetable(ordered, value, bound, got, unmet, empty)


def reason(day: Day, a: Id, b: Id, *, fixed: bool) -> Reason:
    """Why these two meet, in parts."""
    pair = frozenset((a, b))
    wishes = day.asked.get(pair, ())
    by = tuple(wish.by for wish in wishes)
    return Reason(by, sum(wish.weight for wish in wishes), int(day.worths.get(pair, 0)), fixed)


def by_party(meetings: Iterable[Meeting]) -> dict[Id, list[Meeting]]:
    """The meetings of each party that has any."""
    found: dict[Id, list[Meeting]] = {}
    for meeting in meetings:
        found.setdefault(meeting.a, []).append(meeting)
        found.setdefault(meeting.b, []).append(meeting)
    return found


def _got(day: Day, meetings: Sequence[Meeting], unmet: Sequence[Unmet]) -> tuple[Got, ...]:
    mine = by_party(meetings)
    missed = [wish.by for wish in unmet]
    asked = [wish.by for wish in day.wishes]
    found = []
    for party in day.parties:
        held = mine.get(party.id, [])
        busy = {meeting.round for meeting in held}
        there = (number for number in range(1, day.rounds + 1) if party.there(number))
        lacks = missed.count(party.id)
        met = asked.count(party.id) - lacks
        worth = sum(meeting.reason.worth for meeting in held)
        empty = tuple(number for number in there if number not in busy)
        found.append(Got(party.id, len(held), met, lacks, worth, empty))
    return tuple(found)


def _unmet(day: Day, meetings: Sequence[Meeting]) -> tuple[Unmet, ...]:
    met = {meeting.pair for meeting in meetings}
    mine = by_party(meetings)
    seats: dict[int, int] = {}
    for meeting in meetings:
        seats[meeting.round] = seats.get(meeting.round, 0) + 1
    full = {number for number, count in seats.items() if count >= day.tables}
    return tuple(
        Unmet(wish.by, wish.of, wish.weight, _why(day, wish, mine, full))
        for wish in day.wishes
        if frozenset((wish.by, wish.of)) not in met
    )


def _why(day: Day, wish: Wish, mine: dict[Id, list[Meeting]], full: set[int]) -> Why:
    """The first reason that holds, from what nobody can change to what chance decided."""
    two = [day.by_id[wish.by], day.by_id[wish.of]]
    open_ = set(day.open_rounds())
    together = {number for number in open_ if all(party.there(number) for party in two)}
    held = [mine.get(party.id, []) for party in two]
    if frozenset((wish.by, wish.of)) in day.avoided:
        return Why.AVOIDED
    if not together:
        return Why.APART
    if any(
        party.most is not None and len(meetings) >= party.most
        for party, meetings in zip(two, held, strict=True)
    ):
        return Why.LIMIT
    if any(together <= _wanted(meetings) for meetings in held):
        return Why.ROUNDS
    both = together - {meeting.round for meetings in held for meeting in meetings}
    return Why.TABLES if both and both <= full else Why.CLASH


def _wanted(meetings: Iterable[Meeting]) -> set[int]:
    """The rounds of meetings that somebody asked for or fixed; others would have given way."""
    return {each.round for each in meetings if each.reason.asked_by or each.reason.fixed}
