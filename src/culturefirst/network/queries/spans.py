"""Posts and memberships of groups that two records of one person have at the same time.

They are one post and one membership: a person holds neither twice. Nothing is changed here.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from culturefirst.kit.wording import day as written
from culturefirst.network.models import GroupMember, Person, Post
from culturefirst.network.models.words import words_in

Row = Any
PARTS = (GroupMember.Part.MEMBER, GroupMember.Part.SECRETARY, GroupMember.Part.CONVENOR)


@dataclass(frozen=True)
class Joined:
    """Rows that become one: ``stays`` with ``values`` set on it, while the others go."""

    stays: Row
    goes: tuple[Row, ...]
    values: dict[str, Any]
    refused = ""  # they always can

    @property
    def told(self) -> str:
        """The one that results, in words."""
        row, starts, ends = self.stays, self.values["starts"], self.values["ends"]
        what = f"{row.title}, {row.organisation}" if isinstance(row, Post) else f"{row.group}"
        if starts is None:
            return f"{what}, asked to join"
        return f"{what}, {_since(starts, ends)}"


def joined(kept: Person, merged: Person, apart: Collection[int] = ()) -> list[Joined]:
    """What becomes one where ``merged`` is made part of ``kept``.

    ``apart`` are the keys of those posts of ``merged`` that are no other's, whatever their title.
    """
    posts = _together([*_posts(kept)], [*_posts(merged)], lambda m, t: _same(m, t, apart))
    seats = _together([*_seats(kept)], [*_seats(merged)], _same_seat)
    return [
        *(_one_post(rows, kept) for rows in posts),
        *(_one_seat(rows, kept) for rows in seats),
    ]


def alike(kept: Person, merged: Person) -> list[tuple[Post, Post]]:
    """Posts of the two with other titles that may be one: for somebody to say."""
    mine, theirs = [*_posts(kept)], [*_posts(merged)]
    found = ((_like(mine, post), post) for post in theirs if not _of_one_title(mine, post))
    return [(like, post) for like, post in found if like is not None]


def _posts(person: Person) -> models.QuerySet[Post]:
    rows: models.QuerySet[Post] = person.posts.select_related("organisation").order_by("pk")
    return rows


def _seats(person: Person) -> models.QuerySet[GroupMember]:
    rows: models.QuerySet[GroupMember] = person.groups.select_related("group").order_by("pk")
    return rows


def _since(starts: date, ends: date | None) -> str:
    return f"{written(starts)} to {written(ends)}" if ends else f"since {written(starts)}"


def _together(mine: list[Row], theirs: list[Row], same: Any) -> Iterator[list[Row]]:
    """The rows that hang together, each group with rows of both."""
    of: dict[int, int] = {row.pk: row.pk for row in (*mine, *theirs)}

    def root(key: int) -> int:
        while of[key] != key:
            key = of[key]
        return key

    for row in theirs:
        for other in same(mine, row):
            of[root(row.pk)] = root(other.pk)
    groups: dict[int, list[Row]] = defaultdict(list)
    for row in (*mine, *theirs):
        groups[root(row.pk)].append(row)
    return (rows for rows in groups.values() if len(rows) > 1)


def _meet(one: Row, other: Row) -> bool:
    """Whether there is a day on which both hold."""
    return _begins_in(one, other) and _begins_in(other, one)


def _begins_in(one: Row, other: Row) -> bool:
    return other.ends is None or one.starts < other.ends


def _same(mine: Iterable[Post], post: Post, apart: Collection[int]) -> list[Post]:
    if of_one_title := _of_one_title(mine, post):
        return of_one_title
    like = None if post.pk in apart else _like(mine, post)
    return [like] if like is not None else []


def _of_one_title(mine: Iterable[Post], post: Post) -> list[Post]:
    title = words_in(post.title)
    return [each for each in mine if _could_be(each, post) and words_in(each.title) == title]


def _like(mine: Iterable[Post], post: Post) -> Post | None:
    """The one of another title that was held longest beside it."""
    beside = [each for each in mine if _could_be(each, post)]
    return max(beside, key=lambda each: _shared(each, post), default=None)


def _could_be(one: Post, other: Post) -> bool:
    """Whether both are of one role in one body, for one place, at one time."""
    alike = ("organisation_id", "role", "sub_region_id")
    return all(getattr(one, n) == getattr(other, n) for n in alike) and _meet(one, other)


def _shared(one: Post, other: Post) -> int:
    """For how many days both were held."""
    ends = min(one.ends or date.max, other.ends or date.max)
    return (ends - max(one.starts, other.starts)).days


def _same_seat(mine: Iterable[GroupMember], seat: GroupMember) -> list[GroupMember]:
    there = [each for each in mine if each.group_id == seat.group_id]
    return [each for each in there if _one_seat_of(each, seat)]


def _one_seat_of(one: GroupMember, other: GroupMember) -> bool:
    """Whether both are open (one may have asked and wait), or one follows on the other."""
    if one.ends is None and other.ends is None:
        return True
    if one.starts is None or other.starts is None:
        return False
    return _meet(one, other) or one.ends == other.starts or other.ends == one.starts


def _one_post(rows: list[Post], kept: Person) -> Joined:
    stays, goes, values = _one(rows, kept)
    lasting = [row for row in rows if row.ends == values["ends"]]
    said = (row.portfolio for row in (stays, *goes) if row.portfolio)
    values |= {"leads": any(row.leads for row in lasting), "portfolio": next(said, "")}
    return Joined(stays, goes, values)


def _one_seat(rows: list[GroupMember], kept: Person) -> Joined:
    stays, goes, values = _one(rows, kept)
    lasting = [row for row in rows if row.ends == values["ends"] and row.starts is not None]
    part = max((row.part for row in lasting), key=PARTS.index, default=stays.part)
    return Joined(stays, goes, values | {"part": part})


def _one(rows: list[Row], kept: Person) -> tuple[Row, tuple[Row, ...], dict[str, Any]]:
    """Of the kept record's rows the one that lasts longest, the others, and the whole time."""
    own = [row for row in rows if row.person_id == kept.pk]
    stays = max(own, key=lambda row: (row.ends or date.max, row.pk))
    begun = [row.starts for row in rows if row.starts is not None]
    ends = [row.ends for row in rows]
    values = {"starts": min(begun, default=None), "ends": None if None in ends else max(ends)}
    return stays, tuple(row for row in rows if row is not stays), values
