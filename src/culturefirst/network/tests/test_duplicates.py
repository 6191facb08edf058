"""Whom the network suspects to be here twice, and that it says whom it did not compare."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.attention import needs
from culturefirst.network import actions
from culturefirst.network.jobs import look_for_duplicates
from culturefirst.network.models import Organisation, Person, Post, User
from culturefirst.network.queries import duplicates as queries
from culturefirst.network.queries.duplicates import NAME, looked_for, to_look_at

TODAY = date(2011, 9, 19)


def everybody() -> queries.Found:
    return looked_for(Person.objects.standing())


def crowd(name: str, count: int, **more: Any) -> list[Person]:
    return Person.objects.bulk_create(Person(name=name, **more) for _ in range(count))


def works(at: Organisation, *people: Person) -> None:
    Post.objects.bulk_create(
        Post(person=person, organisation=at, title="Clerk", role="officer", starts=TODAY)
        for person in people
    )


def keys(found: queries.Found) -> set[tuple[int, int]]:
    return {(pair.first.pk, pair.second.pk) for pair in found.pairs}


def test_of_a_name_that_very_many_have_those_near_each_other_are_compared(
    ipswich: Organisation,
) -> None:
    smiths = crowd("John Smith", 60)
    works(ipswich, smiths[3], smiths[7])
    for at in (10, 20):
        Person.objects.filter(pk=smiths[at].pk).update(email=f"j.{at}@smith.example")
    found = everybody()
    assert keys(found) == {
        (smiths[3].pk, smiths[7].pk),
        (smiths[10].pk, smiths[20].pk),
    }
    assert all(NAME in pair.why for pair in found.pairs)
    assert found.told == [
        "“John Smith”: 60 people are called so. Only those who share an organisation or a mail "
        "domain were compared."
    ]


def test_up_to_fifty_of_a_name_all_are_compared_and_what_is_not_shown_is_counted(db: None) -> None:
    crowd("John Smith", 50)
    found = everybody()
    assert (len(found.pairs), found.more, found.told) == (100, 50 * 49 // 2 - 100, [])


def test_where_very_many_of_a_name_share_a_body_they_are_told_of(ipswich: Organisation) -> None:
    smiths = crowd("John Smith", 51)
    works(ipswich, *smiths)
    told = everybody().told
    assert (
        "“John Smith”: 51 people in Ipswich Borough Council are called so, and were not compared."
    ) in told


def test_in_a_large_body_likeness_is_looked_for_where_a_word_is_shared(
    ipswich: Organisation,
) -> None:
    others = [Person(name=f"Person{at} Family{at}") for at in range(60)]
    ana, anna = Person(name="Ana Lopes"), Person(name="Anna Lopes")
    works(ipswich, *Person.objects.bulk_create([*others, ana, anna]))
    found = everybody()
    assert keys(found) == {(ana.pk, anna.pk)}
    assert found.told == [
        "Ipswich Borough Council: of its 62 people only those whose names share a word were "
        "compared for likeness."
    ]


def test_beyond_what_can_be_compared_in_time_the_body_is_named(
    ipswich: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "MOST_COMPARED", 2)
    works(ipswich, *crowd("Ana Lopes", 1), *crowd("Ana Lopez", 1), *crowd("Bo Dahl", 1))
    found = everybody()
    assert found.pairs == []
    assert found.told == [
        "Ipswich Borough Council: the names of its 3 people were not compared for likeness, only "
        "for the same words."
    ]


def test_those_who_may_merge_find_the_pairs_in_their_work(
    helen: User, priya: User, signed_in: Any
) -> None:
    def waits(user: User) -> list[str]:
        return [need.what for need in needs(user, TODAY) if need.url == "/people/duplicates/"]

    assert waits(helen) == []
    twin = actions.add_person(by=SYSTEM, name="Nair, Priya")
    assert waits(helen) == ["1 pair of people who seem to be one"]
    assert waits(priya) == []
    assert (
        "1 pair of people who seem to be one" in signed_in(helen).get("/my-work/").content.decode()
    )
    actions.tell_apart(by=helen, one=twin, other=priya.person)
    assert waits(helen) == []


def test_what_was_counted_is_not_counted_again(helen: User, priya: User) -> None:
    crowd("John Smith", 3)
    assert to_look_at() == 3
    with CaptureQueriesContext(connection) as asked:
        assert to_look_at() == 3
    assert len(asked) == 2


def test_in_a_large_network_the_night_counts(helen: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "AT_ONCE", 2)
    crowd("John Smith", 3)
    assert to_look_at() == 0
    look_for_duplicates()
    assert to_look_at() == 3


def test_the_page_says_what_was_not_compared(helen: User, signed_in: Any) -> None:
    crowd("John Smith", 60)
    page = signed_in(helen).get("/people/duplicates/").content.decode()
    assert "Not compared" in page
    assert "“John Smith”: 60 people are called so." in page
