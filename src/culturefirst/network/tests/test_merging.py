"""Merging two records of one person, and putting them back exactly as they were."""

from datetime import date
from typing import Any

import pytest
from django.core import serializers
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.network import actions
from culturefirst.network.models import (
    Interest,
    Merge,
    Organisation,
    Person,
    PersonWord,
    Post,
    Role,
    User,
)
from culturefirst.network.queries.duplicates import ADDRESS, BODY, NAME, duplicates, plain_address
from culturefirst.network.queries.merging import pointers
from culturefirst.network.queries.topics import consenting

TODAY = date(2011, 9, 19)


@pytest.fixture
def twin(db: None) -> Person:
    """Another record of Priya's."""
    return actions.add_person(by=SYSTEM, name="Nair, Priya", email="p.riya@example.org")


def dump() -> dict[str, Any]:
    """Every row that points to a person, people and accounts; what ended sessions left out."""
    models = {pointer.model for pointer in pointers()} | {Person, User}
    rows: dict[str, Any] = {
        model._meta.label: serializers.serialize("python", model._base_manager.order_by("pk"))
        for model in models - {Merge}
    }
    for account in rows["network.User"]:
        del account["fields"]["sessions_epoch"]
    rows["words"] = sorted(PersonWord.objects.values_list("of", "word"))
    return rows


def merged(helen: User, priya: User, twin: Person, *taken: str) -> Merge:
    return actions.merge_people(by=helen, kept=priya.person, merged=twin, taken=taken)


def test_posts_topics_and_an_account_move_and_both_names_find_one(
    helen: User, jim: User, twin: Person, ipswich: Organisation
) -> None:
    topic = actions.add_topic(by=helen, name="Museums")
    actions.set_interests(by=SYSTEM, person=jim.person, topics=[topic])
    actions.merge_people(by=helen, kept=twin, merged=jim.person, taken=["name"])
    assert [post.title for post in twin.posts.all()] == ["Portfolio holder for culture"]
    assert User.objects.get(pk=jim.pk).person == twin
    twin.refresh_from_db()
    assert (twin.name, twin.email) == ("Jim Gotts", "p.riya@example.org")
    assert list(Interest.objects.values_list("person", flat=True)) == [twin.pk]


def test_of_what_both_have_the_one_that_stands_keeps_its_own(
    helen: User, priya: User, twin: Person
) -> None:
    topic = actions.add_topic(by=helen, name="Museums")
    actions.set_interests(by=SYSTEM, person=priya.person, topics=[topic])
    actions.set_interests(by=SYSTEM, person=twin, topics=[topic])
    mine = Interest.objects.get(person=priya.person)
    merged(helen, priya, twin)
    assert list(Interest.objects.all()) == [mine]


def test_the_second_of_two_accounts_is_closed_that_day_and_its_sessions_end(
    helen: User, priya: User, jim: User, signed_in: Any
) -> None:
    client = signed_in(jim)
    made = actions.merge_people(by=helen, kept=priya.person, merged=jim.person)
    jim.refresh_from_db()
    assert (jim.is_active, jim.left_on) == (False, TODAY)
    assert client.get("/account/").status_code == 302
    actions.undo_merge(by=helen, merge=made)
    jim.refresh_from_db()
    assert (jim.is_active, jim.left_on) == (True, None)
    assert client.get("/account/").status_code == 302


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    posts=st.lists(st.sampled_from(["mine", "theirs", "both"]), max_size=3),
    topics=st.lists(st.sampled_from(["mine", "theirs", "both"]), max_size=3),
    account=st.booleans(),
    taken=st.sets(st.sampled_from(["name", "email", "telephone", "profile", "shows_email"])),
)
def test_a_merge_taken_back_leaves_everything_as_it_was(
    helen: User,
    ipswich: Organisation,
    posts: list[str],
    topics: list[str],
    account: bool,
    taken: set[str],
) -> None:
    with transaction.atomic():
        mine = actions.add_person(by=SYSTEM, name="Ana Lopes", email="ana@example.org")
        theirs = actions.add_person(by=SYSTEM, name="A. Lopes", email="a.na@example.org")
        sides = {"mine": [mine], "theirs": [theirs], "both": [mine, theirs]}
        for number, side in enumerate(posts):
            for person in sides[side]:
                actions.appoint(
                    by=SYSTEM, person=person, title=f"Post {number}", role=Role.OFFICER,
                    organisation=ipswich, starts=TODAY,
                )  # fmt: skip
        for number, side in enumerate(topics):
            topic = actions.add_topic(by=SYSTEM, name=f"Topic {number}")
            for person in sides[side]:
                Interest.objects.create(person=person, topic=topic, since=TODAY)
        for person in (mine, theirs) if account else (theirs,):
            actions.open_account(by=SYSTEM, person=person, email=person.email)
        before = dump()
        made = actions.merge_people(by=helen, kept=mine, merged=theirs, taken=taken)
        assert dump() != before
        actions.undo_merge(by=helen, merge=made)
        assert dump() == before
        transaction.set_rollback(True)


