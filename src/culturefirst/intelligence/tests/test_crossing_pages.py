"""Pages of demand and provision: read by members, asked in the address, taken away as files."""

import json
import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from culturefirst.intelligence.models import Area, Asset, AssetKind, AssetSource
from culturefirst.intelligence.queries.crossing import Asked, Crossed
from culturefirst.intelligence.tests.asset_places import library
from culturefirst.intelligence.tests.make_crossing import counted, four_areas, four_libraries
from culturefirst.intelligence.tests.make_people import a_population, an_area_set
from culturefirst.network.models import User

pytestmark = pytest.mark.django_db
Browser = Callable[[User | None], Client]


def shown(client: Client, name: str, *args: Any, **asked: Any) -> str:
    answer = client.get(reverse(name, args=args), asked)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def words(page: str) -> str:
    """What is read on a page, without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def lines(page: str, table: str) -> list[list[str]]:
    """The cells of a table."""
    found = page.split(f'id="{table}-table"')[1].split("</table>")[0].split("<tbody")[1]
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", found, re.DOTALL)
    return [
        [words(cell).strip() for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in rows
    ]


def rows_of(answer: Any) -> list[str]:
    return list(answer.content.decode("utf-8-sig").splitlines())


def test_without_anything_the_pages_say_what_is_missing(signed_in: Browser, priya: User) -> None:
    client = signed_in(priya)
    assert "small areas with the people who live there" in shown(client, "need_crossed")
    four_areas()
    page = words(shown(client, "need_crossed"))
    assert "Something is missing yet: places of some kind." in page
    assert "a second count of the people of the same areas" in shown(client, "need_change")
    assert "North Green" in shown(client, "need_demand")  # which needs no places


def test_authorities_and_small_areas_stand_by_quarter_what_to_look_at_first(
    signed_in: Browser, helen: User, priya: User
) -> None:
    four_areas()
    four_libraries(helen)
    page = shown(signed_in(priya), "need_crossed", reach=500)
    assert lines(page, "authorities") == [
        ["Northey", "1 Look here first", "2 000", "124", "50", "0.402", "1"],
        ["Southey", "4 More than its share", "2 000", "76", "150", "1.99", "3"],
    ]
    told = lines(page, "small-areas")
    assert [row[0] for row in told] == ["North Hill", "North Green", "South Hill", "South Green"]
    assert "within 500 metres in a straight line" in words(page)
    first = shown(signed_in(priya), "need_crossed", reach=500, quarter="look-first")
    assert [row[0] for row in lines(first, "small-areas")] == ["North Hill"]


def test_a_map_tells_the_quarter_by_number_sign_and_words(
    signed_in: Browser, helen: User, priya: User
) -> None:
    four_areas()
    four_libraries(helen)
    page = shown(signed_in(priya), "need_crossed", reach=500, map="areas")
    titles = re.findall(r"<title>(\w+ \w+: [^<]+)</title>", page)
    assert "North Hill: look here first: demand 107, provision 0 (class 1 of 4)" in titles
    assert 'id="map-hatch-1"' in page
    assert "Look here first (1)" in words(page)
    assert "There is no map" in shown(signed_in(priya), "need_crossed")  # nor outlines of Z1


def test_an_authority_alone_is_shown_with_its_small_areas_and_its_places(
    signed_in: Browser, helen: User, priya: User
) -> None:
    four_areas()
    four_libraries(helen)
    client = signed_in(priya)
    page = shown(client, "need_crossed", zone="Z1", reach=500)
    assert "<h1>Demand and provision in Northey</h1>" in page
    assert [row[0] for row in lines(page, "small-areas")] == ["North Hill", "North Green"]
    assert "authorities-table" not in page
    page = shown(client, "need_provision", zone="Z2")
    assert [row[0] for row in lines(page, "places")] == [
        "Market Library", "Mill Library", "South Library",
    ]  # fmt: skip
    assert {row[2] for row in lines(page, "places")} == {"The nearest small area"}


def test_the_working_stands_beside_the_figures_with_source_and_year(
    signed_in: Browser, helen: User, priya: User
) -> None:
    four_areas()
    four_libraries(helen)
    client = signed_in(priya)
    page = words(shown(client, "need_demand"))
    assert "Northey: 700 of 2 000 is 0.3500; of all areas it is 0.2813; so the index is 124" in page
    assert "People of four , 2011. Made up. CC0" in page
    page = words(shown(client, "need_provision"))
    assert (
        "Northey: 1 place, 0.5000 for 1,000 people; of all areas 1.0000; so the index is 50" in page
    )
    area = Area.objects.get(code="N2")
    page = words(shown(client, "need_area", area.pk, reach=1500))
    assert "Demand index: 107" in page
    assert "Provision index: 50 . Look here first" in page
    assert client.get(reverse("need_area", args=[area.pk]), {"reach": "x"}).status_code == 200


def test_what_is_asked_wrongly_is_told_and_nothing_is_shown(
    signed_in: Browser, helen: User, priya: User
) -> None:
    made = four_areas()
    four_libraries(helen)
    client = signed_in(priya)
    page = shown(client, "need_crossed", reach="5")
    assert "Give 200 metres or more." in page
    assert "authorities-table" not in page
    for asked, words_told in (
        ({"zone": "Z9"}, "None of these areas is in it. Choose another."),
        ({"population": "x"}, "It is not among these. Choose anew."),
        ({"kind": "castle"}, "It is not among these. Choose anew."),
    ):
        page = shown(client, "need_crossed", **asked)
        assert words_told in page
        assert "authorities-table" not in page
    made.rates.rows.filter(segment__code="B").update(times_a_week=None)
    page = shown(client, "need_demand", of="visits")
    assert "Count people who take part" in page
    assert "authorities-table" not in page


def test_an_area_of_another_set_answers_like_one_that_is_missing(
    signed_in: Browser, helen: User, priya: User
) -> None:
    made = four_areas()
    others = an_area_set()
    a_population(others)
    client = signed_in(priya)
    other = Area.objects.filter(area_set=others).first()
    assert other is not None
    address = reverse("need_area", args=[other.pk])
    assert client.get(address, {"population": made.population.pk}).status_code == 404


def test_files_have_their_dictionary_and_say_what_they_are_of(
    signed_in: Browser, helen: User, priya: User
) -> None:
    four_areas()
    four_libraries(helen)
    client = signed_in(priya)
    answer = client.get(reverse("need_file", args=["authorities.csv"]))
    head, first, _ = rows_of(answer)
    assert first == "Z1,Northey,Z1,Northey,2000,2000,700,124.444,1,0,1,0.5,50,0.401786,look-first"
    told = json.loads(client.get(reverse("need_file", args=["datapackage.json"])).content)
    fields = told["resources"][0]["schema"]["fields"]
    assert [each["name"] for each in fields] == head.split(",")
    assert "Rates: Borrowing books, 2011. Made up." in told["description"]
    answer = client.get(reverse("need_file", args=["small-areas.csv"]), {"reach": "500"})
    assert rows_of(answer)[1].endswith(",0,0,0,0,0,0,look-first")
    book = client.get(reverse("need_file", args=["demand-and-provision.xlsx"])).content
    sheets = load_workbook(BytesIO(book))
    assert sheets.sheetnames == ["Authorities", "Small areas", "What it is of", "Columns"]
    assert sheets["Authorities"]["H2"].value == 124.444
    assert client.get(reverse("need_file", args=["other.csv"])).status_code == 404


def test_what_comes_of_a_licensed_classification_is_read_and_never_given_out(
    signed_in: Browser, helen: User, priya: User
) -> None:
    four_areas(licensed=True)
    four_libraries(helen)
    for user in (priya, helen):
        client = signed_in(user)
        for name in ("need_crossed", "need_demand"):
            page = shown(client, name, format="csv", table="authorities")
            assert "is read here and not given out" in page
            assert "Download as CSV" not in page
        for file in ("authorities.csv", "datapackage.json", "demand-and-provision.xlsx"):
            assert client.get(reverse("need_file", args=[file])).status_code == 403
        # People and places alone are not by its segments.
        answer = client.get(reverse("need_provision"), {"format": "csv", "table": "authorities"})
        assert rows_of(answer)[1].startswith("Northey,2000")
        asked = {"per": "expected", "format": "csv", "table": "authorities"}
        assert client.get(reverse("need_provision"), asked)["Content-Type"].startswith("text/html")


def test_places_of_kinds_and_sources_for_members_are_in_no_figure_of_anybody_else(
    helen: User, priya: User
) -> None:
    made = four_areas()
    four_libraries(helen)
    for name in ("need_crossed", "need_demand", "need_provision", "need_change"):
        assert Client().get(reverse(name)).status_code == 302
    kind = AssetKind.objects.get(key="library")
    asked = Asked(made.population, made.rates, kind=kind)
    assert len(Crossed(asked, AnonymousUser()).places) == 4
    closed = AssetSource.objects.create(name="A list that was bought", open=False)
    Asset.objects.filter(name="Mill Library").update(source=closed)
    assert Crossed(asked, AnonymousUser()).provision.number.tolist() == [1, 2]
    assert Crossed(asked, priya).provision.number.tolist() == [1, 3]
    AssetKind.objects.filter(pk=kind.pk).update(public=False)
    assert len(Crossed(asked, AnonymousUser()).places) == 0


def test_change_stands_between_two_counts(signed_in: Browser, priya: User) -> None:
    made = four_areas()
    earlier = counted(
        made.areas, "Before", "code,total\nN1,500\nN2,1000\nS1,1500\nS2,500\n", "2001"
    )
    asked = {"population": made.population.pk, "before": earlier.pk}
    page = shown(signed_in(priya), "need_change", **asked)
    assert lines(page, "authorities") == [
        ["Northey", "500", "500", "700", "200", "40", "−1.68"],
        ["Southey", "0", "425", "425", "0", "0", "−4.85"],
    ]
    assert "From Before, 2001, to People of four, 2011, by the same rates." in words(page)


def test_a_profile_leads_to_the_demand_for_what_these_people_do(
    signed_in: Browser, priya: User
) -> None:
    made = four_areas()
    page = shown(signed_in(priya), "classification", made.classification.pk, zone="Z1")
    row = ["Borrowing books, 2011", "35.0 %", "28.1 %", "124", "A", "40.0 %"]
    assert lines(page, "activities") == [[*row, "75.0 %", "40.6 %"]]
    asked = f"rates={made.rates.pk}&amp;zone=Z1&amp;population={made.population.pk}"
    assert f"{reverse('need_demand')}?{asked}" in page


def test_pages_ask_the_same_number_of_questions_however_many_areas_and_places(
    signed_in: Browser, helen: User
) -> None:
    made = four_areas()
    four_libraries(helen)
    earlier = counted(made.areas, "Before", "code,total\nN1,1\nN2,1\nS1,1\nS2,1\n", "2001")
    client = signed_in(helen)
    pages = ("need_crossed", "need_demand", "need_provision", "need_change")

    def asked() -> list[int]:
        counts = []
        for name in pages:
            chosen = {"population": made.population.pk, "before": earlier.pk, "reach": 500}
            shown(client, name, **chosen)
            with CaptureQueriesContext(connection) as queries:
                shown(client, name, **chosen)
            counts.append(len(queries))
        return counts

    before = asked()
    for at in range(5):
        library(helen, name=f"L{at}", postcode="", easting=550100 + at, northing=280000)
        area = Area.objects.create(
            area_set=made.areas, code=f"M{at}", easting=551100, northing=280000, zone=f"Y{at}"
        )
        made.population.people.create(area=area, total=10)
    assert asked() == before
    assert max(before) <= 30
