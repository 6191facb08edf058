"""Changes by hand. Each answers with the new timetable, or with a sentence that says why not."""

from collections.abc import Callable
from dataclasses import replace

from culturefirst.analysis.rounds.bound import most_worth
from culturefirst.analysis.rounds.checks import check
from culturefirst.analysis.rounds.day import Day, Id
from culturefirst.analysis.rounds.numbers import numbers
from culturefirst.analysis.rounds.report import reason, told
from culturefirst.analysis.rounds.timetable import Bound, Meeting, Timetable

Meetings = list[Meeting]


def swap(day: Day, timetable: Timetable, round_: int, one: Id, other: Id) -> Timetable | str:
    """Two parties change seats in a round: each meets whom the other met; a free one sits in."""
    here = [each for each in timetable.meetings if each.round == round_]
    theirs = [each for each in here if {one, other} & each.pair]
    if any({one, other} <= each.pair for each in theirs):
        return f"{day.name(one)} and {day.name(other)} meet each other in round {round_}."
    if not theirs or one == other:
        return f"There is nothing to exchange in round {round_}: neither has a meeting to give."
    if refused := _refused(day, theirs):
        return refused
    seat = {one: other, other: one}
    new = [
        _remade(day, each, a=seat.get(each.a, each.a), b=seat.get(each.b, each.b))
        for each in theirs
    ]
    return _changed(day, timetable, theirs, new)


def move(
    day: Day, timetable: Timetable, a: Id, b: Id, *, to: int, table: int | None = None
) -> Timetable | str:
    """The meeting of two goes to another round, to a table or to the first free one."""
    meeting = _of(timetable, a, b)
    if meeting is None:
        return _no_meeting(day, a, b)
    if refused := _refused(day, [meeting]):
        return refused
    return _seated(day, timetable, meeting, lambda at: replace(meeting, round=to, table=at), table)


def pin(
    day: Day, timetable: Timetable, a: Id, b: Id, *, round_: int, table: int | None = None
) -> Timetable | str:
    """Fix a meeting by hand: the one that two have in this round, or a new one."""
    meeting = _of(timetable, a, b)
    why = reason(day, a, b, fixed=True)
    if meeting is None:
        made = Meeting(round_, 0, a, b, why)
        return _seated(day, timetable, None, lambda at: replace(made, table=at), table, round_)
    if meeting.round != round_:
        return (
            f"{day.name(a)} and {day.name(b)} meet in round {meeting.round}: "
            f"move that meeting to round {round_} first."
        )
    fixed = replace(meeting, table=table or meeting.table, reason=why)
    return _changed(day, timetable, [meeting], [fixed])


def release(day: Day, timetable: Timetable, a: Id, b: Id) -> Timetable | str:
    """Take the fixing back; the meeting itself stays until something else is planned."""
    meeting = _of(timetable, a, b)
    if meeting is None:
        return _no_meeting(day, a, b)
    return _changed(day, timetable, [meeting], [_remade(day, meeting)])


def remove(day: Day, timetable: Timetable, a: Id, b: Id) -> Timetable | str:
    """Take a meeting out; its table stays free."""
    meeting = _of(timetable, a, b)
    if meeting is None:
        return _no_meeting(day, a, b)
    return _refused(day, [meeting]) or _changed(day, timetable, [meeting], [])


def _of(timetable: Timetable, a: Id, b: Id) -> Meeting | None:
    pair = frozenset((a, b))
    return next((each for each in timetable.meetings if each.pair == pair), None)


def _no_meeting(day: Day, a: Id, b: Id) -> str:
    return f"{day.name(a)} and {day.name(b)} have no meeting on this day."


def _refused(day: Day, meetings: Meetings) -> str:
    """Why these cannot be touched; empty where they can."""
    for each in meetings:
        said = f"The meeting of {day.name(each.a)} and {day.name(each.b)}"
        if each.round < day.start:
            return f"{said} was held in round {each.round}, which is over."
        if each.reason.fixed:
            return f"{said} is fixed by hand: release it first."
    return ""


def _remade(day: Day, meeting: Meeting, *, a: Id | None = None, b: Id | None = None) -> Meeting:
    one, other = meeting.a if a is None else a, meeting.b if b is None else b
    return replace(meeting, a=one, b=other, reason=reason(day, one, other, fixed=False))


def _seated(
    day: Day,
    timetable: Timetable,
    was: Meeting | None,
    made: Callable[[int], Meeting],
    table: int | None,
    round_: int | None = None,
) -> Timetable | str:
    """At the table asked for, or at the first that is free in that round."""
    number = made(0).round if round_ is None else round_
    if number < day.start:
        return f"Round {number} is over: what was held there stays."
    taken = {each.table for each in timetable.meetings if each.round == number and each != was}
    free = next((at for at in range(1, day.tables + 1) if at not in taken), None)
    at = free if table is None else table
    if at is None:
        return f"All {day.tables} tables are taken in round {number}."
    return _changed(day, timetable, [] if was is None else [was], [made(at)])


def _changed(day: Day, timetable: Timetable, out: Meetings, new: Meetings) -> Timetable | str:
    """The timetable after a change, unless that is unsound or touches what is over."""
    kept = [each for each in timetable.meetings if each not in out]
    changed = told(day, [*kept, *new], timetable.bound)
    if fault := next(iter(check(day, changed)), ""):
        return fault
    if changed.value.wishes < timetable.value.wishes:
        return replace(changed, bound=_bound(day, changed))
    return changed


def _bound(day: Day, timetable: Timetable) -> Bound:
    """With fewer wishes met more worth may be possible than was proved before."""
    fixed = [reason(day, each.a, each.b, fixed=True) for each in day.fixed]
    wishes = timetable.value.wishes - sum(each.wishes for each in fixed)
    worth = most_worth(numbers(day), wishes) + sum(each.worth for each in fixed)
    return replace(timetable.bound, worth=worth)
