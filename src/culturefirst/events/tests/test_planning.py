"""Planning an event: who may, what is refused, and how far it comes."""

from datetime import date
from typing import Any

import pytest

from culturefirst.events import actions
from culturefirst.events.models import Booking, Event, State
from culturefirst.events.tests.make import announced, at, draft
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import Conflict, DomainError, NotAllowed
from culturefirst.kit.outbox.models import Message
from culturefirst.network import actions as network
from culturefirst.network.models import User

AFTER = date(2011, 11, 10)


def booked(event: Event, *people: User) -> None:
    """Places that are taken, whoever took them."""
    for user in people:
        Booking._base_manager.create(
            event=event,
            person=user.person,
            booked_by=user.person,
            state=Booking.State.BOOKED,
            asked_at=clock.now(),
            booked_at=clock.now(),
        )


def test_a_draft_is_seen_by_those_who_keep_events_and_by_nobody_else(
    helen: User, tom: User, priya: User, nobody: Any
) -> None:
    event = draft(tom)
    seen = [Event.objects.visible_to(user).count() for user in (helen, tom, priya, nobody)]
    assert (event.state, seen) == (State.DRAFT, [1, 1, 0, 0])
    actions.open_event(by=tom, event=event)
    seen = [Event.objects.visible_to(user).count() for user in (helen, tom, priya, nobody)]
    assert seen == [1, 1, 1, 1]


def test_an_officer_plans_nothing_for_all_and_a_convenor_for_the_group(
    helen: User, priya: User
) -> None:
    with pytest.raises(NotAllowed, match="You may not do this"):
        draft(priya)
    group = network.add_group(by=helen, name="Festivals", kind="forum", convenor=priya.person)
    made = draft(priya, access="group", group=group)
    assert Event.objects.visible_to(priya).get() == made
    assert Event.objects.visible_to(helen).count() == 0


def test_an_event_that_ends_before_it_begins_is_told_so(helen: User) -> None:
    with pytest.raises(Exception, match="It ends before it begins: give a later end"):
        draft(helen, ends_at=at(2011, 11, 9, 9))
    assert Event.objects.count() == 0


def test_what_somebody_else_changed_is_not_undone(helen: User, amara: User) -> None:
    event = draft(helen)
    actions.edit_event(by=amara, event=event, changes={"title": "Plan well"}, seen=1)
    with pytest.raises(Conflict) as conflict:
        actions.edit_event(by=helen, event=event, changes={"title": "Plan soon"}, seen=1)
    assert conflict.value.theirs == {"title": "Plan well"}
    event.refresh_from_db()
    assert (event.title, event.version) == ("Plan well", 2)


def test_places_stay_as_many_as_are_taken(helen: User, priya: User, jim: User) -> None:
    event = announced(helen, places=5)
    booked(event, priya, jim)
    with pytest.raises(DomainError, match="2 places are taken: give at least 2, or cancel"):
        actions.edit_event(by=helen, event=event, changes={"places": 1})
    assert actions.edit_event(by=helen, event=event, changes={"places": 2}).places == 2


def test_whom_an_announced_event_is_for_stays(helen: User) -> None:
    event = announced(helen)
    with pytest.raises(DomainError, match="whom it is for stays as people were told"):
        actions.edit_event(by=helen, event=event, changes={"access": "members"})


def test_a_past_day_is_not_announced(helen: User) -> None:
    event = draft(helen, starts_at=at(2011, 9, 18), ends_at=at(2011, 9, 18, 12))
    with pytest.raises(DomainError, match="Its day is over"):
        actions.open_event(by=helen, event=event)
    late = draft(helen, books_until=at(2011, 9, 1))
    with pytest.raises(DomainError, match="Bookings would have ended already"):
        actions.open_event(by=helen, event=late)


def test_what_people_were_told_of_is_not_moved_into_the_past(helen: User) -> None:
    event = announced(helen)
    past = {"starts_at": at(2011, 9, 18), "ends_at": at(2011, 9, 18, 12)}
    with pytest.raises(DomainError, match="so it cannot begin in the past"):
        actions.edit_event(by=helen, event=event, changes=past)
    event.refresh_from_db()
    assert (event.state, event.starts_at) == (State.OPEN, announced(helen).starts_at)


