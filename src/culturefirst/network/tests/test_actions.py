"""The verbs of the network: what they change, what they refuse, what they leave in the trail."""

from datetime import date

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.kit.models import AuditEvent
from culturefirst.network import actions
from culturefirst.network.models import BoundaryCode, Organisation, Post, Role, User

DAY = date(2011, 9, 19)


def test_an_organisation_keeps_its_dated_codes(helen, suffolk):
    body = actions.add_organisation(
        by=helen,
        name="Waveney District Council",
        kind="district",
        sub_region=suffolk,
        codes=[("E07000202", None, date(2009, 1, 1)), ("E07000206", date(2009, 1, 1), None)],
        joined_on=DAY,
    )
    assert body.slug == "waveney-district-council"
    assert list(BoundaryCode.objects.order_by("pk").values_list("code", "starts", "ends")) == [
        ("E07000202", None, date(2009, 1, 1)),
        ("E07000206", date(2009, 1, 1), None),
    ]
    assert body.is_member_on(DAY)
    assert not body.is_member_on(date(2011, 9, 18))


def test_two_names_that_look_alike_in_an_address_stay_apart(helen):
    first = actions.add_sub_region(by=helen, name="Mid Anglia")
    second = actions.add_sub_region(by=helen, name="Mid-Anglia")
    assert (first.slug, second.slug) == ("mid-anglia", "mid-anglia-2")


def test_a_name_that_is_taken_is_refused_and_nothing_is_kept(helen, ipswich):
    with pytest.raises(ValidationError) as refused:
        actions.add_organisation(by=helen, name="Ipswich Borough Council", kind="district")
    assert "name" in refused.value.message_dict
    assert Organisation.objects.filter(name="Ipswich Borough Council").count() == 1


def test_a_kind_that_is_not_ours_is_refused(helen):
    with pytest.raises(ValidationError) as refused:
        actions.add_organisation(by=helen, name="A ship", kind="ship")
    assert "kind" in refused.value.message_dict


def test_a_member_joins_leaves_and_may_join_again(helen, suffolk):
    body = actions.add_organisation(by=helen, name="Suffolk Arts", kind="civil_society")
    actions.join_network(by=helen, organisation=body, on=date(2011, 1, 1))
    with pytest.raises(DomainError, match="has been a member since 1 January 2011"):
        actions.join_network(by=helen, organisation=body, on=DAY)
    with pytest.raises(DomainError, match="not before"):
        actions.leave_network(by=helen, organisation=body, on=date(2010, 12, 31))
    actions.leave_network(by=helen, organisation=body, on=date(2011, 6, 1), reason="Cuts")
    assert not body.is_member_on(date(2011, 6, 1))
    with pytest.raises(DomainError, match="is not a member"):
        actions.leave_network(by=helen, organisation=body, on=DAY)
    with pytest.raises(DomainError, match="was a member until 1 June 2011"):
        actions.join_network(by=helen, organisation=body, on=date(2011, 5, 31))
    assert actions.join_network(by=helen, organisation=body, on=DAY).ends is None
    assert [m.starts for m in body.memberships.all()] == [DAY, date(2011, 1, 1)]


def test_each_action_leaves_one_event_that_says_who_and_what(helen, suffolk):
    before = AuditEvent.objects.count()
    body = actions.add_organisation(by=helen, name="Suffolk Arts", kind="civil_society")
    actions.join_network(by=helen, organisation=body, on=DAY)
    added, joined = AuditEvent.objects.order_by("pk")[before:]
    assert (added.verb, added.actor, added.about) == (
        "network.add_organisation",
        helen.pk,
        f"organisation:{body.pk}",
    )
    assert joined.after == {
        "organisation_id": body.pk,
        "starts": "2011-09-19",
        "ends": None,
        "reason": "",
    }


def test_the_trail_keeps_neither_names_nor_addresses(helen):
    actions.add_person(by=helen, name="Ann Lee", email="Ann.Lee@Example.org")
    event = AuditEvent.objects.order_by("pk").last()
    assert event.after["name"] == "(kept private)"
    assert event.after["email"] == "(kept private)"


def test_an_account_can_sign_in_at_once_with_its_address_confirmed(helen, ipswich, client):
    person = actions.add_person(by=helen, name="Ann Lee")
    user = actions.open_account(
        by=helen, person=person, email="Ann@Example.org", password="four plain long words"
    )
    assert (user.email, user.registered_on, user.left_on) == ("ann@example.org", DAY, None)
    address = EmailAddress.objects.get(user=user)
    assert (address.email, address.verified, address.primary) == ("ann@example.org", True, True)
    assert client.login(email="ann@example.org", password="four plain long words")


