"""What is written to delegates, each letter with the event for their calendar.

Of an event of a group that the team does not read, a letter holds neither title nor place:
letters lie in a ledger that the team looks after. No letter holds what somebody eats or needs.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import NoReverseMatch, reverse

from culturefirst.events import calendar_files, rules
from culturefirst.events.models import Booking, Event
from culturefirst.events.queries.places import position
from culturefirst.events.when import in_words
from culturefirst.kit import outbox
from culturefirst.kit.models import Installation
from culturefirst.kit.outbox.models import Message

KIND = "event"
UNNAMED = "an event of a group of yours"
IN_CALENDAR = "The file with this letter puts it into your calendar."
# What a letter about a change tells, and what it calls each.
TOLD_OF = ("starts_at", "ends_at", "venue", "address", "postcode", "online")
Parts = Callable[[Booking], Iterable[str]]


def tell_booked(booking: Booking, *, by: Any, why: str = "") -> None:
    """That somebody has a place, or waits and ``why``."""
    if booking.state == Booking.State.WAITING:
        _tell_waiting(booking, by, why)
        return
    event, name = booking.event, _name(booking.event)
    parts = [f"You have a place at {name}.", *_facts(event, joins=True), *_made_by(booking, by)]
    _send(
        booking, _once("booked", booking), f"Your place at {name}",
        [*parts, *_price(event), IN_CALENDAR, *_where_to(booking)], _file(event, joins=True),
    )  # fmt: skip


def _tell_waiting(booking: Booking, by: Any, why: str) -> None:
    event, name = booking.event, _name(booking.event)
    number = position(booking)
    parts = [
        f"You are on the waiting list for {name}, number {number} in line.", why,
        *_facts(event), *_made_by(booking, by),
        "You will be written to when a place comes free for you; until then you have none. "
        "The file with this letter marks the time in your calendar as not certain.",
    ]  # fmt: skip
    _send(
        booking, _once("waiting", booking), f"On the waiting list: {name}",
        [*parts, *_where_to(booking)], _file(event, status="TENTATIVE"),
    )  # fmt: skip


def _once(what: str, booking: Booking) -> str:
    """A guest was told under another address; once they take it over, they are told anew."""
    return what if booking.version == 1 else f"{what}:{booking.version}"


def tell_moved_up(booking: Booking) -> None:
    """That somebody who waited has a place."""
    event, name = booking.event, _name(booking.event)
    parts = [f"A place came free: you have one at {name} now.", *_facts(event, joins=True)]
    _send(
        booking, "moved", f"You have a place now: {name}",
        [*parts, *_price(event), IN_CALENDAR, *_where_to(booking)], _file(event, joins=True),
    )  # fmt: skip


def tell_given_back(booking: Booking, *, by: Any, had_place: bool, reason: str = "") -> None:
    """That a place, or one in the line, was given back."""
    event, name = booking.event, _name(booking.event)
    what = f"Your place at {name}" if had_place else f"Your place in the line for {name}"
    own = getattr(by, "person_id", None) == booking.person_id
    who = "" if own or getattr(by, "is_system", False) else f" by {by}"
    said = f"The reason given: {reason.strip()}" if reason.strip() and not own else ""
    _send(
        booking, "given-back", f"Given back: {name}",
        [f"{what} was given back{who}.", said, *_facts(event),
         "The file with this letter takes it out of your calendar."],
        _file(event, method="CANCEL"),
    )  # fmt: skip


def tell_cancelled(*, by: Any, event: Event) -> int:
    """That an event was called off: to everybody who has a place or waits, once each."""
    name = _name(event)
    because = "" if rules.is_discreet(event) else event.cancelled_because
    parts = [
        f"{name[:1].upper()}{name[1:]} was called off.", because, *_facts(event), _ask(event, by),
        "You need do nothing: the file with this letter takes it out of your calendar.",
    ]  # fmt: skip
    file = _file(event, method="CANCEL")
    return _send_all(
        _standing(event), "called-off", f"Called off: {name}", lambda row: parts, lambda row: file
    )


def tell_changed(*, by: Any, event: Event, before: Mapping[str, Any]) -> int:
    """That time or place changed: to everybody who has a place or waits, once for each change.

    ``before`` has the old values of what was changed; where nothing in it is of the day or the
    place, nobody is written to. Gives how many letters there were.
    """
    old = {name: before[name] for name in TOLD_OF if name in before}
    if all(getattr(event, name) == value for name, value in old.items()):
        return 0
    was = Event(**{name: old.get(name, getattr(event, name)) for name in TOLD_OF})
    name = _name(event)

    def parts(row: Booking) -> list[str]:
        joins = row.state == Booking.State.BOOKED
        return [
            f"Something has changed about {name}.", *_facts(event, joins=joins),
            "Before it was:", *_facts(was, discreet=rules.is_discreet(event)), _ask(event, by),
            "The file with this letter puts it right in your calendar. If you cannot come now, "
            "please give your place back, so that somebody else gets it.", *_where_to(row),
        ]  # fmt: skip

    def file(row: Booking) -> outbox.Enclosed:
        if row.state == Booking.State.BOOKED:
            return _file(event, joins=True)
        return _file(event, status="TENTATIVE")

    what = f"changed:{event.version}"
    return _send_all(_standing(event), what, f"Changed: {name}", parts, file)


def remind(event: Event, rows: Iterable[Booking]) -> int:
    """That it is soon, to those who have a place."""
    name = _name(event)
    file = _file(event, joins=True)

    def parts(row: Booking) -> list[str]:
        return [
            f"This is to remind you of {name}.", *_facts(event, joins=True),
            "If you cannot come, please give your place back now, so that somebody else gets it.",
            *_where_to(row),
        ]  # fmt: skip

    what = reminder_of(event)
    return _send_all(rows, what, f"Soon: {name}", parts, lambda row: file)


def thank(event: Event, rows: Iterable[Booking]) -> int:
    """Thanks to those who came, with the way to say how it was."""
    name = _name(event)
    asks = _feedback(event)
    parts = [f"Thank you for coming to {name}.", *asks, f"What was shown there:\n{_page(event)}"]
    return _send_all(rows, "thanks", f"Thank you: {name}", lambda row: parts, lambda row: None)


def key(booking: Booking, what: str) -> str:
    """The ledger's key of a letter about a booking."""
    return f"event:{booking.event_id}:{what}:{booking.pk}"


