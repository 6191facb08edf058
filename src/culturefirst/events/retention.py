"""How long is kept what delegates need, who their guests are, and what was withdrawn."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from culturefirst.events import letters, stored
from culturefirst.events.models import Booking, EventPaper, Needs
from culturefirst.kit import outbox
from culturefirst.kit.retention import RULES, Rule, days_before

Rows = QuerySet[Any]
AT_ONCE = 50  # bookings of one statement


def old_needs(day: date) -> Rows:
    """What was said for events that have been over long enough."""
    return Needs._base_manager.filter(booking__event__ends_at__lt=days_before(day, 14))


def old_guests(day: date) -> Rows:
    """Guests' bookings that still have a name or an address."""
    named = ~Q(guest_name="") | ~Q(guest_email="")
    rows: Rows = Booking._base_manager.filter(named, event__ends_at__lt=days_before(day, 60))
    return rows


def withdrawn_papers(day: date) -> Rows:
    """Papers that were taken away and not put back."""
    return EventPaper._base_manager.filter(withdrawn_at__lt=days_before(day, 90))


def _take_names_out(rows: Rows) -> None:
    """Out of the bookings, and out of the letters that went to them."""
    kept = list(rows)
    for at in range(0, len(kept), AT_ONCE):
        outbox.forget_letters(letters.of_bookings(kept[at : at + AT_ONCE]))
    rows.update(guest_name="", guest_email="")


for key, rule in {
    "needs": Rule(
        "What delegates eat, and what they need to take part",
        "14 days after the event",
        "It is wanted for the day only; until then a bill for the food may be asked about.",
        old_needs,
    ),
    "guests": Rule(
        "Names and addresses of guests from outside the network",
        "60 days after the event",
        "Until then they may be sent what was shown there; that a guest came stays.",
        old_guests,
        _take_names_out,
    ),
    "papers": Rule(
        "Papers of events that were withdrawn, with their files",
        "90 days",
        "Until then they can be put back.",
        withdrawn_papers,
        stored.delete,
    ),
}.items():
    RULES.add(f"events.{key}", rule)
