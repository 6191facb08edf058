"""Pure decisions of the day and after: which of two notes stands, and until when one pledges."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from culturefirst.events.models import Booking, Event, State
from culturefirst.kit.wording import day

LONGEST_KEY = 36
PLEDGED_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Note:
    """What somebody saw of one delegate.

    ``came`` is ``None`` where it is not known after all. ``at`` is the moment at which it was
    seen, which may be long before it is told; ``key`` tells this note from every other.
    """

    booking: int
    came: bool | None
    at: datetime
    key: str = ""


def why_not_noted(event: Event, on: date) -> str:
    """Why nobody's attendance can be noted on this day, in a sentence; empty where it can."""
    if event.state == State.DRAFT:
        return "It has not been announced yet, so nobody can have been there."
    if event.state == State.CANCELLED:
        return "It was called off, so nobody was there."
    if event.day > on:
        return f"It is on {day(event.day)}: who is there is noted from that day on."
    if event.state == State.CLOSED:
        return "It is closed. Put single delegates right, each with a reason, on its list."
    return ""


def stands(row: Booking, note: Note) -> bool:
    """Whether a note is to be kept: not the one that stands already, and not older than it."""
    if note.key and note.key == row.noted_key:
        return False
    return row.noted_at is None or note.at >= row.noted_at


def why_not_pledged(event: Event, at: datetime, on: date) -> str:
    """Why nothing can be pledged after this event, in a sentence; empty where it can."""
    if event.state == State.CANCELLED or event.starts_at > at:
        return "It has not begun: pledge when you have been there."
    if (last := event.last_day + PLEDGED_FOR) < on:
        return f"Pledges were made until {day(last)}, thirty days after it."
    return ""
