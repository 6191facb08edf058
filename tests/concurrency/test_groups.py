"""Two people at one group: whoever is let in twice is in it once, and each lock is needed."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from culturefirst.kit import act, clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.tests.databases import Arena
from culturefirst.network import actions
from culturefirst.network.models import Group, GroupMember, Person
from tests.concurrency.crowd import at_once, faults, refusals
from tests.concurrency.guards import meet_after

Deed = Callable[[], Any]


@pytest.fixture
def group(request: pytest.FixtureRequest) -> Group:
    name = "unguarded" if "unguarded" in request.fixturenames else "arena"
    request.getfixturevalue(name)
    return actions.add_group(by=SYSTEM, name="Museums Group", kind="forum", access="closed")


def somebody() -> Person:
    return actions.add_person(by=SYSTEM, name="Ola Berg")


def asking(group: Group) -> Person:
    """Somebody who waits to be let in."""
    person = somebody()
    GroupMember.objects.create(group=group, person=person, asked_on=date(2011, 9, 1))
    return person


def both(group: Group, person: Person, *acts: Any) -> list[Any]:
    """Two convenors do something with one person at the same moment."""

    def deed(action: Any) -> Deed:
        return lambda: action(by=SYSTEM, group=group, person=person)

    return at_once([deed(action) for action in acts])


def rows(group: Group) -> list[GroupMember]:
    return list(GroupMember.objects.filter(group=group))


def test_somebody_added_by_two_is_in_it_once(
    arena: Arena, group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = somebody()
    meet_after(monkeypatch, act, "locked", 2)
    outcomes = both(group, person, actions.add_to_group, actions.add_to_group)
    [refusal] = refusals(outcomes)
    assert str(refusal).startswith("Ola Berg is in Museums Group already, since")
    assert (len(rows(group)), faults(outcomes)) == (1, [])


def test_without_the_lock_the_database_holds_it_and_a_sentence_is_lost(
    unguarded: Arena, group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = somebody()
    meet_after(monkeypatch, act, "locked", 2)
    outcomes = both(group, person, actions.add_to_group, actions.add_to_group)
    assert not any("already, since" in str(refusal) for refusal in refusals(outcomes))
    assert len(rows(group)) == 1


def test_somebody_let_in_and_declined_at_once_gets_one_answer(
    arena: Arena, group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = asking(group)
    meet_after(monkeypatch, act, "locked", 2)
    outcomes = both(group, person, actions.let_into_group, actions.decline_group_request)
    [refusal] = refusals(outcomes)
    [row] = rows(group)
    assert "(any more)" in str(refusal)
    assert (row.starts is None) != (row.ends is None)
    assert faults(outcomes) == []


def test_without_the_lock_both_answers_are_given(
    unguarded: Arena, group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = asking(group)
    meet_after(monkeypatch, act, "locked", 2)
    outcomes = both(group, person, actions.let_into_group, actions.decline_group_request)
    if unguarded.vendor == "sqlite":
        assert len(faults(outcomes)) == 1  # the engine lets one of them fail
    else:
        assert refusals(outcomes) == []


def test_somebody_taken_out_by_two_is_taken_out_once(
    arena: Arena, group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = somebody()
    with clock.standing(date(2011, 9, 1)):
        actions.add_to_group(by=SYSTEM, group=group, person=person)
    meet_after(monkeypatch, act, "locked", 2)
    outcomes = both(group, person, actions.leave_group, actions.leave_group)
    assert [str(no) for no in refusals(outcomes)] == ["Ola Berg is not in Museums Group."]
    assert len(rows(group)) == 1
