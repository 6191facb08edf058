"""Strangers' wrong passwords close an account to strangers: not to its owner's own devices."""

import re

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from culturefirst.kit.limits import Tries
from culturefirst.kit.outbox.models import Message
from culturefirst.network.known_devices import SALT

PASSWORD = "correct horse battery staple"
LOGIN, LET_THROUGH = "/accounts/login/", "/accounts/let-through/"


def sign_in(client, email="priya@example.org", password=PASSWORD, ip="192.0.2.1"):
    return client.post(LOGIN, {"login": email, "password": password}, REMOTE_ADDR=ip)


def is_in(client):
    return client.get("/account/").status_code == 200


def close_to_strangers(email="priya@example.org", ip="203.0.113.9"):
    """Ten wrong passwords from a machine far away."""
    assert {sign_in(Client(), email, "wrong", ip).status_code for _ in range(10)} == {200}
    assert sign_in(Client(), email, ip="198.51.100.7").status_code == 429


@pytest.fixture
def known(priya):
    """A browser in which Priya has signed in, and out again."""
    client = Client()
    assert sign_in(client).status_code == 302
    client.post("/accounts/logout/")
    assert not is_in(client)
    return client


def link(email="priya@example.org"):
    letter = Message.objects.filter(to=email, subject="Signing in to Culture First").latest("pk")
    return re.search(r"(/accounts/let-through/\S+)", letter.text)[1]


def test_a_device_that_has_signed_in_before_gets_past_what_strangers_closed(known):
    close_to_strangers()
    assert sign_in(known).status_code == 302
    assert is_in(known)


def test_the_owner_s_own_wrong_passwords_are_ten_there_too(known):
    assert {sign_in(known, password="wrong").status_code for _ in range(10)} == {200}
    assert sign_in(known).status_code == 429
    # They used nothing of what strangers have, and strangers nothing of theirs.
    assert sign_in(Client(), ip="198.51.100.7").status_code == 302


def test_a_device_is_known_to_the_accounts_it_has_signed_in_to_and_to_no_other(known, jim):
    close_to_strangers("jim@example.org")
    assert sign_in(known, "jim@example.org").status_code == 429
    assert sign_in(known, "PRIYA@example.org").status_code == 302


def test_two_people_of_one_device_are_both_known_on_it(known, jim):
    sign_in(known, "jim@example.org")
    known.post("/accounts/logout/")
    for email in ("priya@example.org", "jim@example.org"):
        close_to_strangers(email, ip=f"203.0.113.{len(email)}")
        assert sign_in(known, email).status_code == 302
        known.post("/accounts/logout/")


def test_what_is_kept_names_nobody_and_is_shown_to_the_pages_of_signing_in_alone(known, priya):
    cookie = known.cookies["known"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/accounts/", True, "Lax")
    assert cookie["max-age"] == 365 * 24 * 3600
    word, accounts = signing.loads(cookie.value, salt=SALT)
    assert (len(word), [len(each) for each in accounts]) == (22, [32])
    assert "priya" not in str(accounts)


# Signed when the test runs: a name with the time in it would differ from process to process.
@pytest.mark.parametrize("forged", ["", "nonsense", "W10:1abc:def", "signed by us"])
def test_a_forged_or_changed_one_is_as_good_as_none(priya, forged):
    client = Client()
    signed = forged == "signed by us"
    client.cookies["known"] = signing.dumps([1], salt=SALT) if signed else forged
    close_to_strangers()
    assert sign_in(client).status_code == 429


def test_a_wrong_password_alone_makes_no_device_known(priya):
    client = Client()
    sign_in(client, password="wrong")
    assert "known" not in client.cookies


def test_the_page_of_a_closed_account_sends_a_link_that_lets_this_device_try_again(priya):
    client = Client()
    close_to_strangers()
    page = sign_in(client)
    assert 'name="email" value="priya@example.org"' in page.text
    assert client.post(LET_THROUGH, {"email": "priya@example.org"}).url == f"{LET_THROUGH}sent/"
    assert client.get(link()).status_code == 200  # whoever looks through mail opens it too
    assert client.post(link()).url == LOGIN
    assert not is_in(client)
    assert sign_in(client, password="wrong").status_code == 200
    assert sign_in(client).status_code == 302


def test_a_link_works_once_and_gives_ten_tries(priya):
    client = Client()
    client.post(LET_THROUGH, {"email": "priya@example.org"})
    assert client.post(link()).status_code == 302
    again = Client().post(link())
    assert (again.status_code, "This link has been used" in again.text) == (422, True)
    assert {sign_in(client, password="wrong").status_code for _ in range(10)} == {200}
    assert sign_in(client).status_code == 429


def test_a_link_for_a_device_whose_own_tries_are_used_up_gives_new_ones(known):
    for _ in range(11):
        sign_in(known, password="wrong")
    Tries.objects.exclude(count=11).delete()
    known.post(LET_THROUGH, {"email": "priya@example.org"})
    known.post(link())
    assert sign_in(known, ip="198.51.100.7").status_code == 302


def test_a_link_of_half_an_hour_ago_is_spent(priya, monkeypatch):
    Client().post(LET_THROUGH, {"email": "priya@example.org"})
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + 1801)
    assert Client().get(link()).status_code == 422


def test_a_link_names_no_address(priya):
    Client().post(LET_THROUGH, {"email": "priya@example.org"})
    assert "priya" not in link()


def test_known_and_unknown_addresses_are_answered_alike_and_cost_alike(priya):
    Client().post(LET_THROUGH, {"email": "first@example.org"})  # what a process asks once only
    costs = []
    for email in ("priya@example.org", "nobody@example.org"):
        client = Client()
        with CaptureQueriesContext(connection) as asked:
            answer = client.post(LET_THROUGH, {"email": email})
        costs.append(len(asked))
        assert (answer.status_code, answer.url) == (302, f"{LET_THROUGH}sent/")
    assert costs[0] == costs[1]
    told = Message.objects.get(to="nobody@example.org").text
    assert "No account has it." in told
    assert LET_THROUGH not in told


def test_links_are_sent_five_times_an_hour_to_one_address(priya):
    sent = [Client().post(LET_THROUGH, {"email": "priya@example.org"}) for _ in range(6)]
    assert [answer.status_code for answer in sent] == [302] * 5 + [429]


def test_where_the_machine_is_closed_no_link_is_offered(priya, jim):
    for number in range(10):
        sign_in(Client(), f"n{number}@example.org", "wrong")
    answer = sign_in(Client())
    assert (answer.status_code, "Send the link" in answer.text) == (429, False)


def test_the_second_step_is_asked_for_on_a_known_device_too(known, priya):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(priya, generate_totp_secret())
    close_to_strangers()
    assert sign_in(known).url.startswith("/accounts/2fa/authenticate/")
    assert not is_in(known)