def test_one_person_has_one_account_and_one_address_serves_one(helen, priya):
    with pytest.raises(DomainError, match="Priya Nair has an account already"):
        actions.open_account(by=helen, person=priya.person, email="other@example.org")
    other = actions.add_person(by=helen, name="Ann Lee")
    with pytest.raises(DomainError, match="belongs to another account"):
        actions.open_account(by=helen, person=other, email="PRIYA@example.org")


def test_an_address_that_another_account_has_confirmed_is_taken(helen, priya):
    EmailAddress.objects.create(user=priya, email="Other@example.org", verified=True)
    person = actions.add_person(by=helen, name="Newcomer")
    with pytest.raises(DomainError, match="belongs to another account"):
        actions.open_account(by=helen, person=person, email="other@example.org")


def test_a_vacant_post_has_nobody(helen, team):
    post = actions.appoint(
        by=helen, person=None, title="Analyst", role="officer", organisation=team, starts=DAY
    )
    assert post.is_vacant
    assert post.is_held_on(DAY)


def test_a_post_cannot_end_before_it_starts(helen, priya):
    with pytest.raises(DomainError, match="began on 1 April 2010"):
        actions.end_post(by=helen, post=priya.person.posts.get(), on=date(2010, 3, 31))
    with pytest.raises(ValidationError):
        actions.appoint(
            by=helen,
            person=priya.person,
            title="Adviser",
            role="partner",
            organisation=priya.posts_today[0].organisation,
            starts=DAY,
            ends=date(2011, 1, 1),
        )


def test_ending_a_post_takes_its_rights_the_same_day(helen, priya):
    assert priya.roles == {"officer"}
    actions.end_post(by=helen, post=priya.person.posts.get(), on=DAY)
    assert User.objects.get(pk=priya.pk).roles == frozenset()


def test_only_a_director_makes_or_ends_a_director(helen, amara, priya, team):
    asked = {"person": priya.person, "title": "Director", "organisation": team, "starts": DAY}
    with pytest.raises(NotAllowed, match="a director of the network"):
        actions.appoint(by=helen, role=Role.DIRECTOR, **asked)
    with pytest.raises(NotAllowed):
        actions.end_post(by=helen, post=amara.person.posts.get(), on=DAY)
    assert actions.appoint(by=amara, role=Role.DIRECTOR, **asked).role == "director"


def test_closing_an_account_says_from_when_and_only_once(helen, priya):
    with pytest.raises(DomainError, match="between the account's opening and today"):
        actions.close_account(by=helen, user=priya, on=date(2011, 9, 20))
    closed = actions.close_account(by=helen, user=priya, on=date(2011, 9, 1), reason="Moved on")
    assert (closed.is_active, closed.left_on, closed.roles) == (
        False,
        date(2011, 9, 1),
        frozenset(),
    )
    with pytest.raises(DomainError, match="closed already"):
        actions.close_account(by=helen, user=closed)


def test_nobody_can_leave_the_network_without_somebody_in_charge(helen):
    with pytest.raises(DomainError, match="nobody who can run the network"):
        actions.close_account(by=helen, user=helen)
    with pytest.raises(DomainError, match="nobody who can run the network"):
        actions.end_post(by=helen, post=helen.person.posts.get(), on=DAY)
    assert User.objects.get(pk=helen.pk).is_active
    assert Post.objects.get(person=helen.person).ends is None


def test_one_of_two_in_charge_may_go(helen, amara):
    actions.close_account(by=amara, user=helen)
    assert not User.objects.get(pk=helen.pk).is_active


@pytest.mark.parametrize("who", ["tom", "priya", "jim", "dee", "nobody"])
def test_others_cannot_manage_the_network(request, db, who):
    with pytest.raises(NotAllowed, match="a director or a manager of the network"):
        actions.add_sub_region(by=request.getfixturevalue(who), name="Essex")


def test_people_correct_their_own_name_and_no_other(priya, jim, helen):
    assert actions.correct_person(by=priya, person=priya.person, name=" Priya N. ").name == (
        "Priya N."
    )
    with pytest.raises(NotAllowed):
        actions.correct_person(by=priya, person=jim.person, name="Jimmy")
    assert actions.correct_person(by=helen, person=jim.person, name="James Gotts").name == (
        "James Gotts"
    )
    with pytest.raises(ValidationError):
        actions.correct_person(by=SYSTEM, person=jim.person, name=" ")
