"""Two people who bring the same list of places at once bring each place once."""

import pytest

from culturefirst.intelligence import actions
from culturefirst.intelligence.actions import asset_lists
from culturefirst.intelligence.models import Asset, AssetKind, AssetList
from culturefirst.kit import act
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.sheets import Row, Sheet
from culturefirst.kit.tests.databases import Arena
from tests.concurrency.crowd import at_once, faults, refusals
from tests.concurrency.guards import TOGETHER, Meeting, meet_after

ROWS = [Row(2, ["Ely Library", "library", "CB7 4LB"]), Row(3, ["Soham Library", "library", ""])]
SHEET = Sheet(["name", "kind", "postcode"], ROWS, "places.csv")


@pytest.fixture
def lists(arena: Arena) -> list[AssetList]:
    AssetKind.objects.create(key="library", sector="libraries", name="Library")
    return [actions.bring_asset_list(by=SYSTEM, sheet=SHEET) for _ in range(2)]


def both_imported(lists: list[AssetList]) -> list[object]:
    imports = [lambda one=one: actions.import_assets(by=SYSTEM, brought=one) for one in lists]
    return at_once(imports)


def test_the_same_list_brought_by_two_at_once_adds_each_place_once(
    lists: list[AssetList], monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_after(monkeypatch, act, "locked", 2)
    outcomes = both_imported(lists)
    assert (faults(outcomes), refusals(outcomes)) == ([], [])
    assert sorted(Asset.objects.values_list("name", flat=True)) == ["Ely Library", "Soham Library"]


@pytest.mark.postgres
def test_without_the_lock_each_place_would_come_twice(
    lists: list[AssetList], arena: Arena, monkeypatch: pytest.MonkeyPatch
) -> None:
    if arena.vendor == "sqlite":
        pytest.skip("there one transaction writes at a time")
    monkeypatch.setattr(asset_lists, "one_at_a_time", lambda: None)
    monkeypatch.setattr(Meeting, "patience", TOGETHER)
    meet_after(monkeypatch, asset_lists, "planned", 2)
    both_imported(lists)
    assert Asset.objects.count() == 4


def test_a_list_that_is_imported_by_two_at_once_is_imported_once(
    lists: list[AssetList], monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_after(monkeypatch, act, "locked", 2)
    outcomes = both_imported([lists[0], lists[0]])
    assert faults(outcomes) == []
    assert [str(refusal) for refusal in refusals(outcomes)] == [
        "This list is imported already. Bring the file again to go on."
    ]
    assert Asset.objects.count() == 2
