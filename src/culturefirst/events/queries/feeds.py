"""What feeds tell: to everybody, and to whoever has somebody's secret address."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from culturefirst.events.actions.keys import digest_of
from culturefirst.events.models import Booking, CalendarKey, Event, State
from culturefirst.kit.policy import roles
from culturefirst.network.models import Person, SubRegion

Rows = QuerySet[Event]
BACK = timedelta(days=92)  # so that programs keep what has just been


def open_to_all(now: datetime, place: SubRegion | None = None) -> Rows:
    """Events that everybody may know of, of the last months and to come; those called off too."""
    rows = _public().filter(ends_at__gt=now - BACK)
    if place is not None:
        rows = rows.filter(Q(sub_region=place) | Q(sub_region__isnull=True))
    return rows


def announced_lately() -> Rows:
    """The same that take or took place, the latest announced first."""
    rows = _public().exclude(state=State.CANCELLED).prefetch_related("topics__topic")
    return rows.order_by("-opened_on", "-pk")


def whose(token: str) -> Person | None:
    """Whose calendar this key opens; nobody's where they have no open account or no role today."""
    rows = CalendarKey.objects.filter(digest=digest_of(token))
    found = rows.filter(person__account__is_active=True).select_related("person__account").first()
    return found.person if found and roles(found.person.account) else None


def places_of(person: Person, now: datetime) -> Rows:
    """Events at which somebody has a place, of the last months and to come."""
    has = Booking._base_manager.filter(person=person, state=Booking.State.BOOKED)
    rows: Rows = Event.objects.filter(pk__in=has.values("event"), ends_at__gt=now - BACK)
    return rows.exclude(state=State.DRAFT).select_related("sub_region")


def places() -> "QuerySet[SubRegion]":
    """The sub-regions, each of which has a feed of its own."""
    return SubRegion.objects.all()


def key_of(person: int | None) -> CalendarKey | None:
    """The key that somebody made, of which only the digest is kept."""
    return CalendarKey.objects.filter(person=person).first()


def _public() -> Rows:
    rows: Rows = Event.objects.exclude(state=State.DRAFT).filter(access=Event.Access.PUBLIC)
    return rows.select_related("sub_region", "group")
