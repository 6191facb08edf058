"""The date and time that the network believes in.

Domain code asks here and never the system, so that a demonstration can stand on a day in 2011
and a test on any day. Machinery that must not be fooled (leases, sessions) asks ``wall``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils import timezone

_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


def wall() -> datetime:
    """The machine's own time, aware, in UTC."""
    return datetime.now(UTC)


def now() -> datetime:
    """The network's time, aware: the wall's, unless the installation stands on another day."""
    if (standing := _standing.get()) is not None:
        return standing
    if (day := _installation_day()) is not None:
        # In its own zone: by UTC an evening in winter would be the next day of a summer.
        zone = timezone.get_current_timezone()
        return datetime.combine(day, wall().astimezone(zone).time(), tzinfo=zone).astimezone(UTC)
    return wall()


def today() -> date:
    """The network's date, in its own time zone."""
    return now().astimezone(timezone.get_current_timezone()).date()


@contextmanager
def standing(at: date | datetime) -> Iterator[None]:
    """Let this thread of work stand at another moment (noon, where a date is given)."""
    token = _standing.set(_moment(at))
    try:
        yield
    finally:
        _standing.reset(token)


def _moment(at: date | datetime) -> datetime:
    if isinstance(at, datetime):
        return at
    return datetime.combine(at, time(12), tzinfo=ZoneInfo("Europe/London"))


@lru_cache(maxsize=1)
def _installation_day() -> date | None:
    # One query a process: only the demonstration stands on another day, and it is loaded
    # before the processes start.
    from culturefirst.kit.models import Installation

    return Installation.current().stands_on


def forget() -> None:
    """Read the installation's day anew (after a demonstration was loaded)."""
    _installation_day.cache_clear()
