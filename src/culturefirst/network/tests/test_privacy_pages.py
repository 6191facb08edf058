"""The pages of privacy: to read, to take away, to be erased; preferences; topics; retention."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from culturefirst.kit import clock
from culturefirst.network import actions
from culturefirst.network.looking import looked
from culturefirst.network.models import Consent, Person, Topic, User
from culturefirst.network.queries.topics import wording_for

PASSWORD = "correct horse battery staple"
SignIn = Callable[[Any], Client]


@pytest.fixture(autouse=True)
def apart(tmp_path: Any, settings: Any) -> None:
    settings.VAR = tmp_path


@pytest.fixture
def museums(helen: User) -> Topic:
    return actions.add_topic(by=helen, name="Museums")


@pytest.fixture
def lately(signed_in: SignIn, priya: User) -> Client:
    """Priya, who has just given her password again."""
    client = signed_in(priya)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def test_what_is_held_is_shown_only_after_signing_in_anew(signed_in: SignIn, priya: User) -> None:
    client = signed_in(priya)
    for address in ("everything", "download", "erase"):
        answer = client.get(f"/account/privacy/{address}/")
        assert answer.status_code == 302
        assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert client.get("/account/privacy/").status_code == 200


def test_whoever_has_just_signed_in_reads_and_downloads_without_being_asked_again(
    priya: User,
) -> None:
    client = Client()
    client.post("/accounts/login/", {"login": "priya@example.org", "password": PASSWORD})
    for address in ("everything", "download"):
        assert client.get(f"/account/privacy/{address}/").status_code == 200
    assert client.get("/account/privacy/erase/").status_code == 302
    session = client.session
    records = session["account_authentication_methods"]
    session["account_authentication_methods"] = [
        record | {"at": record["at"] - 301} for record in records
    ]
    session.save()
    for address in ("everything", "download"):
        asked = client.get(f"/account/privacy/{address}/")["Location"]
        assert asked.startswith("/accounts/reauthenticate/")


def test_the_page_and_the_file_hold_the_same(lately: Client, priya: User) -> None:
    page = lately.get("/account/privacy/everything/").content.decode()
    answer = lately.get("/account/privacy/download/")
    told = json.loads(answer.content)
    assert answer["Content-Type"] == "application/json"
    assert 'filename="What-is-held-about-me-2011-09-19.json"' in answer["Content-Disposition"]
    assert told["person"] == "Priya Nair"
    assert "priya@example.org" in page
    assert [part["what"] for part in told["held"] if part["what"] not in page] == []


def test_who_looked_is_told_to_whom_they_looked_at(
    signed_in: SignIn, helen: User, priya: User, jim: User
) -> None:
    looked(helen, [priya.person], "Address and telephone number")
    looked(helen, [priya.person], "Address and telephone number")
    looked(priya, [priya.person], "Address and telephone number")
    page = signed_in(priya).get("/account/privacy/").content.decode()
    assert page.count("Address and telephone number") == 1
    assert "Helen Marsh" in page
    assert "Nobody has looked" in signed_in(jim).get("/account/privacy/").content.decode()


def test_erasing_oneself_wants_the_word_signs_out_and_leaves_no_way_in(
    lately: Client, priya: User, helen: User
) -> None:
    refused = lately.post("/account/privacy/erase/", {"word": "yes"})
    assert "Type erase to go on" in refused.content.decode()
    assert Person.objects.get(pk=priya.person_id).name == "Priya Nair"
    done = lately.post("/account/privacy/erase/", {"word": "Erase"})
    assert (done.status_code, done["Location"]) == (302, "/")
    assert Person.objects.get(pk=priya.person_id).name == "A former member"
    assert lately.get("/account/").status_code == 302
    assert not Client().login(email="priya@example.org", password=PASSWORD)


def test_the_last_manager_is_told_on_the_form_why_they_are_not_erased(
    signed_in: SignIn, helen: User
) -> None:
    client = signed_in(helen)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.post("/account/privacy/erase/", {"word": "erase"}).content.decode()
    assert "This would leave nobody who can run the network" in page


def test_a_manager_erases_whoever_asked_and_says_why(
    signed_in: SignIn, helen: User, priya: User
) -> None:
    address = f"/people/{priya.person_id}/erase/"
    client = signed_in(helen)
    for answer in (client.get(address), client.post(address, {"word": "erase", "reason": "Old."})):
        assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert Person.objects.get(pk=priya.person_id).name == "Priya Nair"
    client.get("/account/")  # what was about to be sent is not sent by itself
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    refused = client.post(address, {"word": "erase", "reason": ""})
    assert "Say why: that they asked for it, and when." in refused.content.decode()
    client.post(address, {"word": "erase", "reason": "They wrote on 18 September."})
    assert Person.objects.get(pk=priya.person_id).name == "A former member"
    assert client.get(address).status_code == 404
    assert client.get(f"/people/{priya.person_id}/").status_code == 404


def test_preferences_keep_the_words_that_were_shown_the_moment_and_the_place(
    signed_in: SignIn, priya: User, museums: Topic
) -> None:
    client = signed_in(priya)
    ticked = {"interests": [museums.pk], "agreed": [museums.pk]}
    client.post("/account/preferences/", ticked)
    given = Consent.objects.get()
    assert given.wording == wording_for("Museums")
    assert (given.source, given.given_at) == ("on the preferences page", clock.now())
    page = client.get("/account/preferences/").content.decode()
    assert "<legend>You may write to me by email about" in page
    assert page.count(given.wording) == 1  # the whole sentence, in the record
    assert "Agreed on 19 September 2011 at 12:00, on the preferences page" in page
    client.post("/account/preferences/", {"interests": [museums.pk]})
    given.refresh_from_db()
    assert (given.withdrawn_at, given.withdrawn_source) == (clock.now(), given.source)
    assert [each.topic for each in priya.person.interests.all()] == [museums]


def test_saving_preferences_twice_changes_nothing(
    signed_in: SignIn, priya: User, museums: Topic
) -> None:
    client = signed_in(priya)
    for _ in range(2):
        client.post("/account/preferences/", {"agreed": [museums.pk]})
    assert Consent.objects.count() == 1


def test_what_was_agreed_to_can_be_taken_back_when_its_topic_is_no_longer_offered(
    signed_in: SignIn, helen: User, priya: User, jim: User, museums: Topic
) -> None:
    signed_in(priya).post("/account/preferences/", {"agreed": [museums.pk]})
    actions.retire_topic(by=helen, topic=museums)
    assert "Museums" in signed_in(priya).get("/account/preferences/").content.decode()
    assert "Museums" not in signed_in(jim).get("/account/preferences/").content.decode()
    signed_in(priya).post("/account/preferences/", {})
    assert Consent.objects.get().withdrawn_at == clock.now()


def test_topics_are_added_named_taken_from_the_offer_and_put_back(
    signed_in: SignIn, helen: User
) -> None:
    client = signed_in(helen)
    assert "No topics yet" in client.get("/topics/").content.decode()
    client.post("/topics/", {"name": "Museums", "says": "Collections"})
    client.post("/topics/museums/edit/", {"name": "Museums and galleries", "says": ""})
    topic = Topic.objects.get()
    assert (topic.name, topic.says, topic.slug) == ("Museums and galleries", "", "museums")
    client.post("/topics/museums/retire/")
    topic.refresh_from_db()
    assert topic.retired_on == clock.today()
    client.post("/topics/museums/offer/")
    topic.refresh_from_db()
    assert topic.retired_on is None


def test_the_notice_is_for_everybody_and_names_each_thing_that_is_held(
    signed_in: SignIn, nobody: Any, db: None
) -> None:
    page = signed_in(nobody).get("/privacy/").content.decode()
    for said in ("Letters sent to you by this site", "What you said of targets", "25 months"):
        assert said in page


def test_the_rules_tell_what_would_go_and_take_it_away_at_once(
    signed_in: SignIn, helen: User, priya: User
) -> None:
    looked(helen, [priya.person], "Address")
    client = signed_in(helen)
    assert "Nothing is due to go today." in client.get("/privacy/retention/").content.decode()
    with clock.standing(date(2013, 9, 19)):
        page = client.get("/privacy/retention/").content.decode()
        assert "Take it away now" in page
        assert "It has not been done yet." in page
        said = client.post("/privacy/retention/", follow=True).content.decode()
    assert "1 record went." in said
    assert "Last done on 19 September 2013" in said
