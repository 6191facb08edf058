"""How an event stands for one person: places left, their own one, and whether they may book."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from culturefirst.events import rules
from culturefirst.events.models import Booking, Event, Quota, State
from culturefirst.events.policy import keeps_of, meant_for
from culturefirst.events.rules import Asker, Limits, Taken
from culturefirst.kit import clock
from culturefirst.kit.errors import DomainError
from culturefirst.kit.policy import roles
from culturefirst.network.models import Person, Post, Role

ORDER = [role.value for role in Role]  # who holds several posts comes as the first of these


@dataclass(frozen=True)
class Standing:
    """An event as one person sees its places.

    ``left`` is ``None`` where nothing limits them. ``own`` is the person's booking, ``position``
    its number in the line (0: not in it), ``brought`` are those that they made for others.
    ``why_not`` says why they may not book, ``why_waits`` why they would wait; empty otherwise.
    """

    event: Event
    booked: int
    waiting: int
    left: int | None
    is_full: bool
    own: Booking | None
    position: int
    brought: list[Booking]
    why_not: str
    why_waits: str
    may_bring: bool
    may_cancel: bool
    keeps: bool

    @property
    def may_book(self) -> bool:
        """Whether the person may ask for a place of their own."""
        return not self.why_not and self.own is None

    @property
    def has_place(self) -> bool:
        """Whether the person has a place, so that they may know where to join."""
        return self.own is not None and self.own.state == Booking.State.BOOKED

    @property
    def guests_come(self) -> bool:
        """Whether people from outside the network may be brought."""
        return self.event.group_id is None and self.event.audience_id is None


def standing(event: Event, user: Any, at: datetime) -> Standing:
    """How one event stands for this person."""
    return standings([event], user, at)[event.pk]


def standings(events: Iterable[Event], user: Any, at: datetime) -> dict[int, Standing]:
    """How each of these events stands for this person, by its key, in few statements for all."""
    listed = list(events)
    keys = [event.pk for event in listed]
    counted, quotas = _counted(keys), _quotas(keys)
    mine = _mine(keys, user)
    meant, kept = meant_for(user, listed), keeps_of(user, listed)
    posts = list(getattr(user, "posts_today", [])) if roles(user) else []
    return {
        event.pk: _standing(
            event,
            (_limits(event, quotas[event.pk]), counted[event.pk]),
            mine[event.pk],
            (getattr(user, "person_id", None), posts, event.pk in meant, event.pk in kept),
            at,
        )
        for event in listed
    }


def limits_of(event: Event) -> Limits:
    """What limits the places of this event."""
    return _limits(event, _quotas([event.pk])[event.pk])


def taken_of(event: Event) -> Taken:
    """How many of its places are taken, and by whom."""
    return _counted([event.pk])[event.pk]


def asker_of(booking: Booking) -> Asker:
    """Whoever a booking is for, as far as limits look at them."""
    return Asker(booking.role, booking.organisation_id)


def own_booking(event: Event, person: int) -> Booking | None:
    """Somebody's booking of this event that is not cancelled."""
    rows = Booking._base_manager.filter(event=event, person=person)
    found: Booking | None = rows.exclude(state=Booking.State.CANCELLED).first()
    return found


def position(booking: Booking) -> int:
    """Which number somebody has in the line; who asked first is the first."""
    line = Booking._base_manager.filter(event=booking.event_id, state=Booking.State.WAITING)
    return line.filter(pk__lte=booking.pk).count()


def clash_of(event: Event, person: int) -> Event | None:
    """Another event at the same time at which somebody has a place."""
    has_place = Booking._base_manager.filter(person=person, state=Booking.State.BOOKED)
    rows = Event.objects.filter(pk__in=has_place.values("event"), state=State.OPEN)
    rows = rows.exclude(pk=event.pk).filter(
        starts_at__lt=event.ends_at, ends_at__gt=event.starts_at
    )
    return rows.first()


def main_post(posts: Sequence[Post]) -> Post:
    """The post as which somebody comes who says nothing else; there is one, or they could not."""
    if not posts:
        raise DomainError("You hold no post in the network today, so you cannot book.")
    return min(posts, key=lambda post: (ORDER.index(post.role), post.pk))


