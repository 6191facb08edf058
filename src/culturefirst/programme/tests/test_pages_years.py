"""A new programme from last year's, and making it current."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from culturefirst.network.models import User
from culturefirst.programme import actions
from culturefirst.programme.forms.years import next_title, proposed
from culturefirst.programme.models import Activity, Target, WorkProgramme
from culturefirst.programme.reading import document as printed
from culturefirst.programme.tests.conftest import MakeProgramme
from culturefirst.programme.tests.test_pages_programme import text

SignIn = Callable[[Any], Client]


def year(title: str) -> WorkProgramme:
    return WorkProgramme(title=title, starts=date(2011, 4, 1), ends=date(2012, 3, 31))


@pytest.mark.parametrize(
    ("title", "following"),
    [
        ("Work Programme 2011-12", "Work Programme 2012-13"),
        ("Work programme 2011–12", "Work programme 2012–13"),
        ("Plan 2011/2012", "Plan 2012/2013"),
        ("Plan for 2011", "Plan for 2012"),
        ("Our plan", "Our plan"),
    ],
)
def test_the_years_in_a_title_move_on(title: str, following: str) -> None:
    assert next_title(year(title)) == following


def test_the_next_period_follows_the_last_and_is_a_year_long() -> None:
    said = proposed(year("Plan"))
    assert (said["starts"], said["ends"]) == (date(2012, 4, 1), date(2013, 3, 31))


def test_what_keeps_its_tick_goes_on_with_its_dates_a_year_later(
    make_programme: MakeProgramme, signed_in: SignIn, helen: User
) -> None:
    old = make_programme(
        printed.Target("Open a forum", "milestone", due=date(2011, 5, 31)),
        printed.Target("Launch a site", "milestone"),
    )
    forum = Target.objects.get(text="Open a forum")
    client, address = signed_in(helen), reverse("programme_next_year", args=[old.pk])
    assert "Work Programme 2012-13" in client.get(address).content.decode()
    client.post(
        address,
        {
            "title": "Work Programme 2012-13",
            "starts": "2012-04-01",
            "ends": "2013-03-31",
            "going_on": [forum.pk],
        },
    )
    made = WorkProgramme.objects.get(state="draft")
    going_on = Target.objects.filter(activity__programme__priority__work_programme=made)
    assert [(each.text, each.due) for each in going_on] == [("Open a forum", date(2012, 5, 31))]
    assert made.follows == old


def test_an_activity_whose_targets_all_end_does_not_go_on(
    make_programme: MakeProgramme, signed_in: SignIn, helen: User
) -> None:
    old = make_programme(printed.Target("Open a forum", "milestone"))
    signed_in(helen).post(
        reverse("programme_next_year", args=[old.pk]),
        {"title": "Next", "starts": "2012-04-01", "ends": "2013-03-31"},
    )
    made = WorkProgramme.objects.get(title="Next")
    assert not Activity.objects.filter(programme__priority__work_programme=made).exists()


def test_making_a_draft_current_closes_the_one_before(
    make_programme: MakeProgramme, signed_in: SignIn, helen: User, tom: User
) -> None:
    old = make_programme(printed.Target("Open a forum", "milestone"))
    new = make_programme(printed.Target("Open a forum", "milestone"), state="draft")
    address = reverse("programme_make_current", args=[new.pk])
    assert signed_in(tom).get(address).status_code == 403
    assert "it stays to be read" in text(signed_in(helen).get(address))
    signed_in(helen).post(address)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.state, new.state) == ("closed", "current")


def test_a_page_shown_before_somebody_elses_choice_does_not_undo_it(
    make_programme: MakeProgramme, signed_in: SignIn, helen: User
) -> None:
    old = make_programme(printed.Target("Open a forum", "milestone"))
    mine, theirs = (
        make_programme(printed.Target("Open a forum", "milestone"), state="draft") for _ in "ab"
    )
    client, address = signed_in(helen), reverse("programme_make_current", args=[mine.pk])
    assert f'name="instead_of" value="{old.pk}"' in client.get(address).content.decode()
    actions.make_current(by=helen, work_programme=theirs)
    answer = client.post(address, {"instead_of": str(old.pk)})
    assert answer.status_code == 422
    assert "Somebody else has just made" in text(answer)
    theirs.refresh_from_db()
    assert theirs.state == "current"
    again = client.post(reverse("programme_make_current", args=[theirs.pk]))
    assert "is the current programme already" in text(again)
