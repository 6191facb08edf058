"""Who may do what with events and bookings."""

from collections.abc import Iterable
from typing import Any

from culturefirst.kit import clock
from culturefirst.kit.policy import is_system, policy, roles
from culturefirst.network.models import Role
from culturefirst.network.policy import TEAM, act_in_sub_region, keep_group
from culturefirst.network.queries.circles import groups_of, in_audience

KEEPERS = TEAM | {Role.IMPROVEMENT_MANAGER.value}


@policy("a director, a manager, an improvement manager, or the convenor of a group, for the group")
def make_events(user: Any, subject: Any) -> bool:
    """``subject`` is the group that it is for, or ``None`` for more people."""
    if is_system(user) or roles(user) & KEEPERS:
        return subject is None or is_system(user) or subject.pk in groups_of(user)
    if subject is None:
        return False
    return bool(roles(user)) and subject.pk in groups_of(user) and keep_group.allows(user, subject)


@policy(
    "a director, a manager, the improvement manager of its sub-region, whoever planned it, or its "
    "group's convenor"
)
def keep_event(user: Any, subject: Any) -> bool:
    """``subject`` is an event; without one, anybody who may plan some."""
    if subject is None:
        return is_system(user) or bool(roles(user))
    if subject.group is not None:
        return make_events.allows(user, subject.group)
    if not make_events.allows(user, None):
        return False
    if is_system(user) or roles(user) & TEAM or _planned(user, subject):
        return True
    return act_in_sub_region.allows(user, subject.sub_region)


@policy("whoever it is for, while bookings are taken")
def book_event(user: Any, subject: Any) -> bool:
    """``subject`` is an event."""
    if not roles(user) or getattr(user, "person_id", None) is None:
        return False
    if subject is None:
        return True
    return subject.takes_bookings(clock.now()) and is_for(user, subject)


@policy("anybody of the network who may know of it")
def ask_for_place(user: Any, subject: Any) -> bool:
    """``subject`` is an event. Whether they get one, and may ask now, the action says in words."""
    if is_system(user):
        return True
    if not roles(user) or getattr(user, "person_id", None) is None:
        return False
    return subject is None or _knows_of(user, subject) or _stands(user, subject)


@policy("the delegate, whoever booked for them, or whoever keeps the event")
def keep_booking(user: Any, subject: Any) -> bool:
    """``subject`` is a booking."""
    if subject is None:
        return bool(roles(user))
    person = getattr(user, "person_id", None)
    mine = person is not None and person in (subject.person_id, subject.booked_by_id)
    return (mine and bool(roles(user))) or keep_event.allows(user, subject.event)


@policy("whoever keeps the event")
def note_booking(user: Any, subject: Any) -> bool:
    """``subject`` is a booking, of which is noted whether somebody was there."""
    if subject is None:
        return keep_event.allows(user)
    return keep_event.allows(user, subject.event)


@policy("the delegate, or whoever keeps the event")
def have_certificate(user: Any, subject: Any) -> bool:
    """``subject`` is a booking."""
    if subject is None:
        return bool(roles(user))
    person = getattr(user, "person_id", None)
    mine = person is not None and subject.person_id == person
    return (mine and bool(roles(user))) or keep_event.allows(user, subject.event)


@policy("a delegate who was there")
def give_feedback(user: Any, subject: Any) -> bool:
    """``subject`` is a booking."""
    if subject is None:
        return bool(roles(user))
    person = getattr(user, "person_id", None)
    return person is not None and subject.person_id == person and subject.attended is True


@policy("whoever made the pledge")
def keep_pledge(user: Any, subject: Any) -> bool:
    """``subject`` is a pledge."""
    person = getattr(user, "person_id", None)
    return bool(roles(user)) and (subject is None or subject.person_id == person)


@policy("anybody who holds a role in the network, for their own")
def have_calendar(user: Any, subject: Any) -> bool:
    return bool(roles(user)) and getattr(user, "person_id", None) is not None


def is_for(user: Any, event: Any) -> bool:
    """Whether this person is among those that the event is for."""
    return event.pk in meant_for(user, [event])


def meant_for(user: Any, events: Iterable[Any]) -> set[int]:
    """The keys of those of these events that are for this person; each circle is asked once."""
    listed = list(events)
    if getattr(user, "person_id", None) is None:
        return set()
    groups = groups_of(user) if any(event.group_id for event in listed) else set()
    asked = {(each.audience_id, each.made_by_id): each for each in listed if each.audience_id}
    inside = {k for k, each in asked.items() if in_audience(user, each.audience, each.made_by)}
    return {
        event.pk
        for event in listed
        if (event.group_id is None or event.group_id in groups)
        and (event.audience_id is None or (event.audience_id, event.made_by_id) in inside)
    }


def keeps_of(user: Any, events: Iterable[Any]) -> set[int]:
    """The keys of those of these events that this person keeps, in one statement."""
    listed = list(events)
    if not listed or not (roles(user) or is_system(user)):
        return set()
    rows = type(listed[0]).objects.kept_by(user)
    return set(rows.filter(pk__in=[each.pk for each in listed]).values_list("pk", flat=True))


def _knows_of(user: Any, event: Any) -> bool:
    return bool(type(event).objects.visible_to(user).filter(pk=event.pk).exists())


def _stands(user: Any, event: Any) -> bool:
    """Whether this person has a booking there, of their own or made for somebody."""
    rows = event.bookings.model._base_manager.filter(event=event)
    own = rows.filter(person=user.person_id) | rows.filter(booked_by=user.person_id)
    return bool(own.exists())


def _planned(user: Any, event: Any) -> bool:
    person = getattr(user, "person_id", None)
    return person is not None and event.made_by_id == person
