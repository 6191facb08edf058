"""Sign-ups, active users, portfolio holders and groups as figures; and their history."""

from datetime import date

import pytest
from django.urls import reverse

from culturefirst.measures.core import Figure, Question, Window
from culturefirst.measures.figures import figure
from culturefirst.measures.history import monthly, months_of, windows
from culturefirst.measures.register import MEASURES
from culturefirst.network import actions
from culturefirst.network.models import Group, GroupMember, Post, Role

DAY = date(2011, 9, 19)
NOW = Window(date(2011, 4, 1), DAY)


def asked(key, window=NOW, **scope):
    return figure(Question(f"network.{key}", window, scope))


@pytest.fixture
def private(db, jim):
    group = Group.objects.create(
        name="Quiet circle", slug="quiet-circle", kind="forum", access="private"
    )
    GroupMember.objects.create(group=group, person=jim.person, starts=date(2011, 1, 1))
    return group


@pytest.fixture
def forum(db, jim, priya):
    group = Group.objects.create(name="Museums forum", slug="museums-forum", kind="forum")
    for person in (jim.person, priya.person):
        GroupMember.objects.create(group=group, person=person, starts=date(2011, 6, 1))
    return group


def test_sign_ups_count_in_their_time_and_where_the_post_was_then(priya, jim, suffolk):
    month = Window(date(2010, 4, 1), date(2010, 4, 30))
    assert asked("sign_ups", month) == Figure(2)
    assert asked("sign_ups", NOW) == Figure(0)
    assert asked("sign_ups", month, sub_region=suffolk.pk) == Figure(1)
    Post.objects.filter(person=priya.person).update(ends=date(2010, 4, 20))
    assert asked("sign_ups", month, sub_region=suffolk.pk) == Figure(1)


def test_an_account_closed_in_the_time_was_open_in_it(helen, priya):
    actions.close_account(by=helen, user=priya, on=date(2011, 6, 1))
    assert asked("active_users") == Figure(0, 2)
    assert asked("active_users", Window(date(2011, 6, 2), DAY)) == Figure(0, 1)


def test_a_portfolio_is_known_where_a_councillor_holds_one(helen, jim, priya, norfolk):
    assert asked("portfolio_holders") == Figure(0, 2)
    Post.objects.filter(person=jim.person).update(portfolio="Culture")
    Post.objects.filter(person=priya.person).update(portfolio="Culture")
    assert asked("portfolio_holders") == Figure(1, 2)
    assert asked("portfolio_holders", sub_region=norfolk.pk) == Figure(1, 1)


def test_a_membership_counts_once_a_group_and_a_person_once(private, forum, norfolk):
    assert asked("group_memberships") == Figure(3)
    assert asked("people_in_groups") == Figure(2)
    assert asked("group_memberships", group=forum.pk) == Figure(2)
    assert asked("group_memberships", sub_region=norfolk.pk) == Figure(2)
    assert asked("group_memberships", Window(NOW.starts, date(2011, 5, 31))) == Figure(1)


def test_a_group_of_one_role_has_only_those_who_hold_it(forum):
    forum.only_role = Role.COUNCILLOR
    forum.save()
    assert asked("group_memberships") == Figure(1)
    assert asked("people_in_groups") == Figure(1)


@pytest.mark.parametrize("who", ["nobody", "priya", "tom"])
def test_a_figure_tells_nothing_of_a_private_group(who, private, forum, signed_in, request):
    client = signed_in(request.getfixturevalue(who))
    told = client.get(reverse("figure", args=["network.group_memberships"])).content.decode()
    assert "Quiet circle" not in told
    hidden, missing = (
        client.get(reverse("figure", args=["network.group_memberships"]), {"group": key})
        for key in (private.pk, 99_999)
    )
    assert (hidden.status_code, missing.status_code) == (422, 422)
    assert "is not a value of group" in hidden.content.decode()
    told = client.get(reverse("figure", args=["network.people_in_groups"])).content.decode()
    assert "Jim Gotts" not in told


def test_a_member_of_a_private_group_may_ask_by_it(jim, private, signed_in):
    address = reverse("figure", args=["network.group_memberships"])
    told = signed_in(jim).get(address, {"group": private.pk}).content.decode()
    assert "Quiet circle" in told and "Jim Gotts" in told


def test_months_are_counted_up_to_their_ends_or_within_them():
    stock, flow = MEASURES["network.registered_users"], MEASURES["network.sign_ups"]
    assert [each.ends for each in windows(stock, 3, DAY)] == [
        date(2011, 7, 31),
        date(2011, 8, 31),
        DAY,
    ]
    assert windows(flow, 2, DAY) == [
        Window(date(2011, 8, 1), date(2011, 8, 31)),
        Window(date(2011, 9, 1), DAY),
    ]
    assert len(windows(flow, 12, date(1, 2, 3))) == 2


def test_the_months_of_a_flow_add_up_and_are_one_statement(
    priya, jim, dee, suffolk, django_assert_num_queries
):
    flow = MEASURES["network.sign_ups"]
    assert months_of(flow, {}, DAY) == 18
    assert months_of(flow, {"role": "director"}, DAY) == 1
    monthly(flow, {"sub_region": suffolk.pk}, 1, DAY)
    with django_assert_num_queries(1):
        found = monthly(flow, {"sub_region": suffolk.pk}, 18, DAY)
    assert [counted.numerator for _, counted in found] == [2, *([0] * 17)]


@pytest.mark.parametrize(("months", "rows"), [("12", 12), ("24", 24), ("all", 18), ("999", 12)])
def test_the_history_downloads_as_long_as_asked(priya, signed_in, nobody, months, rows):
    address = reverse("figure", args=["network.registered_users"])
    told = {"months": months, "format": "csv", "table": "history"}
    lines = signed_in(nobody).get(address, told).content.decode("utf-8-sig").splitlines()
    assert (lines[0], len(lines) - 1) == ("Up to,Registered users", rows)
    assert lines[-1] == "2011-09-19,1.0"


def test_each_month_opens_its_own_figure(priya, signed_in):
    address = reverse("figure", args=["network.registered_users"])
    told = signed_in(priya).get(address, {"role": "officer"}).content.decode()
    assert f'href="{address}?to=2010-10-31&amp;role=officer"' in told


def test_days_of_long_ago_and_far_ahead_have_a_history(signed_in, nobody, db):
    for day in ("0001-01-01", "9999-12-31"):
        for months in ("24", "all"):
            address = reverse("figure", args=["network.sign_ups"])
            page = signed_in(nobody).get(address, {"to": day, "months": months})
            assert page.status_code == 200
