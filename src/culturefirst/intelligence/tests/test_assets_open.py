"""Open data of places, read as a stranger would: by frictionless and geopandas."""

import json
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from culturefirst.intelligence import actions
from culturefirst.intelligence.tests.asset_places import library, loaded, open_source

pytestmark = pytest.mark.django_db
NAMES = ("assets.csv", "datapackage.json", "assets.geojson", "open-referral.json")


@pytest.fixture
def files(helen, ipswich, tmp_path):
    """The files as a stranger downloads them, of three open places and one that is not."""
    source = open_source(helen)
    given = {"hours": "Monday to Friday", "verified_on": date(2011, 9, 1), "capacity": Decimal(40)}
    library(helen, source=source, owner=ipswich, facilities={"wifi": "yes"}, **given)
    library(helen, name="=Soham Library", source=source, easting=None, northing=None)
    closed = library(helen, name="Wisbech Library", postcode="PE13 1AA", source=source)
    actions.close_asset(by=helen, asset=closed, on=closed.known_since)
    secret = actions.add_asset_source(by=helen, name="Not open")
    library(helen, name="A hidden place", source=secret)
    for name in NAMES:
        answer = Client().get(reverse("assets_open_file", args=[name]))
        assert answer.status_code == 200
        (tmp_path / name).write_bytes(answer.content)
    return tmp_path


def test_the_table_is_valid_by_its_own_schema(files, monkeypatch):
    frictionless = pytest.importorskip("frictionless")
    monkeypatch.chdir(files)
    report = frictionless.validate("datapackage.json")
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    [resource] = frictionless.Package("datapackage.json").resources
    rows = resource.read_rows()
    assert [row["name"] for row in rows] == ["Ely Library", "'=Soham Library", "Wisbech Library"]
    assert (rows[0]["capacity"], rows[1]["capacity"]) == (Decimal(40), None)
    assert (rows[0]["facilities"], rows[0]["owner"]) == ("wifi=yes", "Ipswich Borough Council")


def test_the_points_are_where_they_were_written_down(files):
    geopandas = pytest.importorskip("geopandas")
    frame = geopandas.read_file(files / "assets.geojson")
    assert list(frame["name"]) == ["Ely Library", "Wisbech Library"]
    on_grid = frame.to_crs("EPSG:27700").geometry.iloc[0]
    assert (on_grid.x, on_grid.y) == pytest.approx((554050, 280250), abs=2)


def test_open_referral_has_services_at_locations_of_what_is_not_closed(files):
    told = json.loads((files / "open-referral.json").read_text())
    assert (told["total_items"], [each["name"] for each in told["contents"]]) == (
        2, ["Ely Library", "=Soham Library"],
    )  # fmt: skip
    first = told["contents"][0]
    assert first["organization"]["name"] == "Ipswich Borough Council"
    [there] = first["service_at_locations"]
    assert there["location"]["latitude"] == pytest.approx(52.3985, abs=0.001)
    assert there["location"]["addresses"][0]["postal_code"] == "CB7 4LB"


# What HSDS 3.2 asks of each object (openreferral/specification, schema/*.json: "required", "enum").
REQUIRED = {
    "service": ("id", "name", "status"),
    "organization": ("id", "name", "description"),
    "service_at_location": ("id",),
    "location": ("id", "location_type"),
    "address": (
        "id", "address_1", "city", "state_province", "postal_code", "country", "address_type",
    ),
    "schedule": ("id",),
}  # fmt: skip
ONE_OF = {
    "status": {"active", "inactive", "defunct", "temporarily closed"},
    "location_type": {"physical", "postal", "virtual"},
    "address_type": {"physical", "postal", "virtual"},
}
MANY = {
    "service_at_locations": "service_at_location", "addresses": "address", "schedules": "schedule",
}  # fmt: skip


def faults_of(what, told):
    """What is wrong with an object of HSDS, in words, and with those in it."""
    yield from (f"{what} lacks {name}" for name in REQUIRED[what] if name not in told)
    if str(UUID(told["id"])) != told["id"]:
        yield f"{what} has no UUID"
    for name, value in told.items():
        if name in MANY:
            for each in value:
                yield from faults_of(MANY[name], each)
        elif name in REQUIRED:
            yield from faults_of(name, value)
        elif name in ("latitude", "longitude"):
            if not isinstance(value, float):
                yield f"{name} is no number"
        elif not isinstance(value, str) or value not in ONE_OF.get(name, {value}):
            yield f"{what} has {value!r} as {name}"


def test_open_referral_is_of_the_published_structure(files):
    told = json.loads((files / "open-referral.json").read_text())
    assert [fault for each in told["contents"] for fault in faults_of("service", each)] == []
    whole = {"total_items", "total_pages", "page_number", "size", "first_page", "last_page"}
    assert set(told) == whole | {"empty", "contents"}


def test_the_check_of_the_structure_finds_what_is_missing_and_what_is_no_text():
    service = {"name": None, "status": "open", "id": "b1c8a5a4-7d0f-5c57-9f7e-9a8f6c3f1e11"}
    assert list(faults_of("service", service)) == [
        "service has None as name", "service has 'open' as status",
    ]  # fmt: skip
    assert list(faults_of("schedule", {"id": service["id"]})) == []
    assert list(faults_of("location", {"id": service["id"]})) == ["location lacks location_type"]


@pytest.mark.parametrize(
    ("status", "referred"),
    [("open", ["active"]), ("resting", ["temporarily closed"]), ("unknown", []), ("building", [])],
)
def test_open_referral_says_only_what_it_has_words_for(helen, status, referred):
    library(helen, status=status)
    told = Client().get(reverse("assets_open_file", args=["open-referral.json"])).json()
    assert [each["status"] for each in told["contents"]] == referred


def test_nothing_of_a_source_that_is_not_open_is_given_out(files):
    for name in NAMES:
        assert "A hidden place" not in (files / name).read_text()


def test_the_api_gives_open_places_by_kind(files):
    answer = Client().get("/api/v1/evidence/places/", {"kind": "library", "status": "open"}).json()
    assert (answer["count"], answer["items"][0]["name"]) == (2, "=Soham Library")
    one = Client().get(f"/api/v1/evidence/places/{answer['items'][1]['id']}/").json()
    assert (one["facilities"], one["capacity"]) == ({"wifi": "yes"}, 40.0)


def test_kinds_are_in_the_api(helen):
    loaded(helen)
    assert Client().get("/api/v1/evidence/kinds/").json()["count"] == 38
