"""What happens when: the register behind the home page's next dates.

A room's ``calendar.py`` offers what it has of dates, as far as a person may know of them.
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
