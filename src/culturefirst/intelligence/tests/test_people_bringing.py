"""Files of areas, people, segments and rates: what is understood, and each fault with a remedy."""

import gzip
import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from pyogrio.raw import write
from shapely import Polygon, to_wkb

from culturefirst.intelligence import actions
from culturefirst.intelligence.bringing.examples import EXAMPLES
from culturefirst.intelligence.models import (
    Area,
    AreaPeople,
    AreaSegments,
    AreaSet,
    Classification,
    PeopleFile,
    Population,
    Rate,
    Rates,
)
from culturefirst.intelligence.retention import unused_files
from culturefirst.intelligence.tests.make_people import (
    SAID,
    a_classification,
    a_population,
    an_area_set,
    brought,
    example,
    faults,
    imported,
    read,
    some_rates,
)
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError
from culturefirst.kit.workbooks import Page, workbook

pytestmark = pytest.mark.django_db
TODAY = date(2011, 9, 19)
NEW = SAID | {"name": "New areas"}
HEAD = "code,easting,northing,authority_code\n"


def told(text: str, **said: object) -> list[str]:
    return faults(brought("areas", text, NEW | said))


def test_the_examples_come_in_as_they_are_and_the_same_again_is_nothing_new() -> None:
    areas = an_area_set()
    people, kinds = a_population(areas), a_classification(areas)
    some_rates()
    again = brought("areas", example("areas"), SAID | {"area_set": areas.pk})
    assert (again.found["new"], again.found["changed"]) == (0, 0)
    assert again.found["says"] == ["Areas: 40 as here"]
    said = SAID | {"name": people.name, "area_set": areas.pk}
    assert brought("people", example("people"), said).found["new"] == 0
    said = SAID | {"classification": kinds.pk, "area_set": areas.pk}
    assert brought("segments", example("segments"), said).found["new"] == 0
    assert brought("rates", example("rates")).found["new"] == 0
    shapes = imported("boundaries", example("boundaries"), {"area_set": areas.pk})
    assert shapes.found["says"] == ["Areas: 40 changed"]
    once_more = brought("boundaries", example("boundaries"), {"area_set": areas.pk})
    assert once_more.found["changed"] == 0
    assert Area.objects.filter(boundary__isnull=False).count() == 40
    assert AreaPeople.objects.get(area__code="V001").total == 984
    assert len(AreaPeople.objects.get(area__code="V001").counts) == 12
    assert AreaSegments.objects.get(area__code="V001").known == pytest.approx(
        {"A": 0.49, "B": 0.29, "C": 0.14, "D": 0.08}
    )
    first = Rate.objects.filter(rates__activity="Swimming").order_by("from_age")[0]
    assert (first.share, first.times_a_week, first.to_age) == (Decimal("0.22"), Decimal("0.8"), 15)


def test_coordinates_that_cannot_be_are_told_with_row_and_remedy() -> None:
    text = HEAD + "A1,240000,900000,\nA2,900000,240000,\nA3,52.1,0.3,\nA4,5e7,1,\nA5,,240000,\n"
    assert told(text) == [
        "Row 6, easting: this is empty. Write a number, such as 553500.",
        "Row 4, easting and northing: these are degrees where metres are wanted. "
        "Say of the columns which is the longitude and which the latitude.",
        "Row 3, easting and northing: easting and northing are swapped. "
        "Choose the columns the other way round.",
        "Row 5, easting and northing: this is outside of Great Britain's grid. "
        "Give eastings and northings of the British National Grid, in metres.",
    ]


def test_degrees_become_metres_and_swapped_ones_are_told() -> None:
    head = "code,longitude,latitude\n"
    assert told(head + "A1,0.1183,52.2053\nA2,52.2,0.1\nA3,-120,52\nA4,545000,258000\n") == [
        "Row 5, longitude and latitude: these are metres where degrees are wanted. "
        "Give eastings and northings of the British National Grid, in metres.",
        "Row 3, longitude and latitude: longitude and latitude are swapped. "
        "Choose the columns the other way round.",
        "Row 4, longitude and latitude: this is outside of Great Britain. "
        "Look at the sign of the longitude.",
    ]
    imported("areas", head + "A1,0.1183,52.2053\n", NEW)
    area = Area.objects.get()
    # King's Parade in Cambridge is at TL 447 584, and 5 metres are what the projection may miss.
    assert abs(area.easting - 544_750) < 150
    assert abs(area.northing - 258_420) < 150


