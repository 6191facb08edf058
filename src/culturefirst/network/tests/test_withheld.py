"""The rule of five: what a stranger is told of figures that count people, however they ask."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from culturefirst.measures.core import Figure, Question, Window
from culturefirst.measures.figures import figures
from culturefirst.measures.register import MEASURES
from culturefirst.measures.withheld import (
    FEWER,
    HIDDEN,
    Amount,
    parts_told,
    told,
    told_all,
)
from culturefirst.network import actions
from culturefirst.network.models import Organisation, Person, Post, Role, SubRegion, User

TODAY = date(2011, 9, 19)
STRANGER = AnonymousUser()
KEY = "network.registered_users"


def words(counts: list[int], whole: int) -> list[str]:
    return [each.words for each in parts_told(counts, (whole, whole))]


@pytest.mark.parametrize(
    ("counts", "whole", "said"),
    [
        ([12, 7, 3], 22, ["at least 10", "at least 5", FEWER]),
        ([12, 0], 12, ["at least 10", FEWER]),  # the rest is 0 to 2: it may be nobody
        ([14, 9, 4], 27, ["at least 10", HIDDEN, FEWER]),  # 27 less 14 less 9 would tell the 4
        ([10, 2], 12, ["at least 10", FEWER]),
        ([3], 3, [HIDDEN]),
        ([10, 10], 12, ["at least 10", "at least 10"]),  # people who are in both
        ([], 4, []),
    ],
)
def test_the_parts_of_a_whole_are_told_so_that_none_is_given_away(counts, whole, said):
    assert words(counts, whole) == said


def implied(amounts: list[Amount], whole: tuple[float, float]) -> list[tuple[float, float]]:
    """What a reader who adds and takes away can tell of each part, one step after the other."""
    bounds = [_read(each) for each in amounts]
    for _ in range(len(bounds) + 1):
        bounds = [
            (
                max(low, whole[0] - sum(h for at, (_, h) in enumerate(bounds) if at != place)),
                min(high, whole[1] - sum(w for at, (w, _) in enumerate(bounds) if at != place)),
            )
            for place, (low, high) in enumerate(bounds)
        ]
    return bounds


def _read(amount: Amount) -> tuple[float, float]:
    if amount.words == HIDDEN:
        return 0, float("inf")
    return (0, 4) if amount.value is None else (amount.value, amount.value + 4)


@settings(max_examples=400, deadline=None)
@given(counts=st.lists(st.integers(0, 40), min_size=2, max_size=8))
def test_no_part_is_known_to_be_some_and_fewer_than_five(counts):
    whole = float(sum(counts))
    if whole < 5:
        return  # the whole itself says that its parts are few
    amounts = parts_told(counts, (whole, whole))
    for low, high in implied(amounts, (whole, whole)):
        assert not 0 < low <= high < 5, (counts, [each.words for each in amounts])


def people(where: list[tuple[int, str]]) -> tuple[list[SubRegion], list[Organisation]]:
    """Accounts in bodies of three places, in the role, opened one a day."""
    places = [SubRegion(name=name, slug=name) for name in ("a", "b", "c")]
    for place in places:
        place.save()
    bodies = [
        Organisation(name=f"Body {place}", slug=f"body-{place}", kind="district", sub_region=place)
        for place in places
    ]
    for body in bodies:
        body.save()
    for number, (at, role) in enumerate(where):
        person = Person.objects.create(name=f"Person {number}")
        day = TODAY - timedelta(days=number)
        Post(
            person=person, organisation=bodies[at], title="Clerk", role=role,
            starts=date(2010, 1, 1),
        ).save()  # fmt: skip
        user = User(person=person, email=f"p{number}@example.org", registered_on=day)
        user.set_unusable_password()
        user.save()
        user.registrations.create(starts=day)
    return places, bodies


def questions(places: list[SubRegion]) -> list[Question]:
    """Every way in which a stranger may ask: three days, by place, by role, by both."""
    scopes: list[dict[str, Any]] = [{}]
    scopes += [{"sub_region": place.pk} for place in places]
    scopes += [{"role": role} for role in ("officer", "partner")]
    scopes += [{"sub_region": p.pk, "role": r} for p, r in product(places, ("officer", "partner"))]
    days = [TODAY, TODAY - timedelta(days=3), TODAY - timedelta(days=9)]
    return [Question(KEY, Window(ends=day), scope) for day, scope in product(days, scopes)]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    where=st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from(["officer", "partner"])),
        min_size=5,
        max_size=40,
    )
)
def test_no_two_figures_differ_by_a_known_number_below_five(where, db):
    with transaction.atomic():
        places, _ = people(where)
        asked = questions(places)
        counted = figures(asked)
        said = told_all(asked, counted, STRANGER)
        for one, first in zip(asked, said, strict=True):
            if one.scope:
                assert not first.exact
            for other, second in zip(asked, said, strict=True):
                if _inside(other, one):
                    low, high = _difference(first.numerator, second.numerator)
                    assert not 0 < low <= high < 5, (one, other)
        transaction.set_rollback(True)


def _inside(other: Question, one: Question) -> bool:
    """Whether everybody of the one is among those of the other: no wider part, no later day."""
    wider = set(one.scope.items()) <= set(other.scope.items())
    narrowed = bool(other.scope)  # of the whole network exact figures are for everybody
    return narrowed and wider and other.window.ends <= one.window.ends and other != one


def _difference(whole: Amount, part: Amount) -> tuple[float, float]:
    first, second = _exactly(whole), _exactly(part)
    return max(0.0, first[0] - second[1]), first[1] - second[0]


def _exactly(amount: Amount) -> tuple[float, float]:
    if amount.exact:
        return amount.value or 0, amount.value or 0
    return _read(amount)


def test_members_are_told_exactly_and_the_whole_network_everybody(priya, nobody, suffolk):
    whole = Question(KEY, Window(ends=TODAY))
    part = Question(KEY, Window(ends=TODAY), {"sub_region": suffolk.pk})
    assert told(whole, Figure(3), nobody).words == "3"
    assert told(part, Figure(1), priya).words == "1"
    assert told(part, Figure(1), nobody).numerator.value is None
    both = Question(KEY, Window(ends=TODAY), {"sub_region": suffolk.pk, "role": "officer"})
    assert told(both, Figure(40), nobody).words == HIDDEN


def test_what_counts_no_people_is_told_exactly(nobody, norfolk_county, norfolk):
    key = "network.authorities_covered"
    part = Question(key, Window(ends=TODAY), {"sub_region": norfolk.pk})
    assert told(part, Figure(0, 1), nobody).words == "0 of 1"


def test_every_measure_of_people_withholds_and_no_other_hides_names():
    people_too = {each.key for each in MEASURES if not each.names_for(STRANGER)}
    assert people_too == {each.key for each in MEASURES if each.people}


@pytest.fixture
def ten(helen: User, ipswich: Organisation) -> None:
    """Twelve officers of Ipswich, and two of a small body beside it."""
    small = actions.add_organisation(
        by=helen, name="Ely Arts", kind="company", sub_region=ipswich.sub_region
    )
    for number in range(14):
        person = actions.add_person(by=helen, name=f"Nobody Known{number}")
        at = ipswich if number < 12 else small
        actions.appoint(
            by=helen, person=person, title="Clerk", role=Role.OFFICER, organisation=at,
            starts=date(2010, 1, 1),
        )  # fmt: skip
        actions.open_account(by=helen, person=person, email=f"n{number}@example.org")


def test_page_csv_and_api_tell_a_stranger_the_same(ten, signed_in, nobody, helen, suffolk):
    page = f"/figures/{KEY}/?sub_region={suffolk.pk}"
    stranger, member = signed_in(nobody), signed_in(helen)
    shown = stranger.get(page).content.decode()
    assert "At least 10 registered users" in shown
    assert "14" not in shown.split("<h2")[1].split("</h2>")[0]
    assert "14 registered users" in member.get(page).content.decode()
    rows = stranger.get(f"{page}&format=csv&table=history").content.decode("utf-8-sig")
    assert rows.splitlines()[-1].endswith(",at least 10")
    where = stranger.get(f"{page}&format=csv&table=records").content.decode("utf-8-sig")
    assert "Ely Arts" not in where
    api = f"/api/v1/measures/{KEY}/figure/?sub_region={suffolk.pk}"
    found = stranger.get(api).json()
    assert (found["numerator"], found["exact"], found["told"]) == (10, False, "at least 10")
    both = stranger.get(f"{api}&role=officer").json()
    assert (both["numerator"], both["told"]) == (None, "not told")


def test_an_order_of_groups_by_their_size_is_for_members(signed_in, nobody, helen):
    for name, count in (("Forum", 0), ("Guild", 1)):
        group = actions.add_group(by=helen, name=name, kind="forum")
        if count:
            actions.add_to_group(by=helen, group=group, person=helen.person)
    listed = signed_in(nobody).get("/groups/?sort=-sitting").content.decode()
    assert listed.index("Forum") < listed.index("Guild")
    assert "fewer than five" in listed
    assert "sort=sitting" not in listed
    assert "Fewer than five members." in signed_in(nobody).get("/groups/guild/").content.decode()
