"""Signing in and out, second factors, addresses and passwords: the pages and what they refuse."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.urls import reverse

from culturefirst.kit.models import AuditEvent, Installation
from culturefirst.kit.outbox.models import Message
from culturefirst.network import actions
from culturefirst.network.models import User
from culturefirst.network.tests import totp

PASSWORD = "correct horse battery staple"
NEW = "four entirely new words"
LOGIN = "/accounts/login/"


def text(response):
    return response.content.decode()


def sign_in(email, password=PASSWORD, client=None):
    client = client or Client()
    return client, client.post(LOGIN, {"login": email, "password": password})


def confirm(client):
    """Show once more that it is you, which changing how one signs in asks for."""
    assert client.post("/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 302
    return client


def is_signed_in(client):
    return client.get("/account/").status_code == 200


def test_the_right_password_signs_in_and_leads_to_my_work(priya):
    client, answer = sign_in("priya@example.org")
    assert answer.status_code == 302
    assert answer["Location"] == reverse("my_work")
    assert is_signed_in(client)


def test_the_address_may_be_typed_in_capitals(priya):
    client, _ = sign_in("PRIYA@Example.Org")
    assert is_signed_in(client)


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(priya):
    def shown(email):
        page = text(sign_in(email, "wrong")[1]).replace(email, "")
        return re.sub(r'value="[^"]{20,}"|nonce="[^"]+"', "", page)

    assert shown("priya@example.org") == shown("nobody@example.org")
    assert "do not belong together" in shown("priya@example.org")


class Counting(MD5PasswordHasher):
    """A hasher that counts how often a password was worked through."""

    worked = 0

    def encode(self, *args, **kwargs):
        type(self).worked += 1
        return super().encode(*args, **kwargs)


def test_a_wrong_password_and_an_unknown_address_cost_the_same_work(priya, settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.Counting"]

    def work(email):
        before = Counting.worked
        sign_in(email, "wrong")
        return Counting.worked - before

    assert work("priya@example.org") == work("nobody@example.org") > 0


@pytest.mark.parametrize("known", [True, False])
def test_an_eleventh_try_for_one_address_within_a_quarter_of_an_hour_is_refused(priya, known):
    email = "priya@example.org" if known else "nobody@example.org"
    assert {sign_in(email, "wrong")[1].status_code for _ in range(10)} == {200}
    client, answer = sign_in(email.upper())
    assert (answer.status_code, int(answer["Retry-After"]) in range(800, 901)) == (429, True)
    assert "Try again in 15 minutes. If you cannot wait, ask the network" in text(answer)
    assert not is_signed_in(client)


def test_an_office_behind_one_machine_signs_in_as_often_as_it_likes(priya):
    assert {sign_in("priya@example.org")[1].status_code for _ in range(12)} == {302}


def test_a_new_password_is_asked_for_five_times_an_hour_at_most(priya):
    def ask():
        return Client().post("/accounts/password/reset/", {"email": "priya@example.org"})

    assert [ask().status_code for _ in range(6)] == [302, 302, 302, 302, 302, 429]


def test_somebody_is_known_by_the_address_that_their_account_has_now(priya, signed_in):
    EmailAddress.objects.create(user=priya, email="nair@example.org", verified=True)
    client = confirm(signed_in(priya))
    client.post("/accounts/email/", {"email": "nair@example.org", "action_primary": ""})
    assert User.objects.get(pk=priya.pk).email == "nair@example.org"
    assert User.objects.get(pk=priya.pk).person.email == "nair@example.org"


def test_an_address_that_another_record_has_stays_where_it_is(priya, helen):
    actions.add_person(by=helen, name="P. Nair", email="nair@example.org")
    priya.email = "nair@example.org"
    priya.save()
    actions.follow_address(by=priya, user=priya)
    assert User.objects.get(pk=priya.pk).person.email == "priya@example.org"


def test_an_authenticator_app_shows_the_networks_own_name(priya):
    Installation.objects.update_or_create(pk=1, defaults={"network": "Fens Together"})
    address = get_adapter().build_totp_url(priya, "SECRET")
    assert "issuer=Fens%20Together" in address


def test_signing_out_needs_a_button_and_not_just_a_link(priya):
    client, _ = sign_in("priya@example.org")
    client.get("/accounts/logout/")
    assert is_signed_in(client)
    client.post("/accounts/logout/")
    assert not is_signed_in(client)


def test_signing_up_is_the_journey_to_join(nobody, db):
    assert Client().get(reverse("account_signup")).url == reverse("join")
    assert Client().get("/accounts/signup/").status_code == 404


def test_a_closed_account_is_out_at_its_next_request(helen, priya):
    client, _ = sign_in("priya@example.org")
    assert is_signed_in(client)
    actions.close_account(by=helen, user=priya)
    assert client.get("/account/").status_code == 302
    _, answer = sign_in("priya@example.org")
    assert not is_signed_in(client)
    assert "do not belong together" in text(answer) or answer["Location"] == "/accounts/inactive/"


def test_signing_out_everywhere_else_keeps_only_this_session(priya):
    here, _ = sign_in("priya@example.org")
    elsewhere, _ = sign_in("priya@example.org")
    here.post("/account/sessions/", {"end": "others"})
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)


def test_the_account_page_shows_posts_and_ways_to_sign_in(signed_in, tom):
    page = text(signed_in(tom).get("/account/"))
    for shown in ("Tom Reeve", "tom@example.org", "seconded to Cambridgeshire", "Not in use"):
        assert shown in page


def test_somebody_corrects_their_name(signed_in, priya):
    client = signed_in(priya)
    assert "Please fill this in" in text(client.post("/account/name/", {"name": " "}))
    assert client.post("/account/name/", {"name": "Priya N."}).status_code == 302
    assert User.objects.get(pk=priya.pk).person.name == "Priya N."


def test_a_forgotten_password_is_answered_alike_for_known_and_unknown_addresses(priya):
    def ask(email):
        return Client().post("/accounts/password/reset/", {"email": email})

    known, unknown = ask("priya@example.org"), ask("stranger@example.org")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert known["Location"] == "/accounts/password/reset/done/"
    letters = {letter.to: letter for letter in Message.objects.all()}
    assert letters["priya@example.org"].subject == "Choose a new password"
    assert letters["stranger@example.org"].subject == "No account has this address"
    assert {letter.kind for letter in letters.values()} == {"account"}


def test_the_link_of_a_forgotten_password_works_once(priya):
    client = Client()
    client.post("/accounts/password/reset/", {"email": "priya@example.org"})
    link = re.search(r"http://testserver(\S+)", Message.objects.get().text)[1]
    form = client.get(link, follow=True)
    answer = client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert answer["Location"] == "/accounts/password/reset/key/done/"
    assert "Your password is changed" in text(client.get(answer["Location"]))
    signed, _ = sign_in("priya@example.org", NEW)
    assert is_signed_in(signed)
    assert "This link does not work" in text(Client().get(link, follow=True))


def test_changing_the_password_ends_other_sessions_and_writes_a_letter(priya):
    here, _ = sign_in("priya@example.org")
    elsewhere, _ = sign_in("priya@example.org")
    answer = here.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
    )
    assert answer["Location"] == "/account/"
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)
    letter = Message.objects.get()
    assert (letter.to, letter.subject) == ("priya@example.org", "Your password was changed")
    assert letter.text.startswith("The password of your account was changed.")
    assert "done from 127.0.0.1" in letter.text
    event = AuditEvent.objects.order_by("pk").last()
    assert (event.verb, event.actor, event.reason, event.about) == (
        "network.note_sign_in_change",
        priya.pk,
        "A new password",
        f"person:{priya.person_id}",
    )
    assert "not your present password" in text(
        here.post("/accounts/password/change/", {"oldpassword": "x", "password1": NEW})
    )


def test_a_new_address_is_used_only_after_it_was_confirmed(priya):
    client, _ = sign_in("priya@example.org")
    client.post("/accounts/email/", {"email": "new@example.org", "action_add": ""})
    letter = Message.objects.get(to="new@example.org")
    assert letter.subject == "Please confirm your address"
    assert not EmailAddress.objects.get(email="new@example.org").verified
    link = re.search(r"http://testserver(\S+)", letter.text)[1]
    assert "Does new@example.org belong to Priya Nair?" in text(client.get(link))
    client.post(link)
    client.post("/accounts/email/", {"email": "new@example.org", "action_primary": ""})
    assert User.objects.get(pk=priya.pk).email == "new@example.org"


def _with_app(client):
    """Set up an authenticator app and return its key."""
    page = text(confirm(client).get("/accounts/2fa/totp/activate/"))
    secret = re.search(r'<code id="authenticator_secret">([^<]+)<', page)[1]
    answer = client.post("/accounts/2fa/totp/activate/", {"code": totp.code(secret)})
    assert answer["Location"] == "/accounts/2fa/recovery-codes/"
    return secret


def test_with_an_app_the_password_alone_does_not_sign_in(priya, django_capture_on_commit_callbacks):
    client, _ = sign_in("priya@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        _with_app(client)
    said = AuditEvent.objects.filter(actor=priya.pk).values_list("reason", flat=True)
    assert sorted(said) == ["Added: Recovery codes", "Added: TOTP Authenticator"]
    letters = Message.objects.values_list("subject", flat=True)
    assert list(letters) == ["An authenticator app was set up"]
    fresh, answer = sign_in("priya@example.org")
    assert answer["Location"].startswith("/accounts/2fa/authenticate/")
    assert not is_signed_in(fresh)
    assert "Incorrect code" in text(fresh.post("/accounts/2fa/authenticate/", {"code": "000000"}))
    assert not is_signed_in(fresh)


def test_a_recovery_code_signs_in_once(priya):
    client, _ = sign_in("priya@example.org")
    _with_app(client)
    page = text(client.get("/accounts/2fa/recovery-codes/"))
    code = re.search(r"<li><code>([^<]+)</code>", page)[1]
    fresh, _ = sign_in("priya@example.org")
    fresh.post("/accounts/2fa/authenticate/", {"code": code})
    assert is_signed_in(fresh)
    again, _ = sign_in("priya@example.org")
    again.post("/accounts/2fa/authenticate/", {"code": code})
    assert not is_signed_in(again)


def test_a_forgotten_password_does_not_switch_the_second_factor_off(priya):
    client, _ = sign_in("priya@example.org")
    _with_app(client)
    asked = Client()
    asked.post("/accounts/password/reset/", {"email": "priya@example.org"})
    letter = Message.objects.get(subject="Choose a new password")
    form = asked.get(re.search(r"http://testserver(\S+)", letter.text)[1], follow=True)
    asked.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    fresh, answer = sign_in("priya@example.org", NEW)
    assert answer["Location"].startswith("/accounts/2fa/authenticate/")
    assert not is_signed_in(fresh)


def test_changing_how_one_signs_in_asks_who_it_is(signed_in, priya):
    answer = signed_in(priya).get("/accounts/2fa/webauthn/add/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/reauthenticate/")


def test_somebody_else_s_passkey_and_a_missing_one_are_answered_alike(priya, jim):
    key = Authenticator.objects.create(user=jim, type="webauthn", data={"name": "Jim's phone"})
    client = confirm(sign_in("priya@example.org")[0])

    def answer():
        found = client.get(f"/accounts/2fa/webauthn/keys/{pk}/remove/")
        return found.status_code, re.sub(r'nonce="[^"]+"|value="[^"]{20,}"', "", text(found))

    client.get("/account/")  # takes the greeting, which is shown once
    pk = key.pk
    foreign = answer()
    key.delete()
    assert foreign == answer()
    assert foreign[0] == 404


PAGES = [
    "/account/",
    "/account/name/",
    "/account/sessions/",
    "/accounts/logout/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
]


@pytest.mark.parametrize("url", PAGES)
def test_every_page_of_an_account_is_in_our_look_and_not_stored(priya, url):
    client, _ = sign_in("priya@example.org")
    answer = confirm(client).get(url)
    assert answer.status_code == 200
    page = text(answer)
    assert 'class="masthead"' in page
    assert page.count("<h1") == 1
    assert " style=" not in page
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("url", PAGES)
def test_no_page_of_an_account_is_for_the_public(db, url):
    answer = Client().get(url)
    assert answer.status_code == 302
    assert "My work" not in text(answer)


@pytest.mark.parametrize(
    "url", [LOGIN, "/accounts/password/reset/", "/accounts/inactive/", "/join/"]
)
def test_the_doors_are_in_our_look(db, url):
    page = text(Client().get(url))
    assert 'class="masthead"' in page
    assert page.count("<h1") == 1
    assert " style=" not in page


def test_the_sign_in_page_carries_its_passkey_script(db):
    page = text(Client().get(LOGIN))
    assert "mfa/js/webauthn.js" in page
    assert 'data-allauth-onload="allauth.webauthn.forms.loginForm"' in page


def test_codes_are_those_of_the_published_algorithm():
    # RFC 6238, appendix B, SHA-1: the last six figures of 94287082 and 07081804.
    key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert (totp.code(key, at=59), totp.code(key, at=1111111109)) == ("287082", "081804")
