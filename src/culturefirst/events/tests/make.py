"""Events for tests, made through actions."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from culturefirst.events import actions
from culturefirst.events.models import Event

LONDON = ZoneInfo("Europe/London")


def at(year: int, month: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    """A moment by the clock of the country."""
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


def draft(by: Any, **said: Any) -> Event:
    """A workshop on Wednesday 9 November 2011, unless it is said otherwise."""
    given: dict[str, Any] = {
        "kind": "workshop",
        "title": "Plan to improve",
        "summary": "A day on improvement plans.",
        "starts_at": at(2011, 11, 9, 10),
        "ends_at": at(2011, 11, 9, 16),
        "venue": "The Maltings, Ely",
    }
    return actions.plan_event(by=by, **given | said)


def announced(by: Any, **said: Any) -> Event:
    """The same, announced."""
    return actions.open_event(by=by, event=draft(by, **said))
