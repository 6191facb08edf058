"""Pages of a website of 10,000 pages behind their addresses, beside plain lists of Wagtail's."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from benchmarks.database import SQLITE, empty, settle
from benchmarks.pages import Cost, cost
from benchmarks.result import Result, median_ms

DAY = date(2011, 9, 19)
MOST_MS, MOST_STATEMENTS, TARGETS, DONE = 60, 30, 32, 2_000
PAGES = {
    "the home page": "/",
    "its own first page": "/learn/",
    "the section of news": "/learn/news/",
    "the section of news, page 200": "/learn/news/?page=200",
    "the section of news, by a topic, a service and a year": (
        "/learn/news/?topic=topic-1&service=arts&year=2010"
    ),
    "the topic with the most pages": "/learn/topics/topic-0/",
    "the topic with the fewest": "/learn/topics/topic-23/",
}


def results(vendor: str = SQLITE) -> Iterator[Result]:
    """Milliseconds and statements of each page at that size, for a stranger and a member."""
    from culturefirst.kit import clock

    with empty(vendor), clock.standing(DAY):
        from benchmarks import large_website

        large_website.fill()
        member = _member()
        _programme()
        settle()
        yield Result("load of this machine before the pages", os.getloadavg()[0], "waiting")
        yield from _measured(member)


def _measured(member: Any) -> Iterator[Result]:
    from django.test import Client

    from culturefirst.library.models import Entry

    articles = {
        f"an article: {entry.one.lower()}": entry.url
        for kind in ("news", "case-studies")
        for entry in Entry.objects.visible_to(None).filter(kind=kind).order_by("-published_on")[:1]
    }
    for what, address in {**PAGES, **articles}.items():
        for who, client in (("a stranger", Client()), ("a member", member)):
            found = cost(_page(client, address))
            yield from _told(f"{what}, {who}", found)
            if address == "/learn/news/" and who == "a stranger":
                yield from _beside(_plain_section, found)
    yield from _beside(_plain_related, cost(_page(Client(), articles["an article: news"])))


def _told(what: str, found: Cost) -> Iterator[Result]:
    yield Result(f"{what} ({found.processor:.0f} of processor)", found.wall, "ms", MOST_MS)
    yield Result("… its statements", found.statements, "queries", MOST_STATEMENTS)


def _page(client: Any, address: str) -> Callable[[], Any]:
    def read() -> Any:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer

    return read


def _beside(plain: Callable[[], Any], ours: Cost) -> Iterator[Result]:
    """The peer's rows alone, beside our whole page."""
    peer = median_ms(plain, times=5)
    yield Result(f"… {plain.__doc__}", peer, "ms")
    yield Result("… beside our whole page", peer / ours.wall, "times")


def _plain_section() -> Any:
    """plainly, the rows alone: children, counted, each whole with its topics"""
    from django.core.paginator import Paginator

    from culturefirst.library.queries import section

    news: Any = section("news")
    rows = news.get_children().live().specific().order_by("-first_published_at")
    page = Paginator(rows, 20).page(1)
    return [(row.title, row.summary, [each.topic.name for each in row.entry_topics.all()])
            for row in page], page.paginator.count  # fmt: skip


def _plain_related() -> Any:
    """plainly, what is related alone: by a join on topics and distinct"""
    from culturefirst.library.models import Entry, NewsPage

    entry: Any = NewsPage.objects.live().order_by("-first_published_at").first()
    rows = Entry.objects.live().filter(entry_topics__topic__in=entry.topics).exclude(pk=entry.pk)
    return [row.title for row in rows.distinct().order_by("-first_published_at")[:4]]


def _member() -> Any:
    """A client signed in as an officer of the first body."""
    from django.test import Client

    from culturefirst.network import models as m

    body = m.Organisation.objects.get(name="Body 0")
    person = m.Person.objects.create(name="Priya Nair", email="priya@example.org")
    m.Post.objects.create(
        title="Culture officer", role="officer", person=person, organisation=body,
        starts=date(2010, 4, 1),
    )  # fmt: skip
    account = m.User.objects.create(email=person.email, person=person, registered_on=DAY)
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _programme() -> None:
    """A work programme as long as a real one, with what was done for it."""
    from django.db import connection

    from benchmarks.status import DAYS, FILL, _target
    from culturefirst.kit.act import SYSTEM
    from culturefirst.programme.actions import create_programme
    from culturefirst.programme.reading import document as printed

    activities = [
        printed.Activity(f"Activity {n}", targets=[_target(4 * n + k) for k in range(4)])
        for n in range(TARGETS // 4)
    ]
    document = printed.Document(
        title="Work Programme 2011-12",
        starts=date(2011, 4, 1),
        ends=date(2012, 3, 31),
        priorities=[
            printed.Priority("1", "Improve", [printed.Programme("1.1", "All", activities)])
        ],
    )
    create_programme(by=SYSTEM, document=document, state="current")
    with connection.cursor() as cursor:
        cursor.execute(FILL.format(day=DAYS[connection.vendor]), [DONE, TARGETS, TARGETS])
