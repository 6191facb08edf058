"""How long what is kept: each rule finds what has been kept as long as was said."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from culturefirst.kit.registers import Register


def _delete(rows: "QuerySet[Any]") -> None:
    rows.delete()


@dataclass(frozen=True)
class Rule:
    """``what`` goes ``after`` a time, and ``why`` then: in plain words, as the notice says them.

    ``rows(day)`` are those whose time is over on the day; ``forget`` takes them away. A rule that
    ``asks`` is never carried out by itself: its rows are listed for a person to decide.
    """

    what: str
    after: str
    why: str
    rows: Callable[[date], "QuerySet[Any]"]
    forget: Callable[["QuerySet[Any]"], None] = _delete
    asks: bool = False


RULES: Register[Rule] = Register("retention")


def days_before(day: date, days: int) -> datetime:
    """What happened before this moment happened at least ``days`` days before ``day``."""
    return _end_of(day - timedelta(days=days))


def months_before(day: date, months: int) -> datetime:
    """What happened before this moment happened at least ``months`` months before ``day``."""
    return _end_of(date_months_before(day, months))


def date_months_before(day: date, months: int) -> date:
    """The same day of an earlier month; the month's last where it has no such day."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(years, month + 1, min(last, day.day))
        except ValueError:
            continue
    raise ValueError(f"{day} has no day {months} months before")


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), timezone.get_default_timezone())
