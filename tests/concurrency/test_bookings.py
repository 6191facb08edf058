"""Two hundred who ask for fifty places at once, two who give back at once; the lock is needed."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connections

from culturefirst.events import actions
from culturefirst.events.actions import booking, filling
from culturefirst.events.models import Booking, Event
from culturefirst.events.tests.booked import DAY
from culturefirst.kit import act, clock
from culturefirst.kit.act import MET, SYSTEM
from culturefirst.kit.models import Installation
from culturefirst.kit.outbox.models import Message
from culturefirst.kit.tests.databases import Arena
from culturefirst.network import actions as network
from culturefirst.network.models import Organisation, Person, Post
from tests.concurrency.crowd import at_once, faults, refusals
from tests.concurrency.guards import meet_after

PLACES, ASKING = 50, 200


class Member:
    """Somebody of the network with a post, without an account."""

    is_authenticated = True
    roles = frozenset({"officer"})

    def __init__(self, post: Post) -> None:
        self.pk = post.pk
        self.person, self.person_id = post.person, post.person_id
        self.posts_today = [post]
        self.email = post.person.email


@pytest.fixture
def body(request: pytest.FixtureRequest) -> Organisation:
    """Ipswich, in the database of the test, guarded or not."""
    request.getfixturevalue("unguarded" if "unguarded" in request.fixturenames else "arena")
    Installation.current()  # made by two at once, it would put them in turn as well
    kind = Organisation.Kind.DISTRICT
    return network.add_organisation(by=SYSTEM, name="Ipswich Borough Council", kind=kind)


def members(body: Organisation, number: int) -> list[Member]:
    today = clock.wall().date()
    people = Person.objects.bulk_create(
        Person(name=f"Member {n}", email=f"member.{n}@example.org") for n in range(number)
    )
    posts = Post.objects.bulk_create(
        Post(person=person, organisation=body, title="Officer", role="officer", starts=today)
        for person in people
    )
    return [Member(post) for post in posts]


def an_event(places: int) -> Event:
    """One that lies ahead by the machine's own clock, by which the crowd stands."""
    starts = clock.wall() + timedelta(days=30)
    return Event.objects.create(
        kind="training", title="Reading figures", starts_at=starts,
        ends_at=starts + timedelta(hours=6), state="open", opened_on=DAY.date(), places=places,
    )  # fmt: skip


def book_at_once(event: Event, crowd: list[Member]) -> list[Any]:
    return at_once([lambda by=by: actions.book_place(by=by, event=event) for by in crowd])


def line(event: Event, state: str) -> list[Booking]:
    return list(Booking._base_manager.filter(event=event, state=state).order_by("pk"))


def test_of_200_who_ask_at_once_for_50_places_50_have_one_and_150_wait_in_order(
    arena: Arena, body: Organisation
) -> None:
    _wait_longer(arena)
    event, crowd = an_event(PLACES), members(body, ASKING)
    outcomes = book_at_once(event, crowd)
    assert (faults(outcomes), refusals(outcomes)) == ([], [])
    booked, waiting = line(event, "booked"), line(event, "waiting")
    assert (len(booked), len(waiting)) == (PLACES, ASKING - PLACES)
    # Whoever was served later waits behind: no key of the line lies before one of the booked.
    assert max(row.pk for row in booked) < min(row.pk for row in waiting)
    assert {row.person_id for row in booked + waiting} == {each.person_id for each in crowd}
    said = Message.objects.filter(subject__startswith="On the waiting list").order_by("pk")
    numbers = [int(text.split("number ")[1].split(" ")[0]) for text in _texts(said)]
    assert sorted(numbers) == list(range(1, ASKING - PLACES + 1))


def _wait_longer(arena: Arena) -> None:
    """SQLite serves whoever waits in no order: on a busy machine one of 200 may wait for long.

    The product has as many connections as threads, which are few.
    """
    if arena.vendor == "sqlite":
        connections.settings["default"]["OPTIONS"]["timeout"] = 55


def _texts(letters: Any) -> list[str]:
    return [letter.text for letter in letters]


def test_one_who_asks_twenty_times_at_once_has_one_place(arena: Arena, body: Organisation) -> None:
    event, [one] = an_event(PLACES), members(body, 1)
    outcomes = book_at_once(event, [one] * 20)
    assert faults(outcomes) == []
    assert {str(no) for no in refusals(outcomes)} == {"You have a place already."}
    assert (len(refusals(outcomes)), len(line(event, "booked"))) == (19, 1)


def test_without_the_lock_two_get_the_last_place(
    unguarded: Arena, body: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    event, crowd = an_event(1), members(body, 2)
    meet_after(monkeypatch, booking, "taken_of", 2)
    outcomes = book_at_once(event, crowd)
    if unguarded.vendor == "sqlite":
        # It refuses the second one, who read before the first wrote: a fault, not a sentence.
        assert [type(fault) for fault in faults(outcomes)] == [OperationalError]
    else:
        assert faults(outcomes) == []
        assert len(line(event, "booked")) == 2


def test_with_the_lock_the_same_two_are_served_in_turn(
    arena: Arena, body: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    event, crowd = an_event(1), members(body, 2)
    meet_after(monkeypatch, booking, "taken_of", 2)
    outcomes = book_at_once(event, crowd)
    assert (faults(outcomes), refusals(outcomes)) == ([], [])
    assert (len(line(event, "booked")), len(line(event, "waiting"))) == (1, 1)


def full_with_a_line(body: Organisation) -> tuple[Event, list[Member], list[Booking]]:
    """Two booked, three waiting."""
    event, crowd = an_event(2), members(body, 5)
    with clock.standing(clock.wall()):
        rows = [actions.book_place(by=by, event=event) for by in crowd]
    return event, crowd, rows


def cancel_two(event: Event, crowd: list[Member], rows: list[Booking]) -> list[Any]:
    return at_once(
        [
            lambda: actions.cancel_booking(by=crowd[0], event=event, booking=rows[0]),
            lambda: actions.cancel_booking(by=crowd[1], event=event, booking=rows[1]),
        ]
    )


def test_two_who_give_back_at_once_let_the_first_two_of_the_line_in(
    arena: Arena, body: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    event, crowd, rows = full_with_a_line(body)
    meet_after(monkeypatch, act, "locked", 2)
    outcomes = cancel_two(event, crowd, rows)
    assert (faults(outcomes), refusals(outcomes)) == ([], [])
    assert [row.pk for row in line(event, "booked")] == [rows[2].pk, rows[3].pk]
    assert [row.pk for row in line(event, "waiting")] == [rows[4].pk]
    told = Message.objects.filter(subject__startswith="You have a place now")
    assert sorted(told.values_list("to", flat=True)) == [crowd[2].email, crowd[3].email]


def test_without_the_lock_both_let_the_same_one_in_and_a_place_stays_empty(
    unguarded: Arena, body: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    event, crowd, rows = full_with_a_line(body)
    # SQLite refuses the second one before it has come to the line.
    where, name = (act, "locked") if unguarded.vendor == "sqlite" else (filling, "taken_of")
    meet_after(monkeypatch, where, name, 2)
    outcomes = cancel_two(event, crowd, rows)
    if unguarded.vendor == "sqlite":
        assert [type(fault) for fault in faults(outcomes)] == [OperationalError]
        return
    # Each saw the other's place still taken, and the third of the line gets none.
    assert len(line(event, "booked")) < 2 or refusals(outcomes) != []
    assert {str(no) for no in refusals(outcomes)} <= {MET}
