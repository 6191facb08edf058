"""What a fixture wrote is written again: the same rows, and only where nothing else came before."""

from typing import Any

import pytest
from django.db import transaction

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.models import AuditEvent
from culturefirst.network import actions
from culturefirst.network.models import Organisation, Person, SubRegion
from tests.again import COURSE, same_again

MADE: list[str] = []


@same_again
def essex() -> SubRegion:
    MADE.append("Essex")
    return actions.add_sub_region(by=SYSTEM, name="Essex")


@same_again
def harlow(essex: SubRegion) -> Organisation:
    MADE.append("Harlow")
    return actions.add_organisation(
        by=SYSTEM, name="Harlow", kind="district", sub_region=essex, joined_on=None
    )


@pytest.fixture(autouse=True)
def _nothing_kept(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(COURSE, "kept", {})
    MADE.clear()


def written(*before: str) -> list[Any]:
    """What a test finds that asks for both, with these people there before; all of it undone."""
    with transaction.atomic():
        COURSE.begin()
        for name in before:
            actions.add_person(by=SYSTEM, name=name)
        region = essex()
        body = harlow(essex=region)
        assert body.sub_region is region
        found = [region, body, body.name]
        for model in (SubRegion, Organisation, Person, AuditEvent):
            found.append(list(model._base_manager.order_by("pk").values()))
        transaction.set_rollback(True)
    return found


def test_the_same_rows_are_there_and_nothing_acted_again() -> None:
    assert written() == written() == written()
    assert MADE == ["Essex", "Harlow"]


def test_where_something_else_was_written_first_the_actions_act() -> None:
    written()
    found = written("Ada Dow")
    assert [row["name"] for row in found[5]] == ["Ada Dow"]
    assert MADE == ["Essex", "Harlow"] * 2


def test_what_a_test_does_to_what_it_was_given_the_next_one_does_not_see() -> None:
    written()[1].name = "Another"
    assert written()[2] == "Harlow"
