"""Events that are open, and people who book, for tests of bookings."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from culturefirst.events import actions
from culturefirst.events.models import Booking, Event, Quota
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.network import actions as network
from culturefirst.network.models import Organisation, User

LONDON = ZoneInfo("Europe/London")
DAY = datetime(2011, 10, 5, 10, tzinfo=LONDON)


def an_event(**said: Any) -> Event:
    """A training session on Wednesday 5 October 2011, open for booking."""
    given: dict[str, Any] = {
        "kind": "training",
        "title": "Reading figures",
        "summary": "A day on figures.",
        "starts_at": DAY,
        "ends_at": DAY + timedelta(hours=6),
        "venue": "The Maltings, Ely",
        "state": "open",
        "opened_on": clock.today(),
    }
    event = Event(**given | said)
    event.full_clean(exclude=["made_by"])
    event.save()
    return event


def quota(event: Event, role: str, places: int) -> None:
    Quota.objects.create(event=event, role=role, places=places)


def members(number: int, body: Organisation, role: str = "officer") -> list[User]:
    """So many new people of a body."""
    return [member(f"{role.capitalize()} {n} of {body.pk}", body, role) for n in range(number)]


def member(name: str, body: Organisation, role: str = "officer") -> User:
    email = f"{name.lower().replace(' ', '.')}@example.org"
    person = network.add_person(by=SYSTEM, name=name, email=email)
    network.appoint(
        by=SYSTEM, person=person, title="Officer", role=role, organisation=body,
        starts=clock.today(),
    )  # fmt: skip
    return network.open_account(by=SYSTEM, person=person, email=email)


def book(by: User, event: Event, **said: Any) -> Booking:
    return actions.book_place(by=by, event=event, **said)


def states(event: Event) -> dict[str, list[str]]:
    """Who is booked, and who waits in which order."""
    found: dict[str, list[str]] = {"booked": [], "waiting": []}
    for row in Booking._base_manager.filter(event=event).order_by("pk"):
        found.setdefault(row.state, []).append(row.who)
    return found
