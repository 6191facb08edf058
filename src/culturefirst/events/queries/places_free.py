"""Places that came free outside an action: somebody was erased, or two records became one."""

from culturefirst.events import rules
from culturefirst.events.models import Booking, Event, State
from culturefirst.events.queries.places import asker_of, limits_of, taken_of
from culturefirst.kit import clock


def held_by_nobody() -> list[Booking]:
    """Bookings to come of people who were erased."""
    rows = Booking._base_manager.filter(
        person__erased_on__isnull=False, event__state=State.OPEN, event__starts_at__gt=clock.now()
    )
    rows = rows.exclude(state=Booking.State.CANCELLED).select_related("event").order_by("pk")
    return list(rows)


def not_filled() -> list[Event]:
    """Events with a place for somebody who waits, where places are given in the order of asking."""
    waits = Booking._base_manager.filter(state=Booking.State.WAITING)
    rows = Event.objects.filter(
        pk__in=waits.values("event"), state=State.OPEN, filling=Event.Filling.ORDER
    )
    return [event for event in rows.filter(starts_at__gt=clock.now()) if _has_room(event)]


def _has_room(event: Event) -> bool:
    rows = Booking._base_manager.filter(event=event, state=Booking.State.WAITING).order_by("pk")
    line = [(row.pk, asker_of(row)) for row in rows]
    return bool(rules.next_up(limits_of(event), taken_of(event), line))
