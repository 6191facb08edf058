"""People as a directory: found by the beginnings of words of names, bodies and posts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, F, Prefetch, Q, QuerySet, Value, Window

from culturefirst.network.models import (
    Group,
    GroupBody,
    GroupMember,
    Interest,
    Merge,
    Organisation,
    Person,
    Post,
    PostTitle,
    SubRegion,
    Topic,
    User,
)
from culturefirst.network.models.words import words_in

MOST_WORDS = 6  # each costs a question to the database; nobody types more to find a person


@dataclass(frozen=True)
class Asked:
    """What a directory is narrowed by; each is optional. A record may be given by its key."""

    words: str = ""
    role: str = ""
    kind: str = ""
    sub_region: SubRegion | int | None = None
    organisation: Organisation | None = None
    topic: Topic | int | None = None
    group: Group | int | None = None
    account: bool = False

    @property
    def of_post(self) -> bool:
        """Whether something is asked of the posts that somebody holds."""
        return bool(self.role or self.kind or self.sub_region or self.organisation)


def people(user: Any, *, on: date) -> QuerySet[Person]:
    """The people this person may see, each with ``held``: the posts held on the day."""
    return with_posts(Person.objects.visible_to(user), on=on)


def with_posts(rows: QuerySet[Person], *, on: date) -> QuerySet[Person]:
    """Each with ``held``: the posts held on the day, with their bodies."""
    held = Post.objects.held_on(on).select_related("organisation")
    return rows.prefetch_related(Prefetch("posts", held, to_attr="held"))


def directory(user: Any, asked: Asked, *, on: date) -> QuerySet[Person]:
    """Those of the people that this person may see who fit what is asked."""
    # Walked in the order of names, each asked whether it is among those found: "+ 0" keeps the
    # database from looking up tens of thousands of found keys one by one and sorting them.
    rows = Person.objects.visible_to(user).alias(key=F("pk") + 0)
    for word in words_in(asked.words)[:MOST_WORDS]:
        rows = rows.filter(_has(word, on))
    if asked.of_post:
        rows = rows.filter(key__in=_posts(asked, on).values("person"))
    if asked.topic:
        rows = rows.filter(key__in=Interest.objects.filter(topic=asked.topic).values("person"))
    if asked.group:
        rows = rows.filter(_in_group(asked.group, on))
    if asked.account:
        rows = rows.filter(key__in=User.objects.filter(is_active=True).values("person"))
    ordered: QuerySet[Person] = rows.order_by("name", "pk")
    return ordered


def _has(word: str, on: date) -> Q:
    """People with the word in their name, in a body where they work, or in a post they hold."""
    held = Post.objects.held_on(on).filter(person__isnull=False).order_by()
    titles = PostTitle.objects.filter(pk__in=PostTitle.beginning(word)).values("name")
    found = Person.beginning(word).union(
        held.filter(organisation__in=Organisation.beginning(word)).values_list("person"),
        held.filter(title__in=titles).values_list("person"),
        all=True,
    )
    return Q(key__in=found)


def _posts(asked: Asked, on: date) -> QuerySet[Post]:
    """Posts held on the day that fit: one post fits all of it, not each post a part."""
    held: QuerySet[Post] = Post.objects.held_on(on).filter(person__isnull=False)
    if asked.role:
        held = held.filter(role=asked.role)
    if asked.organisation:
        held = held.filter(organisation=asked.organisation)
    if asked.kind:
        kinds = Organisation.objects.filter(kind=asked.kind)
        held = held.filter(organisation__in=kinds.values("pk"))
    if asked.sub_region:
        here = Organisation.objects.filter(sub_region=asked.sub_region).values("pk")
        seconded = Q(sub_region=asked.sub_region)
        held = held.filter(seconded | Q(sub_region__isnull=True, organisation__in=here))
    return held


def _in_group(group: Group | int, on: date) -> Q:
    """People who are in a group on the day, themselves or by a body that takes part in it."""
    sits = GroupMember.objects.in_on(on).filter(group=group)
    bodies = GroupBody.objects.held_on(on).filter(group=group).values("organisation")
    works = Post.objects.held_on(on).filter(organisation__in=bodies, person__isnull=False)
    return Q(key__in=sits.values("person")) | Q(key__in=works.values("person"))


def choices(user: Any) -> dict[str, list[tuple[int, str, str]]]:
    """Sub-regions, topics and groups to narrow by, in one question: key, slug and name."""
    parts = [
        ("sub_region", SubRegion.objects.all()),
        ("topic", Topic.objects.filter(retired_on__isnull=True)),
        ("group", Group.objects.visible_to(user)),
    ]
    rows = [
        found.order_by()
        .annotate(of=Value(name, output_field=CharField()))
        .values_list("of", "pk", "slug", "name")
        for name, found in parts
    ]
    offered: dict[str, list[tuple[int, str, str]]] = {name: [] for name, _ in parts}
    for of, key, slug, name in rows[0].union(*rows[1:], all=True).order_by("name"):
        offered[of].append((key, slug, name))
    return offered


def standing_for(pk: int) -> Person | None:
    """Who stands for a record that was merged; ``None`` where it was not."""
    merged = Person.objects.filter(pk=pk, merged_into__isnull=False).first()
    return merged.merged_into if merged else None


def posts_held(person: Person, user: Any) -> list[Post]:
    """All posts of somebody that this person may see, the latest first."""
    rows = person.posts.visible_to(user).select_related("organisation__sub_region", "sub_region")
    return list(rows.order_by("-starts", "pk"))


def merges_of(person: Person) -> QuerySet[Merge]:
    """The records that were merged into somebody's and still are."""
    standing = Merge.objects.filter(kept_as=person, undone_at__isnull=True)
    found: QuerySet[Merge] = standing.select_related("merged", "by")
    return found


class Found(Sequence[Any]):
    """People found, a page at a time; searched once for both the page and how many there are.

    ``first`` is where the page begins that will be asked for. ``counts_apart``: where nothing is
    asked, the first page is at hand and counting needs no rows.
    """

    def __init__(
        self,
        rows: QuerySet[Person],
        *,
        first: int,
        most: int,
        on: date,
        counts_apart: bool = False,
    ) -> None:
        self._rows, self._first, self._most, self._on = rows, max(first, 0), most, on
        self._counts_apart = counts_apart
        self._keys: list[int] | None = None
        self._total = -1

    def __len__(self) -> int:
        if self._total < 0 and self._counts_apart:
            self._total = self._rows.count()
        if self._total < 0:
            page = self._rows.annotate(total=Window(Count("*"))).values_list("pk", "total")
            asked = list(page[self._first : self._first + self._most])
            self._keys = [key for key, _ in asked]
            self._total = asked[0][1] if asked else self._count_beyond()
        return self._total

    def _count_beyond(self) -> int:
        """How many there are where the page asked for lies beyond the last."""
        return self._rows.count() if self._first else 0

    def __getitem__(self, place: Any) -> Any:
        start, stop = place.start or 0, place.stop
        if self._keys is None or start != self._first:
            return list(with_posts(self._rows, on=self._on)[start:stop])
        rows = with_posts(Person.objects.filter(pk__in=self._keys), on=self._on)
        return list(rows.order_by("name", "pk"))

    def __iter__(self) -> Iterator[Person]:
        return iter(with_posts(self._rows, on=self._on).iterator(chunk_size=2000))
