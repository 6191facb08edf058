"""What a delegate says of an event: once, and changed until the event is closed."""

from typing import Any

from culturefirst.events.models import Booking, Feedback, State
from culturefirst.events.policy import give_feedback
from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError

CLOSED = "It is closed: what was said of it stays as it is."


@action("said how an event was", allow=give_feedback, on="booking")
def leave_feedback(
    *,
    by: Any,
    booking: Booking,
    overall: int,
    useful: int | None = None,
    organised: int | None = None,
    best: str = "",
    better: str = "",
) -> Feedback:
    """Keep a delegate's scores and words, or put others in the place of their earlier ones."""
    event = booking.event
    if event.state == State.CLOSED:
        raise DomainError(CLOSED)
    if event.starts_at > clock.now():
        raise DomainError("It has not begun: say how it was when you have been there.")
    row = Feedback._base_manager.filter(booking=booking).first() or Feedback(booking=booking)
    row.overall, row.useful, row.organised = overall, useful, organised
    row.best, row.better = best.strip(), better.strip()
    row.on = clock.today()
    row.clean_fields(exclude=["booking"])
    row.save()
    return row
