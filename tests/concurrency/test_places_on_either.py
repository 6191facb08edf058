"""Places are brought, told of, found, counted and taken back the same on either database."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from culturefirst.intelligence import actions, open_assets
from culturefirst.intelligence.models import Asset, AssetKind, AssetList, AssetSource
from culturefirst.intelligence.places.plan import planned
from culturefirst.intelligence.queries import assets as queries
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.publications import published
from culturefirst.kit.sheets import Row, Sheet
from culturefirst.kit.tests.databases import Arena

HEADS = ["name", "kind", "postcode", "easting", "northing", "capacity", "roles", "lift"]
ELY = ["Ely Library", "library", "CB7 4LB", "554050", "280250", "40", "reading", "yes"]
SOHAM = ["Soham Library", "library", "CB7 5AA", "559300", "273200", "not known", "", ""]


@pytest.fixture
def source(arena: Arena) -> AssetSource:
    elements = [{"key": "lift", "label": "Lift"}]
    AssetKind.objects.create(key="library", sector="libraries", name="Library", elements=elements)
    return actions.add_asset_source(by=SYSTEM, name="Libraries", licence="OGL", open=True)


def brought(source: AssetSource, *rows: list[str]) -> AssetList:
    sheet = Sheet(HEADS, [Row(at, row) for at, row in enumerate(rows, start=2)], "places.csv")
    return actions.bring_asset_list(by=SYSTEM, sheet=sheet, source=source)


def told() -> list[tuple[object, ...]]:
    names = ("name", "postcode", "capacity", "facilities", "source")
    return [tuple(row[name] for name in names) for row in open_assets.rows()]


def test_a_list_comes_in_is_told_of_is_renewed_and_taken_back(source: AssetSource) -> None:
    old = {"kind": AssetKind.objects.get(), "easting": 554060, "northing": 280250}
    known = actions.add_asset(by=SYSTEM, name="Ely Central Library", **old)
    found = brought(source, ELY, SOHAM)
    said = {"group": "near", "answer": "same", "seen": 1}
    found = actions.answer_asset_rows(by=SYSTEM, brought=found, **said)
    actions.import_assets(by=SYSTEM, brought=found, agreed=planned(found).digest)
    ely = ("Ely Library", "CB7 4LB", 40.0, "lift=yes", "Libraries")
    assert told() == [ely, ("Soham Library", "CB7 5AA", None, "", "Libraries")]

    days = (clock.today() - timedelta(days=1), clock.today())
    [news] = published(AnonymousUser(), *days)
    assert (news.summary, news.on) == ("2 places added or changed; OGL.", clock.today())
    assert len(planned(brought(source, ELY, SOHAM)).same) == 2

    actions.undo_asset_list(by=SYSTEM, brought=found)
    known.refresh_from_db()
    assert (known.name, known.capacity, known.source) == ("Ely Central Library", None, None)
    assert (told(), published(AnonymousUser(), *days)) == (
        [("Ely Central Library", "", None, "", "")], [],
    )  # fmt: skip


def test_places_are_narrowed_merged_closed_and_confirmed(source: AssetSource) -> None:
    kind = AssetKind.objects.get()
    spots = {"Ely Library": 554050, "Library of Ely": 554060, "Soham Library": 560000}
    made = [
        actions.add_asset(by=SYSTEM, name=name, kind=kind, easting=east, northing=280250)
        for name, east in spots.items()
    ]
    assert queries.doubles() == [(made[0], made[1])]
    actions.merge_assets(by=SYSTEM, asset=made[1], into=made[0])
    actions.verify_asset(by=SYSTEM, asset=made[0])
    actions.close_asset(by=SYSTEM, asset=made[2], on=date(2011, 4, 1))
    rows = queries.assets(SYSTEM)
    assert list(queries.narrowed(rows, {"verified": "yes", "located": "yes"})) == [made[0]]
    assert list(queries.narrowed(rows, {"status": "closed", "sector": "libraries"})) == [made[2]]
    assert queries.counted_kinds(SYSTEM) == [(kind, 2)]
    assert list(Asset.objects.standing_on(date(2011, 3, 31)).order_by("pk")) == [made[0], made[2]]
