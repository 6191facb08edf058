"""Open data: what is in the files, what never is, and that ids stay."""

import csv
import json
from datetime import date

import pytest
from django.urls import reverse

from culturefirst.kit.models import Installation
from culturefirst.network import actions
from culturefirst.network.exchange import tables
from culturefirst.network.models import Group, GroupMember, OrganisationName
from culturefirst.network.views.open_data import FILES

NEEDED = {"id", "name", "classification", "other_names", "identifiers", "parent_id"}


@pytest.fixture
def groups(db, jim):
    for name, access in (("Open forum", "open"), ("Closed panel", "closed"), ("Quiet", "private")):
        group = Group.objects.create(
            name=name, slug=name.lower().replace(" ", "-"), kind="forum", access=access
        )
        GroupMember.objects.create(group=group, person=jim.person, starts=date(2011, 1, 1))


@pytest.fixture
def got(signed_in, nobody):
    client = signed_in(nobody)
    return lambda name, **more: client.get(reverse("open_file", args=[name]), **more)


@pytest.mark.parametrize("name", sorted(FILES))
@pytest.mark.parametrize("who", ["nobody", "helen"])
def test_no_file_names_a_person_or_a_private_group(name, who, groups, priya, signed_in, request):
    client = signed_in(request.getfixturevalue(who))
    told = client.get(reverse("open_file", args=[name])).content.decode()
    assert [word for word in ("Quiet", "Jim", "Gotts", "Priya", "@example") if word in told] == []


def test_a_table_has_the_columns_that_its_metadata_say(got, groups, ipswich):
    for name, columns in (("organisations", tables.ORGANISATIONS), ("groups", tables.GROUPS)):
        rows = list(csv.reader(got(f"{name}.csv").content.decode().splitlines()))
        told = json.loads(got(f"{name}.csv-metadata.json").content)
        heads = [column["name"] for column in told["tableSchema"]["columns"]]
        assert rows[0] == heads == [column for column, _, _ in columns]
        assert told["url"] == f"{name}.csv"
        assert list(json.loads(got(f"{name}.json").content)[0]) == heads


def test_a_body_is_told_as_at_today(got, ipswich):
    found = json.loads(got("organisations.json").content)[0]
    assert found | {"id": ""} == {
        "id": "",
        "slug": "ipswich-borough-council",
        "name": "Ipswich Borough Council",
        "short_name": "",
        "kind": "district",
        "sub_region": "suffolk",
        "gss_code": None,
        "public_id": None,
        "part_of": None,
        "upper_tier": None,
        "member_since": "2010-04-01",
        "founded_on": None,
        "dissolved_on": None,
        "website": None,
        "services": [],
    }
    assert found["id"] == f"organisation-{ipswich.pk}"


def test_popolo_is_whole(got, groups, helen, ipswich):
    OrganisationName.objects.create(
        organisation=ipswich, name="Ipswich Corporation", until=date(1974, 4, 1)
    )
    ipswich.codes.create(code="E07000202")
    actions.leave_network(by=helen, organisation=ipswich, on=date(2011, 9, 1))
    told = json.loads(got("popolo.json").content)
    listed = {each["id"]: each for each in told["organizations"]}
    assert listed["network"]["name"] == Installation.current().network
    others = [each for key, each in listed.items() if key != "network"]
    assert all(set(each) >= NEEDED for each in others)
    assert all(each["parent_id"] in {None, *listed} for each in others)
    body = listed[f"organisation-{ipswich.pk}"]
    assert body["other_names"] == [{"name": "Ipswich Corporation", "end_date": "1974-04-01"}]
    assert body["identifiers"] == [{"scheme": "gss", "identifier": "E07000202"}]
    held = [each for each in told["memberships"] if each["member"]["id"] == body["id"]]
    assert [(each["start_date"], each["end_date"]) for each in held] == [
        ("2010-04-01", "2011-09-01")
    ]
    assert (told["persons"], told["posts"]) == ([], [])
    assert {each["member"]["id"] for each in told["memberships"]} <= set(listed)


def test_any_page_may_read_the_files_and_only_them(got, ipswich, signed_in, nobody):
    answer = got("organisations.csv")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    again = got("organisations.csv", headers={"if-none-match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    page = signed_in(nobody).get(reverse("open_data"))
    assert "Access-Control-Allow-Origin" not in page.headers
    assert "Open Government Licence v3.0" in page.content.decode()


def test_a_file_that_is_none_is_missing(got, db):
    assert got("people.csv").status_code == 404


@pytest.mark.parametrize("name", sorted(FILES))
def test_files_ask_as_often_for_three_bodies_as_for_one(
    name, got, ipswich, norfolk_county, team, django_assert_max_num_queries
):
    with django_assert_max_num_queries(9):
        assert got(name).status_code == 200
