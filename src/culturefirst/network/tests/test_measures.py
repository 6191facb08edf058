"""What is counted of the network, and that nobody is counted twice."""

from datetime import date

import pytest

from culturefirst.kit.act import SYSTEM
from culturefirst.measures.core import Figure, Question, Window, ids
from culturefirst.measures.figures import figure
from culturefirst.measures.register import MEASURES
from culturefirst.network import actions
from culturefirst.network.models import Organisation, Role

DAY = date(2011, 9, 19)
YEAR = Window(date(2011, 4, 1), DAY)


def counted(key, window=YEAR, **scope):
    """The figure, after checking that it is the count of the records behind it."""
    measure = MEASURES[key]
    rows = list(measure.rows(window, scope))
    assert len(rows) == len({row.pk for row in rows})
    found = figure(Question(key, window, scope))
    assert found.numerator == len(rows)
    return found


def test_an_account_counts_from_its_day_until_the_day_it_is_closed(helen, priya):
    opened = date(2010, 4, 1)
    actions.close_account(by=helen, user=priya, on=date(2011, 6, 1))
    key = "network.registered_users"
    assert counted(key, Window(opened, date(2010, 3, 31))) == Figure(0)
    assert counted(key, Window(opened, opened)) == Figure(2)
    assert counted(key, Window(opened, date(2011, 5, 31))) == Figure(2)
    assert counted(key, Window(opened, date(2011, 6, 1))) == Figure(1)


def test_somebody_with_two_posts_counts_once(priya, ipswich, suffolk):
    actions.appoint(
        by=SYSTEM,
        person=priya.person,
        title="Museums lead",
        role=Role.OFFICER,
        organisation=ipswich,
        starts=date(2011, 1, 1),
    )
    key = "network.registered_users"
    assert counted(key, sub_region=suffolk.pk) == Figure(1)
    assert counted(key, role="officer") == Figure(1)
    assert counted(key, kind="district", role="officer", sub_region=suffolk.pk) == Figure(1)


def test_one_post_must_fit_the_whole_scope(priya, norfolk_county, norfolk, suffolk):
    actions.appoint(
        by=SYSTEM,
        person=priya.person,
        title="Adviser",
        role=Role.PARTNER,
        organisation=norfolk_county,
        starts=date(2011, 1, 1),
    )
    key = "network.registered_users"
    assert counted(key, role="officer", sub_region=suffolk.pk) == Figure(1)
    assert counted(key, role="officer", sub_region=norfolk.pk) == Figure(0)
    assert counted(key, role="partner", sub_region=norfolk.pk) == Figure(1)


def test_a_post_counts_only_on_days_on_which_it_is_held(helen, priya, suffolk):
    post = priya.person.posts.get()
    actions.end_post(by=helen, post=post, on=date(2011, 7, 1))
    key = "network.registered_users"
    assert counted(key, sub_region=suffolk.pk) == Figure(0)
    assert counted(key, Window(YEAR.starts, date(2011, 6, 30)), sub_region=suffolk.pk) == Figure(1)


def test_somebody_seconded_counts_where_they_are_sent(tom, cambridgeshire):
    assert counted("network.registered_users", sub_region=cambridgeshire.pk) == Figure(1)
    assert counted("network.posts_filled", sub_region=cambridgeshire.pk) == Figure(1, 1)


def test_members_are_bodies_that_joined_and_have_not_left(helen, ipswich, norfolk_county, suffolk):
    key = "network.member_organisations"
    assert counted(key) == Figure(3)
    actions.leave_network(by=helen, organisation=ipswich, on=DAY)
    assert counted(key) == Figure(2)
    assert counted(key, sub_region=suffolk.pk) == Figure(0)
    assert counted(key, kind="county") == Figure(1)


def test_an_authority_is_covered_once_however_many_of_its_people_have_accounts(
    priya, ipswich, norfolk_county, suffolk, norfolk, team
):
    second = actions.add_person(by=SYSTEM, name="Sam Orford")
    actions.appoint(
        by=SYSTEM,
        person=second,
        title="Sport officer",
        role=Role.OFFICER,
        organisation=ipswich,
        starts=date(2011, 1, 1),
    )
    actions.open_account(by=SYSTEM, person=second, email="sam@example.org", on=date(2011, 1, 1))
    key = "network.authorities_covered"
    assert counted(key) == Figure(1, 2)
    assert counted(key, sub_region=suffolk.pk) == Figure(1, 1)
    assert counted(key, sub_region=norfolk.pk) == Figure(0, 1)
    assert counted(key, Window(YEAR.starts, date(2010, 1, 1))) == Figure(0, 2)


def test_an_authority_is_not_covered_by_somebody_whose_account_was_closed(helen, priya):
    actions.close_account(by=helen, user=priya, on=DAY)
    assert counted("network.authorities_covered") == Figure(0, 1)


def test_a_vacant_post_is_one_of_all_posts_and_not_filled(helen, team):
    actions.appoint(
        by=helen,
        person=None,
        title="Improvement Manager (Essex)",
        role=Role.IMPROVEMENT_MANAGER,
        organisation=team,
        starts=date(2011, 4, 1),
    )
    assert counted("network.posts_filled") == Figure(1, 2)
    assert counted("network.posts_filled", kind="network", role="manager") == Figure(1, 1)


def test_names_behind_registered_users_are_for_members(priya, nobody):
    measure = MEASURES["network.registered_users"]
    assert measure.names_for(priya) is True
    assert measure.names_for(nobody) is False
    shown = measure.show(measure.rows(YEAR, {}).get())
    assert (shown.label, shown.detail) == ("Priya Nair", "Ipswich Borough Council")


def test_showing_many_users_asks_as_often_as_showing_one(
    priya, jim, dee, django_assert_num_queries
):
    measure = MEASURES["network.registered_users"]
    for most in (1, 3):
        with django_assert_num_queries(3):
            assert len([measure.show(row).label for row in measure.rows(YEAR, {})[:most]]) == most


@pytest.mark.parametrize("key", ["network.registered_users", "network.authorities_covered"])
def test_a_dimension_that_a_measure_lacks_is_refused(db, key):
    with pytest.raises(ValueError, match="cannot be narrowed by weather"):
        MEASURES[key].rows(YEAR, {"weather": "fine"})


def test_choices_are_names_that_people_know(cambridgeshire, norfolk):
    dimension = MEASURES["network.registered_users"].dimensions["sub_region"]
    assert [name for _, name in dimension.choices()] == ["Cambridgeshire", "Norfolk"]
    assert ("district", "District council") in (
        MEASURES["network.member_organisations"].dimensions["kind"].choices()
    )
    assert ids(Organisation.objects.none()) == []