def test_a_point_far_from_the_rest_of_its_authority_is_told_even_on_the_grid() -> None:
    rows = "".join(f"A{n},5{n}0000,2{n}0000,E1\n" for n in range(5)) + "B1,215000,515000,E1\n"
    assert told(HEAD + rows) == [
        "Row 7, Coordinates: this is 417 km from the rest of its authority. "
        "Easting and northing look swapped: swap them."
    ]


def test_two_ways_of_saying_where_an_area_is_must_agree() -> None:
    text = "code,easting,northing,longitude,latitude\nA1,544750,258420,0.1183,52.2053\n"
    assert told(text) == []
    assert told(text.replace("0.1183,52.2053", "1.2974,52.6309"))[0].startswith(
        "Row 2, easting and northing: longitude and latitude say a place 93 km away."
    )


def test_codes_are_there_once_and_what_is_new_says_its_source() -> None:
    text = HEAD + "A1,1000,1000,\nA1,2000,2000,\n,3000,3000,\n"
    assert told(text) == [
        "Row 2, code: A1 is there 2 times. Leave one row for each area.",
        "Row 3, code: A1 is there 2 times. Leave one row for each area.",
        "Row 4, code: the code is missing. Give each area one.",
    ]
    file = brought("areas", HEAD + "A1,1000,1000,\n", {"name": "X", "year": "2011"})
    assert faults(file) == [
        "Source: this is not said yet. Fill it in and look again.",
        "Licence: this is not said yet. Fill it in and look again.",
    ]


def test_people_that_do_not_add_up_are_told_and_an_area_with_nobody_is_kept() -> None:
    areas = an_area_set()
    said = SAID | {"name": "People", "area_set": areas.pk}
    text = "code,total,F0-15,F16+,M0-15,M16+\nV001,10,1,2,3,4\nV002,11,1,2,3,4\nV003,0,0,0,0,0\n"
    assert faults(brought("people", text, said)) == [
        "Row 3, total: 11 people told, 10 in the groups. "
        "Correct the group or the total that is wrong, or choose no column of totals."
    ]
    wrong = text.replace("V001,10", "V001,9")
    assert [each[:12] for each in faults(brought("people", wrong, said))] == [
        "Row 2, total", "Row 3, total",
    ]  # fmt: skip
    file = imported("people", text.replace("11,", "10,"), said)
    assert file.found["notes"][:3] == [
        "20 people in 3 areas.",
        "1 area with no people: kept, and nothing is expected there.",
        "37 areas of the set not in the file: unknown there.",
    ]
    assert AreaPeople.objects.get(area__code="V003").total == 0
    groups = Population.objects.get().groups
    assert groups[1] == {
        "key": "f16-", "label": "Women and girls, 16 and over", "sex": "f", "from": 16, "to": None,
    }  # fmt: skip


def test_unknown_areas_are_faults_unless_they_shall_be_left_out() -> None:
    areas = an_area_set()
    said = SAID | {"name": "People", "area_set": areas.pk}
    text = "code,total\nV001,10\nX9,5\n"
    assert faults(brought("people", text, said)) == [
        "Row 3, code: no area of “Vales” has the code X9. "
        "Correct the code, or leave out rows of areas that are not in the set."
    ]
    file = imported("people", text, said | {"leave_out": True})
    assert file.found["notes"][0] == "1 row of areas outside of the set left out."
    assert AreaPeople.objects.count() == 1
    assert faults(brought("people", "code,total\nX9,5\n", said)) == [
        "code: none of the areas is in “Vales”. "
        "Choose another set of areas, or the column that has its codes."
    ]


