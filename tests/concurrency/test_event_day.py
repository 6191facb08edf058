"""The day of an event and after: what one writes while another is about to write over it."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections

from culturefirst.events import actions
from culturefirst.events.actions import attendance
from culturefirst.events.models import Booking, Event, Pledge
from culturefirst.events.tests.booked import DAY
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError
from culturefirst.kit.models import Installation
from culturefirst.kit.tests.databases import Arena
from culturefirst.network import actions as network
from tests.concurrency.guards import ALONE
from tests.concurrency.test_bookings import Member, members


@pytest.fixture
def priya(request: pytest.FixtureRequest) -> Member:
    request.getfixturevalue("unguarded" if "unguarded" in request.fixturenames else "arena")
    Installation.current()
    body = network.add_organisation(by=SYSTEM, name="Ipswich Borough Council", kind="district")
    return members(body, 1)[0]


@pytest.fixture
def row(priya: Member) -> Booking:
    """Her place at an event that was held an hour ago, at which she was seen."""
    now = clock.wall()
    event = Event.objects.create(
        kind="training", title="Reading figures", summary="A day on figures.",
        starts_at=now - timedelta(hours=3), ends_at=now - timedelta(hours=1), state="held",
        opened_on=DAY.date(), held_on=now.date(), made_by=priya.person,
    )  # fmt: skip
    made: Booking = Booking._base_manager.create(
        event=event, person=priya.person, booked_by=priya.person, state="booked", attended=True,
        asked_at=now, booked_at=now, noted_at=now - timedelta(hours=2),
    )  # fmt: skip
    return made


class Meanwhile:
    """What another does while somebody is between reading and writing.

    With a guard in place the other waits until the first has written.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> None:
        self.deed: Callable[[], Any] | None = None
        self.outcome: Any = None
        self.threads: list[threading.Thread] = []
        original = getattr(module, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            deed, self.deed = self.deed, None
            if deed is not None:
                self._begin(deed)
            return original(*args, **kwargs)

        monkeypatch.setattr(module, name, call)

    def _begin(self, deed: Callable[[], Any]) -> None:
        def run() -> None:
            with clock.standing(clock.wall()):
                try:
                    self.outcome = deed()
                except Exception as fault:
                    self.outcome = fault
                finally:
                    connections.close_all()

        self.threads.append(threading.Thread(target=run))
        self.threads[0].start()
        self.threads[0].join(timeout=ALONE)

    def ended(self) -> Any:
        for thread in self.threads:
            thread.join(timeout=60)
        return self.outcome


def answered_while_reworded(
    priya: Member, row: Booking, monkeypatch: pytest.MonkeyPatch
) -> tuple[Any, Pledge]:
    """She answers her pledge in one window while she gives it other words in another."""
    with clock.standing(clock.wall()):
        pledge = actions.make_pledge(by=priya, booking=row, words="Ask Norfolk")
        meanwhile = Meanwhile(monkeypatch, Pledge, "clean_fields")
        meanwhile.deed = lambda: actions.answer_pledge(by=priya, pledge=pledge, fulfilled=True)
        actions.make_pledge(by=priya, booking=row, words="Ask Suffolk")
        return meanwhile.ended(), Pledge._base_manager.get()


def test_an_answer_is_not_lost_to_other_words_of_the_same_moment(
    arena: Arena, priya: Member, row: Booking, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome, kept = answered_while_reworded(priya, row, monkeypatch)
    assert isinstance(outcome, Pledge)
    assert (kept.words, kept.fulfilled) == ("Ask Suffolk", True)


def test_without_the_lock_the_answer_is_lost(
    unguarded: Arena, priya: Member, row: Booking, monkeypatch: pytest.MonkeyPatch
) -> None:
    if unguarded.vendor == "sqlite":  # which lets nobody else write meanwhile
        with pytest.raises(Exception, match="database is locked"):
            answered_while_reworded(priya, row, monkeypatch)
        return
    outcome, kept = answered_while_reworded(priya, row, monkeypatch)
    assert isinstance(outcome, Pledge)
    assert (kept.words, kept.fulfilled) == ("Ask Suffolk", None)


def test_what_did_not_take_place_has_nobody_noted_there_at_the_same_moment(
    arena: Arena, row: Booking, monkeypatch: pytest.MonkeyPatch
) -> None:
    Booking._base_manager.update(attended=None)
    meanwhile = Meanwhile(monkeypatch, actions.planning, "_called_off")
    with clock.standing(clock.wall()):
        meanwhile.deed = lambda: actions.note_delegate(
            by=SYSTEM, booking=row, came=True, reason="She signed."
        )
        off = actions.was_not_held(by=SYSTEM, event=row.event, reason="Snow.")
    refused = meanwhile.ended()
    assert isinstance(refused, DomainError)
    assert str(refused) == "It was called off, so nobody was there."
    assert (off.state, Booking._base_manager.get().attended) == ("cancelled", None)


def test_letting_somebody_in_does_not_undo_what_was_put_right_at_the_same_moment(
    arena: Arena, row: Booking, monkeypatch: pytest.MonkeyPatch
) -> None:
    Booking._base_manager.update(attended=False)
    meanwhile = Meanwhile(monkeypatch, attendance, "_note_on")
    with clock.standing(clock.wall()):
        meanwhile.deed = lambda: actions.note_delegate(
            by=SYSTEM, booking=row, came=None, reason="Nobody knows."
        )
        actions.let_in(by=SYSTEM, event=row.event, person=row.person)
    assert isinstance(meanwhile.ended(), Booking)
    kept = Booking._base_manager.get()
    assert (kept.attended, kept.noted_how, kept.version) == (None, "later", row.version + 2)
