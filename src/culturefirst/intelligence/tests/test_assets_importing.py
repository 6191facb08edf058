"""Lists of places: guessed, previewed, decided, imported the whole or nothing, taken back."""

import json
from decimal import Decimal

import pytest

from culturefirst.intelligence import actions
from culturefirst.intelligence.actions.asset_importing import import_all
from culturefirst.intelligence.models import Asset, AssetList
from culturefirst.intelligence.places.plan import planned
from culturefirst.intelligence.tests.asset_places import (
    brought,
    library,
    loaded,
    open_source,
    written,
)
from culturefirst.kit.errors import DomainError
from culturefirst.network.models import BoundaryCode

pytestmark = pytest.mark.django_db
HEADS = "Library name,Library type,Post code,Eastings,Northings,Seats"
ELY = "Ely Library,Static library,CB7 4LB,554050,280250,40"
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[0.0, 52.0], [1.0, 52.0], [1.0, 53.0], [0.0, 53.0], [0.0, 52.0]]],
}


@pytest.fixture
def kinds(helen):
    return loaded(helen)


@pytest.fixture
def outlined(ipswich):
    """A square of the East as the area of one authority."""
    return BoundaryCode.objects.create(organisation=ipswich, code="E07000202", outline=SQUARE)


def listed(helen, tmp_path, *rows, **said):
    return brought(helen, written(tmp_path / "list.csv", HEADS, *rows), **said)


def test_columns_are_guessed_by_the_heads_of_published_lists(helen, kinds, tmp_path):
    found = listed(helen, tmp_path, ELY)
    assert found.mapping == {
        "name": 0, "kind": 1, "postcode": 2, "easting": 3, "northing": 4, "capacity": 5,
    }  # fmt: skip


def test_a_new_row_is_imported_with_what_it_says(helen, kinds, tmp_path):
    actions.import_assets(by=helen, brought=listed(helen, tmp_path, ELY))
    asset = Asset.objects.get()
    assert (asset.name, asset.kind.key, asset.postcode) == ("Ely Library", "library", "CB7 4LB")
    assert (asset.easting, asset.northing, asset.capacity) == (554050, 280250, Decimal(40))


def test_unknown_capacity_is_not_nought(helen, kinds, tmp_path):
    rows = ("A Library,library,CB7 4AA,,,0", "B Library,library,CB7 4AB,,,not known")
    actions.import_assets(by=helen, brought=listed(helen, tmp_path, *rows))
    told = dict(Asset.objects.values_list("name", "capacity"))
    assert told == {"A Library": Decimal(0), "B Library": None}


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("Ely Library,Static library,CB7 4LB,52.4,0.26,40",
         "Row 3, easting: 52.4, 0.26 are degrees where metres are wanted."),
        ("Ely Library,Static library,CB7 4LB,554050,,40",
         "Row 3, northing: There is one half of the place only."),
        ("Ely Library,Static library,nowhere,554050,280250,40",
         "Row 3, postcode: “nowhere” is not a postcode."),
        ("Ely Library,Static library,CB7 4LB,554050,280250,-3",
         "Row 3, capacity: “-3” is below nought."),
        (",Static library,CB7 4LB,554050,280250,3", "Row 3, name: The row names no place."),
        ("Ely Library,Lido of books,CB7 4LB,554050,280250,3",
         "Row 3, kind: No kind of place here is called “Lido of books”."),
    ],
)  # fmt: skip
def test_a_fault_is_told_by_row_column_and_remedy_and_nothing_is_imported(
    helen, kinds, tmp_path, row, says
):
    good = "Soham Library,library,CB7 5AA,559300,273200,20"
    found = listed(helen, tmp_path, good, row)
    assert str(planned(found).faults[0]).startswith(says)
    with pytest.raises(DomainError, match="Nothing was imported"):
        actions.import_assets(by=helen, brought=found)
    assert not Asset.objects.exists()


def test_a_place_in_the_sea_is_a_fault_until_it_is_said_what_becomes_of_it(
    helen, kinds, outlined, tmp_path
):
    found = listed(helen, tmp_path, ELY, "Far Library,library,NE1 1AA,425000,564000,9")
    [fault] = planned(found).faults
    assert "km outside of the network's area: in the sea, or in another region" in str(fault)
    found = actions.map_asset_list(by=helen, brought=found, mapping=found.mapping, outside="leave")
    plan = planned(found)
    assert ([row.name for row in plan.new], len(plan.left)) == (["Ely Library"], 1)


def test_a_row_of_another_authority_without_a_place_is_left_out_with_those_outside(
    helen, kinds, outlined, tmp_path
):
    heads = "Library name,Library type,Authority"
    rows = ("Mobile one,library,Ipswich", "Mobile two,library,Bolton", "Mobile three,library,")
    found = brought(helen, written(tmp_path / "list.csv", heads, *rows))
    assert [row.name for row in planned(found).new] == ["Mobile one", "Mobile two", "Mobile three"]
    found = actions.map_asset_list(by=helen, brought=found, mapping=found.mapping, outside="leave")
    plan = planned(found)
    assert [row.name for row in plan.new] == ["Mobile one", "Mobile three"]
    assert [row.left_out for row in plan.left] == ["It is of Bolton, no authority of the network"]


def test_the_authority_is_told_by_where_a_place_lies(helen, kinds, outlined, ipswich, tmp_path):
    actions.import_assets(by=helen, brought=listed(helen, tmp_path, ELY))
    assert Asset.objects.get().authority == ipswich


