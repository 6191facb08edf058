"""What the actions would refuse during an import is told in its preview, row by row."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError
from culturefirst.network import actions
from culturefirst.network.bringing.plan import planned
from culturefirst.network.models import Organisation, OrganisationList, Service, SubRegion

FUTURE, TODAY, PAST = date(2012, 4, 1), date(2011, 9, 19), date(2010, 4, 1)
DISTRICT = Organisation.Kind.DISTRICT
NAME = "Ipswich Borough Council"


def body(name, **facts):
    return actions.add_organisation(by=SYSTEM, name=name, kind=DISTRICT, **facts)


def told(*rows):
    return [str(fault) for fault in planned(numbered(rows)).faults]


def numbered(rows):
    return [{"row": at, **row} for at, row in enumerate(rows, start=2)]


def imported(rows):
    kept = OrganisationList.objects.create(name="a.csv", rows=rows, at="2011-09-19T00:00Z")
    return actions.import_organisations(by=SYSTEM, brought=kept)


def test_a_name_that_holds_until_a_day_to_come(ipswich):
    ipswich.codes.create(code="E07000202")
    ipswich.other_names.create(name="Ipswich Corporation", until=FUTURE)
    assert told({"name": "Ipswich Town", "gss_code": "E07000202"}) == [
        "Row 2, name: Here it has a name until 1 April 2012. "
        "Rename it on its page on the day it does."
    ]


def test_a_new_name_of_a_body_that_is_yet_to_be_founded(db):
    new = body("Fenland Combined", founded_on=FUTURE)
    new.codes.create(code="E07000010")
    assert told({"name": "Fenland", "gss_code": "E07000010"}) == [
        "Row 2, name: It is here as Fenland Combined, to be founded on 1 April 2012. "
        "Write that name."
    ]


def test_another_sub_region_of_a_body_that_is_not_founded_before_today(suffolk):
    body("Fenland", founded_on=TODAY, sub_region=suffolk)
    assert told({"name": "Fenland", "sub_region": "The Fens"}) == [
        "Row 2, sub-region: It is not founded before today, so it cannot move. "
        "Correct it on its page."
    ]


def test_another_sub_region_of_a_body_that_moves_already(suffolk):
    moving = body("Fenland", sub_region=suffolk)
    moving.former_places.create(sub_region=None, ends=FUTURE)
    assert told({"name": "Fenland", "sub_region": "The Fens"}) == [
        "Row 2, sub-region: It moves on 1 April 2012 already. Leave the cell empty."
    ]


def test_an_end_before_its_founding(db):
    body("Fenland", founded_on=PAST)
    assert told({"name": "Fenland", "dissolved": "2009-04-01"}) == [
        "Row 2, dissolved: It was founded on 1 April 2010 and dissolved on 1 April 2009. "
        "Correct one."
    ]
    body("Ely", dissolved_on=PAST)
    assert told({"name": "Ely", "founded": "2011-04-01"}) == [
        "Row 2, founded: It was founded on 1 April 2011 and dissolved on 1 April 2010. Correct one."
    ]


def test_an_end_of_a_member(ipswich):
    assert told({"name": NAME, "dissolved": "2011-04-01"}) == [
        "Row 2, dissolved: It is still a member on 1 April 2011. Give the day on which it left too."
    ]
    assert told({"name": NAME, "dissolved": "2011-04-01", "left": "2011-04-01"}) == []


def test_an_end_that_a_succession_tells(ipswich, norfolk_county):
    actions.record_succession(
        by=SYSTEM, predecessors=[ipswich], successors=[norfolk_county], how="merged", on=TODAY
    )
    assert told({"name": NAME, "dissolved": "2011-04-01", "left": "2011-04-01"})[0] == (
        "Row 2, dissolved: Norfolk County Council took over on 19 September 2011. "
        "Take that back on its page first."
    )


def test_a_body_below_what_stands_below_it(db):
    county = body("Fen County")
    body("Fenland", parent=county)
    assert told({"name": "Fen County", "parent": "Fenland"}) == [
        "Row 2, parent: Fenland stands below it, here or by this file. Correct one of the two."
    ]
    assert told(
        {"name": "Ely", "kind": "district", "parent": "Fen County"},
        {"name": "Fen County", "parent": "Ely"},
    ) == ["Row 3, parent: Ely stands below it, here or by this file. Correct one of the two."]


def test_joining_before_the_founding_or_after_the_end(db):
    body("Fenland", founded_on=PAST)
    body("Ely", dissolved_on=PAST)
    assert told(
        {"name": "Fenland", "joined": "2009-04-01"}, {"name": "Ely", "joined": "2011-04-01"}
    ) == [
        "Row 2, joined: It was founded on 1 April 2010. Give a day of joining that is not before.",
        "Row 3, joined: It was dissolved on 1 April 2010, so it cannot join. Leave the cell empty.",
    ]


def test_a_second_code_at_one_time(ipswich):
    ipswich.codes.create(code="E07000202", starts=PAST)
    assert told({"name": NAME, "gss_code": "E07000999", "gss_from": "2011-04-01"}) == [
        "Row 2, GSS code: E07000202 is its code at that time. Give the day on which that ended."
    ]
    # “From which day does it hold?” is asked of a later code; here the first one's end is given.
    later = {"gss_code": "E07000202", "later_gss_code": "E07000999", "later_gss_from": "2011-04-01"}
    assert told({"name": NAME} | later) == []


def test_a_code_that_another_body_has(ipswich, norfolk_county):
    ipswich.codes.create(code="E07000202")
    norfolk_county.codes.create(code="E10000020")
    assert told({"name": NAME, "later_gss_code": "E10000020", "later_gss_from": "2012-04-01"}) == [
        "Row 2, later GSS code: E07000202 is its code at that time. "
        "Give the day on which that ended."
    ]
    row = {"gss_code": "E07000202", "later_gss_code": "E10000020", "later_gss_from": "2012-04-01"}
    assert told({"name": NAME} | row) == [
        "Row 2, later GSS code: E10000020 is the code of Norfolk County Council at that time. "
        "Correct it, or its days."
    ]


def test_an_end_of_a_code_before_it_began(ipswich):
    ipswich.codes.create(code="E07000202", starts=TODAY)
    assert told({"name": NAME, "gss_code": "E07000202", "gss_until": "2011-04-01"}) == [
        "Row 2, GSS code: E07000202 holds from 19 September 2011. Give an end that is not before."
    ]


def test_services_that_change_on_a_day_to_come(ipswich):
    actions.set_services(by=SYSTEM, organisation=ipswich, services=[Service.ARTS])
    ipswich.services.update(ends=FUTURE)
    assert told({"name": NAME, "services": "arts; museums"}) == [
        "Row 2, services: Arts is known to change on 1 April 2012. Change them on its page."
    ]


def test_services_of_a_body_that_is_yet_to_be_founded(db):
    body("Fenland", founded_on=FUTURE)
    assert told({"name": "Fenland", "services": "arts"}) == [
        "Row 2, services: It is founded on 1 April 2012, so it runs nothing yet. "
        "Leave the cell empty."
    ]


def test_a_domain_that_goes_back_to_its_body_by_the_same_file(ipswich):
    ended = body("Fenland", dissolved_on=PAST)
    ended.domains.create(domain="fenland.example", ends=PAST)
    assert told(
        {"name": "Fenland", "dissolved": "2012-04-01"},
        {"name": NAME, "mail_domains": "fenland.example"},
    ) == [
        "Row 3, mail domains: fenland.example is Fenland's again by this file. "
        "Correct one of the two."
    ]


def test_a_sub_region_with_too_long_a_name(db):
    assert told({"name": "Ely", "kind": "district", "sub_region": "F" * 101}) == [
        "Row 2, sub-region: This is longer than 100 letters. Shorten it."
    ]


def test_a_row_without_a_name_is_told_once_and_lies_in_nobodys_way(db):
    assert told({"kind": "county"}, {"name": "Ely", "kind": "district"}) == [
        "Row 2, name: The row names no organisation. Give its name."
    ]


def test_its_own_name_among_its_former_names_is_no_clash(ipswich):
    rows = numbered(
        [
            {"name": "Ely", "kind": "district", "former_names": "ELY; Old Ely; old ely"},
            {"name": NAME, "former_names": f"{NAME}; Ipswich Corporation; Ipswich Corporation"},
        ]
    )
    imported(rows)
    ely = Organisation.objects.get(name="Ely")
    assert [each.name for each in ely.other_names.all()] == ["old ely"]
    assert [each.name for each in ipswich.other_names.all()] == ["Ipswich Corporation"]
    assert planned(rows).empty


def test_a_body_may_stand_below_one_that_the_same_file_renames(ipswich):
    ipswich.codes.create(code="E07000202")
    rows = numbered(
        [
            {"name": "Ely", "kind": "district", "parent": "Ipswich Town"},
            {"name": "Ipswich Town", "gss_code": "E07000202"},
        ]
    )
    imported(rows)
    assert Organisation.objects.get(name="Ely").parent == ipswich


DAYS = st.sampled_from(["2009-04-01", "2010-04-01", "2011-06-01", "2011-09-19", "2012-04-01"])
NAMES = st.sampled_from(["Ely", "March", "Fenland", "Fen County", "Wisbech", "Old Ely"])
CODES = st.sampled_from(["E07000001", "E07000002", "E07000003"])
ROWS = st.lists(
    st.fixed_dictionaries(
        {"name": NAMES},
        optional={
            "kind": st.sampled_from(["district", "charity"]),
            "sub_region": st.sampled_from(["The Fens", "Norfolk"]),
            "former_names": st.sampled_from(["Old Ely", "Ely; Marche (until 2010-04-01)"]),
            "upper_tier": NAMES,
            "parent": NAMES,
            "public_id": st.sampled_from(["GB-1", "GB-2"]),
            "services": st.sampled_from(["arts", "arts; play"]),
            "founded": DAYS,
            "dissolved": DAYS,
            "gss_code": CODES,
            "gss_from": DAYS,
            "gss_until": DAYS,
            "later_gss_code": CODES,
            "later_gss_from": DAYS,
            "joined": DAYS,
            "left": DAYS,
            "mail_domains": st.sampled_from(["a.example", "b.example; a.example"]),
        },
    ),
    min_size=1,
    max_size=4,
)
# Days that can follow each other so, in rows that say less: more of these files are sound.
LIVES = ("founded", "joined", "left", "dissolved")


def in_order(row):
    days = sorted(row[name] for name in LIVES if name in row)
    return row | dict(zip([name for name in LIVES if name in row], days, strict=True))


SOUND = st.lists(
    st.one_of(
        st.fixed_dictionaries(
            {"name": NAMES, "kind": st.just("district")}, optional=dict.fromkeys(LIVES, DAYS)
        ),
        st.fixed_dictionaries(
            {"name": NAMES, "kind": st.just("district")},
            optional={
                "sub_region": st.sampled_from(["The Fens", "Norfolk"]),
                "parent": NAMES,
                "services": st.sampled_from(["arts", "arts; play"]),
                "dissolved": DAYS,
                "left": DAYS,
                "gss_code": CODES,
                "mail_domains": st.sampled_from(["a.example", "b.example; a.example"]),
            },
        ),
    ).map(in_order),
    min_size=1,
    max_size=3,
    unique_by=lambda row: row["name"],
)
SOME_DAY = st.none() | st.sampled_from([PAST, TODAY, FUTURE])
HERE = st.lists(
    st.fixed_dictionaries(
        {
            "founded_on": SOME_DAY,
            "dissolved_on": SOME_DAY,
            "joined": SOME_DAY,
            "left": SOME_DAY,
            "code": st.none() | CODES,
            "code_from": SOME_DAY,
            "code_until": SOME_DAY,
            "service_until": SOME_DAY,
            "domain": st.none() | st.sampled_from(["a.example", "b.example"]),
            "domain_until": SOME_DAY,
            "public_id": st.sampled_from(["", "GB-1"]),
            "placed": st.booleans(),
            "moved": SOME_DAY,
            "other_name": st.none() | st.sampled_from(["Old Ely", "Marche"]),
            "name_until": SOME_DAY,
            "parent": st.booleans(),
        }
    ),
    max_size=3,
)


def put_here(stands):
    """Bodies with whatever history; what the database itself refuses is left out."""
    place = SubRegion.objects.create(name="Norfolk", slug="norfolk")
    before = None
    for name, said in zip(("Ely", "March", "Fenland"), stands, strict=False):
        if (
            said["founded_on"]
            and said["dissolved_on"]
            and said["founded_on"] > said["dissolved_on"]
        ):
            said["founded_on"] = None
        taken = Organisation.objects.filter(public_id=said["public_id"]).exists()
        one = Organisation.objects.create(
            name=name,
            slug=name.lower(),
            kind=DISTRICT,
            founded_on=said["founded_on"],
            dissolved_on=said["dissolved_on"],
            public_id="" if taken else said["public_id"],
            sub_region=place if said["placed"] else None,
            parent=before if said["parent"] else None,
        )
        before = one
        _history(one, said)


def _history(one, said):
    spans = (
        (one.memberships, {}, said["joined"], said["left"]),
        (one.codes, {"code": said["code"]}, said["code_from"], said["code_until"]),
        (one.services, {"service": "arts"}, None, said["service_until"]),
        (one.domains, {"domain": said["domain"]}, None, said["domain_until"]),
    )
    for rows, facts, starts, ends in spans:
        if None in facts.values() or (not facts and starts is None):
            continue
        if starts and ends and starts > ends:
            ends = None
        if "domain" in facts and ends is None and rows.model.objects.filter(**facts).exists():
            continue
        rows.create(starts=starts, ends=ends, **facts)
    if said["moved"]:
        one.former_places.create(sub_region=None, ends=said["moved"])
    if said["other_name"]:
        one.other_names.create(name=said["other_name"], until=said["name_until"])


def test_a_body_that_joined_left_and_ended_before_anybody_knew(db):
    """What was read of the body before the import is not asked whether it has joined."""
    fenland = body("Fenland")
    days = {"joined": "2009-04-01", "left": "2010-04-01", "dissolved": "2011-04-01"}
    imported(numbered([{"name": "Fenland"} | days]))
    [membership] = fenland.memberships.all()
    assert (membership.starts, membership.ends) == (date(2009, 4, 1), PAST)


@pytest.mark.django_db(transaction=False)
@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to make it smaller takes minutes
)
@given(stands=HERE, rows=ROWS | SOUND)
def test_what_the_preview_finds_sound_is_imported(stands, rows):
    with transaction.atomic():
        put_here(stands)
        kept = numbered(rows)
        faults = told(*rows)
        if faults:
            with pytest.raises(DomainError, match=r"Nothing was imported\.$"):
                imported(kept)
        else:
            imported(kept)
        transaction.set_rollback(True)
