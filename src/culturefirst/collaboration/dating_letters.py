"""The letter with which a timetable becomes final: to each delegate, whom they meet and when."""

from django.conf import settings
from django.urls import reverse

from culturefirst.collaboration.letters import address_of
from culturefirst.collaboration.models import Delegate, Party
from culturefirst.collaboration.queries.dating import Board
from culturefirst.collaboration.rules_dating import Slot, slots
from culturefirst.events.models import Booking
from culturefirst.events.rules import is_discreet
from culturefirst.events.when import clock_time, in_words
from culturefirst.kit import outbox
from culturefirst.kit.models import Installation

KIND = "event"
UNNAMED = "an event of a group of yours"


def tell_final(known: Board) -> int:
    """One letter a delegate, in the caller's transaction; who was told already is not told again.

    Of an event of a group that the team does not read, it holds neither title nor names.
    """
    rows = Delegate._base_manager.filter(
        party__day=known.day, booking__state=Booking.State.BOOKED
    ).select_related("booking__person__account", "party__organisation")
    letters = []
    for row in rows.order_by("pk"):
        if to := address_of(row.booking.person) or row.booking.guest_email:
            key = f"dating:{known.day.pk}:final:{row.booking_id}"
            text = "\n\n".join([*_parts(known, row.party), Installation.current().network]) + "\n"
            subject = f"Whom you meet at {_called(known)}"
            letters.append(outbox.Letter(key, to, subject, text, KIND))
    if letters:
        outbox.send_all(letters)
    return len(letters)


def _called(known: Board) -> str:
    event = known.day.event
    return UNNAMED if is_discreet(event) else f"“{event.title}”"


def _parts(known: Board, party: Party) -> list[str]:
    event, times = known.day.event, {each.number: each for each in slots(known.day)}
    page = f"{settings.ADDRESS}{reverse('event', args=[event.pk])}"
    where = f" at {event.venue}" if event.venue else ""
    meets = "\n".join(_lines(known, party, times)) or "You have no meeting yet."
    if is_discreet(event):
        return [f"The timetable of {UNNAMED} is final. Whom you meet, you read here:\n{page}"]
    return [
        f"The timetable of “{event.title}” is final. {in_words(event)}{where}.",
        f"{party} meets:",
        meets,
        f"If somebody does not come, the rest of the day is planned anew. Here is what holds:\n"
        f"{page}",
    ]


def _lines(known: Board, party: Party, times: dict[int, Slot]) -> list[str]:
    return [
        f"{clock_time(times[each.round].begins)}, table {each.table}: "
        f"{known.called(int(str(each.partner(party.pk))))}"
        for each in known.timetable.meetings
        if party.pk in each.pair
    ]
