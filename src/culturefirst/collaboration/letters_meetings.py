"""The two letters by which those who both want to take a meeting further are introduced."""

from django.conf import settings
from django.urls import reverse

from culturefirst.collaboration.letters import address_of
from culturefirst.collaboration.models import (
    DayMeeting,
    Delegate,
    Initiative,
    Party,
    Sitting,
)
from culturefirst.collaboration.queries.between import BEST, where_met
from culturefirst.collaboration.queries.matches import Suggestion
from culturefirst.events.models import Booking
from culturefirst.kit import outbox
from culturefirst.kit.models import Installation
from culturefirst.network.models import Person


def introduce_both(
    meeting: DayMeeting, sides: list[Sitting], fits: list[Suggestion], made: Initiative
) -> None:
    """One letter each to those who said yes, in the caller's transaction."""
    parties = {each.pk: each for each in (meeting.a, meeting.b)}
    for own, other in (sides, reversed(sides)):
        _write(meeting, own, other, parties, fits, made)


def _write(
    meeting: DayMeeting,
    own: Sitting,
    other: Sitting,
    parties: dict[int, Party],
    fits: list[Suggestion],
    made: Initiative,
) -> None:
    to, party = address_of(own.ticked_by), parties[other.party_id]
    if not to:
        return
    people = _people(other)
    parts = [
        f"You met {party} {where_met(meeting)}. You want to take it further, and so do they.",
        "You met:\n" + "\n".join(people) if people else "",
        _matched(fits, own_is_first=own.party_id == meeting.a_id),
        f"A draft of what you might do together waits for both of you: {_page(made)}",
        "Only your two organisations read it until one of you opens it or you drop it.",
        Installation.current().network,
    ]
    reply = address_of(other.ticked_by)
    outbox.send(
        key=f"collaboration:mutual:{meeting.pk}:{own.party_id}",
        to=to,
        subject=f"You and {party} both want to take it further",
        text="\n\n".join(part for part in parts if part) + "\n",
        kind="notice",
        headers={"Reply-To": reply} if reply else {},
    )


def _people(side: Sitting) -> list[str]:
    """Who sat at that side, whoever ticked first, each with an address."""
    rows = Delegate._base_manager.filter(
        party=side.party_id, booking__state=Booking.State.BOOKED, booking__person__isnull=False
    ).select_related("booking__person__account")
    sat = [row.booking.person for row in rows.order_by("pk") if row.booking.person is not None]
    ordered = [each for each in sat if each.pk == side.ticked_by_id]
    ordered += [each for each in sat if each.pk != side.ticked_by_id]
    return [_named(person) for person in ordered if person.erased_on is None]


def _named(person: Person) -> str:
    address = address_of(person)
    return f"{person.name}, {address}" if address else person.name


def _matched(fits: list[Suggestion], *, own_is_first: bool) -> str:
    """What fits, as this side reads it."""
    lines = []
    for each in fits[:BEST]:
        mine, theirs = (each.own, each.other) if own_is_first else (each.other, each.own)
        reasons = ", ".join(each.match.reasons(mine.side))
        lines.append(f"Your “{mine}” and their “{theirs}”: {reasons}.")
    return "What fits:\n" + "\n".join(lines) if lines else ""


def _page(made: Initiative) -> str:
    return f"{settings.ADDRESS}{reverse('initiative', args=[made.pk])}"
