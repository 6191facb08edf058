"""What the demonstration shows of a network: groups, joining, topics, audiences."""

from datetime import date

import pytest

from culturefirst.network import inviting
from culturefirst.network.models import (
    ActiveDay,
    Audience,
    Consent,
    Group,
    GroupMember,
    Interest,
    InvitationList,
    Joining,
    MailDomain,
    Organisation,
    Paper,
    Person,
    Post,
    ServiceRun,
    Succession,
    Topic,
    User,
)
from culturefirst.network.queries.audiences import people_of

pytestmark = [pytest.mark.usefixtures("story"), pytest.mark.django_db]
TODAY = date(2011, 9, 19)


def account(name: str) -> User:
    return User.objects.get(person__name=name)


def test_the_seven_groups_are_as_open_as_they_say() -> None:
    assert {(str(group), group.access) for group in Group.objects.all()} == {
        ("Culture Task Group", "open"),
        ("COGS", "open"),
        ("HACO", "open"),
        ("EACLO", "open"),
        ("Norfolk 2012", "closed"),
        ("The Executive", "closed"),
        ("Portfolio holders for culture", "private"),
    }


def test_each_group_has_one_convenor_and_members_of_its_own_place() -> None:
    sitting = GroupMember.objects.in_on(TODAY)

    assert {
        str(group): sitting.filter(group=group, part="convenor").count()
        for group in Group.objects.all()
    } == {str(group): 1 for group in Group.objects.all()}
    officers = sitting.filter(person__posts__role="officer", group__sub_region__isnull=False)
    for sits in officers.select_related("group"):
        places = sits.person.posts.values_list("organisation__sub_region", flat=True)
        assert sits.group.sub_region_id in places


def test_the_councillors_space_is_known_to_councillors_in_it_and_to_no_officer() -> None:
    space = Group.objects.get(only_role="councillor")
    paper = Paper._base_manager.get(group=space)

    assert space in Group.objects.visible_to(account("Jim Gotts"))
    assert paper in Paper.objects.visible_to(account("Jim Gotts"))
    assert space not in Group.objects.visible_to(account("Priya Nair"))
    assert paper not in Paper.objects.visible_to(account("Helen Marsh"))


def test_half_of_the_authorities_have_a_lead_and_each_councillor_a_portfolio() -> None:
    held = Post.objects.held_on(TODAY)
    leads = held.filter(leads=True)

    assert 20 <= leads.count() == leads.values("organisation").distinct().count() <= 26
    assert set(leads.values_list("role", flat=True)) == {"officer"}
    assert not held.filter(role="councillor", portfolio="").exists()


def test_everybody_follows_something_and_agreed_to_no_more_than_that() -> None:
    assert Topic.objects.count() == 19
    assert not User.objects.filter(person__interests=None).exists()
    agreed = set(Consent.objects.values_list("person", "topic"))
    assert agreed <= set(Interest.objects.values_list("person", "topic"))
    assert Consent.objects.filter(wording="").count() == 0


def test_every_address_is_at_the_domain_by_which_its_body_is_known() -> None:
    known = dict(MailDomain.objects.values_list("domain", "organisation__name"))

    for post in Post.objects.held_on(TODAY).filter(person__isnull=False):
        domain = post.person.email.rpartition("@")[2]
        assert domain.endswith(".example")
        assert known.get(domain, "Culture First") == post.organisation.name


def test_every_authority_runs_services_and_the_three_before_2009_are_gone() -> None:
    standing = Organisation.objects.filter(kind__in=Organisation.AUTHORITIES).standing_on(TODAY)

    assert standing.count() == 52
    assert ServiceRun.objects.values("organisation").distinct().count() == 52
    assert {(str(each.predecessor), each.how, str(each.successor)) for each in after()} == {
        ("Bedfordshire County Council", "split", "Bedford"),
        ("Bedfordshire County Council", "split", "Central Bedfordshire"),
        ("Mid Bedfordshire", "merged", "Central Bedfordshire"),
        ("South Bedfordshire", "merged", "Central Bedfordshire"),
    }
    assert {each.on for each in after()} == {date(2009, 4, 1)}


def after() -> list[Succession]:
    return list(Succession.objects.select_related("predecessor", "successor"))


def test_two_wait_one_was_declined_and_three_are_invited() -> None:
    assert [
        (each.name, each.state, each.body) for each in Joining.objects.order_by("asked_at")
    ] == [
        ("Hal Penrose", "declined", "Blue Kite Recruitment"),
        ("Lena Ostler", "invited", "Broxbourne"),
        ("Ravi Quill", "invited", "Maldon"),
        ("Grace Thorne", "invited", "Three Rivers"),
        ("Mina Sorrel", "waiting", "Stour Valley Story Trail"),
        ("Owen Tasker", "waiting", "Ipswich"),
    ]
    assert "looks like ipswich.example" in Joining.objects.get(name="Owen Tasker").flags[0]


def test_a_list_of_invitations_waits_with_two_faults() -> None:
    [draft] = InvitationList.objects.all()
    lines = inviting.checked(draft.rows, account("Helen Marsh"))

    assert [(line.number, [fault.column for fault in line.faults]) for line in lines] == [
        (2, []),
        (3, []),
        (4, ["email"]),
        (5, ["organisation"]),
    ]


def test_each_audience_finds_somebody() -> None:
    helen = account("Helen Marsh")
    found = {
        each.name: people_of(each.question, TODAY, helen).count() for each in Audience.objects.all()
    }

    assert len(found) == 4
    assert found["Everybody in the network"] == 194
    assert min(found.values()) > 0
    assert found["Portfolio holders"] == (
        Person.objects.filter(
            posts__in=Post.objects.held_on(TODAY).filter(role="councillor"),
            account__registrations__ends__isnull=True,
        )
        .distinct()
        .count()
    )


def test_people_used_the_network_on_working_days_while_their_account_was_open() -> None:
    used = ActiveDay.objects.select_related("user")

    assert used.count() > 1000
    assert {each.on.weekday() for each in used} == {0, 1, 2, 3, 4}
    assert all(each.user.registered_on <= each.on < TODAY for each in used)
    assert not [each for each in used if each.user.left_on and each.on >= each.user.left_on]