def test_an_undo_is_refused_where_something_has_changed_hands(
    helen: User, priya: User, jim: User, twin: Person, ipswich: Organisation
) -> None:
    post = actions.appoint(
        by=helen, person=twin, title="Curator", role=Role.PARTNER, organisation=ipswich,
        starts=TODAY,
    )  # fmt: skip
    made = merged(helen, priya, twin)
    Post.objects.filter(pk=post.pk).update(person=jim.person)
    with pytest.raises(DomainError, match=r"has changed hands or gone since \(post “Curator”\)"):
        actions.undo_merge(by=helen, merge=made)
    twin.refresh_from_db()
    assert twin.merged_into == priya.person


def test_a_value_changed_since_the_merge_stays_changed(
    helen: User, priya: User, twin: Person
) -> None:
    made = merged(helen, priya, twin, "name")
    actions.correct_person(by=helen, person=priya.person, name="Priya M. Nair")
    actions.undo_merge(by=helen, merge=made)
    names = Person.objects.filter(pk__in=[priya.person_id, twin.pk]).order_by("pk")
    assert [person.name for person in names] == ["Priya M. Nair", "Nair, Priya"]


def test_a_manager_cannot_become_director_by_a_merge(helen: User, amara: User, priya: User) -> None:
    with pytest.raises(NotAllowed):
        actions.merge_people(by=helen, kept=priya.person, merged=amara.person)


def test_nobody_merges_away_the_record_they_are_signed_in_as(helen: User, priya: User) -> None:
    with pytest.raises(DomainError, match="let your own record stand"):
        actions.merge_people(by=helen, kept=priya.person, merged=helen.person)


def test_one_who_was_merged_is_not_merged_again(helen: User, priya: User, twin: Person) -> None:
    merged(helen, priya, twin)
    with pytest.raises(DomainError, match="This record was merged into that of Priya Nair"):
        merged(helen, priya, twin)


def test_a_pair_is_suggested_with_its_reasons_until_told_apart(
    helen: User, priya: User, twin: Person, ipswich: Organisation
) -> None:
    actions.appoint(
        by=helen, person=twin, title="Curator", role=Role.OFFICER, organisation=ipswich,
        starts=TODAY,
    )  # fmt: skip
    [pair] = duplicates(helen)
    assert (pair.first, pair.second, pair.why) == (priya.person, twin, [NAME, ADDRESS])
    actions.tell_apart(by=helen, one=twin, other=priya.person)
    assert duplicates(helen) == []


def test_names_alike_in_one_body_are_suggested(
    helen: User, priya: User, ipswich: Organisation
) -> None:
    actions.add_colleague(
        by=helen, organisation=ipswich, name="Prya Nair", title="Curator", role=Role.OFFICER,
        starts=TODAY,
    )  # fmt: skip
    actions.add_colleague(
        by=helen, organisation=ipswich, name="Dan Hill", title="Curator", role=Role.OFFICER,
        starts=TODAY,
    )  # fmt: skip
    assert [(pair.second.name, pair.why) for pair in duplicates(helen)] == [("Prya Nair", [BODY])]


def test_an_address_is_compared_without_dots_capitals_and_tags() -> None:
    assert plain_address("P.Riya+news@Example.org") == "priya@example.org"


def test_a_manager_merges_on_the_page_and_is_offered_the_undo(
    helen: User, priya: User, twin: Person, signed_in: Any
) -> None:
    client = signed_in(helen)
    page = client.get(f"/people/{priya.person_id}/merge/{twin.pk}/").content.decode()
    assert "Which values are kept?" in page
    told = {"name": "kept", "email": "merged"}
    done = client.post(f"/people/{priya.person_id}/merge/{twin.pk}/", told, follow=True)
    made = Merge.objects.get()
    assert f"/people/merges/{made.pk}/undo/" in done.content.decode()
    person = Person.objects.get(pk=priya.person_id)
    assert (person.name, person.email) == ("Priya Nair", "p.riya@example.org")
    client.post(f"/people/merges/{made.pk}/undo/")
    person.refresh_from_db()
    assert person.email == "priya@example.org"


def test_a_later_no_of_one_record_ends_an_earlier_yes_of_the_other(
    helen: User, priya: User, twin: Person
) -> None:
    topic = actions.add_topic(by=helen, name="Museums")
    said = {"topic": topic, "wording": "Yes.", "source": "here"}
    with clock.standing(date(2011, 9, 1)):
        actions.give_consent(by=SYSTEM, person=twin, **said)
        actions.give_consent(by=SYSTEM, person=priya.person, **said)
    with clock.standing(date(2011, 9, 2)):
        actions.withdraw_consent(by=SYSTEM, person=twin, topic=topic, source="a letter")
    before = dump()
    merge = merged(helen, priya, twin)
    assert list(consenting(topic)) == []
    actions.undo_merge(by=helen, merge=merge)
    assert dump() == before
    assert list(consenting(topic)) == [priya.person]


def test_a_yes_after_the_other_records_no_stands(helen: User, priya: User, twin: Person) -> None:
    topic = actions.add_topic(by=helen, name="Museums")
    said = {"topic": topic, "wording": "Yes.", "source": "here"}
    with clock.standing(date(2011, 9, 1)):
        actions.give_consent(by=SYSTEM, person=twin, **said)
        actions.withdraw_consent(by=SYSTEM, person=twin, topic=topic, source="a letter")
    actions.give_consent(by=SYSTEM, person=priya.person, **said)
    merged(helen, priya, twin)
    assert list(consenting(topic)) == [priya.person]
