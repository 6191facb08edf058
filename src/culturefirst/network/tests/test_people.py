"""The directory: who is found by what, what is shown of whom, and to whom."""

import sys
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from culturefirst.kit.act import SYSTEM
from culturefirst.network import actions
from culturefirst.network.models import Look, Organisation, Person, Role, User
from culturefirst.network.models.words import words_in
from culturefirst.network.queries.people import Asked, Found, directory

TODAY = date(2011, 9, 19)
MOST_STATEMENTS = 8


def found(user: Any, **asked: Any) -> list[str]:
    return [person.name for person in directory(user, Asked(**asked), on=TODAY)]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("pri ips", ["Priya Nair"]),
        ("ips", ["Priya Nair"]),
        ("PRÌYA", ["Priya Nair"]),
        ("nair priya", ["Priya Nair"]),
        ("culture off", ["Priya Nair"]),
        ("jim ips", []),
        ("riya", []),
    ],
)
def test_people_are_found_by_beginnings_of_name_body_and_post(
    words: str, names: list[str], helen: User, priya: User, jim: User
) -> None:
    assert found(helen, words=words) == names


def test_a_post_that_is_over_finds_nobody(helen: User, priya: User) -> None:
    post = priya.person.posts.get()
    actions.end_post(by=helen, post=post, on=TODAY)
    assert found(helen, words="ips") == []
    assert found(helen, words="priya") == ["Priya Nair"]


def test_one_post_fits_all_that_is_asked(
    helen: User, priya: User, suffolk: Any, norfolk_county: Organisation
) -> None:
    actions.appoint(
        by=helen, person=priya.person, title="Trustee", role=Role.PARTNER,
        organisation=norfolk_county, starts=TODAY,
    )  # fmt: skip
    assert found(helen, role="officer", sub_region=suffolk) == ["Priya Nair"]
    assert found(helen, role="partner", sub_region=suffolk) == []


def test_an_account_a_topic_and_a_kind_narrow(helen: User, priya: User) -> None:
    topic = actions.add_topic(by=helen, name="Museums")
    actions.set_interests(by=priya, person=priya.person, topics=[topic])
    actions.add_person(by=helen, name="Ola Berg")
    assert found(helen, topic=topic) == ["Priya Nair"]
    assert found(helen, kind="district") == ["Priya Nair"]
    assert "Ola Berg" not in found(helen, account=True)


def test_the_public_finds_nobody(nobody: Any, priya: User) -> None:
    assert found(nobody, words="priya") == []


@settings(max_examples=25, deadline=None)
@given(data=st.data())
@pytest.mark.django_db
def test_every_beginning_of_every_word_of_a_name_finds_it(data: Any) -> None:
    name = data.draw(st.text(min_size=1, max_size=30).filter(lambda text: words_in(text)))
    word = data.draw(st.sampled_from(words_in(name)))
    length = data.draw(st.integers(1, len(word)))
    with transaction.atomic():
        person = Person(name=name)
        person.save()
        assert person.pk in set(
            Person.found(Person.objects.all(), word[:length]).values_list("pk", flat=True)
        )
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "begins"), [("Lee 山𠮷", "山"), ("0𖹀", "0"), ("𠮷田 Ann", "𠮷")])
def test_a_name_with_rare_letters_is_found_by_how_it_begins(name: str, begins: str) -> None:
    person = Person(name=name)
    person.save()
    assert list(Person.found(Person.objects.all(), begins)) == [person]


def test_a_page_and_how_many_there_are_come_from_one_search(helen: User, priya: User) -> None:
    rows = directory(helen, Asked(words="example ips"), on=TODAY)
    assert len(Found(rows, first=50, most=50, on=TODAY)) == 0
    rows = directory(helen, Asked(words="ips"), on=TODAY)
    page = Found(rows, first=0, most=50, on=TODAY)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert (len(page), [person.name for person in page[0:50]]) == (1, ["Priya Nair"])
    assert len(asked) == 2  # found and counted, their posts


def test_a_long_list_says_that_there_are_more_and_counts_them_when_asked(
    helen: User, signed_in: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(sys.modules[Found.__module__], "MOST_COUNTED", 60)
    for number in range(120):
        Person.objects.create(name=f"Ann {number:03}").keep_words()
    client = signed_in(helen)

    def told(**asked: Any) -> str:
        page = client.get("/people/", {"words": "ann", **asked}).content.decode()
        return " ".join(page.partition('class="soft">')[2].partition("</span>")[0].split())

    assert told() == "1–50 of more than 60"
    assert told(page=2) == "51–100 of more than 100"
    assert told(page=3) == told(page=99) == "101–120 of 120"
    assert told(count="all") == "1–50 of 120"
    page = client.get("/people/?words=ann").content.decode()
    assert '<a href="?words=ann&amp;count=all">Count them all</a>' in page
    assert '<a rel="next" href="?words=ann&amp;page=2">Next page</a>' in page


def test_the_directory_asks_at_most_eight_questions(
    helen: User, priya: User, jim: User, signed_in: Any
) -> None:
    client = signed_in(helen)
    client.get("/people/")
    body = priya.person.posts.get().organisation.slug
    for address in ("/people/", f"/people/?words=pri+ips&organisation={body}&count=all"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        assert len(asked) <= MOST_STATEMENTS, chr(10).join(row["sql"][:90] for row in asked)


def test_the_download_has_names_and_posts_and_nothing_private(
    helen: User, priya: User, signed_in: Any
) -> None:
    sheet = signed_in(helen).get("/people/?words=priya&format=csv")
    text = b"".join(sheet).decode("utf-8-sig")
    assert text.splitlines() == [
        "Name,Posts,Organisations",
        "Priya Nair,Culture officer,Ipswich Borough Council",
    ]


def test_an_address_is_shown_to_colleagues_only_where_the_person_says_so(
    priya: User, jim: User, helen: User, signed_in: Any
) -> None:
    address = f"/people/{priya.person_id}/"
    actions.edit_profile(by=priya, person=priya.person, changes={"telephone": "01473 000 111"})
    assert "priya@example.org" not in signed_in(jim).get(address).content.decode()
    assert "01473 000 111" in signed_in(helen).get(address).content.decode()
    actions.edit_profile(by=priya, person=priya.person, changes={"shows_email": True})
    page = signed_in(jim).get(address).content.decode()
    assert "priya@example.org" in page
    assert "01473 000 111" not in page
    assert list(Look.objects.values_list("viewer__name", "person__name")) == [
        ("Helen Marsh", "Priya Nair")
    ]


def test_a_merged_persons_address_leads_to_the_one_that_stands(
    helen: User, priya: User, signed_in: Any
) -> None:
    twin = actions.add_person(by=SYSTEM, name="P. Nair")
    actions.merge_people(by=helen, kept=priya.person, merged=twin)
    answer = signed_in(helen).get(f"/people/{twin.pk}/")
    assert (answer.status_code, answer.headers["Location"]) == (
        301,
        f"/people/{priya.person_id}/",
    )
    assert "P. Nair" not in found(helen)


def test_somebody_describes_themselves(priya: User, signed_in: Any) -> None:
    told = {"name": "Priya Nair", "telephone": "01473 1", "profile": "Archives.", "shows_email": ""}
    answer = signed_in(priya).post("/account/profile/", told)
    assert answer.headers["Location"] == f"/people/{priya.person_id}/"
    person = Person.objects.get(pk=priya.person_id)
    assert (person.telephone, person.profile, person.shows_email) == ("01473 1", "Archives.", False)
