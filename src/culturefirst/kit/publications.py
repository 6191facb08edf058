"""What has been published: the register behind bulletins, feeds and the home page.

A room's ``publications.py`` offers a publisher for each kind of record that it publishes, as far
as a person may read it. Nothing is copied: whoever shows or sends it asks anew.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from culturefirst.kit.registers import Register


@dataclass(frozen=True)
class Publication:
    """One thing that people may be told of.

    ``key`` names its record for good ("library.entry:12"); ``kind`` is what people call it ("Case
    study"), ``section`` the part of the website it belongs to ("case-studies"); ``on`` the
    network's own day of publishing; ``topics`` are slugs. ``open_to_all`` is false for what only
    members may read. ``url`` is its address on this site.
    """

    key: str
    kind: str
    section: str
    title: str
    summary: str
    url: str
    on: date
    topics: tuple[str, ...] = ()
    place: str = ""
    open_to_all: bool = True


@dataclass(frozen=True)
class Publisher:
    """How a room tells of one kind of record; it is added under what its keys begin with.

    ``rows`` gives what this person may read of what is published, with all that ``tells`` uses;
    ``day`` is the field with the day of publishing; ``tells`` makes a publication of a record and
    its key; ``on_topic`` is how a topic's slug is looked for, and empty where records have none.
    """

    rows: Callable[[Any], "QuerySet[Any]"]
    day: str
    tells: Callable[[Any, str], Publication]
    on_topic: str = ""


PUBLICATIONS: Register[Publisher] = Register("publications")


def published(
    user: Any, since: date, until: date, *, topic: str = "", without: Iterable[str] = ()
) -> list[Publication]:
    """All that this person may read of what was published between two days, the latest first.

    ``topic`` narrows to its slug; ``without`` names publishers that are not asked.
    """
    left_out = set(without)
    asked = {name: each for name, each in PUBLICATIONS.entries().items() if name not in left_out}
    found = [
        each
        for name, publisher in asked.items()
        if publisher.on_topic or not topic
        for each in _told(name, publisher, _between(publisher, user, since, until, topic))
    ]
    return sorted(found, key=lambda each: (each.on, each.title), reverse=True)


def of_keys(user: Any, keys: Iterable[str], until: date) -> dict[str, Publication]:
    """Those of these keys that are published by a day and may be read, by key."""
    wanted: dict[str, set[int]] = {}
    for name, _, pk in (key.partition(":") for key in keys):
        if pk.isdecimal():
            wanted.setdefault(name, set()).add(int(pk))
    found: dict[str, Publication] = {}
    for name, pks in wanted.items():
        if publisher := PUBLICATIONS.get(name):
            rows = publisher.rows(user).filter(pk__in=pks, **{f"{publisher.day}__lte": until})
            found |= {each.key: each for each in _told(name, publisher, rows)}
    return found


def _between(
    publisher: Publisher, user: Any, since: date, until: date, topic: str
) -> "QuerySet[Any]":
    days = {f"{publisher.day}__gte": since, f"{publisher.day}__lte": until}
    rows = publisher.rows(user).filter(**days)
    return rows.filter(**{publisher.on_topic: topic}) if topic else rows


def _told(name: str, publisher: Publisher, rows: "QuerySet[Any]") -> list[Publication]:
    return [publisher.tells(row, f"{name}:{row.pk}") for row in rows]
