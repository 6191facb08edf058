"""Pages of areas and people: brought through them, read on them, licensed ones never given out."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from culturefirst.intelligence import actions
from culturefirst.intelligence.models import Area, AreaSet, PeopleFile
from culturefirst.intelligence.tests.make_people import (
    SAID,
    a_classification,
    a_population,
    an_area_set,
    example,
    imported,
    some_rates,
)
from culturefirst.kit.act import SYSTEM
from culturefirst.network.models import User

pytestmark = pytest.mark.django_db
Browser = Callable[[User | None], Client]
ZONES = {f"V9{n}" for n in range(1, 6)}


def shown(client: Client, name: str, *args: Any, **asked: str) -> str:
    answer = client.get(reverse(name, args=args), asked)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def once(page: str) -> str:
    """The key by which a form acts once."""
    found = re.findall(r'name="once" value="([^"]+)"', page)
    assert found
    return str(found[0])


def test_a_file_is_brought_looked_at_corrected_and_imported(
    signed_in: Browser, helen: User
) -> None:
    client = signed_in(helen)
    file = SimpleUploadedFile("areas.csv", example("areas"))
    answer = client.post(reverse("people_bring"), {"what": "areas", "file": file})
    kept = PeopleFile.objects.get()
    assert answer.headers["Location"] == kept.get_absolute_url()
    page = shown(client, "people_file", kept.pk)
    assert "Small areas with their centroids: 40 rows" in page
    assert "Source: this is not said yet. Fill it in and look again." in page
    columns = {f"column_{name}": head for name, head in kept.choice["columns"].items()}
    said = {"name": "The vales", "kind": "other", "year": "2011", "source": "Us", "licence": "CC0"}
    form = {"look": "1", "once": once(page), **columns, **said}
    client.post(kept.get_absolute_url(), form)
    page = shown(client, "people_file", kept.pk)
    assert "Areas: 40 new" in page
    agreed = re.findall(r'name="agreed" value="(\w+)"', page)[0]
    keys = re.findall(r'name="once" value="([^"]+)"', page)
    client.post(kept.get_absolute_url(), {"agreed": agreed, "once": keys[0]})
    assert AreaSet.objects.get().areas.count() == 40
    assert "areas.csv is imported" in shown(client, "people_file", kept.pk)


def test_a_file_of_another_kind_is_refused_with_what_is_taken(
    signed_in: Browser, helen: User
) -> None:
    file = SimpleUploadedFile("areas.pdf", b"%PDF-1.4")
    answer = signed_in(helen).post(reverse("people_bring"), {"what": "areas", "file": file})
    assert answer.status_code == 422
    assert "A file of this kind (.pdf) is not read here" in answer.content.decode()


def test_what_cannot_be_read_is_told_beside_the_form(signed_in: Browser, helen: User) -> None:
    file = SimpleUploadedFile("areas.csv", b"code,code\n1,2\n")
    answer = signed_in(helen).post(reverse("people_bring"), {"what": "areas", "file": file})
    assert answer.status_code == 422
    assert "Two columns are headed “code”" in answer.content.decode()
    assert PeopleFile.objects.count() == 0


def test_everything_there_is_stands_with_source_licence_year_and_coverage(
    signed_in: Browser, priya: User
) -> None:
    areas = an_area_set()
    a_population(areas)
    a_classification(areas, licensed=True)
    some_rates()
    page = shown(signed_in(priya), "people_sets")
    for words in (
        "Other areas of 2011: 40 in 5 authorities, 0 with an outline",
        "Made up. CC0",
        "12 groups of age and sex",
        "4 segments, 40 areas · licensed: read here, never given out",
        "by age and sex, 3 rows",
    ):
        assert words in page
    assert reverse("people_bring") not in page


def test_a_set_is_drawn_by_authority_beside_its_table(signed_in: Browser, priya: User) -> None:
    areas = an_area_set()
    people = a_population(areas)
    client = signed_in(priya)
    assert "There is no map" in shown(client, "area_set", areas.pk)
    draw_authorities(areas)
    page = shown(client, "area_set", areas.pk)
    told = re.findall(r"<title>(Aldermoor: [^<]+)</title>", page)
    total = sum(row.total for row in people.people.filter(area__zone_name="Aldermoor"))
    assert told == [f"Aldermoor: {total:,} people (class 4 of 5)".replace(",", "\u202f")]
    assert page.count('class="map-area"') == 5
    assert "style=" not in page.split("<svg", 1)[1].split("</svg>")[0]


def draw_authorities(areas: AreaSet) -> None:
    """An outline for each of the five, as a set of authorities has them."""
    imported("boundaries", example("boundaries"), {"area_set": areas.pk})
    first = {each.zone: each for each in Area.objects.filter(area_set=areas).order_by("-code")}
    zones = AreaSet.objects.create(
        name="Authorities", kind="authority", year=2011, loaded_at=areas.loaded_at, source="S",
        licence="L",
    )  # fmt: skip
    for zone, each in first.items():
        Area.objects.create(
            area_set=zones, code=zone, name=each.zone_name, easting=each.easting,
            northing=each.northing, boundary=each.boundary,
        )  # fmt: skip


def test_an_authority_stands_beside_the_whole_with_an_index(
    signed_in: Browser, priya: User
) -> None:
    areas = an_area_set()
    text = "code,A,B\n" + "".join(
        f"{each.code},{int(each.zone == 'V91')},{int(each.zone != 'V91')}\n"
        for each in areas.areas.all()
    )
    imported("segments", text, SAID | {"classification_name": "K", "area_set": areas.pk})
    kinds = actions and areas.areas.first().segments.get().classification
    page = shown(signed_in(priya), "classification", kinds.pk, zone="V91")
    assert "Who lives in Aldermoor, beside all areas of Vales" in page
    # Eight of forty areas: all of A is here, which is five times its share of the whole.
    assert re.findall(r">(\d+)</td>", page)[-2:] == ["500", "0"]
    assert "each counted alike" in page


def test_what_is_licensed_is_read_by_members_and_never_given_out(
    signed_in: Browser, priya: User, helen: User
) -> None:
    areas = an_area_set()
    kinds = a_classification(areas, licensed=True)
    rates = some_rates(kinds)
    for user in (priya, helen):
        client = signed_in(user)
        for name, pk in (("classification", kinds.pk), ("rates", rates.pk)):
            for asked in ({"format": "csv"}, {"format": "csv", "table": "shares"},
                          {"format": "csv", "table": "segments"}):  # fmt: skip
                answer = client.get(reverse(name, args=[pk]), asked)
                assert answer["Content-Type"].startswith("text/html")
        assert "Licensed: read here by members" in shown(client, "classification", kinds.pk)


def test_an_open_one_is_downloaded_as_it_can_be_brought_again(
    signed_in: Browser, priya: User
) -> None:
    areas = an_area_set()
    kinds, people = a_classification(areas), a_population(areas)
    client = signed_in(priya)
    asked = {"format": "csv", "table": "shares"}
    file = client.get(reverse("classification", args=[kinds.pk]), asked).content.decode("utf-8-sig")
    assert file.splitlines()[:2] == ["code,segment,share", "V001,A,0.49"]
    file = client.get(reverse("population", args=[people.pk]), {"format": "csv"}).content
    lines = file.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("code,total,f0-15,f16-24")
    assert lines[1].startswith("V001,984,71,47,")
    said = SAID | {"name": people.name, "area_set": areas.pk}
    again = imported("people", file, said)
    assert (again.found["new"], again.found["changed"]) == (0, 0)


def test_rates_stand_with_what_they_count_and_their_source(signed_in: Browser, priya: User) -> None:
    actions.load_national_rates(by=SYSTEM)
    client = signed_in(priya)
    page = shown(client, "people_sets")
    assert page.count("Taking Part survey, adults in England (DCMS)") == 7
    found = re.findall(r'href="(/evidence/people/rates/\d+/)"', page)
    page = client.get(found[0]).content.decode()
    assert "at least once in the past year" in page


def test_pages_ask_the_same_number_of_questions_however_much_there_is(
    signed_in: Browser, priya: User
) -> None:
    areas = an_area_set()
    kinds = a_classification(areas)
    people, rates = a_population(areas), some_rates()
    client = signed_in(priya)
    pages = [
        reverse("people_sets"), areas.get_absolute_url(), people.get_absolute_url(),
        rates.get_absolute_url(), kinds.get_absolute_url() + "?zone=V91",
    ]  # fmt: skip
    before = [asked(client, each) for each in pages]
    for name in ("Second", "Third"):
        more = an_area_set(name)
        a_population(more, f"People of {name}")
        a_classification(more, f"Kinds of {name}")
    actions.load_national_rates(by=SYSTEM)
    assert [asked(client, each) for each in pages] == before


def asked(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)
