"""Noting who was there: each tick once, the newer stands, all of a batch or nothing."""

from datetime import timedelta
from typing import Any

import pytest

from culturefirst.events import actions
from culturefirst.events.models import Booking
from culturefirst.events.queries.attendance import counts
from culturefirst.events.tests.booked import an_event, book, states
from culturefirst.events.tests.gone_by import AFTER, NOON, ON, came, note, on_the_day, over, place
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.kit.models import AuditEvent
from culturefirst.network.models import User

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def at_noon() -> Any:
    with clock.standing(LATER):
        yield


def tick(by: Any, event: Any, *notes: Any, **said: Any) -> list[bool | None]:
    actions.note_attendance(by=by, event=event, notes=notes, **said)
    rows = Booking._base_manager.filter(event=event).order_by("pk")
    return [row.attended for row in rows]


def test_ticks_are_kept_with_their_moment_and_nobody_else_is_guessed(
    helen: User, priya: User, jim: User, dee: User
) -> None:
    event = on_the_day(priya, jim, dee)
    notes = [note(place(event, priya), came=True), note(place(event, jim), came=False)]
    with clock.standing(LATER):
        assert tick(helen, event, *notes) == [True, False, None]
    row = place(event, priya)
    assert (row.noted_at, row.noted_how) == (NOON, "door")
    told = counts(event)
    assert (told.booked, told.came, told.away, told.unknown) == (3, 1, 1, 1)


@pytest.mark.usefixtures("at_noon")
def test_a_tick_that_comes_twice_is_one(helen: User, priya: User) -> None:
    with clock.standing(ON - timedelta(days=9)):
        event = on_the_day(priya)
    sent = note(place(event, priya), came=True, key="k1")
    tick(helen, event, sent)
    version = place(event, priya).version
    tick(helen, event, sent)
    assert place(event, priya).version == version
    assert AuditEvent.objects.filter(verb="events.note_delegate").count() == 1


@pytest.mark.usefixtures("at_noon")
def test_an_older_tick_never_undoes_a_newer_one_however_late_it_comes(
    helen: User, priya: User
) -> None:
    with clock.standing(ON - timedelta(days=9)):
        event = on_the_day(priya)
    row = place(event, priya)
    old = note(row, came=False, at=NOON - timedelta(minutes=9), key="old")
    new = note(row, came=True, at=NOON, key="new")
    assert tick(helen, event, new) == [True]
    assert tick(helen, event, old) == [True]
    assert tick(helen, event, new) == [True]
    assert place(event, priya).noted_key == "new"


@pytest.mark.usefixtures("at_noon")
def test_a_batch_is_worked_in_the_order_in_which_it_was_seen(helen: User, priya: User) -> None:
    with clock.standing(ON - timedelta(days=9)):
        event = on_the_day(priya)
    row = place(event, priya)
    last = note(row, came=None, at=NOON + timedelta(minutes=2), key="c")
    first = note(row, came=True, at=NOON, key="a")
    assert tick(helen, event, last, first) == [None]


@pytest.mark.usefixtures("at_noon")
def test_a_clock_that_is_fast_does_not_win_for_ever(helen: User, priya: User) -> None:
    with clock.standing(ON - timedelta(days=9)):
        event = on_the_day(priya)
    row = place(event, priya)
    tick(helen, event, note(row, came=True, at=LATER + timedelta(days=400), key="fast"))
    assert place(event, priya).noted_at == LATER
    with clock.standing(LATER + timedelta(minutes=1)):
        later = note(row, came=False, at=LATER + timedelta(minutes=1), key="b")
        assert tick(helen, event, later) == [False]


