"""Who keeps a body, a post and a group, and whose data stays their own."""

from datetime import date

import pytest

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import NotAllowed
from culturefirst.network import actions, policy
from culturefirst.network.models import Group, GroupMember, Joining, Role

DAY = date(2011, 9, 19)
EVERYBODY = ("nobody", "dee", "jim", "priya", "tom", "helen", "amara")


def allowed(request, ask, subject):
    """Who of the cast may, by name."""
    return {name for name in EVERYBODY if ask.allows(request.getfixturevalue(name), subject)}


@pytest.fixture
def lead(helen, priya):
    """Priya, who keeps Ipswich's people in order."""
    post = priya.posts_today[0]
    actions.set_lead(by=helen, post=post, leads=True)
    del priya.posts_today
    return priya


@pytest.fixture
def forum(suffolk):
    return Group.objects.create(
        name="Suffolk forum", slug="suffolk-forum", kind="forum", sub_region=suffolk
    )


def sits(group, who, part="member", starts=DAY, ends=None):
    return GroupMember.objects.create(
        group=group, person=who.person, part=part, starts=starts, ends=ends
    )


def test_a_body_is_kept_by_the_team_and_its_lead(request, ipswich, lead):
    assert allowed(request, policy.keep_organisation, ipswich) == {"priya", "helen", "amara"}


def test_a_lead_keeps_no_other_body(lead, norfolk_county):
    assert not policy.keep_organisation.allows(lead, norfolk_county)


def test_an_improvement_manager_keeps_the_bodies_of_their_sub_region(request, cambridgeshire):
    ely = actions.add_organisation(
        by=SYSTEM, name="Ely Museum", kind="civil_society", sub_region=cambridgeshire
    )
    assert allowed(request, policy.keep_organisation, ely) == {"tom", "helen", "amara"}


def test_the_teams_own_body_is_the_teams(request, team):
    assert allowed(request, policy.keep_organisation, team) == {"helen", "amara"}


def test_a_lead_whose_post_has_ended_keeps_nothing(helen, lead, ipswich):
    actions.end_post(by=helen, post=lead.posts_today[0], on=DAY)
    del lead.posts_today
    assert not policy.keep_organisation.allows(lead, ipswich)


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.MANAGER, Role.IMPROVEMENT_MANAGER])
def test_a_lead_gives_no_role_of_the_team(lead, ipswich, role):
    with pytest.raises(NotAllowed):
        actions.appoint(
            by=lead, person=lead.person, title="Boss", role=role, organisation=ipswich, starts=DAY
        )


def test_a_lead_appoints_in_their_own_body(lead, ipswich, norfolk_county):
    person = actions.add_person(by=lead, name="Ola Berg")
    made = {"person": person, "title": "Archivist", "role": Role.OFFICER, "starts": DAY}
    assert actions.appoint(by=lead, organisation=ipswich, **made).person == person
    with pytest.raises(NotAllowed):
        actions.appoint(by=lead, organisation=norfolk_county, **made)


def test_joining_a_proposed_body_is_decided_by_the_team_and_its_sub_region(request, cambridgeshire):
    proposed = Joining(proposed_name="Ely Folk Club", sub_region=cambridgeshire)
    assert allowed(request, policy.decide_joining, proposed) == {"tom", "helen", "amara"}
    assert allowed(request, policy.decide_joining, Joining(proposed_name="A club")) == {
        "helen",
        "amara",
    }


def test_joining_a_known_body_is_decided_by_its_keepers(request, ipswich, lead):
    known = Joining(organisation=ipswich)
    assert allowed(request, policy.decide_joining, known) == {"priya", "helen", "amara"}


def test_private_details_are_for_oneself_and_ones_keepers(request, lead, ipswich):
    person = actions.add_person(by=SYSTEM, name="Ola Berg")
    actions.appoint(
        by=SYSTEM,
        person=person,
        title="Archivist",
        role="officer",
        organisation=ipswich,
        starts=DAY,
    )
    assert allowed(request, policy.see_private_details, person) == {"priya", "helen", "amara"}


def test_a_group_is_kept_by_its_convenor_and_the_team(request, forum, dee, priya):
    sits(forum, dee, "convenor")
    sits(forum, priya)
    assert allowed(request, policy.keep_group, forum) == {"dee", "helen", "amara"}


def test_who_convened_once_keeps_the_group_no_more(forum, dee):
    sits(forum, dee, "convenor", date(2011, 1, 1), DAY)
    assert not policy.keep_group.allows(dee, forum)


def test_an_open_groups_papers_are_for_every_member_of_the_network(request, forum):
    assert allowed(request, policy.read_papers, forum) == set(EVERYBODY) - {"nobody"}


def test_a_closed_groups_papers_are_for_its_members_and_the_team(request, forum, priya):
    forum.access = Group.Access.CLOSED
    forum.save()
    sits(forum, priya)
    assert allowed(request, policy.read_papers, forum) == {"priya", "helen", "amara"}


def test_the_councillors_space_is_read_by_councillors_in_it_alone(request, forum, jim, priya):
    forum.access, forum.only_role = Group.Access.PRIVATE, Role.COUNCILLOR
    forum.save()
    sits(forum, jim)
    sits(forum, priya)
    assert allowed(request, policy.read_papers, forum) == {"jim"}
    seen = {
        name
        for name in EVERYBODY
        if Group.objects.visible_to(request.getfixturevalue(name)).exists()
    }
    assert seen == {"jim", "helen", "amara"}


@pytest.mark.parametrize("who", ["dee", "jim", "priya", "tom", "helen", "amara", "nobody"])
def test_unreleased_data_is_for_the_people_of_its_body_alone(request, ipswich, who):
    user = request.getfixturevalue(who)
    priya = request.getfixturevalue("priya")
    assert policy.see_unreleased.allows(user, ipswich) == (user == priya)


def test_whoever_holds_two_posts_sees_the_unreleased_data_of_both(priya, ipswich, norfolk_county):
    actions.appoint(
        by=SYSTEM,
        person=priya.person,
        title="Adviser",
        role=Role.PARTNER,
        organisation=norfolk_county,
        starts=DAY,
    )
    bodies = [ipswich, norfolk_county]
    assert [policy.see_unreleased.allows(priya, body) for body in bodies] == [True, True]
