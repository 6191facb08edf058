"""What events ask of people: for "My work"."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from culturefirst.events.policy import keep_event
from culturefirst.events.queries.bookings import coming
from culturefirst.events.queries.feedback import due
from culturefirst.events.queries.planning import drafts_that_are_near, without_attendance
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


def keepers_need(user: Any, on: date) -> Iterator[Need]:
    """Of whoever keeps an event: to announce it while there is time, and to note who was there."""
    if not keep_event.allows(user):
        return
    for event in drafts_that_are_near(user, on):
        why = "Its day is near and it is not announced: announce it, move it or remove it."
        url = reverse("event", args=[event.pk])
        yield Need(event.title, why, str(event.made_by or ""), event.day, url, "events")
    for event in without_attendance(user, on):
        why = "It is over: note who was there."
        url = reverse("event_attendance", args=[event.pk])
        yield Need(event.title, why, "", None, url, "events")


def pledges_need(user: Any, on: date) -> Iterator[Need]:
    """What this person pledged to do, on the day on which they wanted to be asked."""
    for pledge in due(user, on):
        why = f"You pledged this after “{pledge.event.title}”: say what came of it."
        url = reverse("pledge", args=[pledge.pk])
        yield Need(pledge.words, why, "", pledge.due_on, url, "events")


ATTENTION.add("events.bookings", bookings_need)
ATTENTION.add("events.keeping", keepers_need)
ATTENTION.add("events.pledges", pledges_need)
