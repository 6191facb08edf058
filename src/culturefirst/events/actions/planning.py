"""The verbs of planning: a draft, its changes, announced, called off, over."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model

from culturefirst.events import letters, stored
from culturefirst.events.actions.filling import fill, refuse_too_few
from culturefirst.events.actions.parts import let_sessions_follow
from culturefirst.events.models import Booking, Event, EventPaper, EventTopic, State
from culturefirst.events.policy import keep_event, make_events
from culturefirst.kit import clock, links
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import plural
from culturefirst.network.models import Topic

BEGAN = "began an event"
# What whoever booked relied on.
FOR_WHOM = ("access", "group", "audience")
OF_THE_DAY = ("starts_at", "ends_at", "venue", "address", "postcode", "online")


@action("planned an event", allow=keep_event)
def plan_event(
    *,
    by: Any,
    kind: str,
    title: str,
    summary: str,
    starts_at: datetime,
    ends_at: datetime,
    topics: Iterable[Topic] = (),
    grown_from: Model | None = None,
    **details: Any,
) -> Event:
    """Write a draft, which only those who keep events see until it is announced.

    ``grown_from`` is the record that it was begun from, which it keeps a link to.
    """
    make_events.require(by, details.get("group"))
    words = {name: _trimmed(value) for name, value in details.items()}
    event = Event(
        kind=kind,
        title=title.strip(),
        summary=summary.strip(),
        starts_at=starts_at,
        ends_at=ends_at,
        made_by_id=getattr(by, "person_id", None),
        **words,
    )
    event.full_clean()
    event.save()
    set_topics(event, topics)
    if grown_from is not None:
        links.link(by=by, source=grown_from, target=event, kind=BEGAN)
    return event


@action("changed an event", allow=keep_event, on="event")
def edit_event(
    *, by: Any, event: Event, changes: Mapping[str, Any], seen: int | None = None
) -> Event:
    """Set words, times and places; ``seen`` is the version that the person was shown.

    Who has a place is written to where the time or the place changed; sessions move along with
    the day, and more places are given to those who wait.
    """
    given = {name: _trimmed(value) for name, value in changes.items()}
    topics = given.pop("topics", None)
    _refuse_fixed(event, given)
    if "group" in given and given["group"] != event.group:
        make_events.require(by, given["group"])
    before = {name: getattr(event, name) for name in OF_THE_DAY}
    save_changes(event, given, seen=seen)
    let_sessions_follow(event, before["starts_at"], before["ends_at"])
    if topics is not None:
        set_topics(event, topics)
    if event.state == State.OPEN:
        letters.tell_changed(by=by, event=event, before=before)
        fill(event)
    return event


@action("announced an event", allow=keep_event, on="event")
def open_event(*, by: Any, event: Event) -> Event:
    """Let people know of it, and book."""
    if event.state != State.DRAFT:
        raise DomainError("This event has been announced already.")
    now = clock.now()
    if event.starts_at <= now:
        raise DomainError("Its day is over. Give a later day, and announce it then.")
    if event.books_until is not None and event.books_until <= now:
        raise DomainError("Bookings would have ended already. Give a later moment for them to end.")
    return save_changes(event, {"state": State.OPEN, "opened_on": clock.today()})


@action("called an event off", allow=keep_event, on="event")
def cancel_event(*, by: Any, event: Event, reason: str) -> Event:
    """Call off what was announced, and write to everybody once; the page stays and says why."""
    if event.state != State.OPEN:
        raise DomainError("Only an event that is announced and not over can be called off.")
    if event.is_over(clock.now()):
        raise DomainError(
            "It is over. Within a quarter of an hour it is noted as held: then say that it did not "
            "take place."
        )
    off = _called_off(event, reason)
    letters.tell_cancelled(by=by, event=off)
    return off


@action("removed the draft of an event", allow=keep_event, on="event")
def remove_draft(*, by: Any, event: Event) -> Event:
    """Remove a draft with all that belongs to it; what people were told of stays."""
    if event.state != State.DRAFT:
        raise DomainError("People have been told of it: call it off instead, and say why.")
    stored.delete(EventPaper._base_manager.filter(event=event))
    event.delete()
    return event


@action("noted that an event was held", allow=keep_event, on="event")
def hold_event(*, by: Any, event: Event) -> Event:
    """Count it, once it is over; said again, nothing changes."""
    if event.state in (State.HELD, State.CLOSED):
        return event
    if event.state != State.OPEN:
        raise DomainError("Only an event that was announced can have been held.")
    if not event.is_over(clock.now()):
        raise DomainError("It is not over yet: it counts from its end on.")
    return save_changes(event, {"state": State.HELD, "held_on": event.day})


@action("noted that an event did not take place", allow=keep_event, on="event")
def was_not_held(*, by: Any, event: Event, reason: str) -> Event:
    """Put right that it was taken for held: it counts no more."""
    if event.state not in (State.HELD, State.CLOSED):
        raise DomainError("It is not noted as held. An event still to come is called off.")
    # Locked, so that nobody is noted as having been there meanwhile.
    rows = Booking._base_manager.filter(event=event).select_for_update()
    if came := sum(row.attended is True for row in rows):
        raise DomainError(
            f"{plural(came, 'person,people')} {'is' if came == 1 else 'are'} noted as having been "
            "there. Put that right first."
        )
    event.held_on = event.closed_on = None
    return _called_off(event, reason)


@action("closed an event", allow=keep_event, on="event")
def close_event(*, by: Any, event: Event) -> Event:
    """Say that all that follows an event is done."""
    if event.state != State.HELD:
        raise DomainError("Only an event that was held can be closed.")
    return save_changes(event, {"state": State.CLOSED, "closed_on": clock.today()})


def set_topics(event: Event, topics: Iterable[Topic]) -> None:
    """Let an event have these topics and no others."""
    wanted = {topic.pk for topic in topics}
    event.topics.exclude(topic__in=wanted).delete()
    had = set(event.topics.values_list("topic", flat=True))
    EventTopic.objects.bulk_create(
        EventTopic(event=event, topic_id=pk) for pk in sorted(wanted - had)
    )


def _called_off(event: Event, reason: str) -> Event:
    words = reason.strip()
    if not words:
        raise DomainError("Say why, in a sentence that everybody who booked can read.")
    changes = {
        "state": State.CANCELLED,
        "cancelled_on": clock.today(),
        "cancelled_because": words,
    }
    return save_changes(event, changes)


def _refuse_fixed(event: Event, given: Mapping[str, Any]) -> None:
    if event.state == State.CANCELLED:
        raise DomainError("It was called off: plan another, which may begin as its copy.")
    changed = {name for name, value in given.items() if value != getattr(event, name)}
    if event.is_announced and changed & set(FOR_WHOM):
        raise DomainError(
            "It is announced: whom it is for stays as people were told. Call it off, and plan "
            "another."
        )
    if event.state in (State.HELD, State.CLOSED) and changed & {*OF_THE_DAY, "kind"}:
        raise DomainError("It is over: its kind, its time and its place stay as they were.")
    if event.state == State.OPEN and "starts_at" in changed and given["starts_at"] <= clock.now():
        raise DomainError(
            "People have been told of it, so it cannot begin in the past. Give a later time, or "
            "call it off."
        )
    if "places" in changed:
        refuse_too_few(event, given["places"])


def _trimmed(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value
