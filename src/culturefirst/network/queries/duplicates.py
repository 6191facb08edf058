"""People who seem to be here twice: which pairs, and why, the same each time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import Any

from culturefirst.network.models import NotTheSame, Person, Post, User
from culturefirst.network.models.words import words_in

ALIKE = 0.85  # of 1, where one is the same name letter by letter
CROWD = 50  # more than this of one name, or in one body, are not compared each with each
MOST = 100
NAME = "Their names are the same words."
ADDRESS = "Their addresses are the same but for dots and capitals."
BODY = "They have posts in the same organisation, and their names are alike."

Pair = tuple[int, int]


@dataclass(frozen=True)
class Suspected:
    """Two people who seem to be one, the elder record first, and why."""

    first: Person
    second: Person
    why: list[str]


def duplicates(user: Any) -> list[Suspected]:
    """The pairs to look at, those with the most reasons first; those told apart left out."""
    names = dict(Person.objects.visible_to(user).order_by("pk").values_list("pk", "name"))
    reasons: dict[Pair, list[str]] = defaultdict(list)
    for pairs, why in (
        (_same_names(names), NAME),
        (_same_addresses(names), ADDRESS),
        (_alike_in_a_body(names), BODY),
    ):
        for pair in sorted(set(pairs)):
            reasons[pair].append(why)
    for pair in NotTheSame.objects.values_list("first", "second"):
        reasons.pop(pair, None)
    asked = sorted(reasons, key=lambda pair: (-len(reasons[pair]), pair))[:MOST]
    people = Person.objects.visible_to(user).in_bulk({key for pair in asked for key in pair})
    return [Suspected(people[a], people[b], reasons[a, b]) for a, b in asked]


def plain_address(address: str) -> str:
    """An address without what many providers do not look at: capitals, dots, what follows +."""
    name, at, domain = address.strip().lower().rpartition("@")
    return f"{name.split('+')[0].replace('.', '')}{at}{domain}"


def _same_names(names: dict[int, str]) -> Iterator[Pair]:
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for key, name in names.items():
        words = words_in(name)
        if len(words) > 1:  # a single word is too little to go by
            alike[tuple(sorted(words))].append(key)
    return _pairs(alike.values())


def _same_addresses(names: dict[int, str]) -> Iterator[Pair]:
    alike: dict[str, set[int]] = defaultdict(set)
    stated = Person.objects.exclude(email="").values_list("pk", "email")
    for key, address in [*stated, *User.objects.values_list("person", "email")]:
        if key in names and address:
            alike[plain_address(address)].add(key)
    return _pairs(alike.values())


def _alike_in_a_body(names: dict[int, str]) -> Iterator[Pair]:
    there: dict[int, set[int]] = defaultdict(set)
    posts = Post.objects.filter(person__isnull=False)
    for body, key in posts.order_by().values_list("organisation", "person"):
        if key in names:
            there[body].add(key)
    for first, second in _pairs(there.values()):
        if _alike(names[first], names[second]):
            yield first, second


def _alike(one: str, other: str) -> bool:
    """Whether two names differ by a letter or two ("Prya Nair"), or one has only an initial."""
    these, those = words_in(one), words_in(other)
    if not these or not those:
        return False
    if (
        these[-1] == those[-1]
        and these[0][0] == those[0][0]
        and 1 in (len(these[0]), len(those[0]))
    ):
        return True
    return SequenceMatcher(None, " ".join(these), " ".join(those)).ratio() >= ALIKE


def _pairs(groups: Iterable[Iterable[int]]) -> Iterator[Pair]:
    for group in groups:
        members = sorted(group)
        if 1 < len(members) <= CROWD:
            yield from combinations(members, 2)
