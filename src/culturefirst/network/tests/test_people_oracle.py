"""Who is found in the directory is who is found in plain Python, in any small network."""

import sys
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from culturefirst.network.models import (
    Group,
    GroupBody,
    GroupMember,
    Interest,
    Organisation,
    Person,
    Post,
    SubRegion,
    Topic,
    User,
)
from culturefirst.network.queries import words
from culturefirst.network.queries.people import Asked, Found, directory
from culturefirst.network.tests.test_audiences_oracle import Member

DAY = date(2011, 9, 19)
NAMES = ["Ann Fenwick", "Ann Arts", "Anna Norfolk-Bell", "Bo Council"]
BODIES = ["Norfolk Council", "Norwich Arts Trust", "Fen Council"]
KINDS = ["county", "district", "district"]
HOME = ["norfolk", "suffolk", None]  # where each body belongs
TITLES = ["Arts Officer", "Annual Councillor"]
ROLES = ["officer", "councillor"]
PLACES = ["norfolk", "suffolk"]
WORDS = ["ann", "anna", "fen", "a", "council", "councillor", "arts", "norfolk", "offi", "x"]


@dataclass(frozen=True)
class Held:
    """A post as drawn."""

    title: str
    role: str
    body: int
    seconded: str | None
    past: bool


@dataclass(frozen=True)
class Drawn:
    """A person as drawn."""

    name: str
    posts: tuple[Held, ...]
    topic: bool
    sits: bool
    account: bool
    erased: bool


def no_or(values):
    return st.sampled_from([None, *values])


HELD = st.builds(
    Held, st.sampled_from(TITLES), st.sampled_from(ROLES), st.integers(0, 2), no_or(PLACES),
    st.booleans(),
)  # fmt: skip
DRAWN = st.builds(
    Drawn, st.sampled_from(NAMES), st.lists(HELD, max_size=2).map(tuple), st.booleans(),
    st.booleans(), st.booleans(), st.sampled_from([False, False, True]),
)  # fmt: skip
ASKED = st.fixed_dictionaries(
    {},
    optional={
        "words": st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join),
        "role": st.sampled_from(ROLES),
        "kind": st.sampled_from(KINDS),
        "place": st.sampled_from(PLACES),
        "body": st.integers(0, 2),
        "topic": st.just(True),
        "group": st.just(True),
        "account": st.just(True),
    },
)
TAKES_PART = 1  # the body whose people are in the group


def has(drawn, word):
    now = [held for held in drawn.posts if not held.past]
    texts = [drawn.name, *(held.title for held in now), *(BODIES[held.body] for held in now)]
    return any(w.startswith(word) for t in texts for w in t.casefold().replace("-", " ").split())


def one_post_fits(drawn, asked):
    of_post = {
        "role": lambda held: held.role,
        "kind": lambda held: KINDS[held.body],
        "place": lambda held: held.seconded or HOME[held.body],
        "body": lambda held: held.body,
    }
    wanted = {key: asked[key] for key in of_post if key in asked}
    now = [held for held in drawn.posts if not held.past]
    return not wanted or any(all(of_post[k](h) == v for k, v in wanted.items()) for h in now)


def fits(drawn, asked):
    works = any(held.body == TAKES_PART and not held.past for held in drawn.posts)
    return (
        not drawn.erased
        and all(has(drawn, word) for word in asked.get("words", "").split())
        and one_post_fits(drawn, asked)
        and (drawn.topic or "topic" not in asked)
        and (drawn.sits or works or "group" not in asked)
        and (drawn.account or "account" not in asked)
    )


def make(people):
    places = {name: SubRegion.objects.create(name=name.title(), slug=name) for name in PLACES}
    topic = Topic.objects.create(name="Museums", slug="museums")
    group = Group.objects.create(name="Forum", slug="forum", kind="forum")
    bodies = [
        Organisation.objects.create(
            name=name, slug=f"body-{n}", kind=KINDS[n], sub_region=places.get(HOME[n])
        )
        for n, name in enumerate(BODIES)
    ]
    GroupBody.objects.create(group=group, organisation=bodies[TAKES_PART], starts=date(2010, 1, 1))
    for number, drawn in enumerate(people):
        name = f"{drawn.name} {number}"
        person = Person.objects.create(name=name, erased_on=DAY if drawn.erased else None)
        for held in drawn.posts:
            Post.objects.create(
                title=held.title, role=held.role, person=person, organisation=bodies[held.body],
                sub_region=places.get(held.seconded), starts=date(2010, 1, 1),
                ends=DAY if held.past else None,
            )  # fmt: skip
        if drawn.topic:
            Interest.objects.create(person=person, topic=topic, since=date(2011, 1, 1))
        if drawn.sits:
            GroupMember.objects.create(group=group, person=person, starts=date(2010, 1, 1))
        if drawn.account:
            User.objects.create(email=f"p{number}@example.org", person=person, registered_on=DAY)
    return {"place": places, "body": bodies, "topic": topic, "group": group}


def question(asked, made):
    named = {"place": "sub_region", "body": "organisation"}
    told = {named.get(key, key): value for key, value in asked.items()}
    for key, name in named.items():
        if key in asked:
            told[name] = made[key][asked[key]]
    return Asked(**told | {key: made[key] for key in ("topic", "group") if key in asked})


@pytest.mark.django_db
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    people=st.lists(DRAWN, max_size=6), asked=ASKED, page=st.integers(0, 3),
    common=st.sampled_from([1, 2, 20_000]),
)  # fmt: skip
def test_the_directory_gives_whom_plain_python_gives(people, asked, page, common, monkeypatch):
    monkeypatch.setattr(sys.modules[Found.__module__], "MOST_COUNTED", 3)
    monkeypatch.setattr(words, "COMMON", common)
    everything = (User, GroupMember, GroupBody, Group, Interest, Post, Person, Topic)
    for kind in (*everything, Organisation, SubRegion):
        kind._base_manager.all().delete()
    told = question(asked, make(people))
    names = (f"{drawn.name} {n}" for n, drawn in enumerate(people) if fits(drawn, asked))
    expected = sorted(names)
    rows = directory(Member(), told, on=DAY)
    assert [person.name for person in rows] == expected
    found = Found(rows, first=2 * page, most=2, on=DAY)
    known = max(3, 2 * page + 2)
    assert len(found) == min(len(expected), known + 1)
    assert found.more == (len(expected) > known)
    assert [person.name for person in found[2 * page : 2 * page + 2]] == (
        expected[2 * page : 2 * page + 2]
    )
    assert len(Found(rows, first=0, most=2, on=DAY, exactly=True)) == len(expected)
