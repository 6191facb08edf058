"""What events ask of people: for "My work"."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from culturefirst.events.queries.bookings import coming
from culturefirst.events.when import clock_time
from culturefirst.kit.attention import ATTENTION, Need

AHEAD = timedelta(days=7)


def bookings_need(user: Any, on: date) -> Iterator[Need]:
    """Events of the next days at which this person has a place, one need each."""
    for booking in coming(user, on, on + AHEAD):
        event = booking.event
        where = f", {event.venue}" if event.venue else ""
        why = f"You have a place: {clock_time(event.starts_at)}{where}."
        yield Need(event.title, why, "", event.day, reverse("event", args=[event.pk]), "events")


ATTENTION.add("events.bookings", bookings_need)
