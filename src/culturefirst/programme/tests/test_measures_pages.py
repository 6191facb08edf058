"""The page behind every figure, and the list of what can be counted."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from culturefirst.measures.core import Question, Window
from culturefirst.measures.register import MEASURES
from culturefirst.measures.urls import figure_url
from culturefirst.network.models import SubRegion, User
from culturefirst.programme import actions
from culturefirst.programme.models import Activity

pytestmark = pytest.mark.django_db
YEAR = Window(date(2011, 4, 1), date(2012, 3, 31))
SignedIn = Callable[[Any], Client]


@pytest.fixture
def published(log: Activity, helen: User) -> None:
    """The programme of the log is the current one."""
    work_programme = log.programme.priority.work_programme
    actions.make_current(by=helen, work_programme=work_programme)


def test_a_figures_address_says_all_that_was_asked(cambridgeshire: SubRegion) -> None:
    asked = Question("programme.milestones", YEAR, {"sub_region": cambridgeshire.pk})
    assert figure_url(asked) == (
        "/figures/programme.milestones/"
        f"?from=2011-04-01&to=2012-03-31&sub_region={cambridgeshire.pk}"
    )
    assert figure_url(Question("programme.milestones", Window())) == (
        "/figures/programme.milestones/"
    )


def test_a_figure_is_shown_with_its_definition_and_its_records(
    log: Activity, published: None, client: Client
) -> None:
    target = log.targets.all()[0]
    page = client.get(figure_url(Question("programme.milestones", YEAR, {"target": target.pk})))
    assert page.status_code == 200
    assert page.context["figure"].words == "5"
    told = page.content.decode()
    for words in ("Milestones recorded", "Session 0", "Session 8", "Apr 2011 – Mar 2012"):
        assert words in told
    assert "Session 1" not in told
    assert f"/programme/targets/{target.pk}/" in told


def test_a_coverage_says_how_many_of_how_many(log: Activity, client: Client) -> None:
    page = client.get(figure_url(Question("programme.sub_regions_reached", YEAR)))
    assert "2 of 3 sub-regions" in " ".join(page.content.decode().split())


def test_the_records_of_a_draft_are_counted_and_not_shown_to_the_public(
    log: Activity, client: Client
) -> None:
    told = client.get(figure_url(Question("programme.milestones", YEAR))).content.decode()
    assert "10 milestones" in " ".join(told.split())
    assert "Session 0" not in told
    assert "Some records behind this figure are not shown to you" in told


def test_the_records_leave_as_csv(log: Activity, published: None, client: Client) -> None:
    address = figure_url(Question("programme.milestones", YEAR))
    answer = client.get(f"{address}&format=csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[:2] == ["Record,Day,Detail", "Session 9,2011-08-14,"]
    assert len(lines) == 11


def test_a_drafts_target_is_not_named_to_the_public(
    log: Activity, client: Client, helen: User, signed_in: SignedIn
) -> None:
    address = figure_url(
        Question("programme.milestones", YEAR, {"target": log.targets.all()[0].pk})
    )
    assert "one that is not shown to you" in client.get(address).content.decode()
    assert "Target 1" in signed_in(helen).get(address).content.decode()


def test_people_behind_a_figure_are_named_to_members_and_counted_for_the_public(
    log: Activity, client: Client, priya: User, signed_in: SignedIn
) -> None:
    address = figure_url(Question("network.registered_users", Window()))
    public = client.get(address).content.decode()
    assert "registered users" in public
    assert "Priya Nair" not in public
    # One of them works there, who could be told apart.
    assert "Ipswich Borough Council" not in public
    csv = client.get(f"{address}?format=csv").content.decode("utf-8-sig")
    assert csv.splitlines()[1].startswith('"Elsewhere, each place with fewer than five')
    assert "Priya Nair" not in csv
    assert "Priya Nair" in signed_in(priya).get(address).content.decode()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("from=yesterday", "is not a day"),
        ("from=2012-01-01&to=2011-01-01", "ends before it starts"),
        ("sub_region=Cambs", "is not a value of sub-region"),
        ("target=99999999999999999999999", "is not a value of target"),
        ("activity=%00", "is not a value of activity"),
    ],
)
def test_what_cannot_be_asked_gets_a_sentence(
    query: str, words: str, log: Activity, client: Client
) -> None:
    answer = client.get(f"/figures/programme.milestones/?{query}")
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_measure_that_no_room_offers_is_not_found(client: Client, db: None) -> None:
    assert client.get("/figures/library.poems/").status_code == 404


def test_everything_that_can_be_counted_is_listed(
    log: Activity, client: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    with django_assert_max_num_queries(len(list(MEASURES)) + 10):
        page = client.get("/measures/").content.decode()
    for title in ("Milestones recorded", "Registered users", "Sub-regions reached"):
        assert f"<h2>{title}</h2>" in page
    assert "10 milestones" in page


def test_a_targets_own_log_stays_when_it_is_narrowed_by_place(
    log: Activity, client: Client, cambridgeshire: SubRegion
) -> None:
    target = log.targets.all()[0]
    asked = {"target": target.pk, "sub_region": cambridgeshire.pk}
    page = client.get(figure_url(Question("programme.milestones", YEAR, asked)))
    told = page.content.decode()
    assert f'<input type="hidden" name="target" value="{target.pk}"' in told
    assert f'<option value="{cambridgeshire.pk}" selected>Cambridgeshire</option>' in told
