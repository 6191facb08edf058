"""The map of what-if without a script: a click on its picture, and what comes of it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from culturefirst.intelligence import actions
from culturefirst.intelligence.models import Area, AreaSet, Asset, StudyRun
from culturefirst.intelligence.tests.make_studies import EAST, square, worked_out
from culturefirst.kit import clock
from culturefirst.kit.maps import Frame
from culturefirst.network.models import User

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Any], Client]
# Of the seven villages with their squares; the drawing is 800 units wide.
WHOLE = Frame(601_100, 299_100, 650_900, 300_900)


def click(client: Client, run: StudyRun, east: int, north: int, **said: Any) -> Any:
    """Click there on the picture that is 740 pixels wide."""
    x, y = (round(each * 740 / 800) for each in WHOLE.point(east, north))
    given = {"map-740.x": x, "map-740.y": y} | said
    return client.get(reverse("what_if", args=[run.study_id]), given)


def leads(response: Any) -> tuple[dict[str, list[str]], str]:
    assert response.status_code == 302
    to = urlsplit(response["Location"])
    return parse_qs(to.query), to.fragment


def text(response: Any) -> str:
    found: str = response.content.decode()
    return found


def test_a_click_on_a_place_chooses_it_and_keeps_what_was_changed(
    helen: User, signed_in: SignedIn
) -> None:
    run = worked_out(helen)
    east, west = (str(Asset.objects.get(name=f"{each} library").pk) for each in ("East", "West"))
    client = signed_in(helen)
    response = click(client, run, 610_050, 300_050, c=f"close~{west}")
    assert leads(response) == ({"c": [f"close~{west}"], "place": [east]}, "place")
    page = text(client.get(response["Location"]))
    assert f'<option value="{east}" selected>East library</option>' in page


def test_a_click_on_bare_ground_fills_the_forms_and_tells_of_the_area_there(
    helen: User, signed_in: SignedIn
) -> None:
    run = worked_out(helen)
    client = signed_in(helen)
    response = click(client, run, 630_000, 300_000)
    said, fragment = leads(response)
    east, north = (int(each) for each in said["at"][0].split("~"))
    assert (abs(east - 630_000) < 70, abs(north - 300_000) < 70, fragment) == (True, True, "here")
    page = text(client.get(response["Location"]))
    assert f'id="at-east" name="easting" value="{east}"' in page
    assert f'id="to-north" name="northing" value="{north}"' in page
    assert "Here: Village E3, Eastshire" in page
    assert "46.7 % unmet" in page
    assert "a place within reach" in page


def test_with_a_place_chosen_the_ground_says_where_it_may_move(
    helen: User, signed_in: SignedIn
) -> None:
    run = worked_out(helen)
    east = str(Asset.objects.get(name="East library").pk)
    client = signed_in(helen)
    response = click(client, run, 630_000, 300_000, place=east)
    assert leads(response)[0]["place"] == [east]
    assert "Move East library here" in text(client.get(response["Location"]))


def test_the_keyboard_presses_no_place_and_is_told_what_to_do(
    helen: User, signed_in: SignedIn
) -> None:
    run = worked_out(helen)
    url = reverse("what_if", args=[run.study_id])
    response = signed_in(helen).get(url, {"map-340.x": 0, "map-340.y": 0})
    assert response.status_code == 422
    assert "with the keyboard, choose a place in the list" in text(response)


def test_the_picture_is_drawn_as_things_would_be_and_kept_nowhere(
    helen: User, signed_in: SignedIn
) -> None:
    run = worked_out(helen)
    east = Asset.objects.get(name="East library").pk
    url = reverse("what_if_map", args=[run.study_id])
    given = {"c": f"close~{east}", "at": "630000~300000"}
    response = signed_in(helen).get(url, given)
    svg = text(response)
    assert response["Content-Type"] == "image/svg+xml"
    assert "no-store" in response["Cache-Control"]
    for words in ('class="map-spots map-spot-closed"', 'class="map-spots map-spot-candidate"'):
        assert words in svg
    assert "href" not in svg


def test_nearer_only_what_lies_there_is_drawn_and_ways_lead_on(
    helen: User, signed_in: SignedIn
) -> None:
    run = worked_out(helen)
    client, url = signed_in(helen), reverse("what_if", args=[run.study_id])
    page = client.get(url, {"view": "610000~300000~6000"})
    drawn = str(page.context["map"].svg)
    assert [code in drawn for code in ("E1", "E2", "E3", "W3", "F1")] == [
        True, True, True, False, False,
    ]  # fmt: skip
    ways = dict(page.context["steps"])
    assert ways["West"] == f"{url}?view=607600~300000~6000"
    assert ways["The whole"] == url
    form = {"view": "610000~300000~6000", "what": "growth", "area": "E1", "people": "10"}
    assert parse_qs(urlsplit(client.get(url, form)["Location"]).query)["view"] == [form["view"]]


def test_where_areas_have_no_outlines_those_of_authorities_lie_beneath(
    helen: User, signed_in: SignedIn
) -> None:
    run = worked_out(helen)
    client, url = signed_in(helen), reverse("what_if", args=[run.study_id])
    held = AreaSet.objects.create(
        name="Authorities", kind="authority", year=2011, loaded_at=clock.now(), source="Made up",
        licence="CC0",
    )  # fmt: skip
    Area.objects.create(
        area_set=held, code=EAST[0], name=EAST[1], easting=630_000, northing=300_000,
        boundary=square(630_000, 300_000, 24_000),
    )  # fmt: skip
    assert "map-land" not in str(client.get(url).context["map"].svg)
    Area.objects.exclude(area_set=held).update(boundary=None)
    assert str(client.get(url).context["map"].svg).count("map-land") == 1
    assert "map-land" in text(client.get(reverse("what_if_map", args=[run.study_id])))


def test_on_the_map_of_a_study_each_area_leads_to_what_is_told_of_it(
    helen: User, signed_in: SignedIn
) -> None:
    run = worked_out(helen)
    client, url = signed_in(helen), reverse("study", args=[run.study_id])
    page = text(client.get(url))
    assert 'href="?at=612000~300000#here"' in page
    assert 'type="image"' not in page
    told = text(client.get(url, {"at": "612000~300000"}))
    assert "Village E3, Eastshire" in told
    assert "46.7 % unmet: 0 visits too far, 116.7 without room" in told


def test_of_many_areas_the_map_of_a_study_is_a_picture_to_click_on(
    helen: User, nobody: Any, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("culturefirst.intelligence.views.study_map.FINE", 7)
    run = worked_out(helen)
    actions.publish_study(by=helen, study=run.study)
    client, url = signed_in(nobody), reverse("study", args=[run.study_id])
    assert text(client.get(url)).count('type="image"') == 4
    x, y = (round(each * 500 / 800) for each in WHOLE.point(612_000, 300_000))
    said, fragment = leads(client.get(url, {"map-500.x": x, "map-500.y": y}))
    assert fragment == "here"
    assert "Village E3, Eastshire" in text(client.get(url, said))
    assert leads(client.get(url, {"map-500.x": 0, "map-500.y": 0})) == ({}, "map")
    svg = text(client.get(reverse("study_map", args=[run.study_id]), said))
    assert "map-spot-candidate" in svg
    assert "href" not in svg
