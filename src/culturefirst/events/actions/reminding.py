"""What is written by itself: before an event, and after it."""

from typing import Any

from culturefirst.events import letters
from culturefirst.events.models import Event
from culturefirst.events.queries.reminding import to_remind, to_thank
from culturefirst.kit.act import action
from culturefirst.kit.policy import system


@action("reminded people of an event", allow=system, on="event")
def send_reminders(*, by: Any, event: Event) -> Event:
    """Write to everybody who has a place and was not reminded of this day."""
    letters.remind(event, to_remind(event))
    return event


@action("thanked those who came to an event", allow=system, on="event")
def send_thanks(*, by: Any, event: Event) -> Event:
    """Write to everybody who was seen there and was not thanked."""
    letters.thank(event, to_thank(event))
    return event