def test_the_same_name_and_place_is_the_same_place_and_its_changes_are_shown(
    helen, kinds, tmp_path
):
    asset = library(helen)
    found = listed(helen, tmp_path, ELY)
    [changed] = planned(found).changed
    assert (changed.asset, changed.before, changed.after) == (
        asset, {"capacity": None}, {"capacity": "40.0"},
    )  # fmt: skip


def test_a_place_called_much_alike_nearby_has_to_be_decided_first(helen, kinds, tmp_path):
    asset = library(helen, name="Ely Central Library")
    found = listed(helen, tmp_path, ELY)
    assert [each.alike for each in planned(found).open_questions] == [[asset]]
    with pytest.raises(DomainError, match="Row 2: say first whether “Ely Library”"):
        actions.import_assets(by=helen, brought=found)

    found = actions.decide_asset_rows(by=helen, brought=found, decisions={2: str(asset.pk)})
    actions.import_assets(by=helen, brought=found)
    asset.refresh_from_db()
    assert (asset.name, Asset.objects.count()) == ("Ely Library", 1)


def test_a_row_that_stands_twice_is_left_out_unless_it_is_said_to_be_new(helen, kinds, tmp_path):
    found = listed(helen, tmp_path, ELY, ELY)
    plan = planned(found)
    assert (len(plan.new), len(plan.left), plan.questions[0].twin) == (1, 1, 2)
    found = actions.decide_asset_rows(by=helen, brought=found, decisions={3: "new"})
    assert len(planned(found).new) == 2


def test_words_for_kinds_are_settled_once_for_all_rows(helen, kinds, tmp_path):
    found = listed(helen, tmp_path, "Ely Reading Room,reading room,CB7 4LB,554050,280250,4")
    assert planned(found).unknown_kinds == {"reading room": 1}
    found = actions.decide_asset_rows(by=helen, brought=found, kinds={"reading room": "library"})
    assert [row.kind.key for row in planned(found).new] == ["library"]


def test_another_plan_than_the_one_agreed_to_is_refused(helen, kinds, tmp_path):
    found = listed(helen, tmp_path, ELY)
    agreed = planned(found).digest
    library(helen)
    with pytest.raises(DomainError, match="Something changed here since you looked"):
        actions.import_assets(by=helen, brought=found, agreed=agreed)


def test_what_somebody_changed_between_the_look_and_the_lock_is_not_written_over(
    helen, kinds, tmp_path
):
    asset = library(helen, capacity=Decimal(30))
    found = listed(helen, tmp_path, ELY)
    plan = planned(found)
    actions.edit_asset(by=helen, asset=asset, changes={"capacity": Decimal(35)})
    with pytest.raises(DomainError, match="Something changed here since you looked"):
        import_all(found, plan, by=helen)
    asset.refresh_from_db()
    assert asset.capacity == Decimal(35)


def test_taking_a_list_back_sets_everything_to_what_it_was(helen, kinds, tmp_path):
    asset = library(helen)
    rows = (ELY, "Soham Library,library,CB7 5AA,559300,273200,20")
    found = actions.import_assets(by=helen, brought=listed(helen, tmp_path, *rows))
    found = actions.undo_asset_list(by=helen, brought=found)
    asset.refresh_from_db()
    assert asset.capacity is None
    assert list(Asset.objects.standing()) == [asset]
    assert found.state == AssetList.State.UNDONE


def test_a_list_is_not_taken_back_where_a_place_was_changed_since(helen, kinds, tmp_path):
    found = actions.import_assets(by=helen, brought=listed(helen, tmp_path, ELY))
    asset = Asset.objects.get()
    actions.edit_asset(by=helen, asset=asset, changes={"capacity": Decimal(50)})
    with pytest.raises(DomainError, match="was changed since it was added"):
        actions.undo_asset_list(by=helen, brought=found)
    assert list(Asset.objects.standing()) == [asset]


def test_postcodes_place_what_has_no_coordinates(helen, kinds, tmp_path):
    actions.bring_postcodes(by=helen, points=[("CB74LB", 554000, 280200)])
    actions.import_assets(
        by=helen, brought=listed(helen, tmp_path, "Ely Library,library,cb74lb,,,")
    )
    asset = Asset.objects.get()
    assert (asset.easting, asset.northing, asset.by_postcode) == (554000, 280200, True)


def test_points_of_geojson_are_read_with_their_properties(helen, kinds, tmp_path):
    told = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"name": "Ely Library", "type": "library", "seats": 40},
                "geometry": {"type": "Point", "coordinates": [0.2632, 52.3986]},
            }
        ],
    }
    path = written(tmp_path / "list.geojson", json.dumps(told))
    actions.import_assets(by=helen, brought=brought(helen, path, source=open_source(helen)))
    asset = Asset.objects.get()
    assert (asset.easting, asset.northing) == pytest.approx((554060, 280260), abs=60)
    assert asset.capacity == Decimal(40)


def test_a_geopackage_on_the_grid_is_read_in_the_limited_child(helen, kinds, tmp_path):
    geopandas = pytest.importorskip("geopandas")
    from shapely.geometry import Point

    frame = geopandas.GeoDataFrame(
        {"name": ["Ely Library"], "type": ["library"]},
        geometry=[Point(554050, 280250)],
        crs="EPSG:27700",
    )
    path = tmp_path / "list.gpkg"
    frame.to_file(path, driver="GPKG")
    actions.import_assets(by=helen, brought=brought(helen, path))
    asset = Asset.objects.get()
    assert (asset.easting, asset.northing) == (554050, 280250)


def test_a_file_that_is_no_geojson_is_refused_in_a_sentence(helen, kinds, tmp_path):
    with pytest.raises(DomainError, match="The file is not GeoJSON"):
        brought(helen, written(tmp_path / "list.geojson", "{}"))
