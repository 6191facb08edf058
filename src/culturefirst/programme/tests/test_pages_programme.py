"""The programme's five views: who sees them, what they say, and how many statements they take."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from culturefirst.network.models import SubRegion, User
from culturefirst.programme import actions
from culturefirst.programme.models import Target, WorkProgramme
from culturefirst.programme.reading import document as printed
from culturefirst.programme.tests.conftest import MakeProgramme

SignIn = Callable[[Any], Client]
VIEWS = ("programme", "programme_timeline", "programme_leads", "programme_document")


def text(response: Any) -> str:
    """The page's words, without its markup."""
    bare = re.sub(r"<(script|style)\b.*?</\1>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", bare))


def promised(words: str, **more: Any) -> printed.Target:
    return printed.Target(words, **{"kind": "milestone", "measure": "programme.milestones", **more})


@pytest.fixture
def programme(sessions: Target) -> WorkProgramme:
    return sessions.activity.programme.priority.work_programme


@pytest.mark.parametrize("name", VIEWS)
def test_anybody_reads_the_current_programme(
    name: str, programme: WorkProgramme, client: Client
) -> None:
    response = client.get(reverse(name, args=[programme.pk]))
    assert response.status_code == 200
    assert "Host 4 training sessions" in text(response)
    assert "One priority, 1 activity, 1 target." in text(response)


@pytest.mark.parametrize("name", [*VIEWS, "programme_changes"])
def test_a_draft_is_not_there_for_strangers_and_is_for_members(
    name: str, make_programme: MakeProgramme, signed_in: SignIn, priya: User, nobody: Any
) -> None:
    draft = make_programme(promised("Open a forum"), state="draft")
    address = reverse(name, args=[draft.pk])
    assert signed_in(nobody).get(address).status_code in (302, 404)
    assert signed_in(priya).get(address).status_code == 200


def test_changes_are_for_members(
    programme: WorkProgramme, signed_in: SignIn, jim: User, nobody: Any
) -> None:
    address = reverse("programme_changes", args=[programme.pk])
    assert signed_in(nobody).get(address).status_code == 302
    assert "Helen Marsh made a work programme" in text(signed_in(jim).get(address))


def test_the_programme_door_leads_to_the_current_programme(
    programme: WorkProgramme, client: Client
) -> None:
    response = client.get(reverse("programmes"))
    assert response.headers["Location"] == reverse("programme", args=[programme.pk])


def test_an_empty_installation_says_what_to_do(signed_in: SignIn, helen: User, nobody: Any) -> None:
    assert "Bring in a document" in text(signed_in(helen).get(reverse("programmes")))
    stranger = text(signed_in(nobody).get(reverse("programmes")))
    assert "There is no work programme yet" in stranger
    assert "Bring in a document" not in stranger


def test_an_unknown_programme_is_not_found(client: Client, db: None) -> None:
    assert client.get(reverse("programme", args=[404])).status_code == 404


def test_a_recorded_milestone_moves_the_figure_and_the_figure_leads_to_it(
    sessions: Target, programme: WorkProgramme, client: Client, helen: User
) -> None:
    actions.record_milestone(
        by=helen,
        activity=sessions.activity,
        target=sessions,
        title="Session in Ely",
        on=date(2011, 5, 4),
    )
    response = client.get(reverse("programme", args=[programme.pk]))
    assert "1 of 4" in text(response)
    assert f"/figures/programme.milestones/?to=2011-09-19&amp;target={sessions.pk}" in (
        response.content.decode()
    )


def test_an_earlier_day_shows_the_programme_as_it_stood(
    sessions: Target, programme: WorkProgramme, client: Client, helen: User
) -> None:
    actions.record_milestone(
        by=helen,
        activity=sessions.activity,
        target=sessions,
        title="Session in Ely",
        on=date(2011, 5, 4),
    )
    address = reverse("programme", args=[programme.pk])
    shown = text(client.get(f"{address}?as_at=2011-05-03"))
    assert "You are looking at 3 May 2011" in shown
    assert "1 of 4" not in shown
    assert "1 of 4" in text(client.get(f"{address}?as_at=2011-05-04"))


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("yesterday", "“yesterday” is not a day we can read. Write it as 2011-09-19."),
        ("2011-13-01", "is not a day we can read"),
        ("2012-01-01", "That day has not come yet, so this page shows today."),
        ("0001-01-01", "The network has no records so far back"),
    ],
)
def test_a_day_that_cannot_be_shown_is_answered_in_words(
    said: str, answer: str, programme: WorkProgramme, client: Client
) -> None:
    response = client.get(reverse("programme", args=[programme.pk]), {"as_at": said})
    assert response.status_code == 200
    assert answer in text(response)


