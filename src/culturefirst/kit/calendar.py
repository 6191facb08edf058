"""What happens when: the registers behind the home page's next dates and people's own calendars.

A room's ``calendar.py`` offers what it has of dates, as far as a person may know of them, and
what somebody takes part in themselves.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from culturefirst.kit.registers import Register


@dataclass(frozen=True)
class Happening:
    """One thing that happens: ``at`` is when it begins, ``day`` that by the country's clock.

    ``kind`` is what people call it, ``where`` its place in short, ``standing`` what somebody who
    thinks of coming wants to know ("6 places left").
    """

    title: str
    kind: str
    at: datetime
    day: date
    where: str
    standing: str
    url: str


# Gives the next few that this person may know of, from a moment on.
Provider = Callable[[Any, datetime, int], Iterable[Happening]]
CALENDAR: Register[Provider] = Register("calendar")


def to_come(user: Any, now: datetime, most: int) -> list[Happening]:
    """The next of all rooms, the earliest first."""
    found = [each for provider in CALENDAR for each in provider(user, now, most)]
    return sorted(found, key=lambda each: (each.at, each.title))[:most]


@dataclass(frozen=True)
class Appointment:
    """Something that somebody takes part in, for their own calendar and nobody else's.

    ``key`` is its name for all calendars for ever, ``version`` grows with each change. Without
    ``starts`` it takes all of its ``day``. Others look into people's calendars: ``title`` tells
    no more than anybody may read. ``off`` is one that was called off.
    """

    key: str
    version: int
    title: str
    kind: str
    day: date
    starts: datetime | None
    ends: datetime | None
    url: str
    off: bool = False


# Gives those of this person from the first day to the last; without a last, all that follow.
OwnProvider = Callable[[Any, date, date | None], Iterable[Appointment]]
OWN: Register[OwnProvider] = Register("calendar")


def own(user: Any, first: date, last: date | None = None) -> list[Appointment]:
    """What somebody takes part in beside events, of all rooms, the earliest first."""
    found = [each for provider in OWN for each in provider(user, first, last)]
    return sorted(found, key=lambda each: (each.day, each.starts is not None, str(each.starts)))
