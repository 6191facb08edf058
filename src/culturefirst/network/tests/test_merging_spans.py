"""What two records had at one time is one thing over the whole of it, and comes apart exactly."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError
from culturefirst.measures.core import Question, Window
from culturefirst.measures.figures import figure
from culturefirst.network import actions
from culturefirst.network.models import Group, GroupMember, Organisation, Person, Post, User
from culturefirst.network.tests.test_merging import dump

JAN, MAR, JUN, SEP = (date(2011, month, 1) for month in (1, 3, 6, 9))
TODAY = date(2011, 9, 19)


@pytest.fixture
def pair(db: None) -> tuple[Person, Person]:
    """Two records of Ana's."""
    return tuple(actions.add_person(by=SYSTEM, name=n) for n in ("Ana Lopes", "A. Lopes"))  # type: ignore[return-value]


@pytest.fixture
def forum(db: None) -> Group:
    return actions.add_group(by=SYSTEM, name="Museums Forum", kind="forum")


def post(person: Person, at: Organisation, starts: date, ends: date | None, **more: Any) -> Post:
    values = {"title": "Curator", "role": "officer"} | more
    made = Post(person=person, organisation=at, starts=starts, ends=ends, **values)
    made.save()
    return made


def seat(person: Person, group: Group, starts: date | None, ends: date | None, **more: Any) -> None:
    GroupMember(person=person, group=group, starts=starts, ends=ends, **more).save()


def held(person: Person) -> list[tuple[str, date, date | None]]:
    return list(person.posts.order_by("starts").values_list("title", "starts", "ends"))


def sits(person: Person) -> list[tuple[str, date | None, date | None]]:
    return list(person.groups.order_by("starts").values_list("part", "starts", "ends"))


def merge(pair: tuple[Person, Person], **more: Any) -> Any:
    return actions.merge_people(by=SYSTEM, kept=pair[0], merged=pair[1], **more)


def test_one_post_under_two_records_is_one_over_the_whole_time(pair, ipswich):
    kept, merged = pair
    stays = post(kept, ipswich, MAR, None)
    post(merged, ipswich, JAN, JUN, leads=True)
    before = dump()
    made = merge(pair)
    assert held(kept) == [("Curator", JAN, None)]
    # Who led until June leads no more today.
    assert list(kept.posts.values_list("pk", "leads")) == [(stays.pk, False)]
    actions.undo_merge(by=SYSTEM, merge=made)
    assert dump() == before


def test_posts_one_after_the_other_stay_two(pair, ipswich):
    kept, merged = pair
    post(kept, ipswich, JUN, None)
    post(merged, ipswich, JAN, JUN)
    merge(pair)
    assert held(kept) == [("Curator", JAN, JUN), ("Curator", JUN, None)]


def test_posts_of_other_titles_are_one_unless_said_to_be_two(pair, ipswich):
    kept, merged = pair
    post(kept, ipswich, MAR, None, title="Museums curator")
    other = post(merged, ipswich, JAN, None, leads=True)
    with transaction.atomic():
        merge(pair, apart=[other.pk])
        assert len(held(kept)) == 2
        transaction.set_rollback(True)
    merge(pair)
    assert held(kept) == [("Museums curator", JAN, None)]
    assert kept.posts.get().leads


def test_posts_in_other_roles_places_or_bodies_stay_apart(pair, ipswich, norfolk_county, norfolk):
    kept, merged = pair
    post(kept, ipswich, JAN, None)
    post(merged, ipswich, JAN, None, role="partner")
    post(merged, norfolk_county, JAN, None)
    post(merged, ipswich, JAN, None, sub_region=norfolk)
    merge(pair)
    assert kept.posts.count() == 4


def test_memberships_of_a_group_become_one(pair, forum):
    kept, merged = pair
    seat(kept, forum, JAN, MAR)
    seat(kept, forum, JUN, SEP)
    seat(merged, forum, MAR, JUN)
    seat(merged, forum, SEP, None, part="convenor")
    before = dump()
    made = merge(pair)
    assert sits(kept) == [("convenor", JAN, None)]
    [found] = [figure(Question("network.group_memberships", Window(ends=TODAY)))]
    assert found.numerator == 1
    actions.undo_merge(by=SYSTEM, merge=made)
    assert dump() == before


def test_who_waits_under_one_record_and_is_in_under_the_other_is_in(pair, forum):
    kept, merged = pair
    seat(kept, forum, None, None, asked_on=SEP)
    seat(merged, forum, MAR, None)
    merge(pair)
    assert sits(kept) == [("member", MAR, None)]


