"""Two who reply at once: both are kept, each in a place of its own, and the lock is needed."""

from typing import Any

import pytest
from django.db import OperationalError

from culturefirst.discussions import actions
from culturefirst.discussions.models import Contribution, Forum, Thread
from culturefirst.kit import act
from culturefirst.kit.act import MET, SYSTEM
from culturefirst.kit.tests.databases import Arena
from culturefirst.network import actions as network
from tests.concurrency.crowd import Director, at_once, faults, refusals
from tests.concurrency.guards import meet_after


class Member(Director):
    """A director who is a person of the network."""

    def __init__(self) -> None:
        super().__init__()
        self.person_id = network.add_person(by=SYSTEM, name="Ola Berg").pk


@pytest.fixture
def thread(request: pytest.FixtureRequest) -> Thread:
    name = "unguarded" if "unguarded" in request.fixturenames else "arena"
    request.getfixturevalue(name)
    forum: Forum = actions.open_forum(by=Member())
    return actions.start_thread(by=Member(), forum=forum, title="Who shares?", text="We may.")


def two_reply(thread: Thread, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    deeds = [
        lambda by=by: actions.reply(by=by, thread=thread, text="We do.")
        for by in (Member(), Member())
    ]
    meet_after(monkeypatch, act, "locked", 2)
    return at_once(deeds)


def places() -> list[int]:
    rows = Contribution._base_manager.order_by("position")
    return list(rows.values_list("position", flat=True))


def test_two_who_reply_at_once_are_both_kept(
    arena: Arena, thread: Thread, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes = two_reply(thread, monkeypatch)
    assert (faults(outcomes), refusals(outcomes)) == ([], [])
    assert places() == [1, 2, 3]
    assert Thread._base_manager.get().length == 3


def test_without_the_lock_the_database_refuses_a_second_in_one_place(
    unguarded: Arena, thread: Thread, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes = two_reply(thread, monkeypatch)
    if unguarded.vendor == "sqlite":
        assert [type(fault) for fault in faults(outcomes)] == [OperationalError]
    else:
        assert [str(no) for no in refusals(outcomes)] == [MET]
    assert places() == [1, 2]
