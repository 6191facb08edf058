"""Moments as the clock on the wall shows them, and how they are said."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import day as said_day
from culturefirst.kit.wording import span


def moment(wall: datetime) -> datetime:
    """The moment at which the country's clocks show this.

    Of an hour that comes twice, the first. Raises ``DomainError`` for one that is left out.
    """
    zone = timezone.get_default_timezone()
    there = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if there.astimezone(zone).replace(tzinfo=None) != wall:
        raise DomainError(
            f"There is no {wall:%H:%M} on {said_day(wall.date())}: the clocks go forward in that "
            "hour. Give an earlier or a later time."
        )
    return there


def shown(at: datetime) -> datetime:
    """What the country's clocks show at a moment."""
    return timezone.localtime(at, timezone.get_default_timezone()).replace(tzinfo=None)


def moved(at: datetime, days: int) -> datetime:
    """The same time by the clock, so many days later (or earlier, below nought)."""
    return moment(shown(at) + timedelta(days=days))


def begins(day: date) -> datetime:
    """The moment at which a day begins."""
    return timezone.make_aware(datetime.combine(day, time()), timezone.get_default_timezone())


def clock_time(at: datetime) -> str:
    """``10 am``, ``1.30 pm``, ``noon``."""
    wall = shown(at)
    if (wall.hour, wall.minute) == (12, 0):
        return "noon"
    half = "am" if wall.hour < 12 else "pm"
    hour = (wall.hour - 1) % 12 + 1
    return f"{hour}.{wall.minute:02} {half}" if wall.minute else f"{hour} {half}"


def hours(starts: datetime, ends: datetime) -> str:
    """``10 am to 4 pm``."""
    return f"{clock_time(starts)} to {clock_time(ends)}"


def in_words(event: Any) -> str:
    """When an event or session is: ``Wednesday 9 November 2011, 10 am to 4 pm``."""
    first, last = shown(event.starts_at).date(), shown(event.ends_at).date()
    if first == last:
        return f"{first:%A} {said_day(first)}, {hours(event.starts_at, event.ends_at)}"
    begin, end = clock_time(event.starts_at), clock_time(event.ends_at)
    return f"{span(first, last)}, from {begin} on the first day to {end} on the last"
