"""What happens when: the events that somebody may know of, as lists and pages show them."""

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from culturefirst.events.models import Booking, Event, EventTopic, State
from culturefirst.events.when import begins, clock_time, in_words, shown
from culturefirst.kit.calendar import Appointment
from culturefirst.kit.wording import plural
from culturefirst.network.models import SubRegion, Topic

Rows = QuerySet[Event]


def events(user: Any) -> "Rows":
    """What this person may know of, with all that is shown of it in one statement."""
    rows: Rows = Event.objects.visible_to(user)
    return rows.select_related(
        "sub_region", "host", "group", "audience", "serves", "series", "made_by__account"
    )


def public() -> "Rows":
    """What anybody may know of, whoever asks: announced, and called off since, too."""
    rows: Rows = Event.objects.visible_to(None)
    return rows


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
class Asked:
    """What a calendar is narrowed by; each is optional. ``month`` is its first day."""

    kind: str = ""
    sub_region: SubRegion | None = None
    topic: Topic | None = None
    month: date | None = None
    whom: str = ""


def narrowed(rows: Rows, asked: Asked) -> Rows:
    """Those that fit; an event of the whole area fits each sub-region."""
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.sub_region is not None:
        rows = rows.filter(Q(sub_region=asked.sub_region) | Q(sub_region__isnull=True))
    if asked.topic is not None:
        rows = rows.filter(pk__in=EventTopic.objects.filter(topic=asked.topic).values("event"))
    if asked.month is not None:
        rows = in_month(rows, asked.month)
    if asked.whom == "all":
        rows = rows.filter(group__isnull=True, audience__isnull=True)
    elif asked.whom == "some":
        rows = rows.filter(Q(group__isnull=False) | Q(audience__isnull=False))
    return rows


def in_month(rows: Rows, first: date) -> Rows:
    """What happens in a month, if only in a part of it."""
    after = (first + timedelta(days=31)).replace(day=1)
    return rows.filter(ends_at__gt=begins(first), starts_at__lt=begins(after))


def months_ahead(today: date) -> list[date]:
    """This month and the eleven after it, by their first days."""
    months = (today.year * 12 + today.month - 1 + n for n in range(12))
    return [date(month // 12, month % 12 + 1, 1) for month in months]


@dataclass(frozen=True)
class Day:
    """A day of a month's table, with what happens on it; ``inside`` the month or beside it.

    ``own`` is what whoever looks takes part in beside events, each with when it begins.
    """

    on: date
    inside: bool
    lines: list["Line"]
    own: list[tuple[str, Appointment]]


def weeks(
    rows: Rows, first: date, now: datetime, own: Iterable[Appointment] = ()
) -> list[list[Day]]:
    """The weeks of a month from Monday on, each day with its events in the order of the clock."""
    beside: dict[date, list[tuple[str, Appointment]]] = {}
    for each in own:
        when = clock_time(each.starts) if each.starts else "all day"
        beside.setdefault(each.day, []).append((when, each))
    found: dict[date, list[Line]] = {}
    for line in lines(in_month(rows, first), now):
        day = line.day
        while day <= line.event.last_day:
            found.setdefault(day, []).append(line)
            day += timedelta(days=1)
    return [
        [
            Day(day, day.month == first.month, found.get(day, []), beside.get(day, []))
            for day in week
        ]
        for week in Calendar().monthdatescalendar(first.year, first.month)
    ]


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
