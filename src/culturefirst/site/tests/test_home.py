"""The home page: live figures, where the programme stands, and good manners when empty."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from culturefirst.events.tests.booked import an_event
from culturefirst.kit.models import Installation
from culturefirst.library.tests.make import case_study, news, published
from culturefirst.network.models import Organisation, User
from culturefirst.programme import actions
from culturefirst.programme.models import Activity, Target
from culturefirst.programme.reading import document as printed
from culturefirst.site import shell
from culturefirst.surveys import actions as polls

SignIn = Callable[[Any], Client]
MEASURED = "programme.milestones"
STATEMENTS = 22


def sessions(number: int) -> printed.Target:
    return printed.Target(f"Host {number} sessions", "count", number, "sessions", measure=MEASURED)


def begin(by: User, *targets: printed.Target, state: str = "current") -> None:
    activity = printed.Activity(title="Train managers", targets=list(targets))
    strand = printed.Programme("1.1", "Train", [activity])
    actions.create_programme(
        by=by,
        document=printed.Document(
            title="Work programme 2011–12",
            starts=date(2011, 4, 1),
            ends=date(2012, 3, 31),
            priorities=[printed.Priority("1", "Improve", [strand])],
        ),
        state=state,
    )


def record(by: User, title: str, on: date) -> None:
    target = Target.objects.earliest("pk")
    actions.record_milestone(
        by=by, activity=Activity.objects.get(), target=target, title=title, on=on
    )


def asked_by(by: User, question: str) -> None:
    poll = polls.make_poll(
        by=by, question=question, choices=["Yes", "No"], closes_on=date(2011, 9, 30),
        on_home_page=True,
    )  # fmt: skip
    polls.open_poll(by=by, poll=poll)


def page(client: Client, address: str = "/") -> str:
    return client.get(address).content.decode()


@pytest.mark.django_db
def test_before_anything_is_loaded_it_says_what_comes_here() -> None:
    html = page(Client())
    assert "<h2>No work programme is current</h2>" in html
    assert '<b>0</b><span class="says">registered users</span>' in html
    assert ">Sign in</a>" in html
    assert "Lately done" not in html


def test_a_manager_is_shown_how_to_begin(signed_in: SignIn, helen: User) -> None:
    html = page(signed_in(helen))
    assert html.count(">Bring in a work programme</a>") == 2


def test_an_officer_is_not_offered_what_they_may_not_do(signed_in: SignIn, priya: User) -> None:
    assert "Bring in a work programme" not in page(signed_in(priya))


def test_each_figure_leads_to_the_records_behind_it(
    nobody: object, helen: User, priya: User, norfolk_county: Organisation
) -> None:
    html = page(Client())
    assert (
        '<a class="big-figure" href="/figures/network.registered_users/?to=2011-09-19">'
        '<b>2</b><span class="says">registered users</span></a>'
    ) in html
    assert '<b>1</b><span class="says">of 2 authorities take part</span>' in html
    assert "as they stood on 19 September 2011" in html


def test_milestones_are_counted_since_the_programme_began(helen: User) -> None:
    begin(helen, sessions(4))
    record(helen, "Before the year", date(2011, 3, 31))
    record(helen, "A workshop in Ely", date(2011, 5, 12))
    html = page(Client())
    assert '<b>1</b><span class="says">milestone since Apr 2011</span>' in html
    assert html.index("A workshop in Ely") < html.index("Before the year")


def test_the_programme_shows_its_tally_and_what_is_off_track(helen: User) -> None:
    begin(helen, sessions(4))
    html = page(Client())
    target = Target.objects.get()
    assert ">All 1 target</a>" in html
    assert f'<li><a href="/programme/targets/{target.pk}/">Host 4 sessions</a>' in html
    assert "?status=" in html


def test_a_stranger_is_asked_to_join_and_a_member_shown_the_programme(
    signed_in: SignIn, helen: User
) -> None:
    begin(helen, sessions(4))
    button = '<a class="button" href="/join/">Join the network</a>'
    assert button in page(Client())
    shown = page(signed_in(helen))
    assert button not in shown
    assert 'class="button" href="/programme/' in shown


def test_a_draft_is_not_shown_here_even_to_whoever_wrote_it(signed_in: SignIn, helen: User) -> None:
    begin(helen, sessions(4), state="draft")
    assert "No work programme is current" in page(signed_in(helen))


def test_the_latest_of_each_kind_is_shown_and_what_is_for_members_to_them(
    helen: User, priya: User, signed_in: SignIn
) -> None:
    for title in ("An old study", "A new study"):
        published(case_study(title), helen)
    published(case_study("For us", for_members=True), helen)
    published(news("News are not shown here"), helen)
    html = page(Client())
    assert "A new study" in html
    assert "An old study" not in html
    assert "For us" not in html
    assert "News are not" not in html
    assert "For us" in page(signed_in(priya))


def test_a_poll_of_the_home_page_is_put_there(helen: User, priya: User, signed_in: SignIn) -> None:
    assert "Quick poll" not in page(Client())
    asked_by(helen, "Has your service shared a post?")
    assert "Has your service shared a post?" in page(Client())
    assert '<button class="button" type="submit">Answer</button>' in page(signed_in(priya))


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_as_many_statements_however_much_there_is(helen: User, count: int) -> None:
    begin(helen, *(sessions(number + 4) for number in range(count)))
    for number in range(count):
        record(helen, f"Session {number}", date(2011, 5, 1 + number))
        published(case_study(f"Study {number}"), helen)
        asked_by(helen, f"Question {number}?")
        an_event(title=f"Day {number}")
    page(Client())
    with CaptureQueriesContext(connection) as asked:
        page(Client())
    assert len(asked) == STATEMENTS


@pytest.mark.django_db
def test_the_shell_shows_only_doors_that_lead_somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shell, "DOORS", (*shell.DOORS, ("Not yet", "no_such_address")))
    html = page(Client(), "/measures/")
    assert '<a href="/programme/">Programme</a>' in html
    assert '<a href="/share/">Collaborate</a>' in html
    assert '<a href="/improve/">Improve</a>' in html
    assert '<a href="/evidence/">Evidence</a>' in html
    assert "Not yet" not in html
    assert '<a class="skip" href="#main">' in html


@pytest.mark.parametrize("address", ["/organisations/", "/people/", "/groups/", "/coverage/"])
def test_the_door_to_the_network_is_marked_on_each_of_its_lists(
    signed_in: SignIn, helen: User, address: str
) -> None:
    html = page(signed_in(helen), address)
    assert '<a href="/organisations/" aria-current="page">Network</a>' in html
    assert '<a href="/programme/">Programme</a>' in html


def test_a_person_finds_their_own_work_and_the_way_out(signed_in: SignIn, helen: User) -> None:
    html = page(signed_in(helen), "/my-work/")
    assert '<a href="/my-work/" aria-current="page">My work</a>' in html
    assert '<a href="/account/">Helen Marsh</a>' in html
    assert '<button type="submit">Sign out</button>' in html


@pytest.mark.django_db
def test_a_demonstration_says_so_and_on_which_day_it_stands() -> None:
    assert "A demonstration" not in page(Client())
    Installation.objects.create(is_demonstration=True, stands_on=date(2011, 9, 19))
    assert "A demonstration, standing on 19 September 2011" in page(Client())


@pytest.mark.django_db
def test_a_missing_page_has_the_shell_and_a_way_home() -> None:
    answer = Client().get("/no/such/page/")
    assert answer.status_code == 404
    assert "<h1>There is no such page</h1>" in answer.content.decode()


@pytest.mark.django_db
def test_a_fault_of_ours_is_owned_without_asking_the_database(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("culturefirst.site.views.home_content", broken)
    with CaptureQueriesContext(connection) as asked:
        answer = Client(raise_request_exception=False).get("/")
    assert (answer.status_code, len(asked)) == (500, 0)
    assert "<h1>Something went wrong on our side</h1>" in answer.content.decode()


@pytest.mark.django_db
def test_a_form_that_grew_old_says_that_nothing_was_saved() -> None:
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {})
    assert answer.status_code == 403
    assert "<h1>The form had grown old</h1>" in answer.content.decode()


@pytest.mark.django_db
def test_no_page_carries_styles_or_scripts_that_the_policy_blocks() -> None:
    answer = Client().get("/")
    assert " style=" not in answer.content.decode()
    assert "<style" not in answer.content.decode()
    assert "script-src 'self'" in answer["Content-Security-Policy"]
