"""What whoever plans an event chooses of, and what else happens then."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from culturefirst.events.models import Booking, Event, State
from culturefirst.events.policy import KEEPERS
from culturefirst.events.queries.calendar import listed
from culturefirst.events.when import begins
from culturefirst.kit.policy import roles
from culturefirst.network.models import (
    Audience,
    Group,
    GroupMember,
    Organisation,
    Person,
    SubRegion,
)
from culturefirst.programme.models import Activity

A_DAY = timedelta(days=1)
NEAR = timedelta(days=28)


def groups_to_plan_for(user: Any, on: date) -> "QuerySet[Group]":
    """The groups that this person is in and may plan for."""
    sits = GroupMember.objects.in_on(on).filter(person=getattr(user, "person_id", None))
    if not roles(user) & KEEPERS:
        sits = sits.filter(part__in=GroupMember.KEEPERS)
    rows: QuerySet[Group] = Group.objects.visible_to(user).standing_on(on)
    return rows.filter(pk__in=sits.values("group"))


def choices(user: Any, on: date, event: Any = None) -> dict[str, "QuerySet[Any]"]:
    """What this person may choose of, by field: with what the event has already, if it has."""
    current = Q(programme__priority__work_programme__state="current")
    standing = Organisation.objects.standing_on(on).values("pk")
    return {
        "group": Group.objects.filter(
            Q(pk__in=groups_to_plan_for(user, on).values("pk"))
            | Q(pk=getattr(event, "group_id", None))
        ),
        "audience": Audience.objects.visible_to(user).filter(
            Q(retired_at__isnull=True) | Q(pk=getattr(event, "audience_id", None))
        ),
        "serves": Activity.objects.visible_to(user).filter(
            current | Q(pk=getattr(event, "serves_id", None))
        ),
        "host": Organisation.objects.filter(
            Q(pk__in=standing) | Q(pk=getattr(event, "host_id", None))
        ).order_by("name"),
    }


def person_named(user: Any, name: str) -> Person | None:
    """The one person of the network who is called so, as far as this person may know."""
    found = list(Person.objects.visible_to(user).filter(name__iexact=name.strip())[:2])
    return found[0] if len(found) == 1 else None


def overlaps(event: Event, user: Any) -> "QuerySet[Event]":
    """What else happens in the same sub-region in the week of this event; all of it in none."""
    monday = event.day - timedelta(days=event.day.weekday())
    rows: QuerySet[Event] = listed(user).exclude(pk=event.pk)
    rows = rows.exclude(state=State.CANCELLED).filter(
        ends_at__gt=begins(monday), starts_at__lt=begins(monday + timedelta(days=7))
    )
    if event.sub_region_id is not None:
        here = Q(sub_region=event.sub_region_id) | Q(sub_region__isnull=True)
        rows = rows.filter(here)
    return rows


@dataclass(frozen=True)
class Covered:
    """A sub-region and what there was in it this year; ``latest`` is the last or the next."""

    place: SubRegion
    held: int
    to_come: int
    latest: Event | None


def coverage(user: Any, starts: date, ends: date, now: datetime) -> list[Covered]:
    """Each sub-region with the events of a year, those without any first."""
    rows = Event.objects.visible_to(user).taking_place()
    rows = rows.filter(starts_at__gte=begins(starts), starts_at__lt=begins(ends + A_DAY))
    there: dict[int, list[Event]] = {}
    for event in rows.filter(sub_region__isnull=False):
        there.setdefault(event.sub_region_id, []).append(event)
    found = [_covered(place, there.get(place.pk, []), now) for place in SubRegion.objects.all()]
    return sorted(found, key=lambda each: (each.held + each.to_come, each.place.name))


def _covered(place: SubRegion, events: list[Event], now: datetime) -> Covered:
    ahead = [event for event in events if not event.is_over(now)]
    latest = events[-1] if events else None
    return Covered(place, len(events) - len(ahead), len(ahead), latest)


def drafts_that_are_near(user: Any, on: date) -> "QuerySet[Event]":
    """Drafts that this person keeps, whose day comes within four weeks."""
    rows: QuerySet[Event] = Event.objects.kept_by(user).filter(
        state=State.DRAFT, starts_at__lt=begins(on + NEAR), starts_at__gte=begins(on)
    )
    return rows.select_related("made_by")


def without_attendance(user: Any, on: date) -> "QuerySet[Event]":
    """Events of the last weeks that this person keeps, of which nobody noted who was there."""
    booked = Booking._base_manager.filter(event=OuterRef("pk"), state=Booking.State.BOOKED)
    rows: QuerySet[Event] = Event.objects.kept_by(user).filter(
        Exists(booked), state=State.HELD, held_on__gte=on - NEAR
    )
    return rows.exclude(Exists(booked.filter(attended__isnull=False)))
