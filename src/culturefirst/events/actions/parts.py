"""What an event is made of: sessions, who leads them, who carries it, and shares of its places."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from culturefirst.events.actions.filling import fill
from culturefirst.events.models import Booking, Event, Partner, Quota, Session, Speaker, State
from culturefirst.events.policy import keep_event
from culturefirst.events.when import hours, in_words, moment, shown
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import plural
from culturefirst.network.models import Organisation, Person, Role


@action("added a session to an event", allow=keep_event, on="event")
def add_session(
    *,
    by: Any,
    event: Event,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    track: str = "",
    room: str = "",
    led_by: str = "",
) -> Session:
    """Put a part into the programme of the day."""
    _refuse_called_off(event)
    session = Session(
        event=event,
        title=title.strip(),
        starts_at=starts_at,
        ends_at=ends_at,
        track=track.strip(),
        room=room.strip(),
        led_by=led_by.strip(),
    )
    return _kept_within(session)


@action("changed a session of an event", allow=keep_event, on="event")
def edit_session(*, by: Any, event: Event, session: Session, changes: Mapping[str, Any]) -> Session:
    """Set the words, the times and the room of a session."""
    _refuse_other(event, session)
    found = event.sessions.filter(pk=session.pk).first()
    if found is None:
        raise DomainError("Somebody has taken this session out meanwhile. Add it again.")
    for name in changes.keys() & {"title", "starts_at", "ends_at", "track", "room", "led_by"}:
        value = changes[name]
        setattr(found, name, value.strip() if isinstance(value, str) else value)
    return _kept_within(found)


@action("took a session out of an event", allow=keep_event, on="event")
def remove_session(*, by: Any, event: Event, session: Session) -> Event:
    """Take a part out of the programme of the day."""
    return _without(event, session)


@action("named who speaks at an event", allow=keep_event, on="event")
def add_speaker(
    *,
    by: Any,
    event: Event,
    name: str = "",
    person: Person | None = None,
    of: str = "",
    part: str = Speaker.Part.SPEAKER,
) -> Speaker:
    """Name somebody of the network, or anybody else by their name."""
    _refuse_called_off(event)
    words = name.strip() or (person.name if person else "")
    if not words:
        raise DomainError("Choose somebody of the network, or give a name.")
    if event.speakers.filter(name=words, part=part).exists():
        raise DomainError(f"{words} is named already.")
    speaker = Speaker(
        event=event,
        person=person,
        name=words,
        of=of.strip(),
        part=part,
        position=event.speakers.count(),
    )
    speaker.full_clean()
    speaker.save()
    return speaker


@action("took a name off an event", allow=keep_event, on="event")
def remove_speaker(*, by: Any, event: Event, speaker: Speaker) -> Event:
    """Say that somebody does not speak after all."""
    return _without(event, speaker)


@action("added a partner to an event", allow=keep_event, on="event")
def add_partner(*, by: Any, event: Event, organisation: Organisation) -> Partner:
    """Say that a body carries the event along."""
    _refuse_called_off(event)
    if event.partners.filter(organisation=organisation).exists():
        raise DomainError(f"{organisation} is a partner of this event already.")
    partner = Partner(event=event, organisation=organisation)
    partner.full_clean()
    partner.save()
    return partner


@action("took a partner off an event", allow=keep_event, on="event")
def remove_partner(*, by: Any, event: Event, partner: Partner) -> Event:
    """Say that a body does not carry it any more."""
    return _without(event, partner)


@action("shared the places of an event", allow=keep_event, on="event")
def set_quotas(*, by: Any, event: Event, quotas: Mapping[str, int | None]) -> Event:
    """Give each kind of delegate at most so many places; ``None`` leaves it to all places."""
    _refuse_called_off(event)
    for role, places in quotas.items():
        if places is None:
            event.quotas.filter(role=role).delete()
            continue
        _refuse_fewer(event, role, places)
        quota, _ = Quota.objects.get_or_create(event=event, role=role, defaults={"places": places})
        quota.places = places
        quota.full_clean()
        quota.save()
    fill(event)
    return event


def let_sessions_follow(event: Event, begun: datetime, ended: datetime) -> None:
    """Move the sessions of an event that began and ended at these moments, in the same transaction.

    Where it is as long as it was they keep their place in it, else their time by the clock. Raises
    ``DomainError`` for one that would lie outside.
    """
    if (event.starts_at, event.ends_at) == (begun, ended):
        return
    by = _moved_by(event, begun, ended)
    for session in event.sessions.all():
        if by:
            session.starts_at = moment(shown(session.starts_at) + by)
            session.ends_at = moment(shown(session.ends_at) + by)
            session.save(update_fields=["starts_at", "ends_at"])
        if not _lies_within(session, event):
            raise DomainError(
                f"The session “{session.title}” would be from "
                f"{hours(session.starts_at, session.ends_at)}, which lies outside: change it or "
                "take it out first."
            )


def _moved_by(event: Event, begun: datetime, ended: datetime) -> timedelta:
    starts, was = shown(event.starts_at), shown(begun)
    if shown(event.ends_at) - starts == shown(ended) - was:
        return starts - was
    return timedelta(days=(starts.date() - was.date()).days)


def _refuse_fewer(event: Event, role: str, places: int) -> None:
    booked = Booking._base_manager.filter(event=event, role=role, state=Booking.State.BOOKED)
    if (taken := booked.count()) > places:
        raise DomainError(
            f"{Role(role).label}: {plural(taken, 'place')} {'is' if taken == 1 else 'are'} taken. "
            f"Give at least {taken}, or cancel bookings first."
        )


def _kept_within(session: Session) -> Session:
    session.full_clean()
    event = session.event
    if not _lies_within(session, event):
        raise DomainError(
            f"The event is {in_words(event)}: give times of the session within, or change the "
            "event first."
        )
    session.save()
    return session


def _lies_within(session: Session, event: Event) -> bool:
    return bool(event.starts_at <= session.starts_at and session.ends_at <= event.ends_at)


def _without(event: Event, part: Any) -> Event:
    _refuse_other(event, part)
    part.delete()
    return event


def _refuse_other(event: Event, part: Any) -> None:
    if part.event_id != event.pk:
        raise DomainError("That belongs to another event. Open the page again and choose anew.")


def _refuse_called_off(event: Event) -> None:
    if event.state == State.CANCELLED:
        raise DomainError("It was called off: nothing is added to it any more.")
