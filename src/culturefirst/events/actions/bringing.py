"""A place is asked for on behalf of a colleague, or of a guest from outside the network."""

from datetime import timedelta
from typing import Any

from django.db.models import Q

from culturefirst.events.actions.booking import (
    ONLY_ITS_OWN,
    already,
    kept_place,
    refuse_clash,
    refuse_closed,
)
from culturefirst.events.models import Booking, Event
from culturefirst.events.policy import ask_for_place, is_for, keep_event
from culturefirst.events.queries.places import main_post, own_booking, shared_post
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.limits import Limit, by_person, taken
from culturefirst.kit.outbox.addresses import normalised
from culturefirst.network.models import Person

# Whoever is booked for is written to, and again when the place is given back.
A_DAY = Limit("places for others", 30, timedelta(days=1), by_person)
MOST_GUESTS = 5  # of one person at one event, those included whose place was given back
TOO_MANY = (
    "You have asked for 30 places for others within a day, which is as many as we let one person "
    "ask for. Go on tomorrow, or ask whoever keeps the event to put in more."
)


@action("asked for a colleague's place at an event", allow=ask_for_place, on="event")
def bring_colleague(
    *,
    by: Any,
    event: Event,
    person: Person | None = None,
    guest_name: str = "",
    guest_email: str = "",
    dietary: str = "",
    access: str = "",
    invoice_reference: str = "",
    clash_accepted: bool = False,
) -> Booking:
    """Get a place for somebody of one's own organisation, or for a guest with name and address.

    Whoever keeps the event may put in anybody of the network, and after bookings have ended.
    """
    keeps = keep_event.allows(by, event)
    refuse_closed(event, keeps=keeps)
    if not keeps and taken(A_DAY, str(by.pk), 1) is not None:
        raise DomainError(TOO_MANY)
    if person is None:
        made = _guest(by, event, guest_name, guest_email, keeps=keeps)
    else:
        made = _colleague(by, event, person, keeps=keeps)
        if not clash_accepted:
            refuse_clash(event, person.pk, own=False)
    return kept_place(made, by, dietary, access, invoice_reference)


def _colleague(by: Any, event: Event, person: Person, *, keeps: bool) -> Booking:
    if person.pk == by.person_id:
        raise DomainError("This is yourself: book a place of your own.")
    if (there := own_booking(event, person.pk)) is not None:
        raise DomainError(already(str(person), there))
    post = shared_post(by, person, anywhere=keeps)
    if post is None:
        raise DomainError(
            f"{person} holds no post in your organisation today. Let them book themselves."
        )
    if not is_for(_Asked(person.pk), event):
        raise DomainError(ONLY_ITS_OWN.format(who=f"{person} is"))
    return Booking(event=event, person=person, organisation=post.organisation, role=post.role)


def _guest(by: Any, event: Event, name: str, email: str, *, keeps: bool) -> Booking:
    if event.group_id is not None or event.audience_id is not None:
        raise DomainError("It is only for some people of the network: no guest can be brought.")
    words, address = " ".join(name.split()), normalised(email)
    if not words:
        raise DomainError("Give the name of your guest.")
    same = Q(guest_email__iexact=address) | Q(person__email__iexact=address)
    rows = Booking._base_manager.filter(same | Q(person__account__email__iexact=address))
    if rows.filter(event=event).exclude(state=Booking.State.CANCELLED).exists():
        raise DomainError("Somebody with this address is booked already.")
    if not keeps:
        _refuse_many_guests(by, event)
    body = main_post(by.posts_today).organisation
    return Booking(event=event, guest_name=words, guest_email=address, organisation=body)


def _refuse_many_guests(by: Any, event: Event) -> None:
    """Each guest is written to at once: nobody writes to very many strangers through here."""
    rows = Booking._base_manager.filter(event=event, booked_by=by.person_id, person__isnull=True)
    if rows.count() >= MOST_GUESTS:
        raise DomainError(
            f"You have booked for {MOST_GUESTS} guests. Ask whoever keeps the event to put in more."
        )


class _Asked:
    """Somebody who is asked about without an account."""

    def __init__(self, person: int) -> None:
        self.person_id = person
