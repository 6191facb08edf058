"""Events made from others: last year's once more, and a series from a pattern."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from culturefirst.events.actions.planning import plan_event, set_topics
from culturefirst.events.models import Event, EventTopic, Partner, Quota, Series, Session, State
from culturefirst.events.patterns import Pattern
from culturefirst.events.policy import keep_event, make_events
from culturefirst.events.when import moment, moved, shown
from culturefirst.kit import links
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.network.models import Topic
from culturefirst.programme.models import WorkProgramme

AGAIN = "was held again as"
# What a copy takes over as it is; its days are moved.
COPIED = (
    "kind",
    "summary",
    "description",
    "venue",
    "address",
    "postcode",
    "online",
    "sub_region",
    "host",
    "access",
    "group",
    "audience",
    "places",
    "per_body",
    "filling",
    "price",
)


@action("began an event as the copy of another", allow=keep_event)
def clone_event(*, by: Any, event: Event, on: date, title: str = "") -> Event:
    """A draft like an earlier event, moved to begin on a day at the same time by the clock.

    Sessions, shares of places, partners and topics come along; speakers and papers do not, since
    who comes and what is said is another matter each year.
    """
    keep_event.require(by, event)
    days = (on - shown(event.starts_at).date()).days
    if not days:
        raise DomainError("That is the day of the first one. Give another day.")
    made = _copy(by, event, days, title.strip() or event.title)
    links.link(by=by, source=event, target=made, kind=AGAIN)
    return made


@action("planned a series of events", allow=keep_event)
def make_series(
    *,
    by: Any,
    pattern: Pattern,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    topics: Any = (),
    **details: Any,
) -> Series:
    """A draft for each day of the pattern, each at the same time by the clock."""
    make_events.require(by, details.get("group"))
    series = Series(title=title.strip(), says=pattern.says)
    series.full_clean()
    series.save()
    chosen, until = list(topics), details.pop("books_until", None)
    for begins, ends in times(pattern, starts_at, ends_at):
        days = (shown(begins).date() - shown(starts_at).date()).days
        plan_event(
            by=by,
            title=title,
            starts_at=begins,
            ends_at=ends,
            topics=chosen,
            series=series,
            books_until=moved(until, days) if until else None,
            **details,
        )
    return series


def times(
    pattern: Pattern, starts_at: datetime, ends_at: datetime
) -> list[tuple[datetime, datetime]]:
    """When each event of a series begins and ends: the clock's time stays over its changes."""
    begins, ends = shown(starts_at), shown(ends_at)
    longer = ends.date() - begins.date()
    return [
        (
            moment(datetime.combine(day, begins.time())),
            moment(datetime.combine(day + longer, ends.time())),
        )
        for day in pattern.days()
    ]


def _copy(by: Any, event: Event, days: int, title: str) -> Event:
    same: Mapping[str, Any] = {name: getattr(event, name) for name in COPIED}
    made = Event(
        **same,
        title=title,
        serves=_still_current(event),
        starts_at=moved(event.starts_at, days),
        ends_at=moved(event.ends_at, days),
        books_until=moved(event.books_until, days) if event.books_until else None,
        state=State.DRAFT,
        made_by_id=getattr(by, "person_id", None),
    )
    make_events.require(by, made.group)
    made.full_clean()
    made.save()
    set_topics(made, Topic.objects.filter(pk__in=_topics(event)))
    _copy_parts(event, made, days)
    return made


def _still_current(event: Event) -> Any:
    """The activity that it serves, unless its programme is over: then a person says which."""
    serves = event.serves
    if serves is None:
        return None
    state = serves.programme.priority.work_programme.state
    return serves if state == WorkProgramme.State.CURRENT else None


def _topics(event: Event) -> Any:
    return EventTopic.objects.filter(event=event).values("topic")


def _copy_parts(event: Event, made: Event, days: int) -> None:
    Session.objects.bulk_create(
        Session(
            event=made,
            title=each.title,
            track=each.track,
            room=each.room,
            starts_at=moved(each.starts_at, days),
            ends_at=moved(each.ends_at, days),
        )
        for each in event.sessions.all()
    )
    Quota.objects.bulk_create(
        Quota(event=made, role=each.role, places=each.places) for each in event.quotas.all()
    )
    Partner.objects.bulk_create(
        Partner(event=made, organisation_id=each.organisation_id) for each in event.partners.all()
    )
