"""The waiting list by hand, and how many places there are."""

from typing import Any

from culturefirst.events import letters, rules
from culturefirst.events.actions.booking import of_event
from culturefirst.events.actions.filling import fill, refuse_too_few, taken_up
from culturefirst.events.models import Booking, Event, State
from culturefirst.events.policy import keep_event
from culturefirst.events.queries.places import limits_of, taken_of
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError


@action("let somebody move up from the waiting list", allow=keep_event, on="event")
def move_up(*, by: Any, event: Event, booking: Booking, reason: str) -> Booking:
    """Give a place by hand, with the reason: past the line, a quota or an organisation's limit.

    Never past the number of places: that is raised first.
    """
    row = of_event(event, booking)
    words = " ".join(reason.split())
    if not words:
        raise DomainError("Say why: others of the line may ask.")
    if why := rules.why_closed(event, clock.now(), keeps=True):
        raise DomainError(why)
    if row.state != Booking.State.WAITING:
        raise DomainError("They are not on the waiting list any more. Read the list afresh.")
    limits, taken = limits_of(event), taken_of(event)
    if rules.is_full(limits, taken):
        raise DomainError(
            f"{rules.why_stopped(limits, taken, rules.Asker(row.role))} "
            "Raise their number first, or cancel a booking."
        )
    moved = taken_up(row, words[:300])
    letters.tell_moved_up(moved)
    return moved


@action("changed how many places an event has", allow=keep_event, on="event")
def resize(*, by: Any, event: Event, places: int | None, seen: int | None = None) -> Event:
    """Set how many places there are; ``None``: nothing limits them. More places are given away."""
    if event.state not in (State.DRAFT, State.OPEN):
        raise DomainError("It is over or called off: its places stay as they were.")
    refuse_too_few(event, places)
    save_changes(event, {"places": places}, seen=seen)
    fill(event)
    return event
