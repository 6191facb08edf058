"""The form of a study by minutes and by mode, and what its pages say of it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from culturefirst.intelligence.jobs_studies import work_out
from culturefirst.intelligence.models import Study
from culturefirst.intelligence.tests.make_studies import (
    a_country,
    a_library,
    libraries,
    rates,
    west_and_east,
)
from culturefirst.intelligence.tests.test_study_ways import a_study_by, a_table, the_row
from culturefirst.network.models import User

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Any], Client]
WALK = {"walk_share": "25", "walk_minutes": "10", "walk_decay": "linear"}
CAR = {"car_share": "75", "car_minutes": "20", "car_decay": ""}


def text(response: Any) -> str:
    found: str = response.content.decode()
    return found


def asked(population: Any, **more: str) -> dict[str, Any]:
    """A form that is filled in, but for how people come."""
    return {
        "title": "Libraries", "kinds": [libraries().pk], "day": "2011-09-19",
        "population": population.pk, "rates": rates().pk, "peak_share": "100", "limit": "3000",
        "detour": "1", "decay": "even", "method": "enhanced", "visits_per_unit": "10", **more,
    }  # fmt: skip


def test_a_study_by_minutes_is_made_by_the_form_and_read(helen: User, signed_in: SignedIn) -> None:
    table = a_table({"": the_row(*west_and_east())}, whole=True)
    said = asked(table.area_set.populations.get(), travel=str(table.pk), minutes="10")
    client = signed_in(helen)
    page = text(client.get(reverse("study_new")))
    assert '<details class="more"><summary id="section-5">Or by minutes of a table' in page
    assert client.post(reverse("study_new"), said).status_code == 302
    study = Study.objects.get()
    assert (study.travel, study.minutes, study.modes) == (table, 10, [])
    assert "10 minutes" in text(client.get(reverse("study_part", args=[study.pk, "parameters"])))
    excel = client.get(reverse("study_download", args=[study.pk, "excel"]))
    assert excel.status_code == 200


def test_modes_are_kept_and_shown_again_when_the_study_is_changed(
    helen: User, signed_in: SignedIn
) -> None:
    row = the_row(*west_and_east())
    table = a_table({"walk": row, "car": row}, whole=True)
    said = asked(table.area_set.populations.get(), travel=str(table.pk), **WALK, **CAR)
    client = signed_in(helen)
    assert client.post(reverse("study_new"), said).status_code == 302
    study = Study.objects.get()
    assert study.modes == [
        {"mode": "walk", "share": 0.25, "minutes": 10, "decay": "linear"},
        {"mode": "car", "share": 0.75, "minutes": 20, "decay": ""},
    ]
    url = reverse("study_edit", args=[study.pk])
    page = client.get(url)
    assert '<details class="more" open><summary id="section-6">' in text(page)
    form = page.context["form"]
    shown = {field.html_name: field.value() for field in form if field.value() is not None}
    assert (shown["walk_share"], shown["car_minutes"]) == ("25", 20)
    changed = shown | {"kinds": [libraries().pk], "walk_share": "40", "car_share": "60"}
    assert client.post(url, changed).status_code == 302
    study.refresh_from_db()
    assert [each["share"] for each in study.modes] == [0.4, 0.6]


def test_half_of_a_mode_and_shares_that_do_not_add_up_are_told(
    helen: User, signed_in: SignedIn
) -> None:
    west_and_east()
    client, said = signed_in(helen), asked(a_country())
    half = client.post(reverse("study_new"), said | {"walk_share": "100"})
    assert half.status_code == 422
    assert "Say for walking how many per cent of visits, and how many minutes" in text(half)
    assert not Study.objects.exists()
    wrong = client.post(reverse("study_new"), said | WALK | {"walk_speed": "5"})
    assert "The shares of the modes add up to 25 per cent" in text(wrong)
    assert not Study.objects.exists()


def test_the_pages_tell_what_the_table_does_not_know(helen: User, signed_in: SignedIn) -> None:
    west, east = west_and_east()
    a_library("Not routed", 606_000)
    table = a_table({"": the_row(west, east, less="W3")})
    study = work_out(a_study_by(helen, table, minutes=10), helen).study
    page = text(signed_in(helen).get(reverse("study_part", args=[study.pk, "included"])))
    for words in ("Small areas without minutes", "Village W3", "the table has no minutes to it"):
        assert words in page


def test_what_if_says_that_minutes_to_a_new_spot_are_estimated(
    helen: User, signed_in: SignedIn
) -> None:
    table = a_table({"": the_row(*west_and_east())}, whole=True)
    study = work_out(a_study_by(helen, table, minutes=10), helen).study
    client, url = signed_in(helen), reverse("what_if", args=[study.pk])
    assert "estimated" not in text(client.get(url))
    page = text(client.get(f"{url}?c=open~650000~300000~100~New"))
    assert "100 m² (minutes estimated)" in page
    assert "12 km/h (half within 0\u202f%)" in page
