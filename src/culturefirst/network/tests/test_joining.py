"""Joining: asked for, confirmed, let in at once or by a person, declined, invited."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.kit.outbox.models import Message
from culturefirst.network import actions
from culturefirst.network.actions.joining import Asked
from culturefirst.network.models import (
    Joining,
    MailDomain,
    Organisation,
    Person,
    Post,
    Role,
    User,
)
from culturefirst.network.queries.joining import waiting
from culturefirst.network.queries.topics import consenting

NOBODY = AnonymousUser()
EMAIL, PASSWORD = "ola.berg@ipswich.example", "three green bottles"
State = Joining.State


def asked(body=None, **told):
    said = {"name": "Ola Berg", "title": "Archivist", "role": Role.OFFICER, "organisation": body}
    return Asked(**said | told)


def ask(body=None, email=EMAIL, **told):
    return actions.ask_to_join(by=NOBODY, email=email, asked=asked(body, **told))


def token(email=EMAIL):
    """The newest link that was written to this address."""
    text = Message.objects.filter(to=email, text__contains="/join/").latest("pk").text
    return re.search(r"/join/([^/]+)/", text).group(1)


def confirm(**chosen):
    return actions.confirm_joining(by=NOBODY, token=token(), password=PASSWORD, **chosen)


def subjects(email):
    return list(Message.objects.filter(to=email).order_by("pk").values_list("subject", flat=True))


@pytest.fixture
def known(ipswich):
    """Ipswich, which is known by its mail domain."""
    MailDomain.objects.create(organisation=ipswich, domain="ipswich.example")
    return ipswich


def test_whoever_is_known_by_the_domain_is_in_with_the_link(known, client):
    ask(known)
    assert not User.objects.exists()
    joining = confirm()
    user = User.objects.get()
    assert (joining.state, joining.person, user.email) == (State.JOINED, user.person, EMAIL)
    assert (user.registered_on, user.check_password(PASSWORD)) == (clock.today(), True)
    post = Post.objects.get(person=user.person)
    assert (post.title, post.role, post.organisation, post.starts) == (
        "Archivist",
        Role.OFFICER,
        known,
        clock.today(),
    )
    assert client.login(email=EMAIL, password=PASSWORD)
    assert Joining.objects.get().password == ""


def test_interests_and_consents_are_kept_with_their_words(known, helen):
    museums = actions.add_topic(by=helen, name="Museums")
    sport = actions.add_topic(by=helen, name="Sport")
    ask(known)
    joining = confirm(interests=[museums, sport], agreed=[sport])
    assert [i.topic for i in joining.person.interests.order_by("pk")] == [museums, sport]
    assert list(consenting(sport)) == [joining.person]
    consent = joining.person.consents.get()
    assert (consent.source, consent.wording) == (
        "when joining",
        "You may write to me by email about Sport. I can take this back at any time.",
    )


def test_others_wait_and_those_who_may_decide_are_told_once(ipswich, helen, amara, tom, priya):
    ask(ipswich)
    joining = confirm()
    assert joining.state == State.WAITING
    assert not User.objects.filter(email=EMAIL).exists()
    assert subjects(helen.email) == ["Somebody of Ipswich Borough Council asks to join"]
    assert len(subjects(amara.email)) == 1
    assert subjects(tom.email) == subjects(priya.email) == []
    assert [list(waiting(who)) for who in (helen, tom, priya)] == [[joining], [], []]


def test_the_lead_of_the_body_decides_too(ipswich, helen, priya):
    actions.set_lead(by=helen, post=priya.posts_today[0], leads=True)
    priya = User.objects.get(pk=priya.pk)
    ask(ipswich)
    joining = confirm()
    assert subjects(priya.email) == ["Somebody of Ipswich Borough Council asks to join"]
    assert actions.let_in(by=priya, joining=joining).state == State.JOINED


def test_an_officer_who_keeps_no_body_decides_nothing(ipswich, helen, priya):
    ask(ipswich)
    joining = confirm()
    with pytest.raises(NotAllowed):
        actions.let_in(by=priya, joining=joining)


def test_a_proposed_body_is_made_when_somebody_is_let_in(helen, suffolk):
    ask(proposed_name="Orwell Rowing Club", proposed_kind="civil_society", sub_region=suffolk)
    joining = confirm()
    assert not Organisation.objects.filter(name="Orwell Rowing Club").exists()
    actions.let_in(by=helen, joining=joining, remember_domain=True)
    body = Organisation.objects.get(name="Orwell Rowing Club")
    assert (body.kind, body.sub_region) == ("civil_society", suffolk)
    assert [each.domain for each in body.domains.all()] == ["ipswich.example"]
    assert Post.objects.get(person__email=EMAIL).organisation == body
    assert subjects(EMAIL)[-1] == "Welcome to Culture First"


def test_a_manager_may_choose_a_known_body_instead(helen, ipswich):
    ask(proposed_name="Ipswich Council", proposed_kind="district")
    joining = actions.let_in(by=helen, joining=confirm(), organisation=ipswich)
    assert (joining.organisation, Organisation.objects.filter(name="Ipswich Council").count()) == (
        ipswich,
        0,
    )


def test_whoever_is_declined_reads_why_and_may_be_taken_up_again(helen, ipswich):
    ask(ipswich)
    joining = confirm()
    with pytest.raises(DomainError, match="Give the reason"):
        actions.decline_joining(by=helen, joining=joining, reason=" ")
    joining = actions.decline_joining(by=helen, joining=joining, reason="Ipswich does not know you")
    assert "Ipswich does not know you" in Message.objects.filter(to=EMAIL).latest("pk").text
    joining = actions.reopen_joining(by=helen, joining=joining)
    assert actions.let_in(by=helen, joining=joining).state == State.JOINED


STATES = {
    "let_in": {State.WAITING},
    "decline_joining": {State.WAITING},
    "reopen_joining": {State.DECLINED},
    "withdraw_joining": {State.INVITED},
    "remind_invited": {State.INVITED},
}


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("verb", STATES)
def test_what_is_not_in_the_table_of_states_is_refused(helen, ipswich, verb, state):
    if state in STATES[verb]:
        return
    ask(ipswich)
    Joining.objects.update(state=state)
    told = {"reason": "No."} if verb == "decline_joining" else {}
    with pytest.raises(DomainError, match="decided meanwhile"):
        getattr(actions, verb)(by=helen, joining=Joining.objects.get(), **told)
    assert Joining.objects.get().state == state


def test_a_link_works_once(known):
    ask(known)
    spent = token()
    confirm()
    with pytest.raises(DomainError, match="has been used"):
        actions.confirm_joining(by=NOBODY, token=spent, password=PASSWORD)


def test_a_link_runs_out(known):
    ask(known)
    Joining.objects.update(expires_at=clock.wall() - timedelta(seconds=1))
    with pytest.raises(DomainError, match="has run out"):
        confirm()


def test_only_the_newest_link_works(known):
    ask(known)
    first = token()
    ask(known)
    with pytest.raises(DomainError, match="is not one of ours"):
        actions.confirm_joining(by=NOBODY, token=first, password=PASSWORD)
    assert confirm().state == State.JOINED


def test_whoever_has_an_account_is_told_so_by_letter_alone(priya, ipswich):
    ask(ipswich, email=" PRIYA@example.org ")
    assert not Joining.objects.exists()
    assert subjects("priya@example.org") == ["You have an account with Culture First already"]


def test_a_person_without_an_account_keeps_their_history(known, helen):
    person = actions.add_person(by=helen, name="Ola Berg", email=EMAIL)
    ask(known)
    assert confirm().person == person
    assert Person.objects.filter(email=EMAIL).count() == 1


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.MANAGER, Role.IMPROVEMENT_MANAGER])
def test_nobody_takes_a_role_of_the_team_by_asking(ipswich, role):
    with pytest.raises(DomainError, match="officer, councillor or partner"):
        ask(ipswich, role=role)


def test_an_invitation_lets_in_whoever_uses_it(helen, ipswich):
    actions.invite(by=helen, email=EMAIL, asked=asked(ipswich))
    assert confirm().state == State.JOINED
    assert Message.objects.get(to=EMAIL).text.startswith("Helen Marsh invites you, Ola Berg")


def test_a_lead_invites_into_their_own_body_and_gives_no_role_of_the_team(
    helen, priya, ipswich, norfolk_county
):
    actions.set_lead(by=helen, post=priya.posts_today[0], leads=True)
    priya = User.objects.get(pk=priya.pk)
    with pytest.raises(NotAllowed):
        actions.invite(by=priya, email=EMAIL, asked=asked(norfolk_county))
    with pytest.raises(NotAllowed):
        actions.invite(by=priya, email=EMAIL, asked=asked(ipswich, role=Role.MANAGER))
    assert actions.invite(by=priya, email=EMAIL, asked=asked(ipswich)).state == State.INVITED


def test_nobody_is_invited_twice_or_when_they_are_in(helen, priya, ipswich):
    actions.invite(by=helen, email=EMAIL, asked=asked(ipswich))
    with pytest.raises(DomainError, match="is known here already: invited"):
        actions.invite(by=helen, email=EMAIL.upper(), asked=asked(ipswich))
    with pytest.raises(DomainError, match="belongs to a registered user"):
        actions.invite(by=helen, email=priya.email, asked=asked(ipswich))


def test_a_reminder_has_a_new_link_and_comes_once_a_week(helen, ipswich):
    joining = actions.invite(by=helen, email=EMAIL, asked=asked(ipswich))
    first = token()
    with pytest.raises(DomainError, match="less than a week ago"):
        actions.remind_invited(by=helen, joining=joining)
    Joining.objects.update(expires_at=joining.expires_at - timedelta(days=7))
    actions.remind_invited(by=helen, joining=joining)
    assert token() != first
    with pytest.raises(DomainError, match="not one of ours"):
        actions.confirm_joining(by=NOBODY, token=first, password=PASSWORD)
    assert confirm().state == State.JOINED


def test_who_is_waiting_and_asks_again_is_told_so(ipswich, helen):
    ask(ipswich)
    confirm()
    ask(ipswich)
    assert subjects(EMAIL)[-1] == "You have asked to join Culture First already"
    assert Joining.objects.count() == 1


def test_leaving_closes_everything_and_coming_back_is_the_same_person(known, helen, priya):
    MailDomain.objects.create(organisation=known, domain="example.org")
    museums = actions.add_topic(by=helen, name="Museums")
    actions.give_consent(
        by=priya, person=priya.person, topic=museums, wording="Yes.", source="here"
    )
    actions.leave(by=priya, user=priya, left_job=True)
    user = User.objects.get(pk=priya.pk)
    assert (user.is_active, user.left_on, user.roles) == (False, clock.today(), frozenset())
    assert (
        list(consenting(museums)),
        list(Post.objects.held_on(clock.today()).filter(person=priya.person)),
    ) == ([], [])
    assert subjects(priya.email) == ["You have left Culture First"]
    ask(known, email=priya.email)
    joining = actions.confirm_joining(by=NOBODY, token=token(priya.email), password=PASSWORD)
    again = User.objects.get(pk=priya.pk)
    assert (joining.person, again.is_active, again.left_on) == (priya.person, True, None)
    assert again.roles == frozenset({Role.OFFICER})


def test_the_last_who_runs_the_network_cannot_leave(helen):
    with pytest.raises(DomainError, match="nobody who can run the network"):
        actions.leave(by=helen, user=helen)
    assert User.objects.get(pk=helen.pk).is_active


def test_the_system_invites_nobody_into_no_body(db):
    with pytest.raises(DomainError, match="into which organisation"):
        actions.invite(by=SYSTEM, email=EMAIL, asked=asked())


def test_a_lead_lets_in_and_does_not_say_by_which_addresses_a_body_is_known(ipswich, helen, priya):
    actions.set_lead(by=helen, post=priya.posts_today[0], leads=True)
    lead = User.objects.get(pk=priya.pk)
    ask(ipswich)
    joining = confirm()
    with pytest.raises(NotAllowed):
        actions.let_in(by=lead, joining=joining, remember_domain=True)
    assert not User.objects.filter(email=EMAIL).exists()
    assert actions.let_in(by=lead, joining=joining).state == State.JOINED
