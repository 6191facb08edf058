"""A private group leaves no word of itself on any page of somebody who may not know of it."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.models import AuditEvent
from culturefirst.kit.outbox.models import Message
from culturefirst.kit.uploads import checked
from culturefirst.network import actions
from culturefirst.network.models import Group, Organisation, Paper, User
from tests.policy.asking import answer, here_already
from tests.policy.matrix import names
from tests.policy.world import World, build

OF_GROUP = ("Aardvark", "Axolotl", "Bandicoot", "Capybara")
OF_PAPER = ("Dikdik", "Echidna", "Fossa")
SIGNED_OUT_BY = ("account_logout",)
CHANCE = re.compile(rb"[A-Za-z0-9]{32,}")  # tokens and seals, in which any short word can stand


@pytest.fixture
def world(helen: User, priya: User, jim: User, ipswich: Organisation) -> World:
    made = build(by=helen, officer=priya)
    _space(jim, ipswich)
    return made


def _space(jim: User, ipswich: Organisation) -> None:
    """A private group of councillors with a word of its own in every field."""
    name, short, terms, meets = OF_GROUP
    group = actions.add_group(
        by=SYSTEM,
        name=f"{name} Numbat",
        short_name=short,
        terms=terms,
        meets=meets,
        kind="network",
        access="private",
        only_role="councillor",
        convenor=jim.person,
    )
    actions.add_body(by=SYSTEM, group=group, organisation=ipswich)
    title, file, words = OF_PAPER
    upload = checked(f"{file}.txt", words.encode())
    actions.add_paper(by=jim, group=group, title=f"{title} Numbat", upload=upload)
    kept = actions.add_paper(by=jim, group=group, title=title, upload=upload)
    actions.withdraw_paper(by=jim, paper=kept)


def pages(client: Client, world: World) -> Iterator[tuple[str, bytes]]:
    """Every address as it is, as a search for the group's other word, and as a table's file."""
    here_already(client).raise_request_exception = False  # what fails, another test tells
    for name, keys in names():
        if name in SIGNED_OUT_BY:
            continue
        url = reverse(name, kwargs=world.arguments(name, keys))
        for asked in ("", "?words=numbat", "?format=csv", "?which=past"):
            got = answer(client, url + asked)
            yield url + asked, answered(got)
            if got.status_code != 200:
                break  # what does not open does not search either


def answered(got: Any) -> bytes:
    """All that an answer says, without what is drawn by chance."""
    content = b"".join(got) if getattr(got, "streaming", False) else got.content
    return CHANCE.sub(b"", content + str(got.headers).encode())


def told(client: Client, world: World, words: tuple[str, ...]) -> list[tuple[str, str]]:
    """Where each of the words stands."""
    hidden = [(word, word.casefold().encode()) for word in words]
    return [
        (url, word)
        for url, content in pages(client, world)
        for word, looked_for in hidden
        if looked_for in content.lower()
    ]


@pytest.mark.parametrize("who", ["nobody", "priya"])
def test_no_page_says_a_word_of_a_private_group(
    who: str,
    world: World,
    request: pytest.FixtureRequest,
    signed_in: Callable[[Any], Client],
) -> None:
    client = signed_in(request.getfixturevalue(who))
    assert told(client, world, OF_GROUP + OF_PAPER) == []


def test_the_team_runs_the_group_and_is_told_no_word_of_its_papers(
    world: World, helen: User, signed_in: Callable[[Any], Client]
) -> None:
    client = signed_in(helen)
    group = Group.objects.get(name__startswith=OF_GROUP[0])
    for page in ("", "changes/", "edit/"):
        shown = client.get(f"/groups/{group.slug}/{page}").content.decode()
        assert f"{OF_GROUP[0]} Numbat" in shown
        assert not any(word in shown for word in OF_PAPER)
    assert told(client, world, OF_PAPER) == []


def test_neither_letters_nor_the_trail_hold_a_word_of_its_papers(world: World) -> None:
    assert Paper._base_manager.filter(title__startswith=OF_PAPER[0]).count() == 2
    letters = "".join(f"{m.to}{m.subject}{m.text}" for m in Message.objects.all())
    trail = "".join(f"{e.before}{e.after}{e.reason}" for e in AuditEvent.objects.all())
    for word in OF_PAPER:
        assert word not in letters
        assert word not in trail


def test_its_letters_go_to_its_members_alone(world: World, jim: User) -> None:
    found = Message.objects.filter(subject__contains=OF_GROUP[1])
    assert {letter.to for letter in found} == {jim.email}