@pytest.mark.parametrize(
    ("query", "chip"),
    [
        ({"status": "sunny"}, "Status: “sunny”, which is not in this programme"),
        ({"priority": "99999"}, "Priority: “99999”, which is not in this programme"),
        ({"lead": "Nobody"}, "Lead: “Nobody”, which is not in this programme"),
        ({"sub_region": "atlantis"}, "Sub-region: “atlantis”, which is not in this programme"),
        ({"words": "zebra"}, "with “zebra”"),
    ],
)
@pytest.mark.parametrize("name", VIEWS)
def test_a_filter_that_nothing_fits_says_so_and_can_be_taken_away(
    name: str, query: dict[str, str], chip: str, programme: WorkProgramme, client: Client
) -> None:
    response = client.get(reverse(name, args=[programme.pk]), query)
    assert response.status_code == 200
    assert chip in text(response)
    assert "No target fits these filters" in text(response)


def test_filters_narrow_by_status_lead_and_words(
    make_programme: MakeProgramme, client: Client
) -> None:
    made = make_programme(
        promised("Open a forum", due=date(2011, 5, 31)), promised("Launch a prospectus")
    )
    address = reverse("programme", args=[made.pk])
    late = text(client.get(address, {"status": "missed"}))
    assert "Open a forum" in late
    assert "Launch a prospectus" not in late
    both = text(client.get(address, {"lead": "Network Director"}))
    assert "Open a forum" in both
    assert "Launch a prospectus" in both
    assert "Open a forum" not in text(client.get(address, {"words": "prospectus"}))


@pytest.mark.parametrize("name", [*VIEWS, "programme_changes"])
def test_a_page_takes_as_many_statements_for_three_targets_as_for_one(
    name: str,
    make_programme: MakeProgramme,
    signed_in: SignIn,
    helen: User,
    django_assert_num_queries: Any,
) -> None:
    one = make_programme(promised("Open a forum"), state="draft")
    three = make_programme(
        promised("Open a forum"), promised("Launch a site"), promised("Hold a day"), state="draft"
    )
    client = signed_in(helen)
    client.get(reverse(name, args=[one.pk]))
    with django_assert_num_queries(20, exact=False) as counted:
        client.get(reverse(name, args=[one.pk]))
    with django_assert_num_queries(len(counted.captured_queries)):
        client.get(reverse(name, args=[three.pk]))


def test_only_those_who_may_edit_see_the_links_to_do_so(
    programme: WorkProgramme, signed_in: SignIn, helen: User, tom: User, priya: User
) -> None:
    address = reverse("programme", args=[programme.pk])
    assert "/edit/" in signed_in(helen).get(address).content.decode()
    toms = signed_in(tom).get(address).content.decode()
    assert "targets/add/" not in toms
    assert "/milestone/" in toms
    assert "/milestone/" not in signed_in(priya).get(address).content.decode()


def test_the_timeline_downloads_its_table(programme: WorkProgramme, client: Client) -> None:
    response = client.get(
        reverse("programme_timeline", args=[programme.pk]), {"format": "csv", "table": "timeline"}
    )
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[0] == 'Target,From,Due by,"Time, as a span",Status,Figure,Lead'
    assert lines[1].startswith("Host 4 training sessions,,,,")


def test_the_leads_page_takes_combined_names_apart(
    programme: WorkProgramme, client: Client
) -> None:
    shown = client.get(reverse("programme_leads", args=[programme.pk])).content.decode()
    assert '<h2 id="lead-1-name">Network Director</h2>' in shown
    assert '<h2 id="lead-2-name">Network Manager</h2>' in shown


def test_sub_regions_of_an_activity_are_shown_and_filter(
    sessions: Target, programme: WorkProgramme, client: Client, helen: User, norfolk: SubRegion
) -> None:
    actions.edit_activity(by=helen, activity=sessions.activity, changes={"sub_regions": [norfolk]})
    address = reverse("programme", args=[programme.pk])
    assert "Host 4" in text(client.get(address, {"sub_region": norfolk.slug}))
    assert "Host 4" not in text(client.get(address, {"sub_region": "cambridgeshire"}))
