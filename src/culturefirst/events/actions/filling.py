"""Places that are free go to those who wait, in their order, within the caller's transaction."""

from typing import Any

from culturefirst.events import letters, rules
from culturefirst.events.models import Booking, Event
from culturefirst.events.queries.places import asker_of, limits_of, taken_of
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM, action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.policy import system
from culturefirst.kit.wording import plural


@action("gave a place that came free to whoever was next", allow=system, on="event")
def give_place(*, by: Any, event: Event, booking: Booking) -> Booking:
    """Let somebody who waits have a place, and write to them."""
    moved = taken_up(booking)
    letters.tell_moved_up(moved)
    return moved


@action("gave away places that had come free", allow=system, on="event")
def fill_places(*, by: Any, event: Event) -> Event:
    """Fill an event after something that no action of this room did: an erasure, a merge."""
    fill(event)
    return event


def fill(event: Event) -> list[Booking]:
    """Give the free places of an event to those who wait; the event's row is locked already.

    Called by whatever frees a place or changes what limits them. Whom a quota stops is passed
    by and keeps their place in the line; where places are given by hand, nothing happens.
    """
    if not rules.fills_itself(event, clock.now()):
        return []
    line = [(row, asker_of(row)) for row in _waiting(event)]
    if not line:
        return []
    up = rules.next_up(limits_of(event), taken_of(event), line)
    return [give_place(by=SYSTEM, event=event, booking=row) for row in up]


def taken_up(booking: Booking, because: str = "") -> Booking:
    """Somebody who waited has a place from now on."""
    booking.state, booking.booked_at = Booking.State.BOOKED, clock.now()
    booking.moved_up_because = because
    booking.version += 1
    booking.save(update_fields=["state", "booked_at", "moved_up_because", "version"])
    return booking


def refuse_too_few(event: Event, places: int | None) -> None:
    """Raise where fewer places are wanted than are taken."""
    booked = Booking._base_manager.filter(event=event, state=Booking.State.BOOKED).count()
    if places is not None and places < booked:
        raise DomainError(
            f"{plural(booked, 'place')} {'is' if booked == 1 else 'are'} taken: give at least "
            f"{booked}, or cancel bookings first."
        )


def _waiting(event: Event) -> list[Booking]:
    rows = Booking._base_manager.filter(event=event, state=Booking.State.WAITING)
    return list(rows.select_related("person__account", "event").order_by("pk"))
