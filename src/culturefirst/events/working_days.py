"""Working days in England: neither a weekend nor a bank holiday of the usual rules."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter

SATURDAY = 5
ONE = timedelta(days=1)


def working_days_before(day: date, number: int) -> date:
    """The day that lies so many working days before another."""
    while number:
        day -= ONE
        number -= is_working(day)
    return day


def is_working(day: date) -> bool:
    """Whether offices are open on the day; holidays proclaimed for once are not known here."""
    return day.weekday() < SATURDAY and day not in holidays(day.year)


@lru_cache(maxsize=8)
def holidays(year: int) -> frozenset[date]:
    """The bank holidays of a year, a weekend's moved to the next working day."""
    sunday = easter(year)
    found = {
        sunday - 2 * ONE,
        sunday + ONE,
        _first_monday(year, 5),
        _last_monday(year, 5),
        _last_monday(year, 8),
    }
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        found.add(
            next(day for day in _from(fixed) if day.weekday() < SATURDAY and day not in found)
        )
    return frozenset(found)


def _first_monday(year: int, month: int) -> date:
    return next(day for day in _from(date(year, month, 1)) if day.weekday() == 0)


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - ONE * last.weekday()


def _from(day: date) -> Iterator[date]:
    while True:
        yield day
        day += ONE
