"""The timetable is planned, put down, and changed by hand."""

from collections.abc import Callable
from typing import Any

from culturefirst.analysis import rounds
from culturefirst.collaboration.actions.dating.days import refuse_over
from culturefirst.collaboration.dating_words import discreet
from culturefirst.collaboration.models import DatingDay, DayMeeting, Sitting
from culturefirst.collaboration.policy import keep_day
from culturefirst.collaboration.queries.dating import Board, Pair, board
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError

Worked = tuple[rounds.Day, rounds.Timetable]
Change = Callable[[rounds.Day, rounds.Timetable], rounds.Timetable | str]


def work_out(day: DatingDay) -> Worked:
    """The best timetable of what is known now, looked for before anything is locked.

    Raises ``DomainError`` with the sentence of whatever demand cannot be met.
    """
    question = board(day).question
    if len(question.parties) < 2:
        raise DomainError("There are fewer than two parties: bring in who booked first.")
    try:
        return question, rounds.plan(question)
    except ValueError as impossible:
        raise DomainError(f"There is no such timetable. {impossible}") from impossible


@action("planned the timetable of a speed-dating day", allow=keep_day, on="day")
def plan_day(
    *, by: Any, day: DatingDay, worked_out: Worked | None = None, seen: int | None = None
) -> DatingDay:
    """Put down the best timetable: wishes first, then worth, then fairness.

    Rounds that were held, and meetings fixed by hand, stay. What was ``worked_out`` before is
    taken if it answers what is known now; if something changed meanwhile, it is done anew.
    """
    refuse_over(day)
    known = board(day)
    if worked_out is None or worked_out[0] != known.question:
        worked_out = work_out(day)
    _, timetable = worked_out
    put_down(known, timetable, _by_hand(known))
    planned = {
        "state": day.State.PROVISIONAL if day.state == day.State.ASKING else day.state,
        "bound_wishes": timetable.bound.wishes,
        "bound_worth": timetable.bound.worth,
        "planned_at": clock.now(),
    }
    return save_changes(day, planned, seen=seen)


@action("exchanged two seats of a speed-dating day", allow=keep_day, on="day")
def exchange_seats(
    *, by: Any, day: DatingDay, round_: int, one: int, other: int, seen: int | None = None
) -> DatingDay:
    """Let two parties, by key, change seats in a round; who was free sits in."""
    return _changed(
        day, lambda asked, stands: rounds.swap(asked, stands, round_, one, other), seen=seen
    )


@action("moved a meeting of a speed-dating day", allow=keep_day, on="day")
def move_meeting(
    *, by: Any, day: DatingDay, a: int, b: int, to: int, table: int | None = None,
    seen: int | None = None,
) -> DatingDay:  # fmt: skip
    """Hold the meeting of two in another round or at another table."""
    return _changed(
        day, lambda asked, stands: rounds.move(asked, stands, a, b, to=to, table=table), seen=seen
    )


@action("fixed a meeting of a speed-dating day", allow=keep_day, on="day")
def fix_meeting(
    *, by: Any, day: DatingDay, a: int, b: int, round_: int, table: int | None = None,
    seen: int | None = None,
) -> DatingDay:  # fmt: skip
    """Let two meet in this round whatever is planned: the meeting they have there, or a new one."""
    return _changed(
        day,
        lambda asked, stands: rounds.pin(asked, stands, a, b, round_=round_, table=table),
        seen=seen,
        more={frozenset((a, b))},
    )


@action("released a meeting of a speed-dating day", allow=keep_day, on="day")
def release_meeting(
    *, by: Any, day: DatingDay, a: int, b: int, seen: int | None = None
) -> DatingDay:
    """Let planning move it again; it stays until something else is planned."""
    return _changed(
        day,
        lambda asked, stands: rounds.release(asked, stands, a, b),
        seen=seen,
        less={frozenset((a, b))},
    )


@action("took a meeting out of a speed-dating day", allow=keep_day, on="day")
def take_out_meeting(
    *, by: Any, day: DatingDay, a: int, b: int, seen: int | None = None
) -> DatingDay:
    """Take it out; its table stays free until something is planned."""
    return _changed(day, lambda asked, stands: rounds.remove(asked, stands, a, b), seen=seen)


def _changed(
    day: DatingDay,
    change: Change,
    *,
    seen: int | None,
    more: set[Pair] | None = None,
    less: set[Pair] | None = None,
) -> DatingDay:
    """Keep what a change by hand makes of the timetable, or say why it cannot be."""
    refuse_over(day)
    if not day.is_planned:
        raise DomainError("There is no timetable yet: plan it first.")
    known = board(day)
    made = change(known.question, known.timetable)
    if isinstance(made, str):
        raise DomainError(discreet(made))
    put_down(known, made, (_by_hand(known) | (more or set())) - (less or set()))
    return save_changes(day, {}, seen=seen)


def _by_hand(known: Board) -> set[Pair]:
    return {frozenset((each.a_id, each.b_id)) for each in known.meetings if each.fixed}


def put_down(known: Board, timetable: rounds.Timetable, by_hand: set[Pair]) -> None:
    """Let the rounds to come be as in this timetable; what stays where it was keeps its row.

    What was held stays. What was not, since one of the two was not there, goes: they may meet yet.
    """
    wanted = {(each.round, each.table, each.pair): each for each in timetable.meetings}
    stays: list[DayMeeting] = []
    goes: list[DayMeeting] = []
    for row in known.meetings:
        place = (row.round, row.table, frozenset((row.a_id, row.b_id)))
        (stays if wanted.pop(place, None) else goes).append(row)
    _refuse_met(goes)
    DayMeeting._base_manager.filter(pk__in=[row.pk for row in goes]).delete()
    for row in stays:
        fixed = frozenset((row.a_id, row.b_id)) in by_hand
        if row.fixed != fixed:
            DayMeeting._base_manager.filter(pk=row.pk).update(fixed=fixed)
    _seat(known.day, list(wanted.values()), by_hand)


def _seat(day: DatingDay, meetings: list[rounds.Meeting], by_hand: set[Pair]) -> None:
    rows = []
    for each in meetings:
        a, b = sorted((int(str(each.a)), int(str(each.b))))
        rows.append(
            DayMeeting(
                day=day, round=each.round, table=each.table, a_id=a, b_id=b,
                fixed=frozenset((a, b)) in by_hand,
            )
        )  # fmt: skip
    made = DayMeeting._base_manager.bulk_create(rows)
    Sitting._base_manager.bulk_create(
        Sitting(meeting=row, party_id=key, round=row.round)
        for row in made
        for key in (row.a_id, row.b_id)
    )


def _refuse_met(goes: list[DayMeeting]) -> None:
    """Two who were introduced to each other did meet, whatever is planned."""
    met = next((row for row in goes if row.mutual_on is not None), None)
    if met is not None:
        raise DomainError(
            f"{met.a} and {met.b} met in round {met.round}: say first that this round was held."
        )
