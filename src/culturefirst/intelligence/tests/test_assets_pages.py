"""Pages about places: the list and its filters, one, bringing a list, the map, search."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from culturefirst.intelligence import actions
from culturefirst.intelligence.models import Asset, AssetList
from culturefirst.intelligence.tests.asset_places import library, loaded, open_source
from culturefirst.network.models import BoundaryCode

pytestmark = pytest.mark.django_db
CSV = b"name,type,postcode,e,n\nEly Library,library,CB7 4LB,554050,280250\n"
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[0.0, 52.0], [1.0, 52.0], [1.0, 53.0], [0.0, 53.0], [0.0, 52.0]]],
}


@pytest.fixture
def page(signed_in, helen):
    return signed_in(helen)


def upload(page, content=CSV, name="list.csv", **said):
    return page.post(
        reverse("asset_lists"), {"file": SimpleUploadedFile(name, content)} | said, follow=True
    )


def filled(form):
    """What a browser would send of a form as it is shown."""
    return {
        name: "" if (value := form[name].value()) is None or value is False else value
        for name in form.fields
    }


def names(answer):
    return [row.name for row in answer.context["table"].page.object_list]


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({}, ["Ely Library", "Ely Museum"]),
        ({"kind": "museum"}, ["Ely Museum"]),
        ({"sector": "libraries"}, ["Ely Library"]),
        ({"verified": "yes"}, ["Ely Library"]),
        ({"verified": "no"}, ["Ely Museum"]),
        ({"status": "closed"}, ["Ely Museum"]),
        ({"located": "no"}, ["Ely Museum"]),
        ({"words": "CB7 4LB"}, ["Ely Library"]),
        ({"kind": "no such kind"}, []),
    ],
)
def test_the_list_is_narrowed_as_people_ask(page, helen, asked, shown):
    kinds = loaded(helen)
    library(helen, verified_on=date(2011, 6, 1))
    library(
        helen, name="Ely Museum", kind=kinds["museum"], postcode="", easting=None, northing=None,
        status="closed",
    )  # fmt: skip
    assert names(page.get(reverse("assets"), asked)) == shown


def test_the_list_and_a_place_ask_the_same_however_many_there_are(page, helen, ipswich):
    def statements(url):
        with CaptureQueriesContext(connection) as asked:
            assert page.get(url).status_code == 200
        return len(asked)

    first = library(helen, owner=ipswich, authority=ipswich, source=open_source(helen))
    urls = [reverse("assets"), reverse("asset", args=[first.pk]), reverse("assets_map")]
    page.get(urls[0])  # what a session asks once
    one = [statements(url) for url in urls]
    for number in range(3):
        library(helen, name=f"Library {number}", owner=ipswich, authority=ipswich)
    assert [statements(url) for url in urls] == one


def test_a_place_is_added_by_degrees_and_by_what_it_has(page, helen):
    kinds = loaded(helen)
    url = f"{reverse('asset_add')}?kind=library"
    form = page.get(url).context["form"]
    sent = filled(form)
    sent |= {"name": "Ely Library", "position": "52.39857, 0.26367", "has_wifi": "yes",
             "kind": kinds["library"].pk}  # fmt: skip
    sent.pop("right")
    answer = page.post(url, sent)
    assert answer.status_code == 302
    asset = Asset.objects.get()
    assert (asset.easting, asset.northing) == pytest.approx((554090, 280260), abs=100)
    assert dict(asset.facilities.values_list("element", "has"))["wifi"] == "yes"


def test_a_place_in_the_sea_is_asked_about_once(page, helen, ipswich):
    BoundaryCode.objects.create(organisation=ipswich, code="E07000202", outline=SQUARE)
    kinds = loaded(helen)
    url = f"{reverse('asset_add')}?kind=library"
    form = page.get(url).context["form"]
    sent = filled(form)
    sent |= {"name": "A lightship", "position": "700000, 280250", "kind": kinds["library"].pk}
    sent.pop("right")
    answer = page.post(url, sent)
    assert answer.status_code == 422
    assert "km outside of the network&#x27;s area" in answer.text
    assert page.post(url, sent | {"right": "on"}).status_code == 302


def test_a_list_is_brought_mapped_decided_imported_and_taken_back(page, helen):
    loaded(helen)
    answer = upload(page)
    assert "1 new place" in answer.text
    brought = AssetList.objects.get()
    columns = {f"column-{at}": name for name, at in brought.mapping.items()}
    url = reverse("asset_list_columns", args=[brought.pk])
    assert page.post(url, columns | {"outside": "take"}).status_code == 302
    agreed = page.get(reverse("asset_list", args=[brought.pk])).context["plan"].digest
    page.post(reverse("asset_list", args=[brought.pk]), {"agreed": agreed})
    assert Asset.objects.standing().get().name == "Ely Library"
    assert "1 place added" in page.get(reverse("asset_list", args=[brought.pk])).text
    assert "nothing to import" in upload(page).text
    page.post(reverse("asset_list_undo", args=[brought.pk]))
    assert not Asset.objects.standing().exists()


def test_a_column_cannot_be_two_things(page, helen):
    loaded(helen)
    upload(page)
    url = reverse("asset_list_columns", args=[AssetList.objects.get().pk])
    answer = page.post(url, {"column-0": "name", "column-1": "name", "outside": "take"})
    assert answer.status_code == 422
    assert "are both said to be the name" in answer.text


def test_a_file_that_cannot_be_read_is_answered_with_a_sentence(page, helen):
    answer = upload(page, b"%PDF-1.4", "list.pdf")
    assert answer.status_code == 422
    assert "cannot be read" in answer.text


def test_a_map_shows_places_over_the_authorities(page, helen, ipswich):
    BoundaryCode.objects.create(organisation=ipswich, code="E07000202", outline=SQUARE)
    library(helen, authority=ipswich)
    text = page.get(reverse("assets_map")).text
    assert "Ipswich Borough Council: 1 place" in text
    assert re.search(r"<circle[^>]*>", text)


def test_a_place_is_found_by_its_name_and_not_once_it_is_another(page, helen):
    asset = library(helen, address="Market Place")
    other = library(helen, name="Library of Ely")
    url = reverse("asset", args=[asset.pk])
    assert url in page.get("/search/", {"words": "Market Place"}).text
    actions.merge_assets(by=helen, asset=asset, into=other)
    found = page.get("/search/", {"words": "Market Place"}).text
    assert url not in found


def test_a_merged_record_leads_to_the_place(page, helen):
    asset, other = library(helen), library(helen, name="Library of Ely")
    actions.merge_assets(by=helen, asset=asset, into=other)
    answer = page.get(reverse("asset", args=[asset.pk]))
    assert answer["Location"] == reverse("asset", args=[other.pk])


def test_changes_say_who_said_what_and_lead_to_taking_it_back(page, helen):
    asset = actions.edit_asset(by=helen, asset=library(helen), changes={"hours": "9 to 5"})
    text = page.get(reverse("asset_changes", args=[asset.pk])).text
    assert "Helen Marsh" in text
    assert "<dt>Opening hours</dt>" in text
    change = asset.changes.first()
    assert page.post(reverse("asset_change_undo", args=[change.pk])).status_code == 302
    asset.refresh_from_db()
    assert asset.hours == ""


def test_kinds_are_loaded_from_the_page_and_downloaded_as_their_file(page):
    page.post(reverse("asset_kinds_load"), {"which": "shipped"})
    text = page.get(reverse("asset_kinds_file")).content.decode()
    assert text.startswith("format: 1\nkinds:\n")
    assert "key: swimming-pool" in text
    broken = SimpleUploadedFile("kinds.yaml", b"format: 1\nkinds:\n  - {key: x}\n")
    answer = page.post(reverse("asset_kinds_load"), {"file": broken})
    assert answer.status_code == 422
    assert "Line 3, kind &#x27;x&#x27;: name is missing" in answer.text


def test_postcodes_without_heads_are_kept_as_the_mapping_agency_gives_them_out(page, helen):
    rows = b'"CB7 4LB",10,554000,280200,"E92000001"\n"CB7 4LA",10,554010,280210,"E92000001"\n'
    sent = {"file": SimpleUploadedFile("cb.csv", rows)}
    assert page.post(reverse("asset_postcodes"), sent).status_code == 302
    from culturefirst.intelligence.models import PostcodePoint

    assert dict(PostcodePoint.objects.values_list("postcode", "easting")) == {
        "CB74LA": 554010, "CB74LB": 554000,
    }  # fmt: skip


def test_a_record_does_not_tell_strangers_the_name_of_a_place_that_is_not_open(helen, client):
    hidden = actions.add_asset_source(by=helen, name="Not open")
    other = library(helen, name="A hidden place", source=hidden)
    one = library(helen, postcode="", easting=None, northing=None)
    actions.merge_assets(by=helen, asset=one, into=other)
    answer = client.get(reverse("asset", args=[one.pk]), {"record": ""}).content.decode()
    assert "This record was found to be another place." in answer
    assert "A hidden place" not in answer


def test_a_map_on_which_nothing_fits_says_so_and_leads_back(client, helen):
    library(helen)
    answer = client.get(reverse("assets_map"), {"status": "closed"}).content.decode()
    assert "No place fits what you chose." in answer
    assert f'href="{reverse("assets_map")}">Show all</a>' in answer


def test_what_nobody_knows_of_a_place_is_told_in_one_line(client, helen):
    kind = loaded(helen)["library"]
    asset = library(helen, facilities={kind.elements[0]["key"]: "no"})
    answer = client.get(reverse("asset", args=[asset.pk]))
    assert answer.context["elements"] == [(kind.elements[0]["label"], "No")]
    assert answer.context["not_known"] == [each["label"] for each in kind.elements[1:]]
