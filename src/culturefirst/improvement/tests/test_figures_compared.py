"""Comparisons of yearly figures: for members by name, for everybody without, and as files."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from culturefirst.improvement import actions, figures
from culturefirst.improvement.models import Return, Traits
from culturefirst.improvement.queries.comparison_tables import tables, tables_of
from culturefirst.improvement.tests.make_figures import (
    MEMBERS,
    PUBLIC,
    a_collection,
    a_return,
    bodies,
    body_of,
    everybody_reads,
    members_read,
    said,
    some_returns,
)
from culturefirst.improvement.tests.test_figures_pages import at, text_of
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.network import actions as network
from culturefirst.network.models import Organisation

DAY = timedelta(days=1)
VISIT = "sport-net-cost-per-visit"


def told_to_all(client, collection, key=VISIT):
    """What the public page says of one indicator: group, number, and the three figures."""
    page = client.get(at("public", collection))
    return [
        (row.group, row.n, row.low, row.median, row.high)
        for _, told in page.context["sections"]
        for each in told
        if each.indicator.key == key
        for row in each.rows
    ]


# Subsidy per visit of the districts is 800,000 by 400,000, 410,000, … visits: £2.00, £1.95, …
@pytest.mark.parametrize(
    ("number", "said"),
    [
        (5, ("fewer than 6", "", "", "")),
        (6, ("6", "", "£1.9", "")),
        (9, ("9", "", "£1.8", "")),
        (10, ("10", "£1.7", "£1.8", "£1.9")),
    ],
)
def test_everybody_reads_medians_from_six_on_and_quartiles_from_ten_rounded(
    nobody, signed_in, number, said
):
    collection = a_collection()
    some_returns(collection, number)
    with everybody_reads():
        told = told_to_all(signed_in(nobody), collection)
    assert told[0] == ("All", *said)
    assert told[1:] == ([("District council", *said)] if number > 5 else [])


def test_quartiles_of_a_kind_are_withheld_where_its_rest_is_below_ten(nobody, signed_in):
    collection = a_collection()
    some_returns(collection, 12)
    for body in bodies(6, Organisation.Kind.UNITARY):
        a_return(collection, body)
    with everybody_reads():
        told = told_to_all(signed_in(nobody), collection)
    assert [(group, n, bool(low), bool(median)) for group, n, low, median, _ in told] == [
        ("All", "18", True, True),
        ("District council", "12", False, True),
        ("Unitary authority", "6", False, True),
    ]


def test_quartiles_that_come_to_the_same_are_withheld(nobody, signed_in):
    collection = a_collection()
    for body in bodies(12):
        a_return(collection, body)
    with everybody_reads():
        assert told_to_all(signed_in(nobody), collection)[0] == ("All", "12", "", "£2.0", "")


def test_the_rule_is_said_before_anything_is_brought(priya, signed_in):
    found = a_return(a_collection(), body_of(priya), sent=False)
    client = signed_in(priya)
    for page in (at("bring", found), at("section", found, "whole")):
        said = text_of(client.get(page))
        assert "members of the network by name from 1 December 2011" in said
        assert "everybody from 1 June 2012, without names: rounded medians of six" in said
    assert "of five organisations they are three of these five" in text_of(
        client.get(at("definition", found.collection.uses))
    )


def sheets_in(answer):
    book = load_workbook(BytesIO(answer.content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_a_comparison_leaves_as_a_workbook_in_which_nothing_is_a_formula(priya, signed_in):
    collection = a_collection()
    a_return(collection, body_of(priya), {"sport-visits": 500_000})
    some_returns(collection, 4)
    sly = network.add_organisation(by=SYSTEM, name='=HYPERLINK("x")', kind="district")
    a_return(collection, sly)
    with members_read():
        client = signed_in(priya)
        told = sheets_in(client.get(at("compare", collection) + "?format=xlsx"))
        one = sheets_in(client.get(at("indicator", collection, VISIT) + "?format=xlsx"))
        asked = client.get(at("indicator", collection, VISIT) + "?format=csv")
    row = next(row for row in told["Comparison"] if row[0] == "Subsidy per visit to sport centres")
    assert (row[1:4], row[8]) == (("£", 1.6, 6), "1st of 6, in the best quarter")
    assert [row[0] for row in told["Organisations"]][-1] == '\'=HYPERLINK("x")'
    place = told["Organisations"][0].index("Subsidy per visit to sport centres, £")
    assert {row[0]: row[place] for row in told["Organisations"]}["Ipswich Borough Council"] == 1.6
    assert ("Ipswich Borough Council", 1.6) in one["Organisations"]
    assert one["Years"][1][:3] == ("Figures of 2010/11", 1.6, 6)
    assert "'=HYPERLINK" in asked.content.decode()


def test_a_workbook_for_everybody_says_what_the_page_says(nobody, signed_in):
    collection = a_collection()
    some_returns(collection, 10)
    with everybody_reads():
        client = signed_in(nobody)
        told = sheets_in(client.get(at("public", collection) + "?format=xlsx"))["Public"]
    assert [row[2:] for row in told if row[0] == "Subsidy per visit to sport centres"] == [
        ("All", "10", 1.7, 1.8, 1.9),
        ("District council", "10", 1.7, 1.8, 1.9),
    ]
    empty = next(row for row in told if row[0].endswith("visit to museums"))
    assert empty[2:] == ("All", "fewer than 6", None, None, None)


def test_the_api_tells_each_what_the_pages_tell_them_on_the_same_days(
    priya, helen, nobody, signed_in
):
    collection = a_collection()
    a_return(collection, body_of(priya), {"sport-visits": 500_000})
    some_returns(collection, 9)
    people = {user: signed_in(user) for user in (nobody, priya, helen)}
    told, named = (
        reverse(f"api_yearly_figures_{name}", args=[collection.pk])
        for name in ("told", "of_bodies")
    )

    def asked(*urls):
        return [client.get(url).status_code for client in people.values() for url in urls]

    listed = reverse("api_yearly_figures")
    with clock.standing(MEMBERS - DAY):
        assert asked(told, named) == [404, 401, 404, 404, 404, 404]
        assert people[priya].get(listed).json() == {"count": 0, "items": []}
    with members_read():
        assert asked(told, named) == [404, 401, 404, 200, 404, 200]
        assert people[nobody].get(listed).json()["count"] == 0
        said = people[priya].get(f"{named}?limit=1").json()
        assert said["count"] == 10
        assert said["items"][0]["organisation"] == "Ipswich Borough Council"
        assert said["items"][0]["indicators"][VISIT] == 1.6
        assert said["items"][0]["indicators"]["museum-net-cost-per-visit"] is None
    with clock.standing(PUBLIC):
        assert asked(told, named) == [200, 401, 200, 200, 200, 200]
        assert people[nobody].get(listed).json()["items"][0]["title"] == "Figures of 2010/11"
        (visit,) = [
            each for each in people[nobody].get(told).json()["indicators"] if each["key"] == VISIT
        ]
        assert visit["groups"][0] == {
            "group": "All", "kind": "", "known": 10,
            "lower_quartile": 1.7, "median": 1.8, "upper_quartile": 1.9,
        }  # fmt: skip


@pytest.mark.parametrize("given", ["body=²", "body=9999999999999999999999", "me=²", "group=x"])
def test_what_is_no_key_of_anything_is_left_out(priya, signed_in, given):
    collection = a_collection()
    a_return(collection, body_of(priya))
    with members_read():
        client = signed_in(priya)
        assert client.get(at("compare", collection) + f"?group=picked&{given}").status_code == 200
    assert client.post(at("begin", collection), {"organisation": "²"}).status_code == 404


def test_an_item_whose_key_is_a_number_is_compared_like_any(db):
    """The database would take such a key for a place in a list."""
    text = figures.SHIPPED.read_text().replace("sport-spend", "'2010'").replace('"1"', '"2"', 1)
    uses = actions.load_indicators(by=SYSTEM, text=text)
    collection = a_collection(announced=False)
    collection = actions.edit_collection(by=SYSTEM, collection=collection, changes={"uses": uses})
    collection = actions.announce_collection(by=SYSTEM, collection=collection)
    (body,) = bodies(1)
    given = said({"2010": 1_600_000, "sport-income": 1_200_000, "sport-visits": 400_000})
    made = actions.begin_return(by=SYSTEM, collection=collection, organisation=body)
    made = actions.save_figures(by=SYSTEM, found=made, answers=given)
    actions.send_return(by=SYSTEM, found=made)
    like = collection.figures.indicator[VISIT]
    rows = Return._base_manager.all()
    (one,), (whole,) = tables_of(like, [collection], rows), tables([collection], rows)
    assert (one.of(body.pk, VISIT), whole.of(body.pk, VISIT)) == (1.0, 1.0)


def test_members_compare_by_name_from_the_day_on(priya, jim, signed_in):
    collection = a_collection()
    a_return(collection, body_of(priya), {"sport-visits": 500_000})
    some_returns(collection, 4)
    with members_read():
        told = signed_in(priya).get(at("compare", collection))
        line = next(
            line
            for _, lines in told.context["sections"]
            for line in lines
            if line.indicator.key == "sport-net-cost-per-visit"
        )
        assert (line.own, line.spread.n, line.median) == ("£1.60", 5, "£1.90")
        assert line.standing == "1st of 5, in the best quarter"
        assert line.together == "£1.85"
        page = signed_in(jim).get(at("indicator", collection, "sport-net-cost-per-visit"))
        assert "Ipswich Borough Council" in text_of(page)
        assert "£1.60" in text_of(page)
        assert "<svg" in page.content.decode()


def test_of_four_organisations_nothing_but_their_number_is_told(priya, signed_in):
    collection = a_collection()
    a_return(collection, body_of(priya))
    some_returns(collection, 3)
    with members_read():
        told = signed_in(priya).get(at("compare", collection))
        lines = [line for _, lines in told.context["sections"] for line in lines]
        assert {line.quartiles for line in lines} == {"too few"}
        assert {(line.median, line.together, line.standing) for line in lines} == {("–", "–", "")}


def test_what_is_public_has_no_name_and_no_small_group(priya, nobody, signed_in):
    collection = a_collection()
    some_returns(collection, 7)
    for body in bodies(3, Organisation.Kind.UNITARY):
        a_return(collection, body)
    with everybody_reads():
        client = signed_in(nobody)
        page = client.get(at("public", collection))
        said = text_of(page)
        names = list(
            Organisation.objects.filter(returns__isnull=False).values_list("name", flat=True)
        )
        assert not [name for name in names if name in said]
        rows = {
            each.indicator.key: [(row.group, row.n, bool(row.median)) for row in each.rows]
            for _, told in page.context["sections"]
            for each in told
        }
        # Three unitaries would be left if districts were subtracted: neither kind is shown.
        assert rows["cost-recovery"] == [("All", "10", True)]
        assert rows["museum-net-cost-per-visit"] == [("All", "fewer than 6", False)]
        file = client.get(at("public", collection) + "?format=csv").content.decode()
        assert not [name for name in names if name in file]
        assert client.get(at("compare", collection)).status_code == 302
        # Whatever is put into the address, the groups are the same.
        asked = client.get(at("public", collection) + "?group=picked&body=1&body=2")
        assert [row for _, told in asked.context["sections"] for row in told] == [
            row for _, told in page.context["sections"] for row in told
        ]


def test_neighbours_are_found_by_what_describes_areas_and_say_why(priya, helen, signed_in):
    collection = a_collection()
    a_return(collection, body_of(priya))
    returns = some_returns(collection, 6)
    table = "organisation,year,Residents,Density,source\n"
    table += "Ipswich Borough Council,2010,130,30,ONS\n"
    for at_, found in enumerate(returns):
        table += f"{found.organisation},2010,{130 + 10 * at_},{30 + at_},ONS\n"
    client = signed_in(helen)
    file = SimpleUploadedFile("traits.csv", table.encode(), "text/csv")
    preview = client.post(reverse("figures_traits_load"), {"file": file})
    assert (preview.status_code, Traits.objects.count()) == (200, 0)
    client.post(reverse("figures_traits_load"), {"told": preview.context["seal"]})
    assert Traits.objects.count() == 7
    with members_read():
        told = signed_in(priya).get(at("compare", collection) + "?group=nearest")
        why = told.context["group"].why
        assert why[0] == "District 1, 0.00: most alike in Residents and Density"
        assert why[-1].startswith("District 6, 1.00")


@pytest.mark.parametrize("name", ["compare", "indicator", "public"])
def test_comparisons_ask_as_much_of_three_bodies_as_of_nine(priya, signed_in, name):
    collection = a_collection()
    a_return(collection, body_of(priya))
    keys = [collection, "cost-recovery"] if name == "indicator" else [collection]

    def asked():
        with everybody_reads():
            client = signed_in(priya)
            client.get(at(name, *keys))
            with CaptureQueriesContext(connection) as found:
                assert client.get(at(name, *keys)).status_code == 200
        return len(found)

    def more(number, kind):
        for body in bodies(number, kind):
            a_return(collection, body)

    more(2, Organisation.Kind.COUNTY)
    few = asked()
    more(6, Organisation.Kind.UNITARY)
    assert (asked(), few < 20) == (few, True)
