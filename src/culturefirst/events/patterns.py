"""Days of a series: every so many weeks or months, on a weekday or the so-many-eth of one."""

from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import day as said_day
from culturefirst.kit.wording import plural

MOST = 60  # as many as somebody looks through before they are made
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}


@dataclass(frozen=True)
class Pattern:
    """``every`` so many ``unit`` ("weeks", "months") on a weekday (Monday is 0).

    In months ``nth`` says which of the month's such days (-1: the last). It ends with a day
    (``until``) or after so many (``times``).
    """

    starts: date
    every: int
    unit: str
    on: int
    nth: int = 0
    until: date | None = None
    times: int | None = None

    @property
    def says(self) -> str:
        """``every second week on Tuesday``, ``each month on the last Friday``."""
        name = WEEKDAYS[self.on]
        one = self.unit.removesuffix("s")
        often = f"each {one}" if self.every == 1 else f"every {plural(self.every, one)}"
        which = f"the {NTH[self.nth]} {name}" if self.unit == "months" else name
        return f"{often} on {which}"

    def days(self) -> list[date]:
        """The days, the first on or after the beginning. Raises ``DomainError``."""
        if (self.until is None) == (self.times is None):
            raise DomainError("Say either until when, or how often.")
        if self.until is not None and self.until < self.starts:
            raise DomainError("It ends before it begins: give a later last day.")
        found = [at.date() for at in islice(self._rule(), MOST + 1)]
        if len(found) > MOST:
            raise DomainError(
                f"That makes more than {MOST} events. End the series earlier, and make another "
                "when you know how it goes."
            )
        if not found:
            raise DomainError(
                f"No such day comes between {said_day(self.starts)} and {said_day(self.until)}."
            )
        return found

    def _rule(self) -> rrule:
        monthly = self.unit == "months"
        last = datetime.combine(self.until, time.max) if self.until else None
        return rrule(
            MONTHLY if monthly else WEEKLY,
            dtstart=datetime.combine(self.starts, time()),
            interval=self.every,
            byweekday=weekday(self.on, self.nth) if monthly else weekday(self.on),
            until=last,
            count=self.times,
        )
