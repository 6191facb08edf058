"""Pure decisions about places: who gets one, who waits, and the sentence why."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from culturefirst.events.models import Event, State
from culturefirst.events.when import clock_time, shown
from culturefirst.kit.wording import day
from culturefirst.network.models import Group, Role

K = TypeVar("K")
LINE = "Places that come free are given by hand here, and others wait already."


@dataclass(frozen=True)
class Limits:
    """What limits the places of an event: ``None``, or a role without a quota, is no limit."""

    places: int | None = None
    per_body: int | None = None
    quotas: Mapping[str, int] = field(default_factory=dict)
    by_hand: bool = False


@dataclass(frozen=True)
class Asker:
    """Whoever asks, as far as limits look at them."""

    role: str
    body: int | None = None


@dataclass
class Taken:
    """How many have places, in all, by body and by role; and how many wait."""

    booked: int = 0
    waiting: int = 0
    by_body: Counter[int] = field(default_factory=Counter)
    by_role: Counter[str] = field(default_factory=Counter)

    def take(self, who: Asker, times: int = 1) -> None:
        """Count so many more places of this kind."""
        self.booked += times
        self.by_role[who.role] += times
        if who.body is not None:
            self.by_body[who.body] += times

    def copy(self) -> "Taken":
        """The same, to count on with."""
        return replace(self, by_body=Counter(self.by_body), by_role=Counter(self.by_role))


def why_waits(limits: Limits, taken: Taken, who: Asker) -> str:
    """Why somebody who asks now waits, in a sentence; empty where they get a place."""
    stopped = why_stopped(limits, taken, who)
    return stopped or (LINE if limits.by_hand and taken.waiting else "")


def why_stopped(limits: Limits, taken: Taken, who: Asker) -> str:
    """Which limit keeps somebody from a place, in a sentence; empty where none does."""
    if is_full(limits, taken):
        return _all_taken(limits)
    if limits.per_body is not None and taken.by_body[who.body or 0] >= limits.per_body:
        most = "one place" if limits.per_body == 1 else f"{limits.per_body} places"
        taken_words = "which is taken" if limits.per_body == 1 else "which are taken"
        return f"Each organisation has at most {most}, {taken_words} in this one."
    quota = limits.quotas.get(who.role)
    if quota is not None and taken.by_role[who.role] >= quota:
        whom = f"{Role(who.role).label.lower()}s"
        if quota == 1:
            return f"The one place for {whom} is taken."
        return f"The {quota} places for {whom} are taken."
    return ""


def is_full(limits: Limits, taken: Taken) -> bool:
    """Whether no place is left for anybody."""
    return limits.places is not None and taken.booked >= limits.places


def left(limits: Limits, taken: Taken) -> int | None:
    """How many places are left; ``None`` where nothing limits them."""
    return None if limits.places is None else max(limits.places - taken.booked, 0)


def next_up(limits: Limits, taken: Taken, line: Iterable[tuple[K, Asker]]) -> list[K]:
    """Who of the line gets a place that is free, in its order; whom a limit stops is passed by."""
    counted, found = taken.copy(), []
    for key, who in line:
        if is_full(limits, counted):
            break
        if not why_stopped(limits, counted, who):
            counted.take(who)
            found.append(key)
    return found


def why_closed(event: Event, at: datetime, *, keeps: bool = False) -> str:
    """Why no booking is taken at this moment, in a sentence; empty where one is.

    Whoever ``keeps`` the event may still put somebody in after the others' last moment.
    """
    if event.state == State.DRAFT:
        return "It has not been announced yet, so nobody can book."
    if event.state == State.CANCELLED:
        return f"It was called off on {day(event.cancelled_on)}."
    if event.state != State.OPEN or event.is_over(at):
        return "It is over."
    if event.starts_at <= at:
        return "It has begun, so it takes no more bookings."
    if not keeps and event.books_until is not None and event.books_until <= at:
        return (
            f"Bookings ended on {day(event.books_until)} at {clock_time(event.books_until)}. "
            "Ask whoever keeps the event whether you can still come."
        )
    return ""


def why_not_cancelled(event: Event, at: datetime) -> str:
    """Why a place cannot be given back any more, in a sentence; empty where it can."""
    if event.state == State.CANCELLED:
        return "It was called off, so there is no place to give back."
    if event.state != State.OPEN or event.starts_at <= at:
        return "It has begun: who was there is noted on the list of delegates instead."
    return ""


def fills_itself(event: Event, at: datetime) -> bool:
    """Whether places that come free go to whoever waits, without anybody's doing."""
    running = event.state == State.OPEN and at < event.starts_at
    return running and event.filling == Event.Filling.ORDER


def is_discreet(event: Event) -> bool:
    """Whether not even the team may know of it, so that no letter may hold a word of it."""
    group = event.group
    if group is None or group.access == Group.Access.OPEN:
        return False
    return bool(group.access == Group.Access.PRIVATE or group.only_role)


def clash_words(title: str, starts_at: datetime) -> str:
    """That somebody is elsewhere at that time, and what to do; without a title, of a colleague."""
    when = f"{day(shown(starts_at))} at {clock_time(starts_at)}"
    who = f"You have a place at “{title}”" if title else "They have a place at something else"
    return f"{who} at the same time (it begins on {when}). Tick below to book all the same."


def _all_taken(limits: Limits) -> str:
    return (
        "The only place is taken."
        if limits.places == 1
        else (f"All {limits.places} places are taken.")
    )
