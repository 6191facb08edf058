"""Two records of one person who both booked one event have one place: the better of the two."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from culturefirst.events.models import Booking, Needs
from culturefirst.kit import clock
from culturefirst.kit.merging import BECOME_ONE, BecomesOne
from culturefirst.kit.wording import day

OF_PLACE = (
    "organisation", "role", "state", "asked_at", "booked_at", "moved_up_because", "attended",
    "noted_at", "noted_how", "noted_key",
)  # fmt: skip
KNOWN = {None: 0, False: 1, True: 2}
DELETED_AFTER = timedelta(days=15)  # by the rule for needs, which is of two weeks


def bookings(kept: Any, merged: Any) -> Iterator[BecomesOne]:
    """The bookings of events that both have; what was given back stays as it is."""
    rows = Booking._base_manager.exclude(state=Booking.State.CANCELLED)
    rows = rows.select_related("event", "needs", "organisation")
    theirs = {row.event_id: row for row in rows.filter(person=merged)}
    for mine in rows.filter(person=kept, event__in=theirs).order_by("pk"):
        other = theirs[mine.event_id]
        values = {}
        if _worth(other) > _worth(mine):
            values = {name: getattr(other, name) for name in OF_PLACE}
            values["version"] = mine.version + 1
        told = f"A place at {mine.event}"
        yield BecomesOne(mine, (other,), told, values, _refused(mine, other))


def _worth(row: Booking) -> tuple[bool, int]:
    """A place is worth more than waiting, and what was seen more than what nobody noted."""
    return row.state == Booking.State.BOOKED, KNOWN[row.attended]


def _refused(mine: Booking, other: Booking) -> str:
    """What somebody needs is deleted after the event, so no copy of it is kept for an undo."""
    if not all(Needs._base_manager.filter(booking=row).exists() for row in (mine, other)):
        return ""
    event = mine.event
    both = f"Both records say what they eat or need at “{event}”"
    if event.is_over(clock.now()):
        return f"{both}. That is deleted two weeks after it: merge from {_free(event)} on."
    return (
        f"{both}. Open the delegates of that event, and empty there what one of the two says (or "
        "give that place back); then merge them."
    )


def _free(event: Any) -> str:
    return day(event.last_day + DELETED_AFTER)


BECOME_ONE.add("events.bookings", bookings)
