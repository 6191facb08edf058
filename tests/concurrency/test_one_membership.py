"""Two who take one body into membership at once: it is a member once."""

from datetime import date
from typing import Any

import pytest
from django.db import OperationalError, connection

from culturefirst.kit import act
from culturefirst.kit.act import MET, SYSTEM
from culturefirst.kit.tests.databases import Arena
from culturefirst.network import actions
from culturefirst.network.models import Membership, Organisation
from tests.concurrency.crowd import Director, at_once, faults, refusals
from tests.concurrency.guards import meet_after

DAY = date(2011, 9, 1)


@pytest.fixture
def club(request: pytest.FixtureRequest) -> Organisation:
    name = "unguarded" if "unguarded" in request.fixturenames else "arena"
    request.getfixturevalue(name)
    kind = Organisation.Kind.CIVIL_SOCIETY
    return actions.add_organisation(by=SYSTEM, name="Ely Folk Club", kind=kind)


def two_join(club: Organisation, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    meet_after(monkeypatch, act, "locked", 2)

    def join() -> Any:
        return actions.join_network(by=Director(), organisation=club, on=DAY)

    return at_once([join, join])


def test_the_second_is_told_that_it_is_a_member(
    arena: Arena, club: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes = two_join(club, monkeypatch)
    assert [str(no) for no in refusals(outcomes)] == [
        "Ely Folk Club has been a member since 1 September 2011: end that membership first."
    ]
    assert (faults(outcomes), Membership.objects.count()) == ([], 1)


def test_without_the_lock_the_database_still_refuses_a_second_membership(
    unguarded: Arena, club: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes = two_join(club, monkeypatch)
    if unguarded.vendor == "sqlite":
        assert [type(fault) for fault in faults(outcomes)] == [OperationalError]
    else:
        assert [str(no) for no in refusals(outcomes)] == [MET]
    assert Membership.objects.count() == 1


def test_without_both_a_body_would_be_a_member_twice(
    unguarded: Arena, club: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    [once] = [each for each in Membership._meta.constraints if each.name == "one_open_membership"]
    with connection.schema_editor() as editor:
        editor.remove_constraint(Membership, once)
    outcomes = two_join(club, monkeypatch)
    if unguarded.vendor == "sqlite":
        assert [type(fault) for fault in faults(outcomes)] == [OperationalError]
    else:
        assert (refusals(outcomes), Membership.objects.count()) == ([], 2)
