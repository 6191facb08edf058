"""Events as calendar programs read them (RFC 5545): one in a file, many in a feed.

Each event keeps its UID; SEQUENCE is its version, so a program that knows it already takes the
newer words, time and place, and one that was called off says so.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Component, Timezone, vCalAddress, vText
from icalendar import Event as Entry

from culturefirst.events.models import Event, State
from culturefirst.events.rules import is_discreet
from culturefirst.kit import clock
from culturefirst.kit.calendar import Appointment
from culturefirst.kit.linked import plain
from culturefirst.kit.models import Installation
from culturefirst.kit.outbox.enclosed import Enclosed

ZONE = ZoneInfo("Europe/London")
MEDIA_TYPE = "text/calendar; charset=utf-8"
UNNAMED = "An event of a group of yours"
# The rules of the country's clocks since 1996; a reader that knows the zone's name needs none.
CLOCKS = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


def one(
    event: Event,
    *,
    joins: bool = False,
    method: str = "PUBLISH",
    status: str = "",
    named: bool = True,
) -> bytes:
    """One event as a file, for somebody who may read of it.

    ``joins``: they have a place, so it tells where to join online. ``method`` is ``CANCEL`` where
    it is to go from a calendar; ``status`` is what it is for them (``TENTATIVE`` on the waiting
    list), else as the event stands. Without ``named`` it says only when it is.
    """
    book = _book()
    book.add("method", method)
    status = "CANCELLED" if method == "CANCEL" else status
    book.add_component(
        _entry(event, clock.now(), _organizer(), joins=joins, status=status, named=named)
    )
    return bytes(book.to_ical())


def feed(
    events: Iterable[Event],
    name: str,
    *,
    joins: Collection[int] = (),
    own: Iterable[Appointment] = (),
) -> bytes:
    """Many events as a feed that programs read again and again; the same bytes all day while
    nothing changes. ``joins`` are the keys of those whose address to join may be told, ``own`` is
    what other rooms have of the person whose feed it is.
    """
    book = _book()
    book.add("name", name)
    book.add("x-wr-calname", name)
    book.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    book.add("x-published-ttl", "PT6H")
    at = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    by = _organizer()
    for event in events:
        book.add_component(_entry(event, at, by, joins=event.pk in joins))
    for each in own:
        book.add_component(_appointment(each, at))
    return bytes(book.to_ical())


def file_name(event: Event) -> str:
    """What the file of one event is called."""
    return f"event-{event.pk}.ics"


def enclosed(event: Event, **told: Any) -> Enclosed:
    """The file of one event, to go with a letter; of a group that nobody knows of, only when."""
    method = told.get("method", "PUBLISH")
    text = one(event, named=not is_discreet(event), **told).decode()
    return Enclosed(file_name(event), f"text/calendar; method={method}", text)


def uid(event: Event) -> str:
    """The event's name for all calendars, for ever."""
    return _uid(f"event-{event.pk}")


def _uid(key: str) -> str:
    return f"{key}@{urlsplit(settings.ADDRESS).hostname or 'localhost'}"


def address(event: Event) -> str:
    """The event's page, as a whole address."""
    return f"{settings.ADDRESS}{reverse('event', args=[event.pk])}"


def place(event: Event, *, joins: bool = False) -> str:
    """Where it is, in one line."""
    where = ", ".join(filter(None, (event.venue, event.address, event.postcode)))
    online = event.online if joins else "Online" if event.online else ""
    return f"{where}; {online}" if where and online else where or online


def _book() -> Calendar:
    book = Calendar()
    book.add("prodid", "-//Culture First//Events//EN")
    book.add("version", "2.0")
    book.add("calscale", "GREGORIAN")
    clocks: Component = Timezone.from_ical(CLOCKS.replace("\n", "\r\n"))
    book.add_component(clocks)
    return book


def _entry(
    event: Event,
    at: datetime,
    by: vCalAddress,
    *,
    joins: bool = False,
    status: str = "",
    named: bool = True,
) -> Entry:
    made = Entry()
    made.add("uid", uid(event))
    made.add("sequence", event.version)
    made.add("dtstamp", at)
    made.add("dtstart", event.starts_at.astimezone(ZONE))
    made.add("dtend", event.ends_at.astimezone(ZONE))
    made.add("summary", plain(event.title) if named else UNNAMED)
    if named and (where := place(event, joins=joins)):
        made.add("location", plain(where))
    words = f"{plain(event.summary)}\n\n" if named and event.summary else ""
    made.add("description", f"{words}{address(event)}")
    made.add("url", address(event))
    made.add("status", status or _status(event))
    if status == "TENTATIVE":
        made.add("transp", "TRANSPARENT")
    made.add("organizer", by, encode=False)
    return made


def _appointment(each: Appointment, at: datetime) -> Entry:
    """What somebody takes part in: when, and where to read more once they have signed in."""
    made = Entry()
    made.add("uid", _uid(each.key))
    made.add("sequence", each.version)
    made.add("dtstamp", at)
    made.add("dtstart", each.starts.astimezone(ZONE) if each.starts else each.day)
    made.add("dtend", each.ends.astimezone(ZONE) if each.ends else each.day + timedelta(days=1))
    made.add("summary", plain(each.title))
    made.add("description", f"{settings.ADDRESS}{each.url}")
    made.add("url", f"{settings.ADDRESS}{each.url}")
    made.add("status", "CANCELLED" if each.off else "CONFIRMED")
    made.add("class", "PRIVATE")
    return made


def _status(event: Event) -> str:
    if event.state == State.CANCELLED:
        return "CANCELLED"
    return "TENTATIVE" if event.state == State.DRAFT else "CONFIRMED"


def _organizer() -> vCalAddress:
    told = vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL.rpartition('<')[2].rstrip('>')}")
    told.params["CN"] = vText(Installation.current().network)
    return told
