"""Who booked for a speed-dating day, and who of them sits where."""

from typing import Any

from django.db.models import QuerySet

from culturefirst.collaboration.models import DatingDay, Delegate, Party
from culturefirst.events.models import Booking


def to_bring_in(day: DatingDay) -> "QuerySet[Booking]":
    """Those with a place who sit nowhere yet, of a body."""
    return _unseated(day).filter(organisation__isnull=False)


def without_a_body(day: DatingDay) -> "QuerySet[Booking]":
    """Those with a place who belong to no body, and so to no table."""
    return _unseated(day).filter(organisation__isnull=True)


def to_let_go(day: DatingDay) -> "QuerySet[Delegate]":
    """Those who sit somewhere and gave their place back."""
    rows = Delegate._base_manager.filter(party__day=day)
    found: QuerySet[Delegate] = rows.exclude(booking__state=Booking.State.BOOKED)
    return found


def days(user: Any) -> "QuerySet[DatingDay]":
    """Speed-dating days that this person may know of."""
    rows: QuerySet[DatingDay] = DatingDay.objects.visible_to(user)
    return rows.select_related("event__group", "event__sub_region")


def parties(user: Any) -> "QuerySet[Party]":
    """Parties of days that this person keeps or takes part in."""
    rows: QuerySet[Party] = Party.objects.visible_to(user)
    return rows.select_related("organisation", "day__event__group", "day__event__sub_region")


def sitting_in(party: Party, user: Any) -> list[Delegate]:
    """Who sits there, as far as this person may know."""
    rows = Delegate.objects.visible_to(user).filter(party=party)
    return list(rows.select_related("booking__person").order_by("pk"))


def _unseated(day: DatingDay) -> "QuerySet[Booking]":
    rows = Booking._base_manager.filter(event=day.event_id, state=Booking.State.BOOKED)
    found: QuerySet[Booking] = rows.filter(seat__isnull=True)
    return found.select_related("organisation", "person").order_by("pk")
