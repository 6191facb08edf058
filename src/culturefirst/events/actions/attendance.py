"""Who was there: ticked at the door, from paper or put right later; what was seen last stands."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from culturefirst.events.models import Booking, Event, State
from culturefirst.events.policy import keep_event, note_booking
from culturefirst.events.queries.places import own_booking, shared_post
from culturefirst.events.rules_after import LONGEST_KEY, Note, stands, why_not_noted
from culturefirst.kit import audit, clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.keeps import snapshot
from culturefirst.kit.locks import locked
from culturefirst.kit.outbox.addresses import normalised
from culturefirst.kit.wording import plural
from culturefirst.network.models import Person

__all__ = ["Note", "let_in", "note_attendance", "note_delegate"]
AT_DOOR = "Came to the door."
NOTED = ["attended", "noted_at", "noted_how", "noted_key", "version"]
Noted = Booking.Noted


@action("noted who was there", allow=keep_event, on="event")
def note_attendance(
    *, by: Any, event: Event, notes: Sequence[Note], how: str = Noted.DOOR
) -> Event:
    """Keep what was seen of many delegates, all of it or nothing.

    A note that was kept before changes nothing, nor does one that is older than what stands: a
    telephone that was away for an hour does not undo what was seen since. A moment that has not
    come yet (a clock that is fast) counts as now.
    """
    _refuse(event)
    rows = _rows_of(event, notes)
    now = clock.now()
    for note in sorted(notes, key=lambda each: each.at):
        row, seen = rows[note.booking], replace(note, at=min(note.at, now))
        if stands(row, seen):
            _keep(row, seen, how, by)
    return event


@action("noted whether a delegate was there", allow=note_booking, on="booking")
def note_delegate(*, by: Any, booking: Booking, came: bool | None, reason: str) -> Booking:
    """Put right what is kept of one delegate, after the event, with the reason."""
    event = booking.event
    if event.state == State.CANCELLED:
        raise DomainError("It was called off, so nobody was there.")
    if event.state not in (State.HELD, State.CLOSED):
        raise DomainError("It is not over: tick at the door.")
    if booking.state != Booking.State.BOOKED:
        raise DomainError("They had no place, so nothing is noted of them.")
    if not reason.strip():
        raise DomainError("Say how you know: others may have seen it differently.")
    _set(booking, Note(booking.pk, came, clock.now()), Noted.LATER)
    return booking


@action("let somebody in who had no place", allow=keep_event, on="event")
def let_in(
    *, by: Any, event: Event, person: Person | None = None, guest_name: str = "",
    guest_email: str = "",
) -> Booking:  # fmt: skip
    """Note that somebody came who was not booked: of the network, or a guest by name.

    Whoever waited or gave the place back has one now. How many places there were limits nobody
    who is in the room already.
    """
    _refuse(event)
    row = _of_network(event, person) if person is not None else _guest(event, guest_name)
    if row.attended is True:
        raise DomainError(f"{row.who} is noted as here already.")
    if row.state != Booking.State.BOOKED:
        row.state, row.booked_at, row.moved_up_because = Booking.State.BOOKED, clock.now(), AT_DOOR
    if row.pk is None:
        row.asked_at, row.booked_by_id = clock.now(), getattr(by, "person_id", None)
        row.guest_email = normalised(guest_email) if guest_email.strip() else ""
        row.version = 0  # which the next line raises
    _note_on(row, Note(0, True, clock.now()), Noted.DOOR)
    row.clean_fields(exclude=["event", "person", "organisation", "booked_by"])
    row.save()
    return row


def _refuse(event: Event) -> None:
    if why := why_not_noted(event, clock.today()):
        raise DomainError(why)


def _rows_of(event: Event, notes: Iterable[Note]) -> dict[int, Booking]:
    """The bookings that notes are about; refused where one of them is no place at this event."""
    asked = {note.booking for note in notes}
    found = Booking._base_manager.filter(event=event, state=Booking.State.BOOKED, pk__in=asked)
    rows = {row.pk: row for row in found.select_for_update()}
    if missing := len(asked - rows.keys()):
        raise DomainError(
            f"{plural(missing, 'tick')} {'is' if missing == 1 else 'are'} for somebody who has no "
            "place at this event, so nothing was kept. Open the list again, and tick anew."
        )
    for row in rows.values():
        row.event = event
    return rows


def _keep(row: Booking, note: Note, how: str, by: Any) -> None:
    before, was = snapshot(row), row.attended
    _set(row, note, how)
    if was is not note.came:  # seen once more is no news for the trail
        audit.record(
            "events.note_delegate", by=by, changed=row, before=before, about=row.about
        )  # fmt: skip


def _set(row: Booking, note: Note, how: str) -> None:
    _note_on(row, note, how)
    row.save(update_fields=NOTED)


def _note_on(row: Booking, note: Note, how: str) -> None:
    row.attended, row.noted_at = note.came, note.at
    row.noted_how, row.noted_key = how, note.key[:LONGEST_KEY]
    row.version += 1


def _of_network(event: Event, person: Person) -> Booking:
    if (found := own_booking(event, person.pk)) is not None:
        row = locked(found)  # which ``note_delegate`` changes without the event's lock
        row.event = event
        return row
    post = shared_post(None, person, anywhere=True)
    if post is None:
        raise DomainError(f"{person} holds no post in the network today: let them in as a guest.")
    return Booking(event=event, person=person, organisation=post.organisation, role=post.role)


def _guest(event: Event, name: str) -> Booking:
    words = " ".join(name.split())
    if not words:
        raise DomainError("Give the name of whoever came.")
    return Booking(event=event, guest_name=words)