def test_an_undo_is_refused_where_what_became_one_has_changed_since(pair, ipswich):
    kept, merged = pair
    post(kept, ipswich, MAR, None)
    post(merged, ipswich, JAN, None)
    made = merge(pair)
    actions.end_post(by=SYSTEM, post=kept.posts.get(), on=SEP)
    with pytest.raises(DomainError, match=r"has changed since \(post “Curator”\)"):
        actions.undo_merge(by=SYSTEM, merge=made)
    assert Person.objects.get(pk=merged.pk).merged_into == kept


def test_the_page_tells_what_becomes_one_and_asks_where_titles_differ(
    helen: User, pair: Any, forum: Group, ipswich: Organisation, signed_in: Any
) -> None:
    kept, merged = pair
    post(kept, ipswich, MAR, None, title="Museums curator")
    other = post(merged, ipswich, JAN, None)
    seat(kept, forum, JAN, SEP)
    seat(merged, forum, MAR, None)
    client, address = signed_in(helen), f"/people/{kept.pk}/merge/{merged.pk}/"
    page = client.get(address).content.decode()
    assert "Museums curator, Ipswich Borough Council, since 1 January 2011" in page
    assert "Museums Forum, since 1 January 2011" in page
    assert "“Museums curator” and “Curator” in Ipswich Borough Council are one post" in page
    client.post(address, {"name": "kept"})  # the box is left without its tick
    assert held(kept) == [("Curator", JAN, None), ("Museums curator", MAR, None)]
    assert kept.posts.filter(pk=other.pk).exists()


def test_two_portfolios_of_a_councillor_are_two_at_first(
    helen: User, pair: Any, norfolk_county: Organisation, signed_in: Any
) -> None:
    kept, merged = pair
    for person, what in ((kept, "Culture"), (merged, "Leisure")):
        values = {"title": f"Portfolio holder for {what}", "portfolio": what}
        post(person, norfolk_county, JAN, None, role="councillor", **values)
    page = signed_in(helen).get(f"/people/{kept.pk}/merge/{merged.pk}/").content.decode()
    assert "become one" not in page
    assert "are one post" in page


DAYS = st.sampled_from([JAN, MAR, JUN, SEP])
SPANS = st.tuples(DAYS, st.none() | DAYS).filter(lambda span: not span[1] or span[0] <= span[1])
TITLES = st.sampled_from(["Curator", "curator", "Clerk"])
POSTS = st.lists(st.tuples(st.booleans(), TITLES, SPANS, st.booleans()), max_size=6)
SEATS = st.lists(st.tuples(st.booleans(), SPANS), max_size=5)


def apart_of(rows: list[Any]) -> list[tuple[date, date]]:
    """Spans in order, an open one until the end of time."""
    spans = sorted((row.starts, row.ends or date.max) for row in rows if row.starts)
    return [span for span in spans if span[0] < span[1]]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(posts=POSTS, seats=SEATS)
def test_a_merge_counts_no_day_twice_and_none_away_and_is_undone_exactly(
    ipswich: Organisation, posts: Any, seats: Any
) -> None:
    with transaction.atomic():
        pair = [actions.add_person(by=SYSTEM, name=n) for n in ("Ana Lopes", "A. Lopes")]
        group = actions.add_group(by=SYSTEM, name="Forum", kind="forum")
        for mine, title, (starts, ends), leads in posts:
            post(pair[mine], ipswich, starts, ends, title=title, leads=leads)
        for mine, (starts, ends) in seats:
            if ends or not pair[mine].groups.filter(ends__isnull=True).exists():
                seat(pair[mine], group, starts, ends)
        days = {kind: covered(kind, pair) for kind in (Post, GroupMember)}
        own = [row.pk for person in pair for row in person.groups.all()]
        overlapped = any(overlapping(person.groups.all()) for person in pair)
        before = dump()
        made = actions.merge_people(by=SYSTEM, kept=pair[0], merged=pair[1])
        assert {kind: covered(kind, pair) for kind in days} == days
        if not overlapped and len(own) > 1:
            assert not overlapping(pair[0].groups.all())
        actions.undo_merge(by=SYSTEM, merge=made)
        assert dump() == before
        transaction.set_rollback(True)


def overlapping(rows: Any) -> bool:
    """Whether there is a day that counts twice."""
    spans = apart_of(list(rows))
    return any(a[1] > b[0] for a, b in pairwise(spans))


def covered(kind: Any, people: list[Person]) -> set[date]:
    """Of the days on which something begins or ends, those on which one of the two had it."""
    found = kind.objects.filter(person__in=people)
    return {
        day
        for day in (JAN, MAR, JUN, SEP, TODAY)
        if any(first <= day < end for first, end in apart_of(list(found)))
    }
