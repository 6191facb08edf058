"""The one-time link of the first administrator: once, for half an hour, and only ours."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.network import actions
from culturefirst.network.models import Invitation, Organisation, User

WORDS = "four quite long words"


@pytest.fixture
def link(db):
    return actions.invite_first_administrator(
        by=SYSTEM, email="Amara@Example.org", name="Amara Okafor", organisation="Culture First"
    )


def accept(link, password=WORDS, again=WORDS):
    return Client().post(link, {"password": password, "again": again})


def test_the_link_makes_a_director_who_can_sign_in(link):
    assert "Welcome, Amara Okafor" in Client().get(link).content.decode()
    answer = accept(link)
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/")
    user = User.objects.get()
    assert (user.email, user.roles, user.registered_on) == (
        "amara@example.org",
        {"director"},
        date(2011, 9, 19),
    )
    assert Organisation.objects.get().get_kind_display() == "The network's own team"
    client = Client()
    client.post("/accounts/login/", {"login": "amara@example.org", "password": WORDS})
    assert client.get("/account/").status_code == 200


def test_the_link_works_once(link):
    accept(link)
    again = Client().get(link)
    assert again.status_code == 422
    assert "has been used, has run out or is not one of ours" in again.content.decode()
    assert accept(link).status_code == 422
    assert User.objects.count() == 1


def test_the_link_runs_out_after_half_an_hour(link, monkeypatch):
    later = clock.wall() + timedelta(minutes=30)
    monkeypatch.setattr(clock, "wall", lambda: later)
    assert accept(link).status_code == 422
    assert not User.objects.exists()


def test_a_forged_link_is_answered_as_a_spent_one(link):
    forged = link[:-2] + ("A/" if link[-2] != "A" else "B/")
    spent = Client().get(forged)
    assert spent.status_code == 422
    assert "has been used, has run out or is not one of ours" in spent.content.decode()


def test_a_link_signed_by_us_but_never_given_out_is_refused(db):
    from culturefirst.network.actions.administrator import SIGNER

    assert accept(f"/administrator/{SIGNER.sign('made-up')}/").status_code == 422


def test_the_link_itself_is_not_stored(link):
    token = link.split("/")[2]
    row = Invitation.objects.values().get()
    assert token not in str(row)
    assert token.split(":")[0] not in str(row)


def test_nobody_is_invited_where_somebody_is_in_charge(link, helen):
    with pytest.raises(DomainError, match="has an administrator already"):
        actions.invite_first_administrator(
            by=SYSTEM, email="x@example.org", name="X", organisation="Y"
        )
    assert "has an administrator already" in accept(link).content.decode()
    assert User.objects.count() == 1


def test_after_the_last_administrator_has_gone_there_may_be_another(link, helen):
    actions.close_account(by=SYSTEM, user=helen)
    assert accept(link).status_code == 302


def test_two_links_make_one_administrator(link):
    second = actions.invite_first_administrator(
        by=SYSTEM, email="b@example.org", name="B", organisation="Culture First"
    )
    accept(link)
    assert "has an administrator already" in accept(second).content.decode()
    assert User.objects.count() == 1


def test_no_person_can_make_the_link(helen):
    for somebody in (helen, AnonymousUser()):
        with pytest.raises(NotAllowed, match="the system itself"):
            actions.invite_first_administrator(
                by=somebody, email="x@example.org", name="X", organisation="Y"
            )


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("short", "short", "too short"),
        ("password123", "password123", "too common"),
        (WORDS, "another thing", "The two passwords differ"),
        ("", "", "Please fill this in"),
    ],
)
def test_a_poor_password_is_refused_and_the_link_stays_good(link, password, again, said):
    answer = accept(link, password, again)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not User.objects.exists()
    assert accept(link).status_code == 302


def test_what_is_no_address_is_refused_with_a_sentence(db):
    with pytest.raises(DomainError, match="Enter a valid email address") as refusal:
        actions.invite_first_administrator(
            by=SYSTEM, email="amara@", name="Amara Okafor", organisation="Culture First"
        )
    assert str(refusal.value).endswith("Correct it and try again.")
    assert not Invitation.objects.exists()
