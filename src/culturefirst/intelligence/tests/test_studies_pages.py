"""The pages of studies: made, worked out, read part by part, taken away, tried, kept, issued."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from culturefirst.intelligence import actions
from culturefirst.intelligence.models import Brief, Scenario, Study
from culturefirst.intelligence.tests.make_studies import (
    EAST,
    a_country,
    a_study,
    libraries,
    rates,
    west_and_east,
    worked_out,
)
from culturefirst.intelligence.views import study_briefs
from culturefirst.kit import paper
from culturefirst.network.models import User

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Any], Client]


def text(response: Any) -> str:
    found: str = response.content.decode()
    return found


def test_a_study_is_made_by_the_form_and_worked_out(helen: User, signed_in: SignedIn) -> None:
    west_and_east()
    population, taking = a_country(), rates()
    said = {
        "title": "Libraries", "kinds": [libraries().pk], "day": "2011-09-19",
        "population": population.pk, "rates": taking.pk, "peak_share": "100", "limit": "3000",
        "detour": "1.05", "decay": "even", "method": "enhanced", "visits_per_unit": "10.5",
    }  # fmt: skip
    client = signed_in(helen)
    assert client.get(reverse("study_new")).status_code == 200
    response = client.post(reverse("study_new"), said)
    study = Study.objects.get()
    assert (response.status_code, response["Location"]) == (302, reverse("study", args=[study.pk]))
    page = text(client.get(response["Location"]))
    for words in ("67\u202f%", "1\u202f170 of 1\u202f750", "Least provided for", "Eastshire"):
        assert words in page


def test_a_study_is_changed_and_its_figures_stay_until_it_is_worked_out_afresh(
    helen: User, signed_in: SignedIn
) -> None:
    run = worked_out(helen)
    client, url = signed_in(helen), reverse("study_edit", args=[run.study_id])
    form = client.get(url).context["form"]
    said = {field.html_name: field.value() for field in form if field.value() is not None}
    said |= {"kinds": [libraries().pk], "limit": "1500", "authorities": [EAST[0]]}
    assert client.post(url, said).status_code == 302
    study = Study.objects.get()
    assert (study.limit, study.zones, study.runs.count()) == (1500, [EAST[0]], 1)
    client.post(reverse("study_work_out", args=[study.pk]))
    assert study.runs.latest("pk").headline["within"] == 1000


def test_without_what_it_needs_the_page_says_what_to_bring_first(
    helen: User, signed_in: SignedIn
) -> None:
    page = text(signed_in(helen).get(reverse("study_new")))
    assert "small areas with the people who live there" in page


def test_minutes_and_missing_room_are_refused_beside_their_fields(
    helen: User, signed_in: SignedIn
) -> None:
    west_and_east()
    population, taking = a_country(), rates()
    said = {
        "title": "Libraries", "kinds": [libraries().pk], "day": "2011-09-19", "limit": "20",
        "population": population.pk, "rates": taking.pk, "peak_share": "100", "detour": "1",
        "decay": "even", "method": "enhanced",
    }  # fmt: skip
    response = signed_in(helen).post(reverse("study_new"), said)
    assert response.status_code == 422
    assert "20 minutes on foot are some 1600" in text(response)
    assert "Say how many visits a week a unit takes" in text(response)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("supply", "Supply by authority"),
        ("demand", "Visits expected a week"),
        ("balance", "A simple balance knows no space"),
        ("met", "Met elsewhere"),
        ("unmet", "finds no room"),
        ("used", "East library"),
        ("local", "Local share"),
        ("ranked", "Village F1"),
        ("included", "No place was left out."),
        ("parameters", "Farthest way"),
    ],
)
def test_each_part_of_the_report_is_read_by_anybody_once_published(
    part: str, words: str, helen: User, signed_in: SignedIn, nobody: Any
) -> None:
    run = worked_out(helen)
    url = reverse("study_part", args=[run.study_id, part])
    assert signed_in(nobody).get(url).status_code == 404
    actions.publish_study(by=helen, study=run.study)
    assert words in text(signed_in(nobody).get(url))


def test_whoever_makes_a_study_reads_that_it_stays_among_members(
    helen: User, signed_in: SignedIn
) -> None:
    study = worked_out(helen).study
    said = "members read it and nobody else"
    page = signed_in(helen).get(reverse("study", args=[study.pk]))
    assert said not in text(page)
    Study.objects.update(restricted=True)
    assert said in text(signed_in(helen).get(reverse("study", args=[study.pk])))


def test_a_table_is_taken_away_as_csv(helen: User, signed_in: SignedIn) -> None:
    run = worked_out(helen)
    url = reverse("study_part", args=[run.study_id, "unmet"])
    page = signed_in(helen).get(url, {"format": "csv", "table": "unmet"})
    lines = page.content.decode("utf-8-sig").splitlines()
    assert lines == [
        "Authority,Expected,Too far away,Too far (%),No room,No room (%)",
        "Eastshire,1000,250,25.0,350,35.0",
        "Westshire,750,0,0.0,0,0.0",
    ]


@pytest.mark.parametrize(("form", "start"), [("pdf", b"%PDF"), ("word", b"PK"), ("excel", b"PK")])
def test_the_whole_report_is_taken_away(
    form: str, start: bytes, helen: User, signed_in: SignedIn
) -> None:
    run = worked_out(helen)
    url = reverse("study_download", args=[run.study_id, form])
    first = signed_in(helen).get(url).content
    assert first.startswith(start)
    if form != "word":  # whose package is dated by the library that writes it
        assert signed_in(helen).get(url).content == first


def test_the_word_file_says_what_the_page_says(helen: User, signed_in: SignedIn) -> None:
    run = worked_out(helen)
    made = signed_in(helen).get(reverse("study_download", args=[run.study_id, "word"])).content
    words = ZipFile(BytesIO(made)).read("word/document.xml").decode()
    for said in ("Unmet demand by authority", "East library", "A simple balance knows no space"):
        assert said in words


def test_a_closure_is_tried_by_a_form_without_a_script(helen: User, signed_in: SignedIn) -> None:
    run = worked_out(helen)
    place = _place("East library")
    client, url = signed_in(helen), reverse("what_if", args=[run.study_id])
    first = client.get(url, {"what": "close", "place": place})
    assert (first.status_code, first["Location"]) == (302, f"{url}?c=close~{place}")
    page = text(client.get(first["Location"]))
    assert "65.7\u202f%" in page  # met now: 1,150 of 1,750
    assert "42.9\u202f%" in page  # then: 750 of 1,750
    assert "▼ 22.9" in page
    assert "points less: worse" in page


def test_a_place_is_added_resized_moved_and_people_come(helen: User, signed_in: SignedIn) -> None:
    run = worked_out(helen)
    place, client = _place("East library"), signed_in(helen)
    answer = reverse("what_if_answer", args=[run.study_id])

    def met(*changes: str) -> list[float]:
        got = client.get(answer, {"c": changes, "all": "1"}).json()
        return [got["areas"][code] for code in ("E1", "F1", "W1")]

    assert met() == [46.7, 100.0, 0.0]
    assert met(f"resize~{place}~75") == [0.0, 100.0, 0.0]
    assert met("open~650000~300000~25~At F1") == [46.7, 0.0, 0.0]
    assert met(f"move~{place}~650000~300000") == [100.0, 0.0, 0.0]
    assert met("growth~W1~2000") == [46.7, 100.0, 20.0]


def test_an_answer_names_the_areas_that_differ_and_each_place_as_it_would_be(
    helen: User, signed_in: SignedIn
) -> None:
    run = worked_out(helen)
    place = _place("East library")
    got = signed_in(helen).get(
        reverse("what_if_answer", args=[run.study_id]), {"what": "close", "place": place}
    ).json()  # fmt: skip
    assert got["areas"] == {"E1": 100.0, "E2": 100.0, "E3": 100.0}
    assert got["address"] == f"?c=close~{place}"
    assert [(each["says"], each["state"]) for each in got["spots"]] == [
        ("West library: 75 % used", "open"),
        ("East library: closed", "closed"),
    ]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"what": "close"}, "Choose a place first."),
        ({"what": "resize", "place": "P", "units": "big"}, "Give the size as a number"),
        ({"what": "open", "units": "20"}, "Say where: choose a small area"),
        ({"what": "open", "units": "20", "easting": "9", "northing": "9000000"}, "is not on the"),
        ({"what": "growth", "area": "Nowhere", "people": "5"}, "There is no area “Nowhere”"),
        ({"c": "close~999"}, "There is no place “999” in this study"),
        ({"c": "burn~1"}, "is no change"),
    ],
)
def test_a_change_that_cannot_be_is_refused_with_its_remedy(
    said: dict[str, str], words: str, helen: User, signed_in: SignedIn
) -> None:
    run = worked_out(helen)
    given = said | ({"place": _place("West library")} if said.get("place") == "P" else {})
    for name in ("what_if", "what_if_answer"):
        response = signed_in(helen).get(reverse(name, args=[run.study_id]), given)
        assert response.status_code == 422
        told = response.json()["fault"] if name == "what_if_answer" else text(response)
        assert words in told


def test_a_scenario_is_kept_shown_beside_another_and_thrown_away(
    helen: User, signed_in: SignedIn
) -> None:
    run = worked_out(helen)
    client, url = signed_in(helen), reverse("what_if", args=[run.study_id])
    for title, change in (("Close", f"close~{_place('East library')}"), ("Open", AT_F1)):
        client.post(url, {"title": title, "c": [change]})
    page = text(client.get(reverse("scenarios_beside", args=[run.study_id])))
    for words in ("42.9\u202f%", "80.0\u202f%", "New: At F1", "closed"):
        assert words in page
    kept = Scenario.objects.get(title="Open")
    page = text(client.get(kept.get_absolute_url()))
    assert "Eastshire" in page
    assert "Village F1" in page
    client.post(reverse("scenario_throw_away", args=[kept.pk]))
    assert [each.title for each in Scenario.objects.all()] == ["Close"]


def test_the_closure_of_least_harm_is_found_and_told_how(helen: User, signed_in: SignedIn) -> None:
    """Closing the eastern library loses 400 visits, closing the western one 750."""
    run = worked_out(helen)
    client, url = signed_in(helen), reverse("siting", args=[run.study_id])
    for _ in range(2):
        client.post(url, {"what": "close", "count": "1"})
    found = Scenario.objects.get()
    assert found.title == "Close 1 place with least harm"
    assert found.changes == [{"what": "close", "code": _place("East library")}]
    assert round(found.headline["satisfied"]) == 750
    page = text(client.get(found.get_absolute_url()))
    assert "Every choice was tried: there is no better one. Chosen from 2 candidates." in page


def test_the_best_opening_is_where_most_is_unmet(helen: User, signed_in: SignedIn) -> None:
    run = worked_out(helen)
    client, url = signed_in(helen), reverse("siting", args=[run.study_id])
    refused = client.post(url, {"what": "open", "count": "1"})
    assert (refused.status_code, "Give the size" in text(refused)) == (422, True)
    client.post(url, {"what": "open", "count": "1", "units": "100", "zone": EAST[0]})
    found = Scenario.objects.get()
    assert found.title == "Open 1 place of 100 where most helps, Eastshire"
    assert round(found.headline["satisfied"]) == 1500
    assert found.found["method"] == "every set tried"


def test_a_brief_is_issued_of_what_is_published_and_stays_as_it_is(
    helen: User, nobody: Any, signed_in: SignedIn
) -> None:
    run = worked_out(helen)
    client, url = signed_in(helen), reverse("brief_issue", args=[run.study_id])
    assert client.get(url).status_code == 302
    actions.publish_study(by=helen, study=run.study)
    said = {
        "zone": EAST[0], "matters": "Reading for all.", "contact": "Helen Marsh",
        "review_by": "2012-03-19",
    }  # fmt: skip
    response = client.post(url, said)
    brief = Brief.objects.get()
    assert response["Location"] == brief.get_absolute_url()
    page = text(signed_in(nobody).get(brief.get_absolute_url()))
    for words in (
        "Reading for all.",
        "Village F1",
        "could they open longer",
        "the lowest of 2 authorities",
    ):
        assert words in page
    assert page.count("<li>") >= 3
    printed = signed_in(nobody).get(reverse("study_brief_pdf", args=[brief.pk])).content
    assert printed.startswith(b"%PDF")
    assert paper.pages(study_briefs.PRINTED, study_briefs.facts(brief)) <= 2


def test_the_list_asks_as_much_of_the_database_for_one_study_as_for_three(
    helen: User, signed_in: SignedIn, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    run = worked_out(helen)
    client = signed_in(helen)
    client.get(reverse("studies"))
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(reverse("studies"))
    for title in ("Two", "Three"):
        a_study(helen, title, population=run.study.population, rates=run.study.rates)
    with CaptureQueriesContext(connection) as three:
        client.get(reverse("studies"))
    assert len(three) == len(one)


def test_a_scenario_is_taken_away_with_every_authority_and_area_that_changes(
    helen: User, signed_in: SignedIn
) -> None:
    run = worked_out(helen)
    client = signed_in(helen)
    change = f"close~{_place('East library')}"
    client.post(reverse("what_if", args=[run.study_id]), {"title": "Close", "c": [change]})
    kept = Scenario.objects.get()
    url = reverse("scenario_excel", args=[kept.pk])
    assert url in text(client.get(kept.get_absolute_url()))
    made = load_workbook(BytesIO(client.get(url).content))
    assert made.sheetnames == [
        "Changes", "Figures", "Who loses their only place with", "People within reach",
        "Demand met", "Room within reach", "Across boundaries", "Small areas that change most",
        "Small areas whose room changes ",
    ]  # fmt: skip
    assert [cell.value for cell in made["Changes"][2]] == ["East library", "closed"]
    assert [[cell.value for cell in row] for row in made["People within reach"].rows][1:] == [
        ["Eastshire", 3000, 0, 0, 0, 3000],
        ["Westshire", 3000, 3000, 100, 0, 0],
    ]
    losing = [[cell.value for cell in row] for row in made["Who loses their only place with"].rows]
    assert losing[1:] == [[f"Village E{at}", "Eastshire", 1000] for at in (1, 2, 3)]


def test_a_brief_with_a_scenario_says_who_loses_their_only_place(
    helen: User, signed_in: SignedIn
) -> None:
    run = worked_out(helen)
    client = signed_in(helen)
    change = f"close~{_place('East library')}"
    client.post(reverse("what_if", args=[run.study_id]), {"title": "Close", "c": [change]})
    actions.publish_study(by=helen, study=run.study)
    client.post(
        reverse("brief_issue", args=[run.study_id]),
        {
            "zone": EAST[0], "matters": "Reading.", "contact": "Helen", "review_by": "2012-03-19",
            "scenario": Scenario.objects.get().pk,
        },
    )  # fmt: skip
    rows = {
        label: (now, then) for label, now, then in Brief.objects.get().content["change"]["rows"]
    }
    assert rows["People with a place within reach"] == ("75\u202f%", "0\u202f%")
    assert rows["People who lose their only one"] == ("", "3\u202f000")
    assert rows["Room for 1 000 people within reach"] == ("100", "0")
    assert rows["Visits met elsewhere"] == ("0", "0")


AT_F1 = "open~650000~300000~25~At F1"


def _place(name: str) -> str:
    from culturefirst.intelligence.models import Asset

    return str(Asset.objects.get(name=name).pk)
