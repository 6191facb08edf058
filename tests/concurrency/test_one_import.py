"""A list of organisations is imported once by two people, and not at all when it breaks off."""

import pytest

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.tests.databases import Arena
from culturefirst.network import actions
from culturefirst.network.models import Organisation, OrganisationList, SubRegion
from tests.concurrency.crowd import at_once, faults, refusals

ROWS = [
    {"row": at, "name": f"Town {at}", "kind": "district", "sub_region": "The Fens"}
    for at in range(2, 12)
]


def brought() -> OrganisationList:
    return actions.bring_organisations(by=SYSTEM, name="towns.csv", rows=ROWS)


def test_two_people_import_one_list_once(arena: Arena) -> None:
    kept = brought()
    outcomes = at_once([lambda: actions.import_organisations(by=SYSTEM, brought=kept)] * 2)
    assert faults(outcomes) == []
    assert [str(refusal) for refusal in refusals(outcomes)] == [
        "This list is imported already. To change it, bring the file again."
    ]
    assert (Organisation.objects.count(), SubRegion.objects.count()) == (10, 1)


class Broken(BaseException):
    """What ends a process, as far as the code that is running can see."""


def test_an_import_broken_off_in_the_middle_leaves_nothing(
    arena: Arena, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = brought()
    save = Organisation.save

    def save_or_break(body: Organisation, *args: object, **options: object) -> None:
        if body.name == "Town 7":
            raise Broken
        save(body, *args, **options)

    monkeypatch.setattr(Organisation, "save", save_or_break)
    with pytest.raises(Broken):
        actions.import_organisations(by=SYSTEM, brought=kept)
    assert (Organisation.objects.count(), SubRegion.objects.count()) == (0, 0)
    kept.refresh_from_db()
    assert kept.state == OrganisationList.State.DRAFT