def test_cells_that_are_no_counts_and_groups_that_overlap_are_told() -> None:
    areas = an_area_set()
    said = SAID | {"name": "People", "area_set": areas.pk}
    assert faults(brought("people", "code,0-15,16+\nV001,-3,\n", said)) == [
        "Row 2, 0-15: “-3” is no whole number of people. "
        "Write 0 where nobody lives, else a whole number.",
        "Row 2, 16+: this is empty. Write 0 where nobody lives, else a whole number.",
    ]
    assert faults(brought("people", "code,0-15,10-20\nV001,3,4\n", said)) == [
        "Columns: “Everybody, 0 to 15” and “Everybody, 10 to 20” count the same people. "
        "Leave one of the two columns in the file."
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("code,A,B\nV001,0.4,0.6\nV002,1,0\n", "The figures are read as shares of 1."),
        ("code,A,B\nV001,40,60\nV002,100,0\n", "The figures are read as per cent."),
        ("code,A,B\nV001,80,120\nV002,7,0\n", "The figures are read as counts, of which"),
        ("code,segment,count\nV001,A,4\nV001,B,6\nV002,A,9\n", "The figures are read as counts"),
    ],
)
def test_segments_come_as_shares_per_cents_counts_wide_or_long(text: str, says: str) -> None:
    areas = an_area_set()
    file = imported("segments", text, SAID | {"classification_name": "K", "area_set": areas.pk})
    assert file.found["notes"][0].startswith(says)
    assert AreaSegments.objects.get(area__code="V001").known == {"A": 0.4, "B": 0.6}
    assert AreaSegments.objects.get(area__code="V002").known == {"A": 1}


def test_shares_that_do_not_add_to_one_are_told() -> None:
    areas = an_area_set()
    text = "code,A,B\nV001,0.4,0.6\nV002,0.7,0.2\nV003,0.5,0.5\n"
    said = SAID | {"classification_name": "K", "area_set": areas.pk}
    assert faults(brought("segments", text, said)) == [
        "Row 3, Shares: those of area V002 add to 0.9, not to 1. "
        "Put the wrong share right, or say that these are counts."
    ]


def test_one_segment_for_an_area_is_the_whole_of_it() -> None:
    areas = an_area_set()
    said = SAID | {"classification_name": "OAC", "area_set": areas.pk}
    imported("segments", "code,oac_group,name of it\nV001,2b,Town\nV002,1a,Farm\n", said
             | {"columns": {"segment_name": "name of it"}})  # fmt: skip
    kinds = Classification.objects.get()
    assert [str(each) for each in kinds.segments.all()] == ["1a Farm", "2b Town"]
    assert AreaSegments.objects.get(area__code="V001").shares == {"2b": 1.0}


def test_rates_over_everybody_are_told_and_so_is_what_says_no_ages() -> None:
    head = "activity,sex,ages,share,year,source\n"
    text = head + "Swimming,all,5-15,120,2011,S\nSwimming,robots,16+,12,2011,S\n"
    text += "Swimming,all,soon,5,2011,S\nSwimming,all,60+,,2011,S\n"
    assert faults(brought("rates", text)) == [
        "Row 2, share: 120 is more than everybody. A share is 0 to 1, or 0 to 100 per cent.",
        "Row 3, sex: “robots” is no sex that is known here. Write female, male, or all.",
        "Row 4, ages: “soon” says no ages. Write 16-24, 75+, or all.",
        "Row 5, share: this is empty. Write a number, such as 39.7.",
    ]
    text = head + "Swimming,all,5-15,20,2011,S\nSwimming,f,10-20,12,2011,S\n"
    assert faults(brought("rates", text))[0].startswith(
        "Row 2, Ages: Swimming: “Everybody, 5 to 15” and “Women and girls, 10 to 20” are about"
    )


def test_rates_that_come_later_may_not_count_people_twice_with_those_that_are_here() -> None:
    head = "activity,sex,ages,share,year,source\n"
    imported("rates", head + "Swimming,f,5-15,20,2011,S\nSwimming,m,5-15,18,2011,S\n", {})
    assert faults(brought("rates", head + "Swimming,all,10-20,12,2011,S\n")) == [
        "Row 2, Ages: Swimming: “Women and girls, 5 to 15” and “Everybody, 10 to 20” are about the "
        "same people, and one of them is here already. Take the rates away that are here, or give "
        "these ages as they are there."
    ]
    beside = brought("rates", head + "Swimming,f,16-20,12,2011,S\nSwimming,f,5-15,21,2011,S\n")
    assert faults(beside) == []
    assert beside.found["says"] == ["Swimming, 2011: 1 new, 1 changed"]


