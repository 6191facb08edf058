"""A speed-dating day is set up, changed, made final; its rounds are held one after another."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from culturefirst.collaboration.dating_letters import tell_final
from culturefirst.collaboration.models import DatingDay
from culturefirst.collaboration.policy import keep_day
from culturefirst.collaboration.queries.dating import board
from culturefirst.collaboration.rules_dating import ends
from culturefirst.events.models import Event, Kind
from culturefirst.events.models import State as EventState
from culturefirst.events.policy import keep_event
from culturefirst.events.when import clock_time, in_words
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError

State = DatingDay.State
SET_BY_KEEPERS = frozenset({
    "rounds", "tables", "first_at", "minutes", "between", "pause_after", "pause_minutes",
    "wishes_until",
})  # fmt: skip


@action("set up a speed-dating day", allow=keep_event, on="event")
def set_up_day(
    *, by: Any, event: Event, rounds: int, tables: int, first_at: datetime, **said: Any
) -> DatingDay:
    """Give a speed-dating event its rounds and tables."""
    if event.kind != Kind.SPEED_DATING:
        raise DomainError("It is no speed-dating day: change its kind first, on its own page.")
    if event.state == EventState.CANCELLED:
        raise DomainError("It was called off: nothing is added to it any more.")
    if DatingDay._base_manager.filter(event=event).exists():
        raise DomainError("It is set up already: open it again and change what is there.")
    given = _known({"rounds": rounds, "tables": tables, "first_at": first_at} | said)
    day = DatingDay(event=event, **given)
    day.full_clean()
    _refuse_outside(day)
    day.save()
    return day


@action("changed a speed-dating day", allow=keep_day, on="day")
def edit_day(
    *, by: Any, day: DatingDay, changes: Mapping[str, Any], seen: int | None = None
) -> DatingDay:
    """Set rounds, tables and times; meetings that find no place any more wait to be planned."""
    given = _known(changes)
    _refuse_over(day)
    if "rounds" in given and given["rounds"] < day.start - 1:
        raise DomainError(f"{day.start - 1} rounds were held: give at least as many.")
    changed = save_changes(day, given, seen=seen)
    _refuse_outside(changed)
    return changed


@action("made the timetable of a speed-dating day final", allow=keep_day, on="day")
def make_final(*, by: Any, day: DatingDay) -> DatingDay:
    """Let it hold, and write to each delegate once whom they meet, when and where."""
    if day.state == State.FINAL:
        raise DomainError("It is final, and everybody has been written to.")
    if day.state != State.PROVISIONAL:
        raise DomainError("There is no timetable yet that could be final: plan it first.")
    _refuse_outside(day)
    known = board(day)
    if known.fallen:
        raise DomainError(
            "Some of its meetings cannot be held as they stand, since somebody is not there any "
            "more or a wish was changed. Plan it anew first."
        )
    changes = {"state": State.FINAL, "told_at": day.told_at or clock.now()}
    tell_final(known)
    return save_changes(day, changes)


@action("said that a round of a speed-dating day was held", allow=keep_day, on="day")
def close_round(*, by: Any, day: DatingDay, round_: int) -> DatingDay:
    """Say that this round is over: it is never moved from now on. Said twice, it counts once."""
    if 1 <= round_ == day.start - 1:
        return day
    if day.state != State.FINAL:
        raise DomainError("Rounds are held once the timetable is final. Make it final first.")
    if round_ != day.start:
        raise DomainError(f"The round that is on is {day.start}: look again at how far it is.")
    over = day.start == day.rounds
    return save_changes(day, {"start": day.start + 1, "state": State.OVER if over else day.state})


@action("took back that a round of a speed-dating day was held", allow=keep_day, on="day")
def reopen_round(*, by: Any, day: DatingDay, round_: int) -> DatingDay:
    """Say that the last round that was closed is still on."""
    if round_ != day.start - 1 or round_ < 1:
        raise DomainError("Only the round that was closed last can be opened again.")
    return save_changes(day, {"start": round_, "state": State.FINAL})


def refuse_over(day: DatingDay) -> None:
    """Nothing is planned for a day that is over or called off."""
    if day.event.state == EventState.CANCELLED:
        raise DomainError("It was called off: nothing is planned for it any more.")
    _refuse_over(day)


def _refuse_over(day: DatingDay) -> None:
    if day.state == State.OVER:
        raise DomainError("All its rounds were held. If one was not, open it again first.")


def _refuse_outside(day: DatingDay) -> None:
    event, last = day.event, ends(day)
    if day.first_at < event.starts_at or last > event.ends_at:
        raise DomainError(
            f"Its rounds are from {clock_time(day.first_at)} to {clock_time(last)}, and the event "
            f"is {in_words(event)}. Let them be within it, or change the event first."
        )
    if day.wishes_until is not None and day.wishes_until > day.first_at:
        raise DomainError("Wishes would be taken after the first round. Give an earlier moment.")


def _known(changes: Mapping[str, Any]) -> dict[str, Any]:
    unknown = sorted(changes.keys() - SET_BY_KEEPERS)
    if unknown:
        raise TypeError(f"A speed-dating day has no {', '.join(unknown)} to set.")
    given = dict(changes)
    if given.get("pause_after", 0) is None:
        given["pause_minutes"] = 0
    return given
