"""Lists as they are published: the whole of England's libraries, and one district's facilities."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from culturefirst.intelligence import actions
from culturefirst.intelligence.models import Asset, AssetChange
from culturefirst.intelligence.places.plan import planned
from culturefirst.intelligence.tests.asset_places import (
    ABSENT,
    LIBRARIES,
    SHARED,
    brought,
    loaded,
    open_source,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not LIBRARIES.exists(), reason=ABSENT),
]
STATEMENTS = 800  # for 3,423 places: some thirty a batch of five hundred, and words for search


def ready(helen, found):
    """What a person settles of the libraries: prisons are left out, and cells in other words."""
    actions.map_asset_list(
        by=helen, brought=found, mapping=found.mapping, source=found.source, unclear="empty"
    )
    return actions.decide_asset_rows(by=helen, brought=found, kinds={"Prison Library": "leave"})


def test_all_libraries_come_in_one_go_the_same_file_adds_none_and_all_are_taken_back(helen):
    loaded(helen)
    source = open_source(helen)
    found = ready(helen, brought(helen, LIBRARIES, source=source))
    plan = planned(found)
    assert (len(plan.new), len(plan.left), plan.faults, plan.questions) == (3423, 64, [], [])

    with CaptureQueriesContext(connection) as asked:
        actions.import_assets(by=helen, brought=found, agreed=plan.digest)
    assert len(asked) <= STATEMENTS
    assert Asset.objects.count() == AssetChange.objects.count() == 3423
    assert Asset.objects.located().count() == 3352
    assert Asset.objects.filter(status="closed").count() > 300

    again = planned(ready(helen, brought(helen, LIBRARIES, source=source)))
    assert (len(again.new), len(again.changed), len(again.same)) == (0, 0, 3423)

    actions.undo_asset_list(by=helen, brought=found)
    assert Asset.objects.standing().count() == 0


def test_facilities_of_active_places_are_told_apart_by_site_and_type(helen):
    loaded(helen)
    path = SHARED / "activeplaces_trafford_sports_facilities.csv"
    found = brought(helen, path, source=open_source(helen, "Active Places"))
    plan = planned(found)
    assert (plan.faults, plan.unknown_kinds) == ([], {})
    assert len(plan.new) + len(plan.left) == 314
    assert all(question.twin for question in plan.questions)
    actions.import_assets(by=helen, brought=found)
    pool = Asset.objects.get(kind__key="swimming-pool", name__startswith="David Lloyd (Man")
    assert pool.source_ref == "1001039/swimming-pool"
    assert (pool.easting, pool.northing) == pytest.approx((376193, 397159), abs=300)
    assert pool.facilities.get(element="parking").has == "yes"


def test_pools_in_degrees_and_metres_are_imported_by_their_metres(helen):
    kinds = loaded(helen)
    path = SHARED / "swimming_pools_england.csv"
    found = brought(helen, path, source=open_source(helen, "Pools"), kind=kinds["swimming-pool"])
    plan = planned(found)
    assert plan.faults == []
    assert len(plan.new) + len(plan.left) == 1738
    assert plan.new[0].point == (383045, 397790)
