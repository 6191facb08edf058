"""Leaving: told first, confirmed by password, undone by joining again; not past the team."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from culturefirst.kit import clock
from culturefirst.kit.errors import DomainError
from culturefirst.kit.models import AuditEvent
from culturefirst.kit.outbox.models import Message
from culturefirst.network import actions
from culturefirst.network.actions.joining import Asked
from culturefirst.network.models import Group, Joining, MailDomain, Post, User

PASSWORD = "correct horse battery staple"
NOBODY = AnonymousUser()
LEAVE = "/account/leave/"


@pytest.fixture
def busy(priya, helen):
    """Priya follows Museums and is in a forum."""
    museums = actions.add_topic(by=helen, name="Museums")
    actions.give_consent(
        by=priya, person=priya.person, topic=museums, wording="Yes.", source="here"
    )
    forum = actions.add_group(by=helen, name="Museums Forum", kind=Group.Kind.FORUM)
    actions.join_group(by=priya, group=forum)
    return priya


def confirm(client):
    return client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": LEAVE})


def join_again(user, body):
    asked = Asked(name="Priya Nair", title="Officer", role="officer", organisation=body)
    actions.ask_to_join(by=NOBODY, email=user.email, asked=asked)
    text = Message.objects.filter(to=user.email, text__contains="/join/").latest("pk").text
    token = re.search(r"/join/([^/]+)/", text).group(1)
    return actions.confirm_joining(by=NOBODY, token=token, password=PASSWORD)


def test_what_will_happen_is_said_first(busy, signed_in):
    page = signed_in(busy).get(LEAVE).text
    for told in (
        "You leave Museums Forum.",
        "Nobody writes to you any more about Museums.",
        "Culture officer, Ipswich Borough Council",
        "Leaving erases nothing",
    ):
        assert told in page


def test_the_password_is_asked_for_and_then_everything_ends(busy, signed_in):
    client = signed_in(busy)
    asked = client.post(LEAVE, {"left_job": "on"})
    assert asked.url == f"/accounts/reauthenticate/?next={LEAVE.replace('/', '%2F')}"
    assert User.objects.get(pk=busy.pk).is_active
    left = confirm(client)
    assert left.url == reverse("home")
    user = User.objects.get(pk=busy.pk)
    assert (user.is_active, user.left_on) == (False, clock.today())
    assert client.get("/account/").status_code == 302
    assert not busy.person.groups.filter(ends__isnull=True).exists()
    assert not busy.person.consents.filter(withdrawn_at__isnull=True).exists()
    assert not Post.objects.held_on(clock.today()).filter(person=busy.person).exists()
    assert list(AuditEvent.objects.order_by("-pk").values_list("verb", flat=True)[:5]) == [
        "network.leave",
        "network.end_registration",
        "network.end_post",
        "network.withdraw_consent",
        "network.leave_group",
    ]


def test_posts_stay_where_only_the_account_is_given_up(busy, helen):
    actions.leave(by=busy, user=busy)
    assert Post.objects.held_on(clock.today()).get(person=busy.person).title == "Culture officer"


def test_the_letter_says_what_was_done(busy):
    actions.leave(by=busy, user=busy)
    letter = Message.objects.get(to=busy.email, subject="You have left Culture First")
    assert letter.text == (
        "Your account is closed, you are in none of its groups any more, and nobody writes to you "
        "about any topic. You can come back by joining again with this address.\n\nCulture First\n"
    )


def test_the_last_manager_is_told_why_not(helen, signed_in):
    client = signed_in(helen)
    client.post(LEAVE, {})
    page = confirm(client).text
    assert "This would leave nobody who can run the network" in page
    assert User.objects.get(pk=helen.pk).is_active


def test_nobody_closes_another_account_by_leaving(priya, jim, helen):
    with pytest.raises(DomainError, match="person whose account it is"):
        actions.leave(by=jim, user=priya)


def test_who_left_by_themselves_comes_back_by_their_address(priya, helen, ipswich):
    MailDomain.objects.create(organisation=ipswich, domain="example.org")
    actions.leave(by=priya, user=priya)
    joining = join_again(priya, ipswich)
    assert (joining.state, joining.person) == (Joining.State.JOINED, priya.person)


def test_whose_account_the_team_closed_waits_for_the_team(priya, helen, ipswich):
    MailDomain.objects.create(organisation=ipswich, domain="example.org")
    actions.close_account(by=helen, user=priya)
    joining = join_again(priya, ipswich)
    assert joining.state == Joining.State.WAITING
    assert joining.flags == ["An account with this address was closed by the network's team."]
    assert actions.let_in(by=helen, joining=joining).person == priya.person
    assert User.objects.get(pk=priya.pk).is_active


def test_a_lead_does_not_invite_whom_the_team_shut_out(priya, jim, helen, norfolk_county):
    actions.close_account(by=helen, user=priya)
    actions.set_lead(by=helen, post=jim.posts_today[0], leads=True)
    lead = User.objects.get(pk=jim.pk)
    asked = Asked(name="P", title="Officer", role="officer", organisation=norfolk_county)
    with pytest.raises(DomainError, match="closed by the network's team"):
        actions.invite(by=lead, email=priya.email, asked=asked)