def shared_post(by: Any, person: Person, *, anywhere: bool = False) -> Post | None:
    """The post that somebody holds today in a body of this person's, or ``anywhere``."""
    held = Post.objects.filter(person=person).held_on(clock.today())
    if not anywhere:
        held = held.filter(organisation__in={post.organisation_id for post in by.posts_today})
    found = list(held.select_related("organisation"))
    return main_post(found) if found else None


def colleagues(by: Any, *, anywhere: bool = False) -> "QuerySet[Person]":
    """Whom this person may bring: people of their own bodies, or ``anywhere``."""
    held = Post.objects.held_on(clock.today()).filter(person__isnull=False)
    if not anywhere:
        held = held.filter(organisation__in={post.organisation_id for post in by.posts_today})
    rows: QuerySet[Person] = Person.objects.visible_to(by).filter(pk__in=held.values("person"))
    return rows.exclude(pk=by.person_id)


def _counted(keys: Sequence[int]) -> dict[int, Taken]:
    found: dict[int, Taken] = defaultdict(Taken)
    rows: Any = Booking._base_manager.filter(event__in=keys)
    rows = rows.exclude(state=Booking.State.CANCELLED).order_by()
    counts = rows.values_list("event", "state", "role", "organisation").annotate(n=Count("pk"))
    for event, state, role, body, n in counts:
        if state == Booking.State.WAITING:
            found[event].waiting += n
        else:
            found[event].take(Asker(role, body), n)
    return found


def _quotas(keys: Sequence[int]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for event, role, places in Quota.objects.filter(event__in=keys).values_list(
        "event", "role", "places"
    ):
        found[event][role] = places
    return found


def _limits(event: Event, quotas: dict[str, int]) -> Limits:
    by_hand = event.filling == Event.Filling.HAND
    return Limits(event.places, event.per_body, quotas, by_hand)


def _mine(keys: Sequence[int], user: Any) -> dict[int, list[Any]]:
    """This person's bookings of these events and those they made, each with its ``position``."""
    found: dict[int, list[Any]] = defaultdict(list)
    person = getattr(user, "person_id", None)
    if person is None:
        return found
    ahead = Booking._base_manager.filter(
        event=OuterRef("event"), state=Booking.State.WAITING, pk__lte=OuterRef("pk")
    )
    number = ahead.order_by().values("event").annotate(n=Count("pk")).values("n")
    rows = Booking._base_manager.filter(Q(person=person) | Q(booked_by=person), event__in=keys)
    rows = rows.exclude(state=Booking.State.CANCELLED).annotate(
        position=Coalesce(Subquery(number), 0)
    )
    for row in rows.select_related("person", "organisation", "needs").order_by("pk"):
        found[row.event_id].append(row)
    return found


def _standing(
    event: Event,
    places: tuple[Limits, Taken],
    mine: list[Any],
    who: tuple[int | None, list[Post], bool, bool],
    at: datetime,
) -> Standing:
    (limits, taken), (person, posts, is_meant, keeps) = places, who
    own = next((row for row in mine if row.person_id == person), None)
    closed = rules.why_closed(event, at)
    why_not = closed or _why_not(posts, is_meant)
    waits = ""
    if posts and not why_not:
        post = main_post(posts)
        waits = rules.why_waits(limits, taken, Asker(post.role, post.organisation_id))
    waiting = own is not None and own.state == Booking.State.WAITING
    return Standing(
        event=event,
        booked=taken.booked,
        waiting=taken.waiting,
        left=rules.left(limits, taken),
        is_full=rules.is_full(limits, taken),
        own=own,
        position=own.position if own is not None and waiting else 0,
        brought=[row for row in mine if row is not own],
        why_not=why_not,
        why_waits=waits,
        may_bring=bool(posts) and not rules.why_closed(event, at, keeps=keeps)
        and (is_meant or keeps),
        may_cancel=not rules.why_not_cancelled(event, at),
        keeps=keeps,
    )  # fmt: skip


def _why_not(posts: list[Post], is_meant: bool) -> str:
    if not posts:
        return "People of the network can book: sign in."
    return (
        "" if is_meant else "It is only for some people of the network, and you are not among them."
    )