def test_ticks_of_other_events_are_refused_whole(helen: User, priya: User, jim: User) -> None:
    event, other = on_the_day(priya), on_the_day(jim, title="Another")
    notes = [note(place(event, priya), came=True), note(place(other, jim), came=True)]
    with clock.standing(NOON), pytest.raises(DomainError) as no:
        actions.note_attendance(by=helen, event=event, notes=notes)
    assert str(no.value) == (
        "1 tick is for somebody who has no place at this event, so nothing was kept. "
        "Open the list again, and tick anew."
    )
    assert place(event, priya).attended is None


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"state": "draft", "opened_on": None}, "It has not been announced yet"),
        ({"state": "cancelled", "cancelled_on": ON}, "It was called off, so nobody was there."),
        ({}, "It is on 5 October 2011: who is there is noted from that day on."),
    ],
)
def test_when_nothing_can_be_noted_a_sentence_says_why(
    helen: User, said: dict[str, Any], why: str
) -> None:
    event = an_event(made_by=helen.person, **said)
    with pytest.raises(DomainError) as no:
        actions.note_attendance(by=helen, event=event, notes=[])
    assert str(no.value).startswith(why)


def test_only_whoever_keeps_the_event_notes(priya: User) -> None:
    event = on_the_day(priya)
    with clock.standing(NOON), pytest.raises(NotAllowed):
        actions.note_attendance(by=priya, event=event, notes=[])


def test_what_was_noted_is_put_right_with_a_reason_even_when_it_is_closed(
    helen: User, priya: User
) -> None:
    event = on_the_day(priya)
    [row] = came(helen, event, priya)
    with pytest.raises(DomainError, match="It is not over: tick at the door"):
        actions.note_delegate(by=helen, booking=row, came=False, reason="x")
    with clock.standing(AFTER):
        closed = actions.close_event(by=helen, event=over(event))
        with pytest.raises(DomainError, match=r"It is closed\. Put single delegates right"):
            actions.note_attendance(by=helen, event=closed, notes=[])
        with pytest.raises(DomainError, match="Say how you know"):
            actions.note_delegate(by=helen, booking=row, came=False, reason=" ")
        right = actions.note_delegate(by=helen, booking=row, came=False, reason="She wrote to us.")
    assert (right.attended, right.noted_how) == (False, "later")
    told = AuditEvent.objects.latest("pk")
    assert (told.verb, told.reason) == ("events.note_delegate", "She wrote to us.")
    assert (told.before["attended"], told.after["attended"]) == (True, False)


def test_from_paper_is_told_from_the_door(helen: User, priya: User) -> None:
    event = over(on_the_day(priya))
    with clock.standing(AFTER):
        tick(helen, event, note(place(event, priya), came=True), how="paper")
    assert place(event, priya).get_noted_how_display() == "From the paper list"


def test_somebody_of_the_network_is_let_in_whether_they_waited_or_never_asked(
    helen: User, priya: User, jim: User, dee: User
) -> None:
    event = an_event(places=1)
    book(priya, event)
    waits = book(jim, event)
    with clock.standing(NOON):
        for user in (jim, dee):
            made = actions.let_in(by=helen, event=event, person=user.person)
            assert (made.state, made.attended, made.noted_how) == ("booked", True, "door")
        with pytest.raises(DomainError, match=r"Dee Fuller is noted as here already\."):
            actions.let_in(by=helen, event=event, person=dee.person)
    assert place(event, jim).pk == waits.pk
    assert states(event) == {"booked": ["Priya Nair", "Jim Gotts", "Dee Fuller"], "waiting": []}
    assert (place(event, dee).role, str(place(event, dee).organisation)) == (
        "partner", "Waveney Arts Forum"
    )  # fmt: skip


def test_a_guest_is_let_in_by_name(helen: User) -> None:
    event = an_event()
    with clock.standing(NOON):
        made = actions.let_in(by=helen, event=event, guest_name=" Kit  Fenn ")
        assert (made.who, made.guest_email, made.version) == ("Kit Fenn", "", 1)
        with pytest.raises(DomainError, match=r"Give the name of whoever came\."):
            actions.let_in(by=helen, event=event, guest_name=" ")
        with pytest.raises(DomainError, match="is not an"):
            actions.let_in(by=helen, event=event, guest_name="Ann", guest_email="x")
    assert Booking._base_manager.count() == 1


def test_whoever_was_seen_there_is_thanked(helen: User, priya: User, jim: User) -> None:
    from culturefirst.events.queries.reminding import to_thank

    event = on_the_day(priya, jim)
    came(helen, event, priya)
    with clock.standing(AFTER):
        rows = to_thank(over(event))
        actions.send_thanks(by=SYSTEM, event=event)
    assert [row.who for row in rows] == ["Priya Nair"]
