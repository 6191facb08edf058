"""How long is kept what delegates need, and who their guests are."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from culturefirst.events.models import Booking, Needs
from culturefirst.kit.retention import RULES, Rule, days_before

Rows = QuerySet[Any]


def old_needs(day: date) -> Rows:
    """What was said for events that have been over long enough."""
    return Needs._base_manager.filter(booking__event__ends_at__lt=days_before(day, 14))


def old_guests(day: date) -> Rows:
    """Guests' bookings that still have a name or an address."""
    named = ~Q(guest_name="") | ~Q(guest_email="")
    rows: Rows = Booking._base_manager.filter(named, event__ends_at__lt=days_before(day, 60))
    return rows


def _take_names_out(rows: Rows) -> None:
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
}.items():
    RULES.add(f"events.{key}", rule)
