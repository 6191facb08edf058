"""People who seem to be here twice: which pairs, why, and what was not compared."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import combinations
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Max

from culturefirst.kit import clock
from culturefirst.network.models import NotTheSame, Organisation, Person, Post, User
from culturefirst.network.models.words import words_in

ALIKE = 0.85  # of 1, where one is the same name letter by letter
CROWD = 50  # more than this of one name, or in one body, are not compared each with each
MOST_COMPARED = 100_000  # pairs of names in bodies: a few seconds
MOST = 100
MOST_TOLD = 20
NAME = "Their names are the same words."
ADDRESS = "Their addresses are the same but for dots and capitals."
BODY = "They have posts in the same organisation, and their names are alike."
KEPT_FOR = 30 * 24 * 3600
AT_ONCE = 2_000  # up to so many people are compared while a page is made

Pair = tuple[int, int]


@dataclass(frozen=True)
class Suspected:
    """Two people who seem to be one, the elder record first, and why."""

    first: Person
    second: Person
    why: list[str]


@dataclass
class Found:
    """The pairs to look at, how many ``more`` there are, and what was not compared, in words."""

    pairs: list[Suspected] = field(default_factory=list)
    more: int = 0
    skipped: list[str] = field(default_factory=list)

    @property
    def told(self) -> list[str]:
        """What was not compared, the first of it where that is much."""
        rest = len(self.skipped) - MOST_TOLD
        more = [f"And {rest} more names or organisations like these."] if rest > 0 else []
        return [*self.skipped[:MOST_TOLD], *more]


def duplicates(user: Any) -> list[Suspected]:
    """The pairs that this person may look at."""
    return looked_for(Person.objects.visible_to(user)).pairs


def looked_for(people: Any) -> Found:
    """The pairs to look at, those with the most reasons first; those told apart left out."""
    here = _Here(dict(people.order_by("pk").values_list("pk", "name")))
    reasons: dict[Pair, list[str]] = defaultdict(list)
    for pairs, why in (
        (_same_names(here), NAME),
        (_same_addresses(here), ADDRESS),
        (_alike_in_a_body(here), BODY),
    ):
        for pair in sorted(set(pairs)):
            reasons[pair].append(why)
    for pair in NotTheSame.objects.values_list("first", "second"):
        reasons.pop(pair, None)
    asked = sorted(reasons, key=lambda pair: (-len(reasons[pair]), pair))
    cache.set(__name__, (_stamp(), len(asked)), KEPT_FOR)
    shown = people.in_bulk({key for pair in asked[:MOST] for key in pair})
    return Found(
        [Suspected(shown[a], shown[b], reasons[a, b]) for a, b in asked[:MOST]],
        max(len(asked) - MOST, 0),
        here.skipped,
    )


def to_look_at() -> int:
    """How many pairs wait to be looked at, without making anybody wait for it.

    In a small network counted anew when somebody has come, was merged or told apart, and each
    day; in a large one as counted last night, or when the page was last opened.
    """
    stamp, found = cache.get(__name__) or (None, 0)
    if stamp == (now := _stamp()) or now[1] > AT_ONCE:
        return int(found)
    looked = looked_for(Person.objects.standing())
    return len(looked.pairs) + looked.more


def plain_address(address: str) -> str:
    """An address without what many providers do not look at: capitals, dots, what follows +."""
    name, at, domain = address.strip().lower().rpartition("@")
    return f"{name.split('+')[0].replace('.', '')}{at}{domain}"


def _stamp() -> tuple[Any, ...]:
    """What changes when there may be other pairs: somebody came, was merged or told apart."""
    people = Person.objects.standing().aggregate(n=Count("pk"), last=Max("pk"))
    told_apart = NotTheSame.objects.count()
    return clock.today().isoformat(), people["n"], people["last"], told_apart


class _Here:
    """The names by key, where each person has or had posts, at which domains, and what we skip."""

    def __init__(self, names: dict[int, str]) -> None:
        self.names = names
        self.words = {key: words_in(name) for key, name in names.items()}
        self.skipped: list[str] = []
        self.bodies: dict[int, set[int]] = defaultdict(set)
        posts = Post.objects.filter(person__isnull=False).order_by()
        for body, key in posts.values_list("organisation", "person"):
            if key in names:
                self.bodies[body].add(key)
        stated = Person.objects.exclude(email="").values_list("pk", "email")
        accounts = User.objects.exclude(email="").values_list("person", "email")
        self.addresses = [(key, at) for key, at in (*stated, *accounts) if key in names]
        self.domains: dict[str, set[int]] = defaultdict(set)
        for key, address in self.addresses:
            self.domains[address.strip().lower().rpartition("@")[2]].add(key)
        self.titles = dict(Organisation.objects.values_list("pk", "name"))

    def near(self, crowd: Iterable[int]) -> Iterator[tuple[str, set[int]]]:
        """Of many people those who share a body, and those who share a mail domain."""
        members = set(crowd)
        for body, there in sorted(self.bodies.items()):
            yield f"in {self.titles[body]}", members & there
        for domain, there in sorted(self.domains.items()):
            yield f"at {domain}", members & there


def _same_names(here: _Here) -> Iterator[Pair]:
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for key, words in here.words.items():
        if len(words) > 1:  # a single word is too little to go by
            alike[tuple(sorted(words))].append(key)
    for members in alike.values():
        if len(members) <= CROWD:
            yield from combinations(members, 2)
        else:
            yield from _crowd(here, members)


def _crowd(here: _Here, members: list[int]) -> Iterator[Pair]:
    """Of a name that very many have: those near each other, and a word on the others."""
    name = here.names[members[0]]
    here.skipped.append(
        f"“{name}”: {len(members)} people are called so. Only those who share an organisation "
        "or a mail domain were compared."
    )
    for where, together in here.near(members):
        if len(together) <= CROWD:
            yield from combinations(sorted(together), 2)
        else:
            here.skipped.append(
                f"“{name}”: {len(together)} people {where} are called so, and were not compared."
            )


def _same_addresses(here: _Here) -> Iterator[Pair]:
    alike: dict[str, set[int]] = defaultdict(set)
    for key, address in here.addresses:
        alike[plain_address(address)].add(key)
    for members in alike.values():
        if len(members) <= CROWD:
            yield from combinations(sorted(members), 2)
        else:
            here.skipped.append(
                f"{len(members)} people have one address but for dots and capitals, and were not "
                "compared."
            )


def _alike_in_a_body(here: _Here) -> Iterator[Pair]:
    left = MOST_COMPARED
    for body, members in sorted(here.bodies.items(), key=lambda item: (len(item[1]), item[0])):
        pairs = set(_to_compare(here, body, members))
        if len(pairs) > left:
            here.skipped.append(
                f"{here.titles[body]}: the names of its {len(members)} people were not compared "
                "for likeness, only for the same words."
            )
            continue
        left -= len(pairs)
        for first, second in pairs:
            if _alike(here.words[first], here.words[second]):
                yield first, second


def _to_compare(here: _Here, body: int, members: set[int]) -> Iterator[Pair]:
    """Each with each; in a large body, those whose names share a word."""
    if len(members) <= CROWD:
        yield from combinations(sorted(members), 2)
        return
    here.skipped.append(
        f"{here.titles[body]}: of its {len(members)} people only those whose names share a word "
        "were compared for likeness."
    )
    for word, sharing in _by_word(here.words, members).items():
        if len(sharing) <= CROWD:
            yield from combinations(sorted(sharing), 2)
        else:
            here.skipped.append(
                f"{here.titles[body]}: {len(sharing)} people have “{word}” in their names, and "
                "were not compared for that."
            )


def _by_word(words: Mapping[int, list[str]], members: Iterable[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for key in members:
        for word in words[key]:
            found[word].append(key)
    return found


def _alike(these: list[str], those: list[str]) -> bool:
    """Whether two names differ by a letter or two ("Prya Nair"), or one has only an initial."""
    if not these or not those:
        return False
    if (
        these[-1] == those[-1]
        and these[0][0] == those[0][0]
        and 1 in (len(these[0]), len(those[0]))
    ):
        return True
    near = SequenceMatcher(None, " ".join(these), " ".join(those))
    # The quick ones never tell less than the true one.
    return (
        near.real_quick_ratio() >= ALIKE and near.quick_ratio() >= ALIKE and near.ratio() >= ALIKE
    )
