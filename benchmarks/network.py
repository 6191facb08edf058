"""The directory and audiences of 100,000 people behind their addresses, beside plain searches."""

import os
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from benchmarks.database import SQLITE, empty, settle
from benchmarks.pages import Cost, cost
from benchmarks.result import Result, median_ms

DAY = date(2011, 9, 19)
MANAGER, OFFICER = 1, 2  # the accounts that read
Asked = Mapping[str, Any]
DIRECTORY: dict[str, Asked] = {
    "no words": {},
    "a rare word": {"words": "youngman"},
    "a name in full": {"words": "alison woolnough"},
    "a word of half of all bodies": {"words": "council"},
    "two words of half of all people": {"words": "council officer"},
    "three words of one body": {"words": "district council tunbury"},
    "a common name and two common words": {"words": "alan council officer"},
    "a role": {"role": "councillor"},
    "a place": {"sub_region": "place-3"},
    "a kind": {"kind": "district"},
    "a group of 10,000": {"group": "group-0"},
    "a place, a role and a common word": {
        "sub_region": "place-3", "role": "officer", "words": "council",
    },
    "an organisation and a word": {"organisation": "body-2", "words": "officer"},
    "page 50": {"page": 50},
    "page 50 of a common word": {"words": "officer", "page": 50},
}  # fmt: skip
AUDIENCES: dict[str, Asked] = {
    "one criterion": {"all-role": ["councillor"]},
    "two and an exclusion": {
        "all-role": ["officer"], "all-topic": ["topic-1"], "none-sub_region": ["place-3"],
    },
    "three and an exclusion": {
        "all-role": ["officer"], "all-topic": ["topic-1", "topic-2"], "all-registered": ["yes"],
        "none-group": ["group-0"],
    },
    "any of five": {"all-sub_region": [f"place-{n}" for n in range(5)]},
    "a topic": {"all-topic": ["topic-0"]},
    "a group of 10,000": {"all-group": ["group-0"]},
    "nearly everybody": {"all-role": ["officer", "councillor"]},
}  # fmt: skip
KEPT = {"all": {"role": ["officer"], "topic": ["topic-0"]}, "none": {"sub_region": ["place-3"]}}


def results(vendor: str = SQLITE) -> Iterator[Result]:
    """Milliseconds and statements of each page at that size."""
    from culturefirst.kit import clock

    with empty(vendor):
        from benchmarks import large_network

        large_network.fill()
        settle()
        with clock.standing(DAY):
            yield Result("load of this machine before the pages", os.getloadavg()[0], "waiting")
            yield from _directory()
            yield from _audiences()


def _client(key: int) -> Any:
    from django.test import Client

    from culturefirst.network.models import User

    client = Client()
    account = User.objects.get(pk=key)
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _page(client: Any, address: str, sent: Asked | None = None) -> Callable[[], Any]:
    def read() -> Any:
        answer = client.get(address) if sent is None else client.post(address, sent)
        assert answer.status_code == 200, answer.status_code
        return answer

    return read


def _told(what: str, found: Cost, most_ms: float, most_statements: int) -> Iterator[Result]:
    yield Result(f"{what} ({found.processor:.0f} of processor)", found.wall, "ms", most_ms)
    yield Result("… its statements", found.statements, "queries", most_statements)


def _directory() -> Iterator[Result]:
    readers = {"manager": _client(MANAGER), "officer": _client(OFFICER)}
    for what, asked in DIRECTORY.items():
        for reader, client in readers.items():
            found = cost(_page(client, f"/people/?{urlencode(asked)}"))
            yield from _told(f"people, {what}, {reader}", found, 100, 8)
            if reader == "manager" and (words := asked.get("words")) and len(asked) == 1:
                yield from _beside(_plain_people(words), found)


def _audiences() -> Iterator[Result]:
    from culturefirst.kit.act import SYSTEM
    from culturefirst.network import actions

    manager = _client(MANAGER)
    for what, asked in AUDIENCES.items():
        page = _page(manager, "/audiences/new/", asked | {"do": "show"})
        yield from _told(f"audience, {what}", cost(page, times=3), 300, 15)
    kept = actions.save_audience(by=SYSTEM, name="For the letter", question=KEPT)
    found = cost(_page(manager, f"/audiences/{kept.pk}/"), times=3)
    yield from _told("the page of an audience, with places and kinds", found, 300, 15)
    yield from _beside(_plain_audience, found)


def _beside(plain: Callable[[], Any], ours: Cost) -> Iterator[Result]:
    """The peer's rows alone, beside our whole page."""
    peer = median_ms(plain, times=2)
    yield Result("… plainly, by joins: only its count and first rows", peer, "ms")
    yield Result("… beside our whole page", peer / ours.wall, "times")


def _plain_people(words: str) -> Callable[[], Any]:
    """How such a search is usually written: parts of words in any of the joined texts."""

    def found() -> Any:
        from django.db.models import Q

        from culturefirst.network.models import Person

        rows: Any = Person.objects.standing()
        for word in words.split():
            anywhere = Q(name__icontains=word) | Q(posts__title__icontains=word)
            rows = rows.filter(anywhere | Q(posts__organisation__name__icontains=word))
        rows = rows.distinct()
        return rows.count(), list(rows.order_by("name")[:50])

    return found


def _plain_audience() -> Any:
    from culturefirst.network.models import Person

    rows: Any = Person.objects.filter(posts__role="officer", interests__topic__slug="topic-0")
    rows = rows.exclude(posts__organisation__sub_region__slug="place-3").distinct()
    return rows.count(), list(rows.order_by("name")[:50])
