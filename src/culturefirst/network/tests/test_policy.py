"""Who may do what, role by role."""

import pytest

from culturefirst.kit.act import SYSTEM
from culturefirst.network import actions, policy
from culturefirst.network.models import Organisation, Person, Post

EVERYBODY = ["amara", "helen", "tom", "priya", "jim", "dee", "nobody"]
MATRIX = {
    policy.manage_network: {"amara", "helen"},
    policy.appoint_directors: {"amara"},
    policy.see_members: {"amara", "helen", "tom", "priya", "jim", "dee"},
    policy.act_in_sub_region: {"amara", "helen", "tom"},
    policy.own_account: {"amara", "helen", "tom", "priya", "jim", "dee"},
}


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("asked", MATRIX, ids=lambda asked: asked.name)
def test_each_role_may_do_just_what_the_matrix_says(request, db, asked, who):
    assert asked.allows(request.getfixturevalue(who)) is (who in MATRIX[asked])


def test_an_improvement_manager_acts_only_where_they_are_seconded(tom, cambridgeshire, norfolk):
    assert policy.act_in_sub_region.allows(tom, cambridgeshire)
    assert not policy.act_in_sub_region.allows(tom, norfolk)


def test_a_manager_acts_in_every_sub_region(helen, cambridgeshire, norfolk):
    assert policy.act_in_sub_region.allows(helen, cambridgeshire)
    assert policy.act_in_sub_region.allows(helen, norfolk)


def test_the_system_manages_but_is_nobody_s_account(db):
    assert policy.manage_network.allows(SYSTEM)
    assert not policy.see_members.allows(SYSTEM)


def test_a_closed_account_keeps_no_rights(helen, tom, cambridgeshire):
    closed = actions.close_account(by=helen, user=tom)
    assert not policy.act_in_sub_region.allows(closed, cambridgeshire)
    assert not policy.see_members.allows(closed)


def test_people_are_visible_to_members_and_bodies_to_all(priya, nobody):
    assert list(Person.objects.visible_to(priya)) == [priya.person]
    assert list(Person.objects.visible_to(nobody)) == []
    assert list(Post.objects.visible_to(nobody)) == []
    assert Organisation.objects.visible_to(nobody).count() == 1


def test_an_account_is_its_owner_s(priya, jim):
    assert policy.own_account.allows(priya, priya)
    assert not policy.own_account.allows(jim, priya)
