"""Sub-regions and their pages, the map of coverage, and bringing organisations through pages."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.kit.tests.filling import filled
from culturefirst.network import actions
from culturefirst.network.bringing import outlines
from culturefirst.network.models import Organisation, SubRegion
from culturefirst.network.queries import places as queries
from culturefirst.network.views.coverage import drawn

TODAY = date(2011, 9, 19)
DATA = Path(__file__).parents[5] / "shared" / "data"
AREAS = DATA / "lad24_east_of_england.geojson"
EAST = DATA / "east_authorities.csv"


def test_one_word_stands_for_one_place(helen, norfolk, cambridgeshire):
    with pytest.raises(DomainError, match=r"^“Cambs” already stands for Cambridgeshire"):
        actions.edit_sub_region(
            by=helen, sub_region=norfolk, changes={"short_names": ["Nfk", "cambs"]}
        )
    changes = {"name": "Norfolk ", "short_names": [" Nfk", "nfk", "norfolk", ""]}
    renamed = actions.edit_sub_region(by=helen, sub_region=norfolk, changes=changes)
    assert (renamed.name, renamed.slug, renamed.short_names) == ("Norfolk", "norfolk", ["nfk"])


def test_a_place_goes_only_when_nothing_belongs_to_it(helen, suffolk, ipswich, norfolk):
    with pytest.raises(DomainError, match="1 organisation belong to it"):
        actions.remove_sub_region(by=helen, sub_region=suffolk)
    actions.remove_sub_region(by=helen, sub_region=norfolk)
    assert list(SubRegion.objects.values_list("name", flat=True)) == ["Suffolk"]


def test_places_are_kept_by_the_team_alone(priya, tom, norfolk):
    for somebody in (priya, tom):
        with pytest.raises(NotAllowed, match="a director or a manager"):
            actions.add_sub_region(by=somebody, name="The Fens")


def test_coverage_counts_authorities_with_an_account_on_the_day(priya, norfolk_county, norfolk):
    places = list(SubRegion.objects.all())
    whole, by_place = queries.coverage(TODAY, places)
    assert (whole.figure.numerator, whole.figure.denominator) == (1, 2)
    told = {str(each.place): each.figure.numerator for each in by_place}
    assert told == {"Norfolk": 0, "Suffolk": 1}
    assert {each.body.name: each.covered for each in queries.authorities(TODAY)} == {
        "Ipswich Borough Council": True,
        "Norfolk County Council": False,
    }
    before, _ = queries.coverage(date(2010, 3, 31), places)
    assert before.figure.numerator == 0


def test_the_map_is_public_and_names_no_people(signed_in, nobody, priya, norfolk_county):
    page = signed_in(nobody).get("/coverage/").content.decode()
    assert "1 of 2 authorities" in page
    assert "Ipswich Borough Council: has a registered user" in page
    assert "Norfolk County Council: nobody registered yet" in page
    assert "Priya" not in page
    earlier = signed_in(nobody).get("/coverage/?as_at=2010-03-31").content.decode()
    assert "0 of 2 authorities" in earlier
    assert "not a day we can read" in signed_in(nobody).get("/coverage/?as_at=x").content.decode()


def test_coverage_leaves_as_csv(signed_in, nobody, priya, norfolk_county):
    answer = signed_in(nobody).get("/coverage/?format=csv&table=coverage")
    rows = answer.content.decode("utf-8-sig").splitlines()
    assert rows == [
        "Authority,Kind,Sub-region,Coverage",
        "Ipswich Borough Council,District council,Suffolk,yes",
        "Norfolk County Council,County council,Norfolk,no",
    ]


def test_the_map_asks_the_same_however_many_authorities(signed_in, nobody, priya):
    client = signed_in(nobody)
    client.get("/coverage/")
    with CaptureQueriesContext(connection) as before:
        client.get("/coverage/")
    for number in range(4):
        actions.add_organisation(by=SYSTEM, name=f"Town {number}", kind="district")
    with CaptureQueriesContext(connection) as after:
        client.get("/coverage/")
    assert len(after) == len(before)


@pytest.mark.skipif(not (AREAS.exists() and EAST.exists()), reason="the outlines are not here")
def test_the_outlines_of_the_east_are_drawn(helen, tmp_path):
    from culturefirst.network.bringing.rows import file_rows

    rows, _ = file_rows(EAST, EAST.name)
    kept = actions.bring_organisations(by=helen, name="east", rows=rows)
    actions.import_organisations(by=helen, brought=kept)
    found = outlines.read(AREAS)
    assert len(found) == 45
    assert actions.load_outlines(by=helen, outlines=found) == 47
    shown = drawn(queries.authorities(TODAY), TODAY)
    # 43 areas of their own and two that four districts came to share; nine bodies as tiles.
    assert (shown.shapes.count("<path"), shown.shapes.count("<a ")) == (45, 43)
    assert shown.tiles.count("<a ") == 9
    assert len(shown.shapes) < 120_000


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "The file is not GeoJSON."),
        ('{"features": [1]}', "The file is not GeoJSON."),
        ('{"features": []}', "No feature of the file names a GSS code"),
        (
            '{"features": [{"properties": {"c": "E07000202"}, "geometry": {"type": "Polygon",'
            ' "coordinates": [[[615000, 243000], [1, 2], [3, 4]]]}}]}',
            "The file's points are not longitudes and latitudes.",
        ),
    ],
)
def test_what_is_no_outline_is_refused_in_a_sentence(tmp_path, content, says):
    path = tmp_path / "a.geojson"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DomainError) as refusal:
        outlines.read(path)
    assert str(refusal.value).startswith(says)


def test_a_place_shows_its_bodies_and_its_manager(signed_in, tom, priya, dee, cambridgeshire):
    page = signed_in(priya).get("/places/suffolk/").content.decode()
    assert "1 of 1 authorities" in page
    assert "Waveney Arts Forum" in page
    assert "Tom Reeve" in signed_in(priya).get("/places/cambridgeshire/").content.decode()
    assert signed_in(priya).get("/places/nowhere/").status_code == 404


def test_the_public_is_not_told_who_is_sent_where(signed_in, nobody, tom, cambridgeshire):
    for address in ("/places/", "/places/cambridgeshire/"):
        assert "Tom Reeve" not in signed_in(nobody).get(address).content.decode()


def test_a_place_is_renamed_and_the_message_leads_back(signed_in, helen, norfolk):
    client = signed_in(helen)
    shown = client.get("/places/norfolk/edit/")
    sent = filled(shown, name="Norfolk and the Broads", short_names="Nfk\n")
    page = client.post("/places/norfolk/edit/", sent, follow=True).content.decode()
    assert "“Norfolk” is called “Norfolk and the Broads” now." in page
    assert "/places/norfolk/edit/" in page
    norfolk.refresh_from_db()
    assert (norfolk.name, norfolk.short_names) == ("Norfolk and the Broads", ["Nfk"])


def test_two_who_edit_a_place_at_once_see_both_texts(signed_in, helen, amara, norfolk):
    one, two = signed_in(helen), signed_in(amara)
    first, second = (client.get("/places/norfolk/edit/") for client in (one, two))
    one.post("/places/norfolk/edit/", filled(first, name="Norfolk and the Broads"))
    answer = two.post("/places/norfolk/edit/", filled(second, name="The Broads"))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "As it stands now</p><p>Norfolk and the Broads" in page
    assert "Your words, not saved</p><p>The Broads" in page
    norfolk.refresh_from_db()
    assert (norfolk.name, norfolk.version) == ("Norfolk and the Broads", 2)
    two.post("/places/norfolk/edit/", filled(answer))
    norfolk.refresh_from_db()
    assert (norfolk.name, norfolk.version) == ("The Broads", 3)


def test_a_change_that_only_one_made_is_kept_beside_the_others(signed_in, helen, amara, norfolk):
    one, two = signed_in(helen), signed_in(amara)
    first, second = (client.get("/places/norfolk/edit/") for client in (one, two))
    one.post("/places/norfolk/edit/", filled(first, short_names="Nfk"))
    answer = two.post("/places/norfolk/edit/", filled(second, name="The Broads"))
    assert answer.status_code == 409
    assert "Changed by them alone" in answer.content.decode()
    two.post("/places/norfolk/edit/", filled(answer))
    norfolk.refresh_from_db()
    assert (norfolk.name, norfolk.short_names) == ("The Broads", ["Nfk"])


def test_a_file_is_looked_at_and_then_imported(signed_in, helen):
    client = signed_in(helen)
    content = b"Name,Type,Area\nEly,district,The Fens\nMarch,moon,The Fens\n"
    upload = SimpleUploadedFile("bodies.csv", content)
    preview = client.post("/import/organisations/", {"file": upload}, follow=True)
    page = preview.content.decode()
    assert "Row 3, kind: “moon” is not a kind of organisation." in page
    assert 'name="agreed"' not in page
    sound = SimpleUploadedFile("bodies.csv", content.replace(b"moon", b"county"))
    preview = client.post("/import/organisations/", {"file": sound}, follow=True)
    assert "Import 1 new sub-region, 2 new organisations" in preview.content.decode()
    assert not Organisation.objects.filter(name="Ely").exists()
    address = preview.request["PATH_INFO"]
    agreed = preview.context["plan"].digest
    done = client.post(address, {"agreed": agreed}, follow=True).content.decode()
    assert f'<a href="{address}">See what was made</a>' in done
    assert "Imported: 2 rows, all of them." in client.get(address).content.decode()
    assert Organisation.objects.filter(name="Ely", sub_region__name="The Fens").exists()


def test_a_file_that_is_none_is_refused_beside_its_field(signed_in, helen):
    upload = SimpleUploadedFile("bodies.pdf", b"%PDF")
    answer = signed_in(helen).post("/import/organisations/", {"file": upload})
    assert answer.status_code == 422
    assert "A file of this kind (.pdf) cannot be read." in answer.content.decode()


def test_the_file_to_fill_in_can_be_brought_back(signed_in, helen):
    client = signed_in(helen)
    content = client.get("/import/organisations/example.csv").content
    upload = SimpleUploadedFile("organisations.csv", content)
    page = client.post("/import/organisations/", {"file": upload}, follow=True).content.decode()
    assert "Import 1 new sub-region, 2 new organisations" in page
