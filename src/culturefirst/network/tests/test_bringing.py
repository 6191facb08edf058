"""Organisations from a file: what is understood, shown, refused and imported."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from culturefirst.kit.errors import DomainError
from culturefirst.network import actions
from culturefirst.network.bringing.plan import planned
from culturefirst.network.bringing.rows import file_rows
from culturefirst.network.models import BoundaryCode, Organisation, OrganisationList, SubRegion

ROOT = Path(__file__).parents[4]
EAST = ROOT.parent / "shared" / "data" / "east_authorities.csv"
EXAMPLE = ROOT / "examples" / "organisations.csv"


def written(tmp_path, text, name="bodies.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def bring(helen, path):
    rows, not_read = file_rows(path, path.name)
    return actions.bring_organisations(by=helen, name=path.name, rows=rows, not_read=not_read)


def brought(helen, path):
    return actions.import_organisations(by=helen, brought=bring(helen, path))


@pytest.mark.skipif(not EAST.exists(), reason="the list of the East's authorities is not here")
def test_the_east_of_england_comes_in_as_its_list_stands(helen):
    brought(helen, EAST)
    authorities = Organisation.objects.filter(kind__in=Organisation.AUTHORITIES)
    assert authorities.count() == 52
    assert authorities.filter(sub_region__isnull=True).count() == 0
    assert SubRegion.objects.count() == 6
    st_albans = Organisation.objects.get(name="St Albans")
    assert st_albans.upper_tier.name == "Hertfordshire County Council"
    assert [code.code for code in st_albans.codes.all()] == ["E07000100", "E07000240"]
    assert BoundaryCode.objects.values("organisation").distinct().count() == 52
    again = planned(file_rows(EAST, EAST.name)[0])
    assert (again.new, again.changed, again.places, again.faults) == ([], [], [], [])
    assert len(again.same) == 52


def test_the_example_for_newcomers_comes_in_whole(helen):
    brought(helen, EXAMPLE)
    again = planned(file_rows(EXAMPLE, EXAMPLE.name)[0])
    assert again.empty
    assert again.faults == []


def test_a_preview_tells_what_is_new_what_changes_and_what_stays(helen, ipswich, norfolk_county):
    rows = [
        {"row": 2, "name": "Ipswich Borough Council", "website": "www.example.org"},
        {"row": 3, "name": "norfolk county council", "sub_region": "Norfolk"},
        {"row": 4, "name": "Ely", "kind": "City", "sub_region": "The Fens"},
        {"row": 5, "name": "March", "kind": "Borough Council", "sub_region": "The Fens"},
    ]
    plan = planned(rows)
    [changed] = plan.changed
    assert changed.body == ipswich
    assert [(d.title, d.old, d.new) for d in changed.differences] == [
        ("Website", "–", "https://www.example.org")
    ]
    assert [row.name for row in plan.same] == ["norfolk county council"]
    assert [row.name for row in plan.new] == ["Ely", "March"]
    assert plan.places == ["The Fens"]
    assert [str(fault)[:49] for fault in plan.faults] == [
        "Row 4, kind: “City” is not a kind of organisation"
    ]


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"kind": ""}, "Row 2, kind: A new organisation needs its kind, such as district council"),
        ({"founded": "soon"}, "Row 2, founded: “soon” is not a day. Write it as 2009-04-01"),
        ({"gss_code": "E7"}, "Row 2, GSS code: “E7” is not a GSS code. Write a letter and eight"),
        ({"upper_tier": "Nowhere"}, "Row 2, upper tier: No organisation is called “Nowhere”"),
        ({"joined": "2010-01-01", "left": "2009-01-01"}, "Row 2, left: This day lies before"),
        ({"services": "arts; fishing"}, "Row 2, services: “fishing” is not a service."),
        ({"mail_domains": "gmail"}, "Row 2, mail domains: “gmail” is no domain of email"),
        ({"website": "a b"}, "Row 2, website: “a b” is not a web address."),
        ({"map_row": "-1"}, "Row 2, map row: “-1” is not a place on the map."),
        ({"dissolved": "2011-01-01", "joined": "2010-01-01"}, "Row 2, left: It is said to be"),
    ],
)
def test_a_fault_names_row_column_and_remedy(helen, cells, says):
    row = {"row": 2, "name": "Ely", "kind": "district"} | cells
    plan = planned([{name: text for name, text in row.items() if text}])
    assert [str(fault)[: len(says)] for fault in plan.faults] == [says]


def test_one_row_that_cannot_be_leaves_nothing_of_the_others(helen, ipswich):
    actions.add_mail_domain(by=helen, organisation=ipswich, domain="ipswich.example")
    rows = [
        {"row": 2, "name": "Ely", "kind": "district", "sub_region": "The Fens"},
        {"row": 3, "name": "Ipswich Borough Council", "dissolved": "2011-01-01"},
    ]
    kept = actions.bring_organisations(by=helen, name="a.csv", rows=rows)
    with pytest.raises(DomainError, match=r"^Row 3, dissolved: It is still a member"):
        actions.import_organisations(by=helen, brought=kept)
    assert not Organisation.objects.filter(name="Ely").exists()
    assert not SubRegion.objects.filter(name="The Fens").exists()
    kept.refresh_from_db()
    assert kept.state == OrganisationList.State.DRAFT


def test_what_was_agreed_to_is_what_is_done(helen, ipswich):
    rows = [{"row": 2, "name": "Ipswich Borough Council", "short_name": "Ipswich"}]
    kept = actions.bring_organisations(by=helen, name="a.csv", rows=rows)
    shown = planned(rows).digest
    actions.edit_organisation(by=helen, organisation=ipswich, changes={"short_name": "IBC"})
    with pytest.raises(DomainError, match="changed here since you looked"):
        actions.import_organisations(by=helen, brought=kept, agreed=shown)
    actions.import_organisations(by=helen, brought=kept, agreed=planned(rows).digest)
    ipswich.refresh_from_db()
    assert ipswich.short_name == "Ipswich"
    with pytest.raises(DomainError, match="imported already"):
        actions.import_organisations(by=helen, brought=kept)


def test_everything_that_a_row_can_say_arrives(helen, tmp_path):
    text = (
        "Organisation;Type;Area;Short name;Former names;County;Web;Identifier;Services;"
        "Founded;GSS;GSS from;Later code;Later from;Joined;Left;Email domain;Map column;Map row\n"
        "Fenland;district council;The Fens;Fen;Old Fen (until 1 April 1990);Fen County;"
        "fenland.example;GB-1;Arts;01/04/1974;E07000010;1/4/1974;E07000910;1 April 2011;"
        "2010-02-03;2011-05-06;fenland.example;2;1\n"
        "Fen County;county;the fens;;;;;;;;;;;;;;;;\n"
    )
    brought(helen, written(tmp_path, text))
    body = Organisation.objects.get(name="Fenland")
    assert (body.kind, body.sub_region.name, body.short_name) == ("district", "The Fens", "Fen")
    assert (body.upper_tier.name, body.website) == ("Fen County", "https://fenland.example")
    assert (body.public_id, body.founded_on) == ("GB-1", date(1974, 4, 1))
    assert (body.map_column, body.map_row) == (2, 1)
    assert list(body.codes.values_list("code", "starts", "ends")) == [
        ("E07000010", date(1974, 4, 1), date(2011, 4, 1)),
        ("E07000910", date(2011, 4, 1), None),
    ]
    [membership] = body.memberships.all()
    assert (membership.starts, membership.ends) == (date(2010, 2, 3), date(2011, 5, 6))
    assert list(body.other_names.values_list("name", "until")) == [("Old Fen", date(1990, 4, 1))]
    assert [each.domain for each in body.domains.all()] == ["fenland.example"]
    assert [each.service for each in body.services.all()] == ["arts"]
    assert planned(file_rows(tmp_path / "bodies.csv", "bodies.csv")[0]).empty


def test_what_is_here_changes_field_by_field(helen, ipswich):
    rows = [
        {
            "row": 2,
            "name": "Ipswich Borough Council",
            "kind": "unitary",
            "sub_region": "East",
            "services": "arts; museums",
            "mail_domains": "ipswich.example",
            "former_names": "Ipswich Corporation (until 1974-04-01)",
            "gss_code": "E07000202",
            "left": "2011-09-01",
        }
    ]
    kept = actions.bring_organisations(by=helen, name="a.csv", rows=rows)
    actions.import_organisations(by=helen, brought=kept)
    ipswich.refresh_from_db()
    assert (ipswich.kind, ipswich.sub_region.name) == ("unitary", "East")
    assert ipswich.memberships.get().ends == date(2011, 9, 1)
    assert planned(rows).empty


def test_a_body_known_by_its_code_is_renamed_and_one_by_its_former_name_is_not(helen, ipswich):
    actions.add_code(by=helen, organisation=ipswich, code="E07000202")
    [changed] = planned([{"row": 2, "name": "Ipswich Town", "gss_code": "E07000202"}]).changed
    assert [(d.column, d.old, d.new) for d in changed.differences] == [
        ("name", "Ipswich Borough Council", "Ipswich Town")
    ]
    kept = actions.bring_organisations(
        by=helen, name="a", rows=[{"row": 2, "name": "Ipswich Town", "gss_code": "E07000202"}]
    )
    actions.import_organisations(by=helen, brought=kept)
    plan = planned([{"row": 2, "name": "Ipswich Borough Council"}])
    assert [str(note) for note in plan.notes] == [
        "Row 2, name: “Ipswich Borough Council” is here as Ipswich Town."
    ]
    assert plan.empty


NAMES = st.sampled_from(["Ely", "March", "Wisbech", "Fen County", "ely"])
ROWS = st.lists(
    st.fixed_dictionaries(
        {"name": NAMES},
        optional={
            "kind": st.sampled_from(["district", "county", "charity", "moon"]),
            "sub_region": st.sampled_from(["The Fens", "the fens", "Norfolk"]),
            "upper_tier": NAMES,
            "parent": NAMES,
            "joined": st.sampled_from(["2010-01-01", "1 May 2011", "x"]),
            "left": st.sampled_from(["2011-01-01", "2011-06-01"]),
            "dissolved": st.sampled_from(["2011-06-01"]),
            "gss_code": st.sampled_from(["E07000001", "E07000002"]),
            "later_gss_code": st.sampled_from(["E07000002", "E07000003"]),
            "services": st.sampled_from(["arts", "arts;play"]),
            "mail_domains": st.sampled_from(["a.example", "b.example"]),
        },
    ),
    min_size=1,
    max_size=5,
)


@pytest.mark.django_db(transaction=False)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=ROWS)
def test_an_import_is_whole_or_not_at_all_and_a_second_one_does_nothing(helen, rows):
    from django.db import transaction

    numbered = [{"row": at, **row} for at, row in enumerate(rows, start=2)]
    with transaction.atomic():
        before = set(Organisation.objects.values_list("name", flat=True))
        kept = actions.bring_organisations(by=helen, name="a.csv", rows=numbered)
        try:
            actions.import_organisations(by=helen, brought=kept)
        except DomainError:
            assert set(Organisation.objects.values_list("name", flat=True)) == before
        else:
            assert {row["name"] for row in rows} <= set(
                Organisation.objects.values_list("name", flat=True)
            )
            again = planned(numbered)
            assert (again.new, again.changed, again.faults) == ([], [], [])
        transaction.set_rollback(True)
