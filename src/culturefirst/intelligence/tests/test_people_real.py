"""Real published files, where they are laid beside the project: they come in as they are."""

import re
from pathlib import Path

import pytest

from culturefirst.intelligence.models import Area, AreaPeople, AreaSegments, AreaSet
from culturefirst.intelligence.queries.zone_maps import zone_outlines
from culturefirst.intelligence.tests.make_people import brought, imported
from culturefirst.kit.maps import Classes, Zone, choropleth

DATA = Path(__file__).parents[5] / "shared" / "data"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not DATA.exists(), reason="../shared is not beside the project"),
]
ONS = {"source": "Office for National Statistics", "licence": "OGL v3", "year": "2021"}


def file(what: str, at: str, **said: object) -> list[str]:
    """Import it; what it came to."""
    choice = ONS | {"population_name": "Residents", "classification_name": "OAC 2021"} | said
    found: list[str] = imported(what, (DATA / at).read_bytes(), choice, name=at).found["says"]
    return [each.replace("\u202f", "") for each in found]


def test_small_areas_of_the_east_bring_their_residents_and_their_classification() -> None:
    name = "lsoa21_east_of_england.csv"
    assert file("areas", name, name="LSOA 2021", kind="lower") == [
        "Areas: 3758 new", "People of areas: 3758 new", "Segments: 21 new",
        "Areas with segments: 3758 new",
    ]  # fmt: skip
    assert sum(AreaPeople.objects.values_list("total", flat=True)) == 6_335_045
    first = Area.objects.get(code="E01015589")
    assert (first.easting, first.northing, first.zone_name) == (510162, 304439, "Peterborough")
    assert AreaSegments.objects.get(area=first).shares == {"2b": 1.0}
    held, kinds = AreaSet.objects.get(), AreaSegments.objects.first().classification
    again = brought(
        "areas", (DATA / name).read_bytes(), name=name,
        choice=ONS | {"area_set": held.pk, "population_name": "Residents",
                      "classification": kinds.pk},
    )  # fmt: skip
    assert (again.found["new"], again.found["changed"], again.found["faulty"]) == (0, 0, 0)


def test_outlines_of_authorities_and_of_small_areas_come_in_and_are_drawn() -> None:
    said = {"kind": "authority", "name": "Authorities 2024", "year": "2024"}
    assert file("boundaries", "lad24_east_of_england.geojson", **said) == ["Areas: 45 new"]
    small = "lsoa11_east_of_england_bsc.geojson.gz"
    assert file("boundaries", small, name="LSOA 2011", kind="lower") == ["Areas: 3614 new"]
    area = Area.objects.get(code="E01015589")
    assert (area.name, area.zone_name) == ("Peterborough 004A", "Peterborough")
    outlines = zone_outlines(Area.objects.values_list("zone", flat=True))
    assert len(outlines) == 45
    zones = [Zone(code, at, outline) for at, (code, outline) in enumerate(sorted(outlines.items()))]
    drawn = choropleth(zones, "The East", Classes.quantiles(range(45)))
    assert drawn.counts == (9, 9, 9, 9, 9)
    assert len(drawn.svg) < 45_000
    assert re.findall(r">(\d+ km)<", drawn.svg) == ["20 km"]
