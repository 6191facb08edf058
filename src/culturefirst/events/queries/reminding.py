"""Who is to be reminded of what is soon, and who is to be thanked for having come."""

from datetime import date, timedelta

from django.db.models import QuerySet

from culturefirst.events import letters
from culturefirst.events.models import Booking, Event, State
from culturefirst.events.when import begins
from culturefirst.events.working_days import working_days_before
from culturefirst.kit import clock
from culturefirst.kit.outbox.models import Message

AHEAD = 2  # working days
FURTHEST = timedelta(days=14)  # no two working days lie further apart
THANKED_WITHIN = timedelta(days=14)


def to_remind(event: Event) -> list[Booking]:
    """Those with a place who were not reminded of this day, nor booked since reminders went."""
    if event.state != State.OPEN or not reminder_day(event) <= clock.today() <= event.day:
        return []
    if event.starts_at <= clock.now():
        return []
    rows = Booking._base_manager.filter(event=event, state=Booking.State.BOOKED)
    before = rows.filter(booked_at__lt=begins(reminder_day(event)))
    return _unwritten(before, letters.reminder_of(event))


def to_thank(event: Event) -> list[Booking]:
    """Those who were seen there and were not thanked, from the day after it."""
    if event.state not in (State.HELD, State.CLOSED) or event.last_day >= clock.today():
        return []
    rows = Booking._base_manager.filter(event=event, state=Booking.State.BOOKED, attended=True)
    return _unwritten(rows, "thanks")


def reminder_day(event: Event) -> date:
    """The day on which people are reminded."""
    return working_days_before(event.day, AHEAD)


def soon() -> list[Event]:
    """Events of which somebody is to be reminded now."""
    now = clock.now()
    rows = Event.objects.filter(state=State.OPEN, starts_at__gt=now, starts_at__lt=now + FURTHEST)
    return [event for event in _whole(rows) if to_remind(event)]


def lately() -> list[Event]:
    """Events for which somebody is to be thanked now."""
    now = clock.now()
    rows = Event.objects.filter(
        state__in=(State.HELD, State.CLOSED), ends_at__lt=now, ends_at__gt=now - THANKED_WITHIN
    )
    return [event for event in _whole(rows) if to_thank(event)]


def _whole(rows: "QuerySet[Event]") -> "QuerySet[Event]":
    return rows.select_related("group", "made_by").order_by("pk")


def _unwritten(rows: "QuerySet[Booking]", what: str) -> list[Booking]:
    found = list(rows.select_related("person__account", "booked_by", "event").order_by("pk"))
    keys = {letters.key(row, what): row for row in found if letters.address_of(row)}
    written = set(Message.objects.filter(key__in=keys).values_list("key", flat=True))
    return [row for key, row in keys.items() if key not in written]
