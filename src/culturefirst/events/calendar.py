"""Events to come, for the home page."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse

from culturefirst.events.models import State
from culturefirst.events.queries import calendar
from culturefirst.kit.calendar import CALENDAR, Happening


def events_to_come(user: Any, now: datetime, most: int) -> Iterator[Happening]:
    """Those that are announced and not called off."""
    rows = calendar.to_come(user, now).exclude(state=State.CANCELLED)[:most]
    for line in calendar.lines(rows, now):
        yield Happening(
            title=line.event.title,
            kind=line.kind,
            at=line.event.starts_at,
            day=line.day,
            where=line.where,
            standing=line.standing,
            url=reverse("event", args=[line.event.pk]),
        )


CALENDAR.add("events.event", events_to_come)
