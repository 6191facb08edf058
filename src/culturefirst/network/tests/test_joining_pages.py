"""The pages of joining: one question in view, the same words for everybody, decisions."""

import re

import pytest
from django.urls import reverse

from culturefirst.kit import clock
from culturefirst.kit.outbox.models import Message
from culturefirst.network import actions
from culturefirst.network.models import Joining, MailDomain, User

EMAIL = "ola.berg@ipswich.example"
ROLE = {"role": "officer", "title": "Archivist", "portfolio": ""}
VARYING = re.compile(rb'(name="csrfmiddlewaretoken" value="[^"]+")|(nonce="[^"]+")')


def begin(client, email=EMAIL):
    return client.post(reverse("join"), {"name": "Ola Berg", "email": email})


def ask(client, body, email=EMAIL):
    begin(client, email)
    client.post(reverse("join_organisation"), {"organisation": body.pk})
    return client.post(reverse("join_role"), ROLE, follow=True)


def link(email=EMAIL):
    text = Message.objects.filter(to=email, text__contains="/join/").latest("pk").text
    return re.search(r"(/join/[^/\s]+/)", text).group(1)


@pytest.fixture
def known(ipswich):
    MailDomain.objects.create(organisation=ipswich, domain="ipswich.example")
    return ipswich


def test_somebody_known_by_their_address_is_on_my_work_after_the_link(client, known):
    shown = ask(client, known)
    assert f"A letter is on its way to <strong>{EMAIL}</strong>" in shown.text
    landed = client.post(link(), {"password": "three green bottles"}, follow=True)
    assert landed.redirect_chain[-1][0] == reverse("my_work")
    assert "Welcome, Ola Berg. You are a registered user of the network." in landed.text
    assert User.objects.get().registered_on == clock.today()


def test_the_organisation_of_the_address_is_suggested(client, known):
    begin(client)
    shown = client.get(reverse("join_organisation"))
    assert "Your address suggests this one." in shown.text
    assert "Ipswich Borough Council" in shown.text


def test_organisations_are_found_by_the_beginnings_of_words(client, known, norfolk_county):
    begin(client)
    shown = client.get(reverse("join_organisation"), {"q": "norf coun"})
    assert "Norfolk County Council" in shown.text
    assert "Ipswich" not in shown.text
    part = client.get(reverse("join_organisation"), {"q": "norf"}, headers={"HX-Request": "true"})
    assert part.text.startswith('<div id="join-found"')


def test_choosing_nothing_is_told(client, known):
    begin(client)
    shown = client.post(reverse("join_organisation"), {})
    assert "Choose your organisation, or say that it is not here." in shown.text


def test_an_address_that_is_none_is_told_beside_its_field(client, db):
    shown = begin(client, "ola at ipswich")
    assert "“ola at ipswich” is not an email address." in shown.text


def test_a_step_cannot_be_passed_over(client, known):
    assert client.get(reverse("join_organisation")).url == reverse("join")
    assert client.get(reverse("join_role")).url == reverse("join")
    begin(client)
    assert client.get(reverse("join_role")).url == reverse("join_organisation")


def test_the_answer_does_not_reveal_whether_somebody_is_known(client, known, priya):
    new = ask(client, known, "new@ipswich.example")
    client.session.flush()
    old = ask(client, known, priya.email)
    plain = [
        VARYING.sub(b"", shown.content).replace(email.encode(), b"ADDRESS")
        for shown, email in ((new, "new@ipswich.example"), (old, priya.email))
    ]
    assert plain[0] == plain[1]
    assert new.redirect_chain == old.redirect_chain


def test_a_known_name_proposed_anew_leads_back(client, known):
    begin(client)
    told = {"proposed_name": "ipswich borough council", "proposed_kind": "district"}
    shown = client.post(reverse("join_new_organisation"), told)
    assert "We know Ipswich Borough Council already: go back and choose it." in shown.text


def test_somebody_of_a_new_body_waits_and_is_let_in(client, helen, suffolk, signed_in):
    begin(client)
    told = {
        "proposed_name": "Orwell Rowing Club",
        "proposed_kind": "civil_society",
        "sub_region": suffolk.pk,
        "proposed_website": "orwell.example",
    }
    client.post(reverse("join_new_organisation"), told)
    client.post(reverse("join_role"), ROLE)
    shown = client.post(link(), {"password": "three green bottles"}, follow=True)
    assert shown.redirect_chain[-1][0] == reverse("join_waiting")
    manager = signed_in(helen)
    listed = manager.get(reverse("joinings"))
    assert "Orwell Rowing Club" in listed.text
    joining = Joining.objects.get()
    assert joining.proposed_website == "https://orwell.example"
    answer = manager.post(reverse("joining_let_in", args=[joining.pk]), {"remember_domain": "on"})
    assert answer.url == reverse("joining", args=[joining.pk])
    assert client.login(email=EMAIL, password="three green bottles")


def test_declining_without_a_reason_is_told(helen, ipswich, signed_in, client):
    ask(client, ipswich)
    client.post(link(), {"password": "three green bottles"})
    joining = Joining.objects.get()
    manager = signed_in(helen)
    shown = manager.post(reverse("joining_decline", args=[joining.pk]), {"reason": ""})
    assert "Give the reason: it is sent to them." in shown.text
    manager.post(reverse("joining_decline", args=[joining.pk]), {"reason": "Not known there."})
    manager.post(reverse("joining_reopen", args=[joining.pk]))
    assert Joining.objects.get().state == "waiting"


def test_a_lead_of_another_body_finds_no_such_joining(
    helen, ipswich, norfolk_county, jim, signed_in, client
):
    ask(client, ipswich)
    client.post(link(), {"password": "three green bottles"})
    actions.set_lead(by=helen, post=jim.posts_today[0], leads=True)
    lead = signed_in(User.objects.get(pk=jim.pk))
    assert lead.get(reverse("joinings")).status_code == 200
    assert lead.get(reverse("joining", args=[Joining.objects.get().pk])).status_code == 404


def test_too_many_askings_from_one_machine_are_told_to_wait(client, known):
    for number in range(10):
        ask(client, known, f"n{number}@ipswich.example")
    refused = ask(client, known, "one.more@ipswich.example")
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 3600
    assert "Too many tries" in refused.text
    assert not Message.objects.filter(to="one.more@ipswich.example").exists()


def test_one_address_is_written_to_three_times_an_hour_at_most(client, known):
    assert [ask(client, known).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert Message.objects.filter(to=EMAIL).count() == 3


def test_whoever_comes_back_signs_in_by_themselves(client, known, helen, priya, signed_in):
    MailDomain.objects.create(organisation=known, domain="example.org")
    signed_in(priya)
    User.objects.filter(pk=priya.pk).update(last_login=clock.now())
    actions.leave(by=priya, user=User.objects.get(pk=priya.pk))
    ask(client, known, priya.email)
    landed = client.post(link(priya.email), {"password": "three green bottles"})
    assert landed.url == reverse("account_login")
