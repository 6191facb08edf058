"""Every address answers every role as the hand-kept matrix says."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from culturefirst.network.models import User
from tests.policy.asking import answer, here_already
from tests.policy.matrix import METHODS, ROLES, names, rows
from tests.policy.world import MISSING, World, build, noun

CAST = dict(zip(ROLES, ("nobody", "dee", "jim", "priya", "tom", "helen", "amara"), strict=True))
# What differs from one answer to the next of one and the same page.
PASSING = re.compile(
    rb'(name="csrfmiddlewaretoken" value="[^"]+")|(nonce="[^"]+")|(name="once" value="[^"]+")'
)


@pytest.fixture
def world(helen: User, priya: User) -> World:
    return build(by=helen, officer=priya)


def test_the_matrix_lists_each_address_once_a_method() -> None:
    listed = [(row.name, row.method) for row in rows()]
    assert len(listed) == len(set(listed))
    assert set(listed) == {(name, method) for name, _ in names() for method in METHODS}


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_a_role_as_the_matrix_says(
    role: str,
    world: World,
    request: pytest.FixtureRequest,
    signed_in: Callable[[Any], Client],
) -> None:
    client = here_already(signed_in(request.getfixturevalue(CAST[role])))
    keys = dict(names())
    wrong = {}
    for row in rows():
        url = reverse(row.name, kwargs=world.arguments(row.name, keys[row.name]))
        got = answer(client, url, row.method)
        if got.status_code != row.expected[role]:
            wrong[f"{row.name} {row.method}"] = (got.status_code, row.expected[role])
    assert wrong == {}


@pytest.mark.parametrize("role", ["nobody", "partner"])
def test_a_foreign_record_answers_like_a_missing_one(
    role: str,
    world: World,
    request: pytest.FixtureRequest,
    signed_in: Callable[[Any], Client],
) -> None:
    """A draft to a stranger, another person's job and a document not theirs: the same bytes."""
    client = here_already(signed_in(request.getfixturevalue(CAST[role])))
    differing = []
    for name, keys in names():
        hidden = noun(name) in world.draft if role == "nobody" else noun(name) in ("job",)
        if "pk" not in keys or not hidden:
            continue
        given = world.arguments(name, keys, draft=True)
        for method in METHODS:
            foreign = answer(client, reverse(name, kwargs=given), method)
            missing = answer(client, reverse(name, kwargs=given | {"pk": MISSING}), method)
            if plain(foreign, given["pk"]) != plain(missing, MISSING):
                differing.append((name, method, foreign.status_code, missing.status_code))
    assert differing == []


@pytest.mark.parametrize("role", ROLES)
def test_a_record_that_a_role_may_not_know_of_answers_like_a_missing_one(
    role: str,
    world: World,
    request: pytest.FixtureRequest,
    signed_in: Callable[[Any], Client],
) -> None:
    client = here_already(signed_in(request.getfixturevalue(CAST[role])))
    differing = []
    for name, given in world.hidden.get(role, {}).items():
        missing = {
            key: MISSING if isinstance(value, int) else "not-there-at-all"
            for key, value in given.items()
        }
        for method in METHODS:
            there = answer(client, reverse(name, kwargs=given), method)
            gone = answer(client, reverse(name, kwargs=missing), method)
            if told(there, given) != told(gone, missing):
                differing.append((name, method, there.status_code, gone.status_code))
    assert differing == []


def told(got: Any, given: dict[str, Any]) -> tuple[int, str, bytes]:
    """An answer without the arguments of its own address."""
    content, where = PASSING.sub(b"", got.content), got.headers.get("Location", "")
    for value in given.values():
        for around in ("/{}/", "%2F{}%2F"):  # a short key stands in many words, too
            content = content.replace(around.format(value).encode(), b"/KEY/")
            where = where.replace(around.format(value), "/KEY/")
    return got.status_code, where, content


def plain(got: Any, key: int) -> tuple[int, str, bytes]:
    """What a stranger can tell of an answer, without what differs each time anyway."""
    number = str(key).encode()
    content = PASSING.sub(b"", got.content).replace(b"/" + number + b"/", b"/KEY/")
    where = got.headers.get("Location", "").replace(f"/{key}/", "/KEY/")
    return got.status_code, where.replace(f"%2F{key}%2F", "%2FKEY%2F"), content
