"""An open event that a manager made, at which the officer has a place."""

from typing import Any

from culturefirst.events.models import Booking
from culturefirst.events.tests.booked import an_event, book
from culturefirst.network.models import User

OF_EVENT = (
    *("event_book", "event_bring", "event_places", "event_delegates", "event_delegates_excel"),
    "event_sign_in",
)
OF_BOOKING = ("booking_change", "booking_cancel", "booking_move_up")


def given(*, by: User, officer: User) -> dict[str, dict[str, Any]]:
    event = an_event(made_by=by.person, places=20)
    row = book(officer, event, dietary="No nuts")
    found = {name: {"pk": event.pk} for name in OF_EVENT}
    return found | {name: {"pk": row.pk} for name in OF_BOOKING}


def hidden() -> dict[str, dict[str, dict[str, Any]]]:
    """To others a booking of the officer's is none."""
    key = {"pk": Booking._base_manager.get().pk}
    theirs = dict.fromkeys(OF_BOOKING, key)
    return {"partner": theirs, "councillor": theirs}
