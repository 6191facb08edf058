"""Both sides of a meeting want to go on, and say so at the same moment: one introduction."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError

from culturefirst.collaboration import actions
from culturefirst.collaboration.actions import ticks
from culturefirst.collaboration.models import (
    DatingDay,
    DayMeeting,
    Delegate,
    Initiative,
    InitiativePartner,
    Party,
    Sitting,
)
from culturefirst.events.models import Booking, Event
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.models import Installation
from culturefirst.kit.outbox.models import Message
from culturefirst.kit.tests.databases import Arena
from culturefirst.network import actions as network
from culturefirst.network.models import Organisation
from tests.concurrency.crowd import at_once, faults, refusals
from tests.concurrency.guards import meet_after
from tests.concurrency.test_bookings import Member, members

BODIES = ("Ipswich Borough Council", "Norfolk County Council")


def bodies() -> list[Organisation]:
    Installation.current()  # made by two at once, it would put them in turn as well
    kind = Organisation.Kind.DISTRICT
    return [network.add_organisation(by=SYSTEM, name=name, kind=kind) for name in BODIES]


def a_meeting() -> tuple[DayMeeting, list[Member]]:
    """Of two councils with an officer each; it has begun by the machine's own clock."""
    begun = clock.wall() - timedelta(hours=1)
    event = Event.objects.create(
        kind="speed_dating", title="Meet", starts_at=begun, ends_at=begun + timedelta(hours=5),
        state="open", opened_on=begun.date(),
    )  # fmt: skip
    day = DatingDay._base_manager.create(
        event=event, rounds=1, tables=1, first_at=begun, state="final", planned_at=begun,
        told_at=begun,
    )  # fmt: skip
    one, other = bodies()
    crowd = members(one, 2)
    crowd[1].posts_today[0].organisation = other
    crowd[1].posts_today[0].save()
    parties = [_party(day, each) for each in crowd]
    a, b = sorted(parties, key=lambda each: each.pk)
    meeting = DayMeeting._base_manager.create(day=day, round=1, table=1, a=a, b=b)
    for party in parties:
        Sitting._base_manager.create(meeting=meeting, party=party, round=1)
    return meeting, crowd


def _party(day: DatingDay, by: Member) -> Party:
    [post] = by.posts_today
    party = Party._base_manager.create(day=day, organisation=post.organisation)
    booking = Booking._base_manager.create(
        event=day.event, person=by.person, organisation=post.organisation, state="booked",
        asked_at=clock.wall(), booked_at=clock.wall(),
    )  # fmt: skip
    Delegate._base_manager.create(party=party, booking=booking)
    return party


def tick_at_once(meeting: DayMeeting, crowd: list[Member]) -> list[Any]:
    return at_once(
        [
            lambda by=by: actions.tick_meeting_off(by=by, meeting=meeting, further=True)
            for by in crowd
        ]
    )


def letters() -> list[str]:
    rows = Message.objects.filter(key__startswith="collaboration:mutual:")
    return sorted(rows.values_list("to", flat=True))


def test_of_two_who_say_yes_at_once_comes_one_introduction_and_one_initiative(
    arena: Arena,
) -> None:
    meeting, crowd = a_meeting()
    outcomes = tick_at_once(meeting, crowd * 5)
    assert (faults(outcomes), refusals(outcomes)) == ([], [])
    assert Initiative._base_manager.filter(grew_from_meeting=meeting).count() == 1
    assert InitiativePartner._base_manager.count() == 2
    assert letters() == sorted(each.email for each in crowd)
    assert DayMeeting._base_manager.get().mutual_on is not None


def test_without_the_lock_neither_sees_the_other_and_nobody_is_introduced(
    unguarded: Arena, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting, crowd = a_meeting()
    meet_after(monkeypatch, ticks, "_sides", 2)
    outcomes = tick_at_once(meeting, crowd)
    if unguarded.vendor == "sqlite":
        # It refuses the second one, who read before the first wrote: a fault, not a sentence.
        assert [type(fault) for fault in faults(outcomes)] == [OperationalError]
    else:
        assert faults(outcomes) == []
        assert Sitting._base_manager.filter(further=True).count() == 2
    assert letters() == []
