"""The page that searches: what it shows and narrows, how it helps, and when it stops."""

import logging
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from culturefirst.kit.act import SYSTEM
from culturefirst.network import actions
from culturefirst.network.models import Group, SubRegion, User
from culturefirst.site import finding

SignIn = Callable[[Any], Client]
STATEMENTS = 10  # of a question, whoever asks, the person and the page around it included


def a_group(by: User, name: str, terms: str = "", **said: Any) -> Group:
    return actions.add_group(by=by, name=name, terms=terms, kind="forum", **said)


def page(client: Client, **asked: str) -> str:
    return client.get("/search/", asked).content.decode()


@pytest.fixture
def groups(helen: User, suffolk: SubRegion, norfolk: SubRegion) -> None:
    a_group(helen, "Volunteers", "In libraries", sub_region=suffolk, starts=date(2010, 5, 4))
    a_group(helen, "Stewards", "They volunteer at <b>festivals</b> & fairs", sub_region=norfolk)


@pytest.mark.usefixtures("groups")
def test_a_find_has_its_kind_place_day_and_the_words_marked(client: Client) -> None:
    html = page(client, words="volunteering library")
    assert '<h3><a href="/groups/volunteers/"><mark>Volunteers</mark></a></h3>' in html
    assert (
        '<p class="small soft num">Group · Suffolk · <time datetime="2010-05-04">4 May 2010</time>'
    ) in html
    assert '<p class="extract">Forum · In <mark>libraries</mark></p>' in html
    assert '<h2 id="found">1 found</h2>' in html


@pytest.mark.usefixtures("groups")
def test_words_of_records_are_never_taken_for_marks_of_the_page(client: Client) -> None:
    html = page(client, words='festivals "<script>alert(1)</script>" -"')
    assert "<script>alert" not in html
    html = page(client, words="festival")
    assert "&lt;b&gt;<mark>festivals</mark>&lt;/b&gt; &amp; fairs" in html


@pytest.mark.usefixtures("groups")
def test_finds_are_narrowed_with_how_many_there_are(client: Client) -> None:
    html = page(client, words="volunteer")
    assert '<option value="norfolk">Norfolk (1)</option>' in html
    assert '<option value="suffolk">Suffolk (1)</option>' in html
    assert ">Groups 2</a>" in html
    html = page(client, words="volunteer", place="norfolk", kind="network.group")
    assert "1 found" in html
    assert ">Stewards</a>" in html
    assert '<option value="norfolk" selected>Norfolk (1)</option>' in html
    assert '<option value="suffolk">Suffolk (1)</option>' in html
    assert '<a href="?words=volunteer">Show all that is found</a>' in html
    html = page(client, words="volunteer", place="norfolk", until="2010-12-31")
    assert "Nothing found" in html
    assert "Nothing that has these words fits what you narrowed it to." in html
    html = page(client, words="volunteer", until="2001-12-31")
    assert '<a href="?words=volunteer">Look for it everywhere</a>' in html


@pytest.mark.usefixtures("groups")
def test_a_slip_is_told_and_can_be_insisted_on(client: Client) -> None:
    html = page(client, words="volonteers")
    assert "Showing results for <b>volunteers</b>;" in html
    assert '<a href="?words=volonteers&amp;exactly=yes">search for “volonteers” instead</a>' in html
    html = page(client, words="volonteers", exactly="yes")
    assert "Nothing that you may see has “volonteers” in it." in html


@pytest.mark.usefixtures("groups")
def test_where_nothing_is_found_it_helps(client: Client, signed_in: SignIn, helen: User) -> None:
    html = page(client, words="zebrafish")
    assert "Look at the spelling" in html
    assert "Sign in: people and the papers of groups are found by members." in html
    assert '<a href="/organisations/">Organisations</a>' in html
    assert '<a href="/people/">People</a>' not in html
    html = page(signed_in(helen), words="zebrafish volunteers")
    assert '<a href="?words=volunteers">volunteers 2</a>' in html
    assert "<span>zebrafish 0</span>" in html
    assert '<a href="/people/">People</a>' in html


@pytest.mark.django_db
def test_before_anything_is_asked_there_is_the_box_and_where_to_look(client: Client) -> None:
    html = page(client)
    assert '<input type="search" id="search-words" name="words" value="">' in html
    assert "Look through" in html
    assert "found" not in html.split("<main")[1].lower()


@pytest.mark.usefixtures("groups")
def test_a_day_that_is_none_is_told_beside_its_field(client: Client) -> None:
    html = page(client, words="volunteer", since="soon")
    assert "Write the day as 19/09/2011 or 19 September 2011." in html
    assert "2 found" in html


@pytest.mark.usefixtures("groups")
@pytest.mark.parametrize(
    "asked",
    [
        {"page": "-1"}, {"page": "99999999999"}, {"page": "x"}, {"kind": "no.such"},
        {"place": "%' OR 1=1"}, {"topic": "\0"}, {"words": "\0*"}, {"words": "x" * 5000},
    ],
)  # fmt: skip
def test_senseless_addresses_are_answered(client: Client, asked: dict[str, str]) -> None:
    assert client.get("/search/", {"words": "volunteer", **asked}).status_code == 200


def test_the_masthead_leads_to_it_on_every_page(client: Client, db: None) -> None:
    assert '<a href="/search/">Search</a>' in client.get("/").content.decode()
    assert '<a href="/search/" aria-current="page">Search</a>' in page(client)


@pytest.mark.usefixtures("groups")
def test_no_answer_is_stored_between_the_site_and_its_reader(
    client: Client, signed_in: SignIn, helen: User
) -> None:
    assert client.get("/search/?words=fair")["Cache-Control"] == "private"
    kept = signed_in(helen).get("/search/?words=fair")["Cache-Control"]
    assert set(kept.split(", ")) == {"private", "no-store"}


@pytest.mark.usefixtures("groups")
def test_what_somebody_searches_for_is_not_in_the_log(
    client: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(finding, "LIMIT", finding.Limit("search", 1, finding.LIMIT.within, str))
    for _ in range(2):
        client.get("/search/?words=secretword")
    told = [r.getMessage() for r in caplog.records if r.name != "django.db.backends"]
    assert not [line for line in told if "secretword" in line]


@pytest.mark.usefixtures("groups")
def test_who_searches_too_often_is_told_when_to_come_back(
    client: Client, signed_in: SignIn, helen: User
) -> None:
    for _ in range(finding.LIMIT.most):
        assert client.get("/search/?words=fair").status_code == 200
    stopped = client.get("/search/?words=fair")
    assert stopped.status_code == 429
    assert 0 < int(stopped["Retry-After"]) <= 60
    assert "You have searched very often in a short time" in stopped.content.decode()
    assert client.get("/search/").status_code == 200
    assert signed_in(helen).get("/search/?words=fair").status_code == 200


@pytest.mark.usefixtures("groups")
@pytest.mark.parametrize("words", ["volunteer", "volonteers"])
def test_a_page_asks_as_much_of_few_finds_as_of_many(
    words: str, signed_in: SignIn, helen: User, jim: User
) -> None:
    client = signed_in(jim)
    client.get("/search/?words=fair")

    def counted() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/search/", {"words": words})
        return sum("SAVEPOINT" not in query["sql"] for query in asked.captured_queries)

    few = counted()
    for n in range(30):
        person = actions.add_person(by=SYSTEM, name=f"Volunteer {n}")
        a_group(helen, f"Volunteers {n}", convenor=person)
    assert counted() == few
    assert few <= STATEMENTS + 4 * (words == "volonteers")
