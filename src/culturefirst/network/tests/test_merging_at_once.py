"""Two merges at once on PostgreSQL: nobody is merged into somebody who is being merged away."""

from typing import Any

import pytest

from culturefirst.kit.act import SYSTEM
from culturefirst.network import actions
from culturefirst.network.actions import merging
from culturefirst.network.models import Merge, Person
from culturefirst.network.tests.test_at_once import Meeting, at_once, on_postgresql, server

pytestmark = pytest.mark.postgres
__all__ = ["on_postgresql", "server"]


@pytest.fixture(params=[True, False], ids=["guarded", "unguarded"])
def guarded(request: Any, monkeypatch: Any) -> bool:
    """With both rows locked, and with them merely read in their stead."""
    if not request.param:
        monkeypatch.setattr(merging, "locked", lambda record: Person.objects.get(pk=record.pk))
    return bool(request.param)


def met(monkeypatch: Any) -> None:
    """Let both have looked at who moves before either changes anything."""
    meeting, original = Meeting(), merging.moving

    def moving(*asked: Any) -> Any:
        meeting.exists()
        return original(*asked)

    monkeypatch.setattr(merging, "moving", moving)


def leads_to_somebody(merged: Person) -> bool:
    """Whether a record that was merged leads to one that was not."""
    return merged.merged_into is not None and merged.merged_into.merged_into is None


def people(*names: str) -> list[Person]:
    return [actions.add_person(by=SYSTEM, name=name) for name in names]


def test_two_merges_that_meet_in_one_person_are_made_in_turn(
    on_postgresql: None, guarded: bool, monkeypatch: Any
) -> None:
    ann, anne, anna = people("Ann Day", "Anne Day", "Anna Day")
    met(monkeypatch)
    refused = at_once(
        lambda: actions.merge_people(by=SYSTEM, kept=anne, merged=ann),
        lambda: actions.merge_people(by=SYSTEM, kept=anna, merged=anne),
    )
    # Each record that was merged leads to one that stands, whoever came first.
    astray = [m for m in Merge.objects.all() if not leads_to_somebody(m.merged)]
    assert bool(astray) is not guarded
    assert len(refused) <= 1


def test_one_person_is_merged_once_into_one_other(on_postgresql: None, monkeypatch: Any) -> None:
    ann, anne, anna = people("Ann Day", "Anne Day", "Anna Day")
    met(monkeypatch)
    refused = at_once(
        lambda: actions.merge_people(by=SYSTEM, kept=anne, merged=ann),
        lambda: actions.merge_people(by=SYSTEM, kept=anna, merged=ann),
    )
    assert len(refused) == 1
    assert Person.objects.filter(merged_into__isnull=False).count() == 1


def test_two_who_merge_the_same_two_the_other_way_round_do_not_wait_for_each_other(
    on_postgresql: None, monkeypatch: Any
) -> None:
    ann, anne = people("Ann Day", "Anne Day")
    met(monkeypatch)
    refused = at_once(
        lambda: actions.merge_people(by=SYSTEM, kept=ann, merged=anne),
        lambda: actions.merge_people(by=SYSTEM, kept=anne, merged=ann),
    )
    assert len(refused) == 1
    assert Person.objects.filter(merged_into__isnull=False).count() == 1
