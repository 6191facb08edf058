"""The pages on which events are planned, as the cast sees them."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from culturefirst.events import actions
from culturefirst.events.models import Event
from culturefirst.events.tests.make import announced, draft
from culturefirst.network.models import User

SignIn = Callable[[Any], Client]
GIVEN = {
    "kind": "workshop",
    "title": "Plan to improve",
    "summary": "A day on improvement plans.",
    "starts_at": "2011-11-09T10:00",
    "ends_at": "2011-11-09T16:00",
    "access": "public",
    "filling": "order",
    "price": "0",
    "seen": "0",
}


def test_a_manager_plans_and_announces_an_event(helen: User, signed_in: SignIn) -> None:
    client = signed_in(helen)
    answer = client.post("/meet/new/", GIVEN | {"once": "a1"})
    event = Event.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/meet/events/{event.pk}/")
    page = client.get(f"/meet/events/{event.pk}/").content.decode()
    assert "A draft: only those who keep events see it." in page
    assert "Wednesday 9 November 2011, 10 am to 4 pm" in page
    assert Client().get(f"/meet/events/{event.pk}/").status_code == 404
    client.post(f"/meet/events/{event.pk}/announce/")
    assert "Plan to improve" in Client().get("/meet/").content.decode()


def test_faults_are_told_beside_their_fields(helen: User, signed_in: SignIn) -> None:
    wrong = {
        "title": "",
        "starts_at": "2011-02-30T10:00",
        "ends_at": "soon",
        "books_until": "0011-11-09T10:00",
        "access": "group",
    }
    answer = signed_in(helen).post("/meet/new/", GIVEN | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "There is no such day or time. Give the day and the time" in page
    assert "Please fill this in." in page
    assert "Give a year from 1990 to 2100." in page
    assert "Say which group, or let more people know of it." in page
    assert Event.objects.count() == 0


def test_an_hour_that_the_clocks_leave_out_is_refused(helen: User, signed_in: SignIn) -> None:
    wrong = {"starts_at": "2012-03-25T01:30", "ends_at": "2012-03-25T04:00"}
    page = signed_in(helen).post("/meet/new/", GIVEN | wrong).content.decode()
    assert "There is no 01:30 on 25 March 2012: the clocks go forward in that hour." in page


def test_of_an_hour_that_comes_twice_the_first_is_taken(helen: User, signed_in: SignIn) -> None:
    twice = {"starts_at": "2011-10-30T01:30", "ends_at": "2011-10-30T04:00"}
    signed_in(helen).post("/meet/new/", GIVEN | twice)
    event = Event.objects.get()
    assert event.starts_at.isoformat() == "2011-10-30T00:30:00+00:00"
    assert (event.ends_at - event.starts_at).total_seconds() == 3.5 * 3600


def test_two_who_edit_are_shown_what_both_changed(
    helen: User, amara: User, signed_in: SignIn
) -> None:
    event = draft(helen)
    client = signed_in(helen)
    shown = client.get(f"/meet/events/{event.pk}/edit/").content.decode()
    assert 'value="2011-11-09T10:00"' in shown
    actions.edit_event(by=amara, event=event, changes={"venue": "The Guildhall"})
    held = {f"initial-{name}": value for name, value in GIVEN.items() if name != "seen"}
    held["initial-venue"] = "The Maltings, Ely"
    mine = GIVEN | {"venue": "The Barn", "title": "Plan to improve", "seen": "1"}
    answer = client.post(f"/meet/events/{event.pk}/edit/", held | mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "The Guildhall" in page
    event.refresh_from_db()
    assert event.venue == "The Guildhall"


def test_a_manager_calls_an_event_off(helen: User, signed_in: SignIn) -> None:
    event = announced(helen)
    client = signed_in(helen)
    url = f"/meet/events/{event.pk}/call-off/"
    assert client.post(url, {"reason": ""}).status_code == 422
    client.post(url, {"reason": "The hall is flooded."})
    page = Client().get(f"/meet/events/{event.pk}/").content.decode()
    assert "Called off on 19 September 2011." in page
    assert "The hall is flooded." in page


def test_whoever_plans_sees_what_else_happens_in_that_week(helen: User, signed_in: SignIn) -> None:
    other = announced(helen, title="The other one", places=5)
    planned = draft(helen, title="This one")
    page = signed_in(helen).get(f"/meet/events/{planned.pk}/").content.decode()
    assert "In the same week" in page
    assert f'href="/meet/events/{other.pk}/"' in page
    assert "5 places left" in page
