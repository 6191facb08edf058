"""Narrowing a figure on its own page: by what one may ask by, through the address alone."""

from datetime import date

import pytest

from culturefirst.measures.core import Question, Window
from culturefirst.measures.urls import figure_url
from culturefirst.network.models import Group, GroupMember, SubRegion

USERS = "/figures/network.registered_users/"
MEMBERSHIPS = "/figures/network.group_memberships/"


@pytest.fixture
def groups(db, jim):
    made = {}
    for name, access in (("Museums forum", "open"), ("Quiet circle", "private")):
        made[access] = Group.objects.create(name=name, slug=access, kind="forum", access=access)
        GroupMember.objects.create(group=made[access], person=jim.person, starts=date(2011, 1, 1))
    return made


def offered(page, name):
    return [words for _, words in page.context["narrowing"].fields[name].choices]


def test_a_figure_is_narrowed_by_the_form_as_by_its_address(client, priya, jim, suffolk):
    page = client.get(USERS)
    assert offered(page, "sub_region") == ["All", "Norfolk", "Suffolk"]
    assert offered(page, "role")[:3] == ["All", "Director", "Manager"]
    sent = {"sub_region": suffolk.pk, "role": "", "kind": "", "to": "2011-09-19"}
    narrowed = client.get(USERS, sent)
    assert page.context["figure"].words == "2"
    assert narrowed.context["figure"].words == "fewer than five"
    window = Window(ends=date(2011, 9, 19))
    assert "aria-invalid" not in narrowed.content.decode()
    address = figure_url(Question("network.registered_users", window, {"sub_region": suffolk.pk}))
    told = client.get(address).content.decode()
    assert f'<option value="{suffolk.pk}" selected>Suffolk</option>' in told
    assert '<input type="date" name="to" value="2011-09-19" id="narrow-to">' in told


def test_only_groups_that_one_may_know_of_are_offered(client, groups, helen, signed_in):
    assert offered(client.get(MEMBERSHIPS), "group") == ["All", "Museums forum"]
    assert offered(signed_in(helen).get(MEMBERSHIPS), "group") == [
        "All",
        "Museums forum",
        "Quiet circle",
    ]
    hidden = client.get(MEMBERSHIPS, {"group": groups["private"].pk})
    missing = client.get(MEMBERSHIPS, {"group": groups["private"].pk + 1})
    assert (hidden.status_code, missing.status_code) == (422, 422)


def test_what_the_form_does_not_show_goes_along(client, jim):
    told = client.get(USERS, {"from": "2011-04-01", "months": "24"}).content.decode()
    assert '<input type="hidden" name="from" value="2011-04-01" id="narrow-from">' in told
    assert '<input type="hidden" name="months" value="24" id="narrow-months">' in told
    flow = client.get("/figures/network.sign_ups/", {"from": "2011-04-01"}).content.decode()
    assert '<input type="date" name="from" value="2011-04-01" id="narrow-from">' in flow


def test_a_value_that_is_none_is_refused_in_a_sentence_as_before(client, jim):
    answer = client.get(USERS, {"sub_region": "Norfolk"})
    assert (answer.status_code, "is not a value of sub-region" in answer.content.decode()) == (
        422,
        True,
    )


def test_more_places_ask_no_more_of_the_database(client, jim, django_assert_num_queries):
    client.get(USERS)
    with django_assert_num_queries(7) as first:
        client.get(USERS)
    for number in range(3):
        SubRegion.objects.create(name=f"Place {number}", slug=f"place-{number}")
    with django_assert_num_queries(len(first)):
        client.get(USERS)