def test_rates_by_segments_of_another_classification_do_not_mix_with_those_here() -> None:
    areas = an_area_set()
    mine, other = a_classification(areas), a_classification(areas, "Other kinds")
    text = "activity,segment,share,year,source\nSwimming,A,12,2011,S\n"
    imported("rates", text, {"classification": mine.pk})
    assert faults(brought("rates", text, {"classification": other.pk})) == [
        "Classification: Swimming, 2011, is here by Kinds of vale. Choose that classification, "
        "or say the source so that the two are told apart."
    ]


def test_national_rates_are_loaded_once_with_their_source() -> None:
    assert actions.load_national_rates(by=SYSTEM) == 7
    assert actions.load_national_rates(by=SYSTEM) == 0
    libraries = Rates.objects.get(activity="Public libraries", by="age and sex")
    assert [str(row.share) for row in libraries.rows.order_by("sex")] == ["0.448000", "0.343000"]
    overall = Rates.objects.get(activity="Public libraries", by="everybody", year="2010/11")
    assert overall.rows.get().who == "Everybody, 16 and over"
    assert overall.source == "Taking Part survey, adults in England (DCMS)"


def test_an_import_is_whole_or_nothing_and_only_of_what_was_agreed_to(monkeypatch) -> None:
    file = brought("areas", example("areas"), NEW)
    rows = read("areas", example("areas"))
    with pytest.raises(DomainError, match="Something changed here"):
        actions.import_people(by=SYSTEM, file=file, rows=rows, agreed="another")

    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(Area.objects, "bulk_create", breaks)
    with pytest.raises(RuntimeError):
        actions.import_people(by=SYSTEM, file=file, rows=rows, agreed=file.found["digest"])
    assert AreaSet.objects.count() == 0
    assert PeopleFile.objects.get().state == "draft"


def test_a_file_is_emptied_when_it_is_imported_and_cannot_be_imported_twice() -> None:
    file = imported("areas", example("areas"), NEW)
    assert bytes(file.content) == b""
    rows = read("areas", example("areas"))
    with pytest.raises(DomainError, match="is imported already"):
        actions.import_people(by=SYSTEM, file=file, rows=rows, agreed=file.found["digest"])


def test_a_file_that_nobody_imports_goes_after_thirty_days() -> None:
    file = brought("areas", example("areas"), NEW)
    kept, gone = TODAY + timedelta(days=29), TODAY + timedelta(days=30)
    assert [unused_files(day).count() for day in (kept, gone)] == [0, 1]
    actions.drop_people_file(by=SYSTEM, file=file)
    assert PeopleFile.objects.count() == 0


def test_what_is_used_stays_until_nothing_uses_it() -> None:
    areas = an_area_set()
    population, kinds = a_population(areas), a_classification(areas)
    rates = some_rates(kinds)
    with pytest.raises(DomainError, match="is used by People of the vales"):
        actions.remove_area_set(by=SYSTEM, area_set=areas)
    with pytest.raises(DomainError, match="cannot be taken away"):
        actions.remove_classification(by=SYSTEM, classification=kinds)
    actions.remove_rates(by=SYSTEM, rates=rates)
    actions.remove_classification(by=SYSTEM, classification=kinds)
    actions.remove_population(by=SYSTEM, population=population)
    actions.remove_area_set(by=SYSTEM, area_set=areas)
    assert Area.objects.count() == 0


@pytest.mark.parametrize(
    ("what", "content", "name", "says"),
    [
        ("areas", b"", "a.csv", "empty"),
        ("areas", b"code,easting\n", "a.csv", "heads and no rows"),
        ("areas", b"code,code\n1,2\n", "a.csv", "Two columns are headed"),
        ("areas", b"not packed", "a.csv.gz", "not packed by gzip"),
        ("areas", b"code,e\n1,2,3\n", "a.csv", "Row 2 has 3 cells and there are 2 heads"),
        ("boundaries", b"{}", "a.geojson", "not GeoJSON or TopoJSON"),
        ("boundaries", b'{"type":"FeatureCollection","features":[]}', "a.geojson", "has an area"),
        ("boundaries", b"rubbish", "a.gpkg", "not a GeoPackage"),
    ],
)
def test_files_that_cannot_be_read_are_refused_with_a_sentence(
    what: str, content: bytes, name: str, says: str
) -> None:
    with pytest.raises(DomainError, match=says):
        read(what, content, name)


