"""What happens when: the events that somebody may know of, as lists and pages show them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from culturefirst.events.models import Booking, Event, State
from culturefirst.events.when import clock_time, in_words, shown
from culturefirst.kit.wording import plural

Rows = QuerySet[Event]


def events(user: Any) -> "Rows":
    """What this person may know of, with all that is shown of it in one statement."""
    rows: Rows = Event.objects.visible_to(user)
    return rows.select_related(
        "sub_region", "host", "group", "audience", "serves", "series", "made_by__account"
    )


def listed(user: Any) -> "Rows":
    """The same with how many places are taken, for lists."""
    return events(user).annotate(
        booked=_bookings(Booking.State.BOOKED), waiting=_bookings(Booking.State.WAITING)
    )


def to_come(user: Any, now: datetime) -> "Rows":
    """What is announced and not over, the next first."""
    return listed(user).filter(ends_at__gt=now).exclude(state=State.DRAFT)


def past(user: Any, now: datetime) -> "Rows":
    """What took place, the latest first."""
    over = listed(user).filter(ends_at__lte=now)
    return over.exclude(state__in=(State.DRAFT, State.CANCELLED)).order_by("-starts_at", "-pk")


def drafts(user: Any) -> "Rows":
    """What is not announced yet, for those who may see it."""
    return listed(user).filter(state=State.DRAFT)


@dataclass(frozen=True)
class Line:
    """An event as a list shows it: when and where in words, and whether there is a place."""

    event: Any
    now: datetime

    @property
    def when(self) -> str:
        return in_words(self.event)

    @property
    def begins(self) -> str:
        return clock_time(self.event.starts_at)

    @property
    def day(self) -> Any:
        return shown(self.event.starts_at).date()

    @property
    def where(self) -> str:
        return place_of(self.event)

    @property
    def kind(self) -> str:
        return str(self.event.get_kind_display())

    @property
    def standing(self) -> str:
        """ "6 places left", "Waiting list", "Open": from what is booked, never typed."""
        event = self.event
        if event.state != State.OPEN:
            return "" if event.state in (State.HELD, State.CLOSED) else event.get_state_display()
        if not event.takes_bookings(self.now):
            return "Bookings have ended"
        if event.places is None:
            return "Open"
        left = event.places - event.booked
        if left <= 0 or event.waiting:
            return "Waiting list"
        return f"{plural(left, 'place')} left"


def lines(rows: Any, now: datetime) -> list[Line]:
    """Each event as a list shows it."""
    return [Line(event, now) for event in rows]


def place_of(event: Any) -> str:
    """Where it is, as short as a list wants it."""
    venue = event.venue or ("Online" if event.online else "")
    area = str(event.sub_region) if event.sub_region else ""
    return " · ".join(filter(None, (venue, area)))


def _bookings(state: str) -> Coalesce:
    rows = Booking._base_manager.filter(event=OuterRef("pk"), state=state).order_by()
    counted = rows.values("event").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
