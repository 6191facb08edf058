"""What speed-dating days wait for of a person: wishes, today's agenda, a word on each meeting."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from culturefirst.collaboration.models import (
    DatingDay,
    DayMeeting,
    DayWish,
    Party,
    Sitting,
    own_parties,
)
from culturefirst.collaboration.rules_dating import slots
from culturefirst.events.models import State as EventState
from culturefirst.events.when import begins
from culturefirst.kit import clock

State = DatingDay.State
ASKED_FOR = timedelta(days=60)  # after which nobody is asked any more what is to come of it
HELD_BY_NOW = (State.FINAL, State.OVER)


@dataclass(frozen=True)
class Today:
    """A day on which somebody meets others: how many, and the first of them."""

    party: Party
    meetings: list[DayMeeting]


def to_wish(user: Any) -> list[Party]:
    """The person's own parties of days to come that have asked for nobody yet."""
    now = clock.now()
    asked = DayWish._base_manager.filter(by=OuterRef("pk"))
    rows = _own(user).filter(~Exists(asked), day__state__in=(State.ASKING, State.PROVISIONAL))
    rows = rows.exclude(day__event__state=EventState.CANCELLED)
    return [party for party in rows if party.day.takes_wishes(now)]


def today(user: Any, on: date) -> list[Today]:
    """Final timetables of the day in which this person meets somebody."""
    rows = _own(user).filter(
        day__state=State.FINAL,
        day__first_at__gte=begins(on),
        day__first_at__lt=begins(on + timedelta(days=1)),
    )
    found = []
    for party in rows:
        held = DayMeeting.objects.visible_to(user).filter(day=party.day)
        both = held.filter(a=party) | held.filter(b=party)
        if meetings := list(both.order_by("round")):
            found.append(Today(party, meetings))
    return found


def to_tick(user: Any) -> dict[DatingDay, int]:
    """How many meetings of each day have begun of which this person's side has said nothing."""
    now = clock.now()
    rows = Sitting.objects.visible_to(user).filter(
        further__isnull=True,
        meeting__day__state__in=HELD_BY_NOW,
        meeting__day__first_at__lte=now,
        meeting__day__first_at__gt=now - ASKED_FOR,
    )
    found: dict[DatingDay, int] = {}
    for row in rows.select_related("meeting__day__event", "meeting__a", "meeting__b"):
        if _was_held(row.meeting, now):
            found[row.meeting.day] = found.get(row.meeting.day, 0) + 1
    return found


def _was_held(meeting: DayMeeting, now: Any) -> bool:
    times = slots(meeting.day)
    begun = meeting.round <= len(times) and times[meeting.round - 1].begins <= now
    return begun and all(each.there(meeting.round) for each in (meeting.a, meeting.b))


def _own(user: Any) -> "QuerySet[Party]":
    rows: QuerySet[Party] = Party.objects.visible_to(user).filter(pk__in=own_parties(user))
    return rows.select_related("organisation", "day__event")