def square(west: float, south: float, side: float) -> dict[str, object]:
    ring = [[0, 0], [side, 0], [side, side], [0, side], [0, 0]]
    return {
        "type": "Feature", "properties": {"code": "Z1", "name": "Zone"},
        "geometry": {"type": "Polygon", "coordinates": [[[west + x, south + y] for x, y in ring]]},
    }  # fmt: skip


def collection(feature: dict[str, object]) -> str:
    return json.dumps({"type": "FeatureCollection", "features": [feature]})


def test_outlines_swapped_or_outside_are_refused() -> None:
    with pytest.raises(DomainError, match="are swapped"):
        read("boundaries", collection(square(52, 0.1, 0.1)))
    with pytest.raises(DomainError, match="outside of Great Britain"):
        read("boundaries", collection(square(20, 40, 0.1)))
    with pytest.raises(DomainError, match="outside of Great Britain"):
        read("boundaries", collection(square(6_900_000, 10, 1000)))


def test_areas_learn_their_authority_from_outlines_when_no_column_says_it() -> None:
    said = SAID | {"name": "Zones", "kind": "authority"}
    imported("boundaries", collection(square(540_000, 250_000, 10_000)), said)
    text = "code,easting,northing\nA1,545000,255000\nA2,551000,255000\nA3,600000,255000\n"
    file = imported("areas", text, NEW)
    assert file.found["notes"][0] == (
        "In which authority they lie is told by their points and the outlines of “Zones”; "
        "1 in none of them."
    )
    named = Area.objects.filter(area_set__name="New areas").values_list("code", "zone_name")
    assert dict(named) == {"A1": "Zone", "A2": "Zone", "A3": ""}


def test_packed_files_and_topojson_are_read() -> None:
    assert len(read("areas", gzip.compress(example("areas")), "a.csv.gz").rows) == 40
    topology = {
        "type": "Topology",
        "transform": {"scale": [0.1, 0.1], "translate": [0, 52]},
        "arcs": [[[0, 0], [1, 0], [0, 1]], [[0, 0], [0, 1], [1, 0]]],
        "objects": {"zones": {"type": "GeometryCollection", "geometries": [
            {"type": "Polygon", "arcs": [[0, -2]], "id": "Z1", "properties": {"name": "Zone"}}
        ]}},
    }  # fmt: skip
    rows = read("boundaries", json.dumps(topology), "a.topojson")
    assert rows.column("id") == ["Z1"]
    assert len(rows.shapes[0]["polygons"][0][0]) == 5


def test_a_workbook_is_read_by_its_first_sheet_and_the_others_are_told() -> None:
    areas = an_area_set()
    pages = [
        Page("People", ["code", "total", "F0-15", "F16+"], [["V001", 10, 4, 6], ["V002", 3, 1, 2]]),
        Page("Notes", ["about"], [["made up"]]),
    ]
    said = SAID | {"name": "People", "area_set": areas.pk}
    file = imported("people", workbook("People", pages), said, name="people.xlsx")
    assert file.found["says"] == ["People of areas: 2 new"]
    assert "Further sheets are not read: Notes." in file.found["notes"]
    assert AreaPeople.objects.get(area__code="V001").counts == [4, 6]


def test_a_geopackage_is_turned_into_the_grid(tmp_path: Path) -> None:
    path = tmp_path / "zones.gpkg"
    ring = Polygon([(0.1, 52.2), (0.2, 52.2), (0.2, 52.3), (0.1, 52.3)])
    write(
        path, geometry=np.array([to_wkb(ring)], dtype=object), field_data=[np.array(["Z1"])],
        fields=["code"], crs="EPSG:4326", geometry_type="Polygon", driver="GPKG", layer="zones",
    )  # fmt: skip
    rows = read("boundaries", path.read_bytes(), "zones.gpkg")
    assert rows.column("code") == ["Z1"]
    east, north = rows.shapes[0]["at"]
    assert abs(east - 546_900) < 500
    assert abs(north - 263_400) < 1000


@pytest.mark.parametrize("what", sorted(EXAMPLES))
def test_examples_beside_the_project_are_those_that_the_pages_give(what: str) -> None:
    beside = Path(__file__).parents[4] / "examples" / EXAMPLES[what].name
    assert beside.read_bytes() == EXAMPLES[what].read_bytes()
