"""Two people at one record: served in turn, and each guard is needed."""

from datetime import date
from typing import Any

import pytest
from django.db import OperationalError

from culturefirst.kit import act, audit
from culturefirst.kit.errors import Conflict
from culturefirst.kit.models import AuditEvent
from culturefirst.kit.tests.databases import Arena
from culturefirst.programme import actions
from culturefirst.programme.models import Target
from tests.concurrency.crowd import Director, at_once, faults, refusals
from tests.concurrency.guards import meet_after
from tests.concurrency.year import a_milestone, small_year

VISITED = date(2011, 9, 1)


@pytest.fixture
def target(request: pytest.FixtureRequest) -> Target:
    name = "unguarded" if "unguarded" in request.fixturenames else "arena"
    request.getfixturevalue(name)
    return small_year()


def two_editors(target: Target) -> list[Any]:
    """Anne and Bob were both shown version 1, and both save."""

    def edit(words: str) -> Any:
        changes = {"text": words}
        return lambda: actions.edit_target(by=Director(), target=target, changes=changes, seen=1)

    return at_once([edit("Anne's words"), edit("Bob's words")])


def withdraw_twice(target: Target) -> list[Any]:
    milestone = a_milestone(target)

    def withdraw() -> Any:
        return actions.withdraw_milestone(by=Director(), milestone=milestone, reason="Not held")

    return at_once([withdraw, withdraw])


def test_the_second_editor_is_shown_both_texts(
    arena: Arena, target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_after(monkeypatch, act, "locked", 2)
    outcomes = two_editors(target)
    [conflict] = refusals(outcomes)
    saved = Target.objects.get()
    assert isinstance(conflict, Conflict)
    assert conflict.theirs["text"] == saved.text
    assert {saved.text, conflict.yours["text"]} == {"Anne's words", "Bob's words"}
    assert (saved.version, faults(outcomes)) == (2, [])
    assert AuditEvent.objects.count() == 1


def test_without_the_lock_one_editors_words_are_lost(
    unguarded: Arena, target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_after(monkeypatch, act, "locked", 2)
    outcomes = two_editors(target)
    assert refusals(outcomes) == []
    if unguarded.vendor == "sqlite":
        [fault] = faults(outcomes)
        assert isinstance(fault, OperationalError)
    else:
        # Both were told that they had saved; one of the texts is nowhere.
        assert faults(outcomes) == []
        assert Target.objects.get().version == 2
        assert AuditEvent.objects.count() == 2


def test_a_milestone_is_withdrawn_once(
    arena: Arena, target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_after(monkeypatch, act, "locked", 2)
    outcomes = withdraw_twice(target)
    assert [str(no) for no in refusals(outcomes)] == ["This milestone has been withdrawn already."]
    assert faults(outcomes) == []
    assert AuditEvent.objects.count() == 1


def test_without_the_lock_a_milestone_is_withdrawn_twice(
    unguarded: Arena, target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_after(monkeypatch, act, "locked", 2)
    outcomes = withdraw_twice(target)
    assert refusals(outcomes) == []
    if unguarded.vendor == "sqlite":
        assert [type(fault) for fault in faults(outcomes)] == [OperationalError]
    else:
        assert AuditEvent.objects.count() == 2


def eight_writers(target: Target, each: int) -> list[Any]:
    def write() -> None:
        for number in range(each):
            actions.record_milestone(
                by=Director(), activity=target.activity, title=f"Visit {number}", on=VISITED
            )

    return at_once([write] * 8)


def test_the_trail_of_eight_writers_is_one_chain(arena: Arena, target: Target) -> None:
    outcomes = eight_writers(target, each=10)
    assert outcomes == [None] * 8
    assert AuditEvent.objects.count() == 80
    assert audit.broken_at() is None


def test_without_the_lock_on_its_head_the_chain_forks(
    unguarded: Arena, target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_after(monkeypatch, audit, "locked", 8)
    outcomes = eight_writers(target, each=1)
    if unguarded.vendor == "sqlite":
        assert {type(fault) for fault in faults(outcomes)} == {OperationalError}
    else:
        assert audit.broken_at() is not None
