"""A keeper's own words to those who came, or to those of whom it is not known."""

from datetime import timedelta
from typing import Any

from culturefirst.events import letters_after, rules
from culturefirst.events.models import Event, State
from culturefirst.events.policy import keep_event
from culturefirst.events.queries.attendance import Whom, to_write
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.limits import Limit, taken
from culturefirst.kit.wording import plural

# Counted by hand below, in the action's own transaction: what fails takes nothing.
A_DAY = Limit("letters to delegates of one event", 3, timedelta(days=1), lambda request: "")
BY_PERSON = Limit("letters to delegates", 10, timedelta(days=1), lambda request: "")
DISCREET = (
    "Not even the team may know of this event, and letters lie where it can see them: write in "
    "the group instead."
)


@action("wrote to delegates of an event", allow=keep_event, on="event")
def write_to_delegates(*, by: Any, event: Event, whom: Whom, subject: str, text: str) -> Event:
    """Send a short message to those who came, or to those with a place of whom it is not known."""
    if why := why_not_written(event):
        raise DomainError(why)
    words, body = " ".join(subject.split()), text.strip()
    if not words or not body:
        raise DomainError("Give a subject and a message.")
    rows = to_write(event, whom)
    if not rows:
        raise DomainError("There is nobody to write to. Note first who was there.")
    for limit, place in ((A_DAY, f"{event.pk}"), (BY_PERSON, f"{getattr(by, 'pk', None)}")):
        if (over := taken(limit, place, 1)) is not None:
            hours = max(1, -(-int(over.wait.total_seconds()) // 3600))
            raise DomainError(
                f"That is enough for a day ({plural(limit.most, 'message')}). "
                f"Write again in {plural(hours, 'hour')}."
            )
    letters_after.write_to(event, rows, by=by, subject=words, text=body)
    return event


def why_not_written(event: Event) -> str:
    """Why delegates cannot be written to so, in a sentence; empty where they can."""
    if rules.is_discreet(event):
        return DISCREET
    if event.state not in (State.OPEN, State.HELD, State.CLOSED):
        return "Nobody can have been there, so there is nobody to write to."
    return ""
