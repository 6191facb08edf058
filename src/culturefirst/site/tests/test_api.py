"""The API: answers fit what it says of itself, whatever it is asked, and people stay members'."""

import pytest
import schemathesis
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, settings

from culturefirst.events.models import Kind as EventKind
from culturefirst.events.tests.booked import an_event, book
from culturefirst.library.models import Kind
from culturefirst.network.models import Group, Organisation, Role, Topic
from culturefirst.site.wsgi import application

described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.mark.django_db
@described.parametrize()
@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
def test_whatever_is_asked_the_answer_fits_the_description(case):
    answer = case.call()
    case.validate_response(answer)
    assert answer.status_code < 500


def test_each_address_lists_the_choices_of_its_own(client, db):
    paths = client.get(reverse("api_schema")).json()["paths"]
    for name, choices in (
        ("organisations", Organisation.Kind), ("entries", Kind), ("posts", Role),
        ("events", EventKind),
    ):  # fmt: skip
        told = paths[f"/api/v1/{name}/"]["get"]["parameters"]
        [listed] = [
            each["enum"]
            for one in told
            for each in one["schema"].get("anyOf", [])
            if "enum" in each
        ]
        assert listed == choices.values


@pytest.fixture
def asked(signed_in):
    def ask(user, name, *args, **query):
        return signed_in(user).get(reverse(name, args=args), query)

    return ask


def test_bodies_are_narrowed_and_paged(asked, nobody, ipswich, norfolk_county, team):
    found = asked(nobody, "api_organisations", kind="district", member="true").json()
    assert (found["count"], found["items"][0]["name"]) == (1, "Ipswich Borough Council")
    second = asked(nobody, "api_organisations", limit=1, offset=1).json()
    assert (second["count"], len(second["items"])) == (3, 1)