def of_bookings(rows: Iterable[Booking]) -> "QuerySet[Message]":
    """All letters that were written about these."""
    asked = Q(pk__in=[])
    for row in rows:
        asked |= Q(key__startswith=f"event:{row.event_id}:", key__endswith=f":{row.pk}")
    return Message.objects.filter(asked)


def reminder_of(event: Event) -> str:
    """A reminder is of a day: of another day there is another."""
    return f"soon:{event.day.isoformat()}"


def address_of(booking: Booking) -> str:
    """Where a delegate is written to; empty where no address is known."""
    if booking.person is None:
        return booking.guest_email
    account = getattr(booking.person, "account", None)
    if account is not None and account.is_active:
        return str(account.email)
    return booking.person.email


def _standing(event: Event) -> list[Booking]:
    rows = Booking._base_manager.filter(event=event).exclude(state=Booking.State.CANCELLED)
    return list(rows.select_related("person__account", "booked_by").order_by("pk"))


def _send(
    booking: Booking, what: str, subject: str, parts: Iterable[str], file: outbox.Enclosed
) -> None:
    _send_all([booking], what, subject, lambda row: parts, lambda row: file)


def _send_all(
    rows: Iterable[Booking],
    what: str,
    subject: str,
    parts: Parts,
    file: Callable[[Booking], outbox.Enclosed | None],
) -> int:
    network = Installation.current().network
    letters = []
    for row in rows:
        if not (to := address_of(row)):
            continue
        enclosed = file(row)
        said = "\n\n".join([*(part for part in parts(row) if part), network]) + "\n"
        files = () if enclosed is None else (enclosed,)
        letters.append(outbox.Letter(key(row, what), to, subject, said, KIND, enclosed=files))
    if letters:
        outbox.send_all(letters)
    return len(letters)


def _name(event: Event) -> str:
    return UNNAMED if rules.is_discreet(event) else f"“{event.title}”"


def _file(event: Event, **told: Any) -> outbox.Enclosed:
    return calendar_files.enclosed(event, **told)


def _facts(event: Event, *, joins: bool = False, discreet: bool | None = None) -> list[str]:
    """When and where, and where to join for who has a place."""
    hidden = rules.is_discreet(event) if discreet is None else discreet
    lines = [in_words(event)]
    if not hidden:
        lines.append(calendar_files.place(event))
        if joins and event.online:
            lines.append(f"Join here: {event.online}")
    return ["\n".join(line for line in lines if line)]


def _price(event: Event) -> list[str]:
    return [f"It costs £{event.price:.2f}; an invoice follows."] if event.price else []


def _made_by(booking: Booking, by: Any) -> list[str]:
    own = getattr(by, "person_id", None) == booking.person_id
    return [] if own else [f"{by} booked this for you."]


def _where_to(booking: Booking) -> list[str]:
    """How to change or give back: on a page, or for a guest by whoever booked."""
    if booking.person_id is not None:
        page = f"{settings.ADDRESS}{reverse('bookings')}"
        return [f"Say what you need, or give your place back, here:\n{page}"]
    return [f"If you cannot come, tell {booking.booked_by}, who booked for you."]


def _ask(event: Event, by: Any) -> str:
    who = event.made_by if getattr(by, "person_id", None) is None else by
    return f"If you have a question, ask {who}." if who is not None else ""


def _page(event: Event) -> str:
    return calendar_files.address(event)


def _feedback(event: Event) -> list[str]:
    try:
        path = reverse("event_feedback", args=[event.pk])
    except NoReverseMatch:  # the page is not among those of this installation
        return []
    asked = "Please say in two minutes how it was, so that the next is better:"
    return [f"{asked}\n{settings.ADDRESS}{path}"]
