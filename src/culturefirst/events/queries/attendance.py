"""Who was there: the list of the door, the counts, certificates, and whom to write to."""

import base64
import hmac
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from culturefirst.events import letters
from culturefirst.events.models import Booking, Event
from culturefirst.events.queries.bookings import bookings
from culturefirst.events.queries.places import colleagues
from culturefirst.events.when import clock_time, in_words, shown
from culturefirst.kit import clock
from culturefirst.kit.models import Installation
from culturefirst.network.models import Person, Topic
from culturefirst.network.queries.people import with_posts

Whom = Literal["came", "unknown"]
STATES = {True: "came", False: "away", None: "unknown"}
CAME = {word: value for value, word in STATES.items()}
WORDS = {"came": "Here", "away": "Not here", "unknown": "Not known"}


@dataclass(frozen=True)
class Counts:
    """How many have a place, and of how many of them what is known."""

    booked: int
    came: int
    away: int

    @property
    def unknown(self) -> int:
        return self.booked - self.came - self.away


@dataclass(frozen=True)
class Line:
    """A delegate as the door shows one: name, body and state, and never what they need."""

    row: Booking

    @property
    def state(self) -> str:
        return STATES[self.row.attended]

    @property
    def says(self) -> str:
        return WORDS[self.state]

    @property
    def body(self) -> str:
        return str(self.row.organisation or "")

    @property
    def sought(self) -> str:
        """The words by which it is found as one types."""
        return f"{self.row.who} {self.body}".casefold()

    @property
    def noted(self) -> str:
        """When and how it was seen, in words."""
        if self.row.attended is None or self.row.noted_at is None:
            return ""
        how = self.row.get_noted_how_display().lower()
        return f"{clock_time(self.row.noted_at)}, {how}" if how else clock_time(self.row.noted_at)


def places(event: Event, user: Any) -> "QuerySet[Booking]":
    """Those with a place at an event, for whoever keeps it."""
    return bookings(user).filter(event=event, state=Booking.State.BOOKED)


def lines(event: Event, user: Any, words: str = "") -> list[Line]:
    """The delegates by name; narrowed to those of whom each word is in name or body."""
    found = sorted((Line(row) for row in places(event, user)), key=lambda each: each.sought)
    asked = words.casefold().split()
    return [each for each in found if all(word in each.sought for word in asked)]


def counts(event: Event) -> Counts:
    """How many have a place, came, and were not there; of the others it is not known."""
    rows: Any = Booking._base_manager.filter(event=event, state=Booking.State.BOOKED)
    found = rows.aggregate(
        booked=Count("pk"),
        came=Count("pk", filter=Q(attended=True)),
        away=Count("pk", filter=Q(attended=False)),
    )
    return Counts(**found)


def found_people(event: Event, by: Any, words: str) -> "QuerySet[Person]":
    """People of the network of that name who are not noted as here."""
    rows = colleagues(by, anywhere=True) | Person.objects.visible_to(by).filter(
        pk=getattr(by, "person_id", None)
    )
    for word in words.split():
        rows = rows.filter(name__icontains=word)
    here = Booking._base_manager.filter(event=event, attended=True, person__isnull=False)
    rows = rows.exclude(pk__in=here.values("person")).order_by("name", "pk")
    return with_posts(rows, on=clock.today())


def to_write(event: Event, whom: Whom) -> list[Booking]:
    """Those who came, or those of whom it is not known, as far as they have an address."""
    rows = Booking._base_manager.filter(
        event=event, state=Booking.State.BOOKED, attended=True if whom == "came" else None
    )
    found = rows.select_related("person__account").order_by("pk")
    return [row for row in found if letters.address_of(row)]


def own_place(event: Event, user: Any) -> Booking | None:
    """This person's own place at an event."""
    person = getattr(user, "person_id", None)
    if person is None:
        return None
    found: Booking | None = places(event, user).filter(person=person).first()
    return found


@dataclass(frozen=True)
class Certificate:
    """What a certificate says."""

    booking: Booking

    @property
    def code(self) -> str:
        return code_of(self.booking)

    def data(self) -> dict[str, Any]:
        event = self.booking.event
        return {
            "network": Installation.current().network,
            "name": self.booking.who,
            "body": str(self.booking.organisation or ""),
            "kind": event.get_kind_display(),
            "title": event.title,
            "when": in_words(event),
            "hours": hours_of(event.starts_at, event.ends_at),
            "topics": [str(each) for each in Topic.objects.filter(pk__in=_topics(event))],
            "code": self.code,
            "address": f"{settings.ADDRESS}/meet/certificates/{self.code}/",
        }


def code_of(booking: Booking) -> str:
    """The code by which a certificate is confirmed; nobody makes one without the secret key."""
    said = f"certificate:{booking.pk}:{booking.event_id}".encode()
    seal = hmac.new(settings.SECRET_KEY.encode(), said, sha256).digest()[:10]
    letters_of_it = base64.b32encode(seal).decode()
    parts = [letters_of_it[at : at + 4] for at in range(0, 16, 4)]
    return "-".join([str(booking.pk), *parts])


def certified(code: str) -> Booking | None:
    """The booking of somebody who was there whose certificate has this code."""
    number, _, _ = code.partition("-")
    if not code.isascii() or not number.isdigit() or len(number) > 15:
        return None
    rows = Booking._base_manager.filter(
        pk=int(number), state=Booking.State.BOOKED, attended=True, event__held_on__isnull=False
    )
    row: Booking | None = rows.select_related("event__group", "person").first()
    if row is None or not hmac.compare_digest(code_of(row), code.upper()):
        return None
    return row


def hours_of(starts: datetime, ends: datetime) -> str:
    """How long somebody was there by the clock, where it is one day: ``6 hours``."""
    if shown(starts).date() != shown(ends).date():
        return ""
    halves = round((shown(ends) - shown(starts)).total_seconds() / 1800)
    whole, half = divmod(halves, 2)
    words = f"{whole}½" if half and whole else "½" if half else str(whole)
    return f"{words} {'hour' if halves <= 2 else 'hours'}"


def _topics(event: Event) -> Any:
    return event.topics.values("topic")
