"""Bookings as people and keepers list them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from culturefirst.events.models import Booking, Event, Needs, State
from culturefirst.events.when import begins
from culturefirst.network.models import Organisation

Rows = QuerySet[Booking]


def bookings(user: Any) -> "Rows":
    """Those that this person may see, with whatever lists show of them."""
    rows: Rows = Booking.objects.visible_to(user)
    return rows.select_related(
        "event__group", "event__sub_region", "person__account", "organisation", "booked_by"
    )


def with_position(rows: "Rows") -> "Rows":
    """Each with ``position``: its number in the line, 0 where it is in none."""
    ahead = Booking._base_manager.filter(
        event=OuterRef("event"), state=Booking.State.WAITING, pk__lte=OuterRef("pk")
    )
    number = ahead.order_by().values("event").annotate(n=Count("pk")).values("n")
    return rows.annotate(position=Coalesce(Subquery(number), 0))


def mine(user: Any) -> "Rows":
    """This person's own and those they made for others, the latest event first."""
    person = getattr(user, "person_id", None)
    rows = bookings(user)
    own = rows.filter(person=person) | rows.filter(booked_by=person)
    return with_position(own).order_by("-event__starts_at", "-pk")


def coming(user: Any, first: date, last: date) -> "Rows":
    """This person's own places at events that begin on these days."""
    rows = bookings(user).filter(
        person=getattr(user, "person_id", None), state=Booking.State.BOOKED,
        event__state=State.OPEN, event__starts_at__gte=begins(first),
        event__starts_at__lt=begins(last + timedelta(days=1)),
    )  # fmt: skip
    return rows.order_by("event__starts_at", "pk")


def delegates(
    event: Event, user: Any, *, state: str = "", role: str = "",
    organisation: Organisation | None = None,
) -> "Rows":  # fmt: skip
    """The bookings of an event for whoever keeps it, narrowed; in the order of asking."""
    rows = with_position(bookings(user).filter(event=event))
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(role=role) if role else rows
    return rows.filter(organisation=organisation) if organisation else rows


def bodies_of(event: Event, user: Any) -> "QuerySet[Organisation]":
    """The organisations from which somebody is booked or waits."""
    there = Booking.objects.visible_to(user).filter(event=event)
    rows: QuerySet[Organisation] = Organisation.objects.visible_to(user)
    return rows.filter(pk__in=there.values("organisation")).order_by("name")


@dataclass(frozen=True)
class Kitchen:
    """What is needed on the day: what to cook, counted; and for whom to prepare what."""

    dietary: list[tuple[str, int]]
    access: list[tuple[str, str]]
    said: int
    booked: int

    @property
    def unsaid(self) -> int:
        """Of how many it is not known what they do not eat."""
        return self.booked - self.said


def kitchen(event: Event, user: Any) -> Kitchen:
    """The needs of those who have a place, gathered for whoever prepares the day."""
    rows = Needs.objects.visible_to(user).filter(
        booking__event=event, booking__state=Booking.State.BOOKED
    )
    found = list(rows.select_related("booking__person", "booking__event").order_by("booking"))
    foods: Counter[str] = Counter()
    spelt: dict[str, str] = {}
    for row in found:
        if row.dietary:
            word = spelt.setdefault(row.dietary.casefold().strip(" ."), row.dietary)
            foods[word] += 1
    booked = Booking.objects.visible_to(user).filter(event=event, state=Booking.State.BOOKED)
    return Kitchen(
        dietary=sorted(foods.items(), key=lambda each: (-each[1], each[0].casefold())),
        access=[(row.booking.who, row.access) for row in found if row.access],
        said=sum(bool(row.dietary) for row in found),
        booked=booked.count(),
    )


def has_begun(event: Event, at: datetime) -> bool:
    """Whether its first moment has passed."""
    return event.starts_at <= at
