"""Events whose day has come, for tests of the day and after."""

from datetime import date, datetime, timedelta
from typing import Any

from culturefirst.events import actions
from culturefirst.events.models import Booking, Event
from culturefirst.events.tests.booked import DAY, an_event, book
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.network.models import User

ON = DAY.date()
AFTER = date(2011, 10, 6)
NOON = DAY + timedelta(hours=2)


def on_the_day(*who: User, **said: Any) -> Event:
    """The training session of 5 October 2011, at which these people have a place."""
    event = an_event(**{"made_by": who[0].person if who else None} | said)
    for user in who:
        book(user, event)
    return event


def came(by: Any, event: Event, *who: User, at: datetime = NOON) -> list[Booking]:
    """Tick these people at the door, at noon."""
    rows = [place(event, user) for user in who]
    with clock.standing(at):
        notes = [note(row, came=True, at=at) for row in rows]
        actions.note_attendance(by=by, event=event, notes=notes)
    return [Booking._base_manager.get(pk=row.pk) for row in rows]


def over(event: Event) -> Event:
    """The same once it is over, and noted as held."""
    with clock.standing(AFTER):
        return actions.hold_event(by=SYSTEM, event=event)


def place(event: Event, user: User) -> Booking:
    return Booking._base_manager.get(event=event, person=user.person)


def note(row: Booking, *, came: bool | None, at: datetime = NOON, key: str = "") -> Any:
    from culturefirst.events.rules_after import Note

    return Note(row.pk, came, at, key)