@pytest.mark.parametrize(
    "query",
    [{"offset": "6" + "0" * 37}, {"limit": "0"}, {"limit": "201"}, {"kind": "club"},
     {"sub_region": "a\0b"}, {"kind": "news"}],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_with_why(query, asked, nobody, db):
    answer = asked(nobody, "api_organisations", **query)
    assert (answer.status_code, "detail" in answer.json()) == (422, True)


@pytest.mark.parametrize("day", ["0", "1316390400", "20110919", "2011-9-19", "2011-02-30", "soon"])
def test_a_day_is_taken_only_as_it_is_written(day, asked, nobody, db):
    asks = [("api_entries", {"since": day}), ("api_figure", {"to": day})]
    asks += [("api_events", {name: day}) for name in ("since", "until")]
    for name, query in asks:
        path = ["network.sign_ups"] if name == "api_figure" else []
        assert asked(nobody, name, *path, **query).status_code == 422
    assert asked(nobody, "api_entries", since="2011-09-19").status_code == 200


def test_a_figure_is_told_in_parts(asked, nobody, priya, suffolk):
    question = {"to": "2011-09-19", "sub_region": suffolk.pk}
    told = asked(priya, "api_figure", "network.posts_filled", **question).json()
    assert (told["numerator"], told["denominator"], told["ends"]) == (1.0, 1.0, "2011-09-19")
    assert (told["exact"], told["told"]) == (True, "1 of 1")
    told = asked(nobody, "api_figure", "network.posts_filled", **question).json()
    assert (told["numerator"], told["denominator"], told["exact"]) == (None, None, False)
    assert told["scope"] == {"sub_region": str(suffolk.pk)}
    assert asked(nobody, "api_figure", "network.weather").status_code == 404
    turned = asked(nobody, "api_figure", "network.sign_ups", **{"from": "2011-09-20"})
    assert (turned.status_code, turned.json()["detail"][:31]) == (
        422,
        "The time asked for ends before ",
    )


def test_people_are_for_members(asked, nobody, priya, jim):
    refused = asked(nobody, "api_people")
    assert (refused.status_code, "anybody who holds a role" in refused.json()["detail"]) == (
        401,
        True,
    )
    found = asked(priya, "api_people").json()
    assert [each["name"] for each in found["items"]] == ["Jim Gotts", "Priya Nair"]
    assert "@example" not in str(found)
    vacant = asked(priya, "api_posts", vacant="true").json()
    assert vacant == {"count": 0, "items": []}


def test_private_groups_are_not_there(asked, nobody, helen, db):
    for access in ("open", "private"):
        Group.objects.create(name=access, slug=access, kind="forum", access=access)
    names = [
        [g["name"] for g in asked(who, "api_groups").json()["items"]] for who in (nobody, helen)
    ]
    assert names == [["open"], ["open", "private"]]
    hidden = Group.objects.get(slug="private").pk
    figure = asked(nobody, "api_figure", "network.group_memberships", group=hidden)
    assert figure.status_code == 422


def test_the_page_lists_each_address(asked, nobody, db):
    told = asked(nobody, "api").content.decode()
    assert "GET /api/v1/organisations/{slug}/" in told


@pytest.fixture
def arts(db):
    return Topic.objects.create(name="Arts", slug="arts")


def test_public_events_are_told_whoever_asks_and_never_who_comes(
    asked, nobody, helen, priya, arts, suffolk
):
    told = {
        "made_by": helen.person,
        "sub_region": suffolk,
        "places": 20,
        "description": "Bring one.",
    }
    event = an_event(online="https://join.example.org/1", **told)
    event.topics.create(topic=arts)
    event.sessions.create(title="Scores", starts_at=event.starts_at, ends_at=event.ends_at)
    event.speakers.create(name="Ann Lee", of="Ely", part="chair")
    book(priya, event)
    an_event(title="Among us", access="members")
    an_event(title="Not yet", state="draft")
    for who in (nobody, helen):
        found = asked(who, "api_events", kind="training", topic="arts", sub_region="suffolk").json()
        assert found["count"] == asked(who, "api_events").json()["count"] == 1
    assert found["items"] == [
        {
            "id": event.pk,
            "kind": "training",
            "title": "Reading figures",
            "summary": "A day on figures.",
            "url": f"http://127.0.0.1:8000/meet/events/{event.pk}/",
            "state": "open",
            "starts_at": "2011-10-05T09:00:00Z",
            "ends_at": "2011-10-05T15:00:00Z",
            "venue": "The Maltings, Ely",
            "address": "",
            "postcode": "",
            "online": True,
            "sub_region": "suffolk",
            "host": None,
            "topics": ["arts"],
            "places": 20,
            "booked": 1,
        }
    ]
    whole = asked(nobody, "api_event", event.pk)
    assert whole.json()["sessions"][0]["title"] == "Scores"
    assert whole.json()["speakers"] == [{"name": "Ann Lee", "of": "Ely", "part": "chair"}]
    assert whole.json()["description"] == "Bring one."
    for secret in ("Priya", "join.example.org", "Helen"):
        assert secret not in whole.content.decode()


def test_events_are_narrowed_by_the_day_on_which_they_begin(asked, nobody, db):
    event = an_event()  # on 5 October
    for query, count in (
        ({"since": "2011-10-05", "until": "2011-10-05"}, 1),
        ({"since": "2011-10-06"}, 0),
        ({"until": "2011-10-04"}, 0),
        ({"kind": "launch"}, 0),
    ):
        assert asked(nobody, "api_events", **query).json()["count"] == count
    hidden = an_event(access="members")
    assert asked(nobody, "api_event", event.pk).status_code == 200
    assert asked(nobody, "api_event", hidden.pk).status_code == 404


def test_many_events_are_listed_by_as_many_statements_as_one(asked, nobody, arts):
    counts = []
    for number in range(1, 4):
        an_event(title=f"Day {number}").topics.create(topic=arts)
        with CaptureQueriesContext(connection) as ran:
            assert asked(nobody, "api_events").json()["count"] == number
        counts.append(len(ran))
    assert counts[0] == counts[2]
