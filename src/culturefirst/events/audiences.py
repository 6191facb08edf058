"""By what their presence at events lets people be chosen: which one, of which kind, how lately.

Who was at an event is known to whoever keeps it. So single events are offered to their keepers, and
kinds and spans, which go over all events, to the team. What a group holds is the group's own and
chooses nobody here.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from culturefirst.events.models import Booking, Event, Kind
from culturefirst.kit.audiences import Choice, Criterion, criterion
from culturefirst.kit.policy import roles
from culturefirst.kit.retention import date_months_before
from culturefirst.kit.wording import day
from culturefirst.network.policy import TEAM

SPANS = {"3": "the last three months", "12": "the last twelve months", "24": "the last two years"}


def came(on: date) -> QuerySet[Booking]:
    """Places of people who were seen at events that were held by the day, those of groups apart."""
    rows: QuerySet[Booking] = Booking._base_manager.filter(
        state=Booking.State.BOOKED, attended=True, person__isnull=False
    )
    return rows.filter(event__in=_open_to_more().filter(held_on__lte=on).order_by().values("pk"))


def _open_to_more() -> QuerySet[Event]:
    rows: QuerySet[Event] = Event.objects.counted().exclude(access=Event.Access.GROUP)
    return rows


def _events(user: Any) -> Sequence[Choice]:
    """Those that this person keeps, the latest first."""
    kept = _open_to_more().filter(pk__in=Event.objects.kept_by(user).order_by().values("pk"))
    rows = kept.order_by("-held_on", "-pk").values_list("pk", "title", "held_on")
    return [(str(pk), f"“{title}” of {day(held)}") for pk, title, held in rows]


def _for_team(user: Any, choices: Sequence[Choice]) -> Sequence[Choice]:
    return choices if getattr(user, "is_system", False) or roles(user) & TEAM else ()


def _lately(values: Sequence[str], on: date) -> Q:
    longest = max(map(int, values), default=0)  # of none it is nobody
    return Q(event__held_on__gt=date_months_before(on, longest))


criterion(
    Criterion(
        key="attended_event",
        title="Event they came to",
        says="who came to {}",
        choices=_events,
        rows=came,
        fits=lambda values, on: Q(event__in=values),
    )
)
criterion(
    Criterion(
        key="attended_kind",
        title="Kind of event they came to",
        says="who came to an event of the kind {}",
        choices=lambda user: _for_team(user, Kind.choices),
        rows=came,
        fits=lambda values, on: Q(event__kind__in=values),
    )
)
criterion(
    Criterion(
        key="attended_lately",
        title="When they last came to an event",
        says="who came to an event in {}",
        choices=lambda user: _for_team(user, list(SPANS.items())),
        rows=came,
        fits=_lately,
    )
)