def test_an_event_is_called_off_with_a_reason_and_its_page_stays(helen: User, nobody: Any) -> None:
    event = announced(helen)
    with pytest.raises(DomainError, match="Say why, in a sentence"):
        actions.cancel_event(by=helen, event=event, reason=" ")
    off = actions.cancel_event(by=helen, event=event, reason="The hall is flooded.")
    assert (off.state, off.cancelled_on) == (State.CANCELLED, date(2011, 9, 19))
    assert Event.objects.visible_to(nobody).get().cancelled_because == "The hall is flooded."
    with pytest.raises(DomainError, match="It was called off: plan another"):
        actions.edit_event(by=helen, event=off, changes={"title": "Again"})


def test_only_a_draft_is_removed(helen: User) -> None:
    event = announced(helen)
    with pytest.raises(DomainError, match="call it off instead, and say why"):
        actions.remove_draft(by=helen, event=event)
    actions.remove_draft(by=helen, event=draft(helen))
    assert list(Event.objects.all()) == [event]


def test_an_event_is_held_once_it_is_over_and_only_once(helen: User) -> None:
    event = announced(helen)
    with pytest.raises(DomainError, match="It is not over yet"):
        actions.hold_event(by=SYSTEM, event=event)
    with clock.standing(AFTER):
        held = actions.hold_event(by=SYSTEM, event=event)
        again = actions.hold_event(by=SYSTEM, event=event)
    assert (held.state, held.held_on, again.version) == (State.HELD, date(2011, 11, 9), 3)


def test_what_did_not_take_place_is_put_right_unless_somebody_was_seen_there(
    helen: User, priya: User
) -> None:
    event = announced(helen)
    booked(event, priya)
    with clock.standing(AFTER):
        held = actions.hold_event(by=SYSTEM, event=event)
        Booking._base_manager.update(attended=True)
        with pytest.raises(DomainError, match="1 person is noted as having been there"):
            actions.was_not_held(by=helen, event=held, reason="Snow.")
        Booking._base_manager.update(attended=None)
        put_right = actions.was_not_held(by=helen, event=held, reason="Snow.")
    assert (put_right.state, put_right.held_on) == (State.CANCELLED, None)


def test_an_improvement_manager_keeps_events_of_their_own_place_and_those_they_planned(
    helen: User, tom: User, norfolk: Any, cambridgeshire: Any
) -> None:
    there = draft(helen, sub_region=norfolk)
    with pytest.raises(NotAllowed):
        actions.open_event(by=tom, event=there)
    assert actions.open_event(by=tom, event=draft(helen, sub_region=cambridgeshire)).opened_on
    assert actions.open_event(by=tom, event=draft(tom, sub_region=norfolk)).opened_on


def test_a_closed_event_keeps_its_day(helen: User) -> None:
    event = announced(helen)
    with pytest.raises(DomainError, match="Only an event that was held can be closed"):
        actions.close_event(by=helen, event=event)
    with clock.standing(AFTER):
        closed = actions.close_event(by=helen, event=actions.hold_event(by=SYSTEM, event=event))
    assert (closed.state, closed.held_on, closed.closed_on) == (
        State.CLOSED,
        date(2011, 11, 9),
        AFTER,
    )


def test_what_is_over_is_not_called_off(helen: User) -> None:
    event = announced(helen)
    with (
        clock.standing(AFTER),
        pytest.raises(DomainError, match="Within a quarter of an hour it is noted as held"),
    ):
        actions.cancel_event(by=helen, event=event, reason="Snow.")


def test_who_booked_is_written_to_once_when_it_moves_and_once_when_it_is_called_off(
    helen: User, priya: User
) -> None:
    event = announced(helen)
    booked(event, priya)
    event = actions.edit_event(by=helen, event=event, changes={"title": "Plan well"})
    assert Message.objects.count() == 0
    event = actions.edit_event(by=helen, event=event, changes={"venue": "The Guildhall"})
    off = actions.cancel_event(by=helen, event=event, reason="The hall is flooded.")
    assert [each.subject for each in Message.objects.order_by("pk")] == [
        "Changed: “Plan well”",
        "Called off: “Plan well”",
    ]
    assert off.state == State.CANCELLED


def test_more_places_go_to_those_who_wait(helen: User, priya: User, jim: User) -> None:
    event = announced(helen, places=1)
    for user in (priya, jim):
        actions.book_place(by=user, event=event)
    assert [each.state for each in Booking._base_manager.order_by("pk")] == ["booked", "waiting"]
    actions.edit_event(by=helen, event=event, changes={"places": 2})
    assert [each.state for each in Booking._base_manager.order_by("pk")] == ["booked", "booked"]
