"""My work: what needs me, from whom, by when, and what I did lately."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from culturefirst.kit.attention import Need
from culturefirst.network.models import User
from culturefirst.programme import actions
from culturefirst.programme.models import Target, WorkProgramme
from culturefirst.programme.reading import document as printed
from culturefirst.programme.tests.conftest import written
from culturefirst.programme.tests.test_pages_programme import text
from culturefirst.site.recent import recent
from culturefirst.site.work import grouped, summary

SignIn = Callable[[Any], Client]
TODAY = date(2011, 9, 19)


def need(what: str, due: date | None) -> Need:
    return Need(what, "Because.", "Helen Marsh", due, "/", "programme")


def test_needs_are_grouped_overdue_this_month_later_and_undated() -> None:
    waiting = [
        need("late", date(2011, 9, 18)),
        need("today", TODAY),
        need("end", date(2011, 9, 30)),
        need("then", date(2011, 10, 1)),
        need("some day", None),
    ]
    groups = {group.title: [n.what for n in group.needs] for group in grouped(waiting, TODAY)}
    assert groups == {
        "Overdue": ["late"],
        "This month": ["today", "end"],
        "Later": ["then"],
        "No date": ["some day"],
    }
    assert summary(waiting, TODAY) == "5 things need you, 1 of them overdue."
    assert summary(waiting[1:2], TODAY) == "1 thing needs you."
    assert summary([], TODAY) == "Nothing needs you today, 19 September 2011."


def test_a_stranger_is_asked_to_sign_in(client: Client, db: None) -> None:
    assert client.get(reverse("my_work")).headers["Location"].startswith("/accounts/login/")


def test_who_has_nothing_to_do_is_told_so(signed_in: SignIn, jim: User) -> None:
    shown = text(signed_in(jim).get(reverse("my_work")))
    assert "Nothing needs you today, 19 September 2011." in shown
    assert "You are up to date" in shown


def test_an_off_track_target_waits_for_the_managers_word(signed_in: SignIn, helen: User) -> None:
    late = printed.Target(
        "Open a forum", "milestone", due=date(2011, 5, 31), measure="programme.milestones"
    )
    actions.create_programme(by=helen, document=written([late]), state="current")
    shown = text(signed_in(helen).get(reverse("my_work")))
    assert "Open a forum" in shown
    made = WorkProgramme.objects.get()
    assert f"You made a work programme: {made.title}" in shown


def test_what_was_said_is_told_by_the_target_it_is_about(helen: User) -> None:
    target = printed.Target("Open a forum", "milestone")
    made = actions.create_programme(by=helen, document=written([target]))
    [forum] = Target.objects.filter(activity__programme__priority__work_programme=made)
    actions.note(by=helen, target=forum, text="Ask the hosts")
    told = recent(helen)[0]
    assert (told.did, told.what) == ("You wrote a note on a target", "Open a forum")


def test_what_somebody_may_not_see_any_more_is_not_named(helen: User, jim: User) -> None:
    target = printed.Target("Open a forum", "milestone")
    made = actions.create_programme(by=helen, document=written([target]))
    told = recent(helen)[0]
    assert (told.did, told.what) == ("You made a work programme", made.title)
    helen.posts_today = []
    assert recent(helen)[0].what == ""
