"""A place is asked for, kept in order and given back, under the event's lock."""

from typing import Any

from culturefirst.events import letters, rules
from culturefirst.events.actions.filling import fill
from culturefirst.events.actions.needs import clear_needs, keep_needs
from culturefirst.events.models import Booking, Event
from culturefirst.events.policy import ask_for_place, is_for, keep_booking
from culturefirst.events.queries.places import (
    clash_of,
    limits_of,
    main_post,
    own_booking,
    position,
    taken_of,
)
from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.network.models import Post

ONLY_ITS_OWN = "It is only for some people of the network, and {who} not among them."


class Clash(DomainError):
    """Somebody has a place elsewhere at that time; asked for once more with consent, it is made."""


@action("asked for a place at an event", allow=ask_for_place, on="event")
def book_place(
    *,
    by: Any,
    event: Event,
    post: Post | None = None,
    dietary: str = "",
    access: str = "",
    invoice_reference: str = "",
    clash_accepted: bool = False,
) -> Booking:
    """Get a place, or one in the line, for oneself; ``post`` says as what, where one has several.

    Raises ``Clash`` where one has a place elsewhere at that time and has not agreed to that.
    """
    refuse_closed(event, keeps=False)
    if not is_for(by, event):
        raise DomainError(ONLY_ITS_OWN.format(who="you are"))
    if (mine := own_booking(event, by.person_id)) is not None:
        raise DomainError(already("You", mine))
    chosen = _own_post(by, post)
    if not clash_accepted:
        refuse_clash(event, by.person_id, own=True)
    made = _as_guest(event, by) or Booking(event=event)
    made.person_id, made.organisation = by.person_id, chosen.organisation
    made.role = chosen.role
    return kept_place(made, by, dietary, access, invoice_reference)


@action("changed what a booking says", allow=ask_for_place, on="event")
def change_booking(
    *,
    by: Any,
    event: Event,
    booking: Booking,
    dietary: str = "",
    access: str = "",
    invoice_reference: str | None = None,
) -> Booking:
    """Set what a delegate eats and needs, and what their invoice is to quote."""
    row = of_event(event, booking)
    keep_booking.require(by, row)
    _refuse_cancelled(row)
    if event.is_over(clock.now()):
        raise DomainError("It is over: what was needed there is not kept any more.")
    if invoice_reference is not None:
        row.invoice_reference = " ".join(invoice_reference.split())
    row.version += 1
    _checked(row).save(update_fields=["invoice_reference", "version"])
    keep_needs(row, dietary, access)
    return row


@action("gave a place back", allow=ask_for_place, on="event")
def cancel_booking(*, by: Any, event: Event, booking: Booking, reason: str = "") -> Booking:
    """Give a place, or one in the line, back; whoever waits first and may, gets it at once."""
    row = of_event(event, booking)
    keep_booking.require(by, row)
    _refuse_cancelled(row)
    if why := rules.why_not_cancelled(event, clock.now()):
        raise DomainError(why)
    had_place = row.state == Booking.State.BOOKED
    row.state, row.cancelled_at = Booking.State.CANCELLED, clock.now()
    row.attended = None
    row.version += 1
    row.save(update_fields=["state", "cancelled_at", "attended", "version"])
    clear_needs(row)
    letters.tell_given_back(row, by=by, had_place=had_place, reason=reason)
    fill(event)
    return row


def of_event(event: Event, booking: Booking) -> Booking:
    """The booking, read afresh now that its event is locked."""
    rows = Booking._base_manager.filter(event=event, pk=booking.pk)
    row: Booking | None = rows.select_related("person__account", "booked_by__account").first()
    if row is None:
        raise DomainError("This booking is not there any more. Read the list afresh.")
    row.event = event
    return row


def kept_place(
    made: Booking, by: Any, dietary: str, access: str, invoice_reference: str
) -> Booking:
    """Keep a booking: with a place, or at the end of the line."""
    event, now, why = made.event, clock.now(), ""
    if made.pk is None:
        who = rules.Asker(made.role, made.organisation_id)
        why = rules.why_waits(limits_of(event), taken_of(event), who)
        made.state = Booking.State.WAITING if why else Booking.State.BOOKED
        made.booked_at = None if why else now
        made.asked_at, made.booked_by_id = now, by.person_id
    if event.price:
        made.invoice_reference = " ".join(invoice_reference.split())
    _checked(made).save()
    keep_needs(made, dietary, access)
    letters.tell_booked(made, by=by, why=why)
    return made


def _checked(row: Booking) -> Booking:
    """The booking, unless a value is too long; the rest of its rules the database holds."""
    row.clean_fields(exclude=["event", "person", "organisation", "booked_by"])
    return row


def refuse_closed(event: Event, *, keeps: bool) -> None:
    """Raise where no booking is taken at this moment."""
    if why := rules.why_closed(event, clock.now(), keeps=keeps):
        raise DomainError(why)


def _refuse_cancelled(row: Booking) -> None:
    if row.state == Booking.State.CANCELLED:
        raise DomainError("This place was given back already.")


def refuse_clash(event: Event, person: int, *, own: bool) -> None:
    """Raise ``Clash`` where somebody has a place elsewhere at that time."""
    if (other := clash_of(event, person)) is not None:
        raise Clash(rules.clash_words(other.title if own else "", other.starts_at))


def already(who: str, row: Booking) -> str:
    """That somebody is booked, or waits and where."""
    have = "have" if who == "You" else "has"
    if row.state == Booking.State.BOOKED:
        return f"{who} {have} a place already."
    are = "are" if who == "You" else "is"
    return f"{who} {are} on the waiting list already, number {position(row)} in line."


def _own_post(by: Any, post: Post | None) -> Post:
    held: list[Post] = list(by.posts_today)
    if post is None:
        return main_post(held)
    if post.pk not in {each.pk for each in held}:
        raise DomainError("That is no post of yours today. Choose one of those shown.")
    return post


def _as_guest(event: Event, by: Any) -> Booking | None:
    """The booking that a colleague made for this person's address; it is theirs from now on."""
    rows = Booking._base_manager.filter(event=event, guest_email__iexact=by.email)
    row: Booking | None = rows.exclude(state=Booking.State.CANCELLED).first()
    if row is not None:
        row.event, row.guest_name, row.guest_email = event, "", ""
        row.version += 1
    return row
