"""People as a directory: found by the beginnings of words of names, bodies and posts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, F, Prefetch, Q, QuerySet, Value, prefetch_related_objects

from culturefirst.network.models import (
    Group,
    GroupBody,
    GroupMember,
    Interest,
    Merge,
    Organisation,
    Person,
    Post,
    SubRegion,
    Topic,
    User,
)
from culturefirst.network.queries.words import having

MOST_COUNTED = 1000  # to count them all takes as long as to find each of them


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
    return rows.prefetch_related(held_posts(on))


def held_posts(on: date) -> Prefetch[str, Any, str]:
    """What gives people their posts of the day as ``held``."""
    held = Post.objects.held_on(on).select_related("organisation")
    return Prefetch("posts", held, to_attr="held")


def directory(user: Any, asked: Asked, *, on: date) -> QuerySet[Person]:
    """Those of the people that this person may see who fit what is asked."""
    return by_name(Person.objects.visible_to(user), _fitting(asked, on))


def by_name(rows: QuerySet[Person], wanted: Iterable[QuerySet[Any] | Q]) -> QuerySet[Person]:
    """Those of ``rows`` who fit each of ``wanted`` (keys, or a condition), in the order of names.

    They are walked in that order and each is looked for in the keys, which are gathered once: a
    page needs the first of them only. "+ 0", and beside it what no key is, keep the databases
    from looking up the found keys one by one, or from trying each name against every key.
    """
    rows = rows.alias(key=F("pk") + 0)
    for each in wanted:
        rows = rows.filter(each if isinstance(each, Q) else Q(key__in=each) | Q(pk__lt=0))
    ordered: QuerySet[Person] = rows.order_by("name", "pk")
    return ordered


def _fitting(asked: Asked, on: date) -> Iterator[QuerySet[Any] | Q]:
    """What people must fit, of each thing that is asked."""
    yield from having(asked.words, on)
    if asked.of_post:
        yield _posts(asked, on).values("person")
    if asked.topic:
        yield Interest.objects.filter(topic=asked.topic).values("person")
    if asked.group:
        yield _in_group(asked.group, on)
    if asked.account:
        yield User.objects.filter(is_active=True).values("person")


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


def _in_group(group: Group | int, on: date) -> QuerySet[Any]:
    """People who are in a group on the day, themselves or by a body that takes part in it."""
    sits = GroupMember.objects.in_on(on).filter(group=group).order_by()
    bodies = GroupBody.objects.held_on(on).filter(group=group).order_by().values("organisation")
    works = Post.objects.held_on(on).filter(organisation__in=bodies, person__isnull=False)
    return sits.values_list("person").union(works.order_by().values_list("person"), all=True)


def choices(user: Any, *, body: str = "") -> dict[str, list[tuple[int, str, str]]]:
    """Sub-regions, topics and groups to narrow by, in one question: key, slug and name.

    ``body`` is the slug of an organisation that is asked for besides.
    """
    parts: list[tuple[str, QuerySet[Any]]] = [
        ("sub_region", SubRegion.objects.all()),
        ("topic", Topic.objects.filter(retired_on__isnull=True)),
        ("group", Group.objects.visible_to(user)),
        ("organisation", Organisation.objects.visible_to(user).filter(slug=body)),
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


def _person(*told: Any) -> Person:
    """Somebody of whom the key and the name are known; the rest is read when it is asked for."""
    return Person.from_db("default", ("id", "name"), told)


class Found(Sequence[Any]):
    """People found, a page at a time; searched once for both the page and how many there are.

    ``first`` is where the page begins that will be asked for. More than ``MOST_COUNTED`` are not
    counted: ``more`` says so, and the length is then one more than is known to be there.
    ``exactly`` counts them all, however many; ``total`` is how many there are, where it is known.
    People of a page have their names and posts only.
    """

    def __init__(
        self, rows: QuerySet[Person], *, first: int, most: int, on: date, exactly: bool = False,
        total: int = -1,
    ) -> None:  # fmt: skip
        self._rows, self._first, self._most, self._on = rows, max(first, 0), most, on
        self._page: list[Person] | None = None
        self._exactly, self._total = exactly, total
        self.more = False

    def __len__(self) -> int:
        if self._total < 0:
            upto = None if self._exactly else max(self._first + self._most, MOST_COUNTED) + 1
            found = list(self._rows.values_list("id", "name")[self._first : upto])
            self._page = [_person(*told) for told in found[: self._most]]
            self.more = self._first + len(found) == upto
            self._total = self._first + len(found) if found else self._count_before()
        return self._total

    def _count_before(self) -> int:
        """How many there are where the page asked for lies beyond the last."""
        return self._rows.count() if self._first else 0

    def __getitem__(self, place: Any) -> Any:
        start, stop = place.start or 0, place.stop
        if self._page is None or start != self._first:
            return list(with_posts(self._rows.only("name"), on=self._on)[start:stop])
        prefetch_related_objects(self._page, held_posts(self._on))
        return self._page

    def __iter__(self) -> Iterator[Person]:
        return iter(with_posts(self._rows, on=self._on).iterator(chunk_size=2000))
