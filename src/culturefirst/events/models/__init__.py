"""The nouns of the room, gathered for Django and for its neighbours."""

from culturefirst.events.models.after import Feedback, Pledge
from culturefirst.events.models.bookings import Booking, Needs
from culturefirst.events.models.events import Event, EventTopic, Kind, Series, State
from culturefirst.events.models.feeds import CalendarKey
from culturefirst.events.models.papers import EventPaper
from culturefirst.events.models.parts import Partner, Quota, Session, Speaker

__all__ = [
    "Booking",
    "CalendarKey",
    "Event",
    "EventPaper",
    "EventTopic",
    "Feedback",
    "Kind",
    "Needs",
    "Partner",
    "Pledge",
    "Quota",
    "Series",
    "Session",
    "Speaker",
    "State",
]
