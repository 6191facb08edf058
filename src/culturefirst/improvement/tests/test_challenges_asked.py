"""A challenge outside a round: asked for, told what speaks against it, accepted or declined."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from culturefirst.improvement import actions
from culturefirst.improvement.models import Challenge, Judgement
from culturefirst.improvement.queries import asking
from culturefirst.improvement.tests import make_challenges as make
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.attention import needs
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.kit.outbox.models import Message
from culturefirst.network import actions as network
from culturefirst.network.models import Organisation, Role, User

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]


@pytest.fixture
def ruth(ipswich: Organisation) -> User:
    """Who leads the body that asks."""
    return make.somebody_at(ipswich, "Ruth Vane")


@pytest.fixture
def nell(norfolk_county: Organisation) -> User:
    """Who leads the body that is asked."""
    return make.somebody_at(norfolk_county, "Nell Foss")


def waits(user: User) -> list[tuple[str, str]]:
    """What of challenges waits for somebody in "My work"."""
    return [(need.what, need.why) for need in needs(user, clock.today()) if "challenge" in need.url]


def text(got: Any) -> str:
    return got.content.decode()


def test_who_is_asked_finds_it_in_my_work_and_who_asked_has_accepted(
    ruth: User, nell: User
) -> None:
    make.proposed(ruth, nell)
    asked = "You are asked for it: accept, or decline and say why."
    assert waits(nell) == [("A peer challenge", asked)]
    assert waits(ruth) == []


def test_a_body_declines_with_a_reason_that_the_other_reads(
    ruth: User, nell: User, signed_in: SignIn
) -> None:
    made = make.proposed(ruth, nell)
    peers = signed_in(nell)
    where = reverse("challenge_decline", args=[made.pk])
    assert peers.post(where, {"because": " "}).status_code == 422
    peers.post(where, {"because": "Our team is new: ask us next year."})
    made.refresh_from_db()
    assert (made.state, made.standing) == ("called_off", "Declined")
    shown = text(signed_in(ruth).get(reverse("challenge", args=[made.pk])))
    assert "Norfolk County Council declined on 19 September 2011." in shown
    assert "Our team is new: ask us next year." in shown
    letters = Message.objects.filter(to="ruth@example.org").values_list("subject", flat=True)
    assert list(letters) == ["A peer challenge is declined"]


def test_who_has_accepted_does_not_decline_and_neither_is_it_declined_twice(
    ruth: User, nell: User
) -> None:
    made = make.proposed(ruth, nell)
    with pytest.raises(DomainError, match="Your side has accepted it"):
        actions.decline_challenge(by=ruth, challenge=made, because="No.")
    actions.decline_challenge(by=nell, challenge=made, because="No time.")
    with pytest.raises(DomainError, match="It is not waiting to be accepted"):
        actions.accept_challenge(by=nell, challenge=made)


def test_a_stranger_neither_accepts_nor_declines(ruth: User, nell: User, helen: User) -> None:
    made = make.proposed(ruth, nell)
    with pytest.raises(NotAllowed):
        actions.decline_challenge(by=helen, challenge=made, because="No.")
    with pytest.raises(NotAllowed):
        actions.accept_challenge(by=helen, challenge=made)


def test_asked_to_challenge_each_other_the_other_names_with_what(ruth: User, nell: User) -> None:
    made = make.proposed(ruth, nell, each_other=True)
    theirs = make.agreed_by(nell)
    assert list(asking.in_return(made, nell)) == [theirs]
    actions.accept_challenge(by=nell, challenge=made, in_return=theirs)
    back = Challenge._base_manager.get(in_return_for=made)
    assert (back.state, back.host, back.challenger) == ("accepted", made.challenger, made.host)
    assert [str(peer) for peer in back.peers.model._base_manager.filter(challenge=back)] == [
        "Ruth Vane"
    ]
    assert Judgement.objects.visible_to(ruth).filter(assessment=theirs).count() == 0


def test_they_may_accept_one_way_alone_and_nobody_is_challenged_in_return_unasked(
    ruth: User, nell: User
) -> None:
    made = make.proposed(ruth, nell, each_other=True)
    assert actions.accept_challenge(by=nell, challenge=made).state == "accepted"
    other = make.proposed(ruth, nell, make.agreed_by(ruth))
    with pytest.raises(DomainError, match="They did not ask to be your peers in return"):
        actions.accept_challenge(by=nell, challenge=other, in_return=make.agreed_by(nell))
    assert Challenge._base_manager.count() == 2


def test_nothing_is_agreed_in_return_once_the_request_was_taken_back(
    ruth: User, nell: User
) -> None:
    made = make.proposed(ruth, nell, each_other=True)
    actions.take_back_acceptance(by=ruth, challenge=made)
    with pytest.raises(DomainError, match="They took their request back"):
        actions.accept_challenge(by=nell, challenge=made, in_return=make.agreed_by(nell))


def test_somebody_elses_assessment_is_not_named_in_return(
    ruth: User, nell: User, ipswich: Organisation
) -> None:
    made = make.proposed(ruth, nell, each_other=True)
    with pytest.raises(ValidationError, match="not of your organisation"):
        actions.accept_challenge(by=nell, challenge=made, in_return=make.agreed_by(ruth))


def works_for_both(body: Organisation, other: Organisation) -> None:
    both = make.somebody_at(body, "Bo Twain", leads=False)
    network.appoint(
        by=SYSTEM, person=both.person, title="Adviser", role=Role.OFFICER, organisation=other,
        starts=clock.today(), leads=False,
    )  # fmt: skip


def test_what_speaks_against_it_is_told_and_wants_a_sentence_that_both_read(
    ruth: User, nell: User, signed_in: SignIn
) -> None:
    works_for_both(make.body_of(ruth), make.body_of(nell))
    told = "Somebody works for both, or did within a year"
    assert asking.conflicts(make.body_of(nell), make.body_of(ruth), ruth) == [told]
    mine, host = make.agreed_by(ruth), signed_in(ruth)
    where = reverse("challenge_ask", args=[mine.pk, make.body_of(nell).pk])
    assert told in text(host.get(where))
    assert host.post(where, {"lead": nell.person.pk}).status_code == 422
    host.post(where, {"lead": nell.person.pk, "despite": "She advises on another service."})
    made = Challenge._base_manager.get()
    assert made.reason["against"] == [told]
    asked = text(signed_in(nell).get(reverse("challenge", args=[made.pk])))
    assert told in asked
    assert "She advises on another service." in asked


def test_what_was_declared_in_confidence_is_told_to_who_declared_it_and_to_nobody_else(
    ruth: User, nell: User, signed_in: SignIn
) -> None:
    two = {"one": make.body_of(ruth), "other": make.body_of(nell)}
    actions.declare(by=nell, kind="dispute", **two)
    told = "Declared in confidence: They are in dispute"
    assert asking.conflicts(two["other"], two["one"], ruth) == []
    assert asking.conflicts(two["other"], two["one"], nell) == [told]
    made = make.proposed(ruth, nell)
    where = reverse("challenge", args=[made.pk])
    assert told in text(signed_in(nell).get(where))
    assert "in dispute" not in text(signed_in(ruth).get(where))
    assert "against" not in made.reason


def test_a_challenge_is_no_earlier_one_of_itself(ruth: User, nell: User) -> None:
    first = make.proposed(ruth, nell)
    assert asking.conflicts_of(first, nell) == []
    second = make.proposed(ruth, nell, make.agreed_by(ruth))
    assert asking.conflicts_of(second, nell) == ["They were paired before"]
    assert asking.conflicts_of(first, nell) == []


def test_where_nobody_leads_a_body_any_of_its_people_is_asked(
    ruth: User, norfolk_county: Organisation
) -> None:
    ed = make.somebody_at(norfolk_county, "Ed Marsh", leads=False)
    assert list(asking.to_be_asked(norfolk_county, ruth)) == [ed.person]
    nell = make.somebody_at(norfolk_county, "Nell Foss")
    assert list(asking.to_be_asked(norfolk_county, ruth)) == [nell.person]
    made = make.proposed(ruth, ed)
    assert actions.accept_challenge(by=ed, challenge=made).state == "accepted"


def test_who_asked_takes_the_request_back_and_says_why(
    ruth: User, nell: User, signed_in: SignIn
) -> None:
    made = make.proposed(ruth, nell)
    host = signed_in(ruth)
    assert "Take your request back" in text(host.get(reverse("challenge", args=[made.pk])))
    host.post(reverse("challenge_call_off", args=[made.pk]), {"because": "We are not ready."})
    made.refresh_from_db()
    assert (made.standing, made.called_off_because) == ("Called off", "We are not ready.")
    assert waits(nell) == []
