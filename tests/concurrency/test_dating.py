"""Two organisers plan one speed-dating day at once, or change one seat; the lock is needed."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError

from culturefirst.collaboration import actions
from culturefirst.collaboration.actions.dating import timetables
from culturefirst.collaboration.models import DatingDay, DayMeeting, Delegate, Party, Sitting
from culturefirst.collaboration.queries.dating import board
from culturefirst.events.models import Booking, Event
from culturefirst.kit import clock
from culturefirst.kit.act import MET, SYSTEM
from culturefirst.kit.errors import Conflict
from culturefirst.kit.models import Installation
from culturefirst.kit.tests.databases import Arena
from culturefirst.network import actions as network
from culturefirst.network.models import Organisation
from tests.concurrency.crowd import at_once, faults, refusals
from tests.concurrency.guards import meet_after

BODIES = ("Ash", "Birch", "Cedar", "Damson", "Elm", "Fir")


@pytest.fixture
def day(request: pytest.FixtureRequest) -> DatingDay:
    """Six councils at three tables in four rounds, in the database of the test, guarded or not."""
    request.getfixturevalue("unguarded" if "unguarded" in request.fixturenames else "arena")
    Installation.current()  # made by two at once, it would put them in turn as well
    starts = clock.wall() + timedelta(days=30)
    event = Event.objects.create(
        kind="speed_dating", title="Meet", starts_at=starts, ends_at=starts + timedelta(hours=6),
        state="open", opened_on=starts.date(),
    )  # fmt: skip
    frame: dict[str, Any] = {"rounds": 4, "tables": 3, "first_at": starts}
    made = actions.set_up_day(by=SYSTEM, event=event, **frame)
    for name in BODIES:
        _comes(event, made, name)
    return made


def _comes(event: Event, day: DatingDay, name: str) -> None:
    kind, now = Organisation.Kind.DISTRICT, clock.wall()
    body = network.add_organisation(by=SYSTEM, name=name, kind=kind)
    booking = Booking._base_manager.create(
        event=event, organisation=body, guest_name=f"Guest of {name}", state="booked",
        asked_at=now, booked_at=now,
    )  # fmt: skip
    party = Party._base_manager.create(day=day, organisation=body)
    Delegate._base_manager.create(party=party, booking=booking)


def plan_twice(day: DatingDay) -> list[Any]:
    return at_once([lambda: actions.plan_day(by=SYSTEM, day=day)] * 2)


def is_sound(day: DatingDay) -> bool:
    """Each party once a round, each pair once, and two sittings to each meeting."""
    fresh = DatingDay._base_manager.get(pk=day.pk)
    rows = list(DayMeeting._base_manager.filter(day=fresh))
    seats = list(Sitting._base_manager.filter(meeting__day=fresh).values_list("party", "round"))
    held = [(key, row.round) for row in rows for key in (row.a_id, row.b_id)]
    return sorted(seats) == sorted(held) and board(fresh).fallen == []


def test_two_who_plan_at_once_are_served_in_turn_and_there_is_one_timetable(
    arena: Arena, day: DatingDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_after(monkeypatch, timetables, "board", 2)
    outcomes = plan_twice(day)
    assert (faults(outcomes), refusals(outcomes)) == ([], [])
    assert DayMeeting._base_manager.filter(day=day).count() == 12
    assert is_sound(day)


def test_without_the_lock_the_second_is_refused_by_the_database_itself(
    unguarded: Arena, day: DatingDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_after(monkeypatch, timetables, "board", 2)
    outcomes = plan_twice(day)
    if unguarded.vendor == "sqlite":
        assert [type(fault) for fault in faults(outcomes)] == [OperationalError]
    else:
        # The unique seats hold even then: one has planned, the other is told so.
        assert [str(no) for no in refusals(outcomes)] == [MET]
    assert is_sound(day)


def test_of_two_who_change_what_both_were_shown_the_second_is_told(
    arena: Arena, day: DatingDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = actions.plan_day(by=SYSTEM, day=day).version
    one, other = DayMeeting._base_manager.filter(day=day).order_by("pk")[:2]

    def takes_out(row: DayMeeting) -> Any:
        return lambda: actions.take_out_meeting(
            by=SYSTEM, day=day, a=row.a_id, b=row.b_id, seen=shown
        )

    outcomes = at_once([takes_out(one), takes_out(other)])
    assert faults(outcomes) == []
    assert [type(no) for no in refusals(outcomes)] == [Conflict]
    assert DayMeeting._base_manager.filter(day=day).count() == 11
    assert is_sound(day)


def test_while_one_plans_and_one_marks_somebody_as_gone_nobody_gone_is_left_unseen(
    arena: Arena, day: DatingDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    party = Party._base_manager.filter(day=day).first()
    outcomes = at_once(
        [
            lambda: actions.plan_day(by=SYSTEM, day=day),
            lambda: actions.did_not_come(by=SYSTEM, day=day, party=party),
        ]
    )
    assert (faults(outcomes), refusals(outcomes)) == ([], [])
    fresh = board(DatingDay._base_manager.get(pk=day.pk))
    stands = [row for row in fresh.meetings if fresh.stands(row)]
    assert party is not None
    assert party.pk not in {key for row in stands for key in (row.a_id, row.b_id)}
