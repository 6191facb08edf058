"""A directory of 100,000 people and audiences over them, beside a plain search over joins."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from benchmarks.result import Result, median_ms
from benchmarks.status import _start as start
from benchmarks.status import _statements as statements

PEOPLE, BODIES, PLACES, TOPICS = 100_000, 5_000, 20, 10
DAY = date(2011, 9, 19)
QUESTION = {"all": {"role": ["officer"], "topic": ["topic-1"]}, "none": {"sub_region": ["place-0"]}}
BROAD = {"all": {"topic": ["topic-1", "topic-2"]}, "none": {}}
# Bulk statements instead of actions: what is measured is reading.
FIRST = ("Ann", "Ben", "Cat", "Dan", "Eve", "Fay", "Gus", "Hal", "Ida", "Jon")
LAST = ("Ashdown", "Barley", "Carver", "Dunnock", "Elmswell", "Fenwick", "Gosling", "Harrow")


def results() -> Iterator[Result]:
    """Milliseconds and statements of the directory and of audiences at that size."""
    with tempfile.TemporaryDirectory() as folder:
        _begin(folder)
        yield from _measured(_filled())


def _begin(folder: str) -> None:
    """An empty database in the folder, also where another benchmark used one before."""
    from django.conf import settings

    if not settings.configured:
        start(folder)
        return
    from django.core.management import call_command
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = f"{folder}/culturefirst.sqlite3"
    call_command("createcachetable", verbosity=0)
    call_command("migrate", verbosity=0)


def _filled() -> Any:
    """The network; gives an account of a manager."""
    from django.db import connection

    from culturefirst.network.models import (
        Interest,
        Organisation,
        OrganisationWord,
        Person,
        PersonWord,
        Post,
        Registration,
        SubRegion,
        Topic,
        User,
    )

    def all_of(model: Any, rows: Iterator[Any]) -> None:
        model._base_manager.bulk_create(rows, batch_size=2000)

    all_of(SubRegion, (SubRegion(pk=n + 1, name=f"Place {n}", slug=f"place-{n}")
                       for n in range(PLACES)))  # fmt: skip
    all_of(Topic, (Topic(pk=n + 1, name=f"Topic {n}", slug=f"topic-{n}") for n in range(TOPICS)))
    all_of(Organisation, (
        Organisation(pk=n + 1, name=f"Body {n}", slug=f"body-{n}", kind="civil_society",
                     sub_region_id=n % PLACES + 1) for n in range(BODIES)))  # fmt: skip
    all_of(OrganisationWord, (OrganisationWord(of_id=n + 1, word=word)
                              for n in range(BODIES) for word in ("body", str(n))))  # fmt: skip
    all_of(Person, (Person(pk=n + 1, name=_name(n)) for n in range(PEOPLE)))
    all_of(PersonWord, (PersonWord(of_id=n + 1, word=word)
                        for n in range(PEOPLE) for word in _name(n).lower().split()))  # fmt: skip
    all_of(Post, (
        Post(title=f"Post of {n % 40}", role="manager" if n == 0 else "officer", person_id=n + 1,
             organisation_id=n % BODIES + 1, starts=date(2010, 1, 1))
        for n in range(PEOPLE)))  # fmt: skip
    all_of(Interest, (Interest(person_id=n + 1, topic_id=n % TOPICS + 1, since=date(2011, 1, 1))
                      for n in range(PEOPLE)))  # fmt: skip
    all_of(User, (User(pk=n + 1, email=f"p{n}@example.org", person_id=n + 1,
                       registered_on=date(2011, 1, 1)) for n in range(0, PEOPLE, 5)))  # fmt: skip
    all_of(Registration, (Registration(user_id=n + 1, starts=date(2011, 1, 1))
                          for n in range(0, PEOPLE, 5)))  # fmt: skip
    _titles()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return User.objects.get(pk=1)


def _titles() -> None:
    """The words of the titles of posts, as saving each would have kept them."""
    from culturefirst.network.models import PostTitle

    for n in range(40):
        PostTitle(name=f"Post of {n}").save()


def _name(n: int) -> str:
    return f"{FIRST[n % 10]} {LAST[n // 10 % 8]} {n}"


def _measured(user: Any) -> Iterator[Result]:
    from culturefirst.network.queries.audiences import first_people, people_of

    def audience(question: Any) -> Callable[[], Any]:
        def preview() -> Any:
            return first_people(people_of(question, DAY, user), 20, DAY)

        return preview

    for what, question in (("narrow", QUESTION), ("20,000", BROAD)):
        preview = audience(question)
        found, _ = preview()
        yield Result(f"audience of {found:,} of {PEOPLE:,}, {what}", median_ms(preview), "ms", 300)
        yield Result("… its statements", statements(preview), "queries", 10)
    plain = _plain_audience()
    yield Result("the same by joins and distinct", median_ms(plain, times=3), "ms")
    yield from _directory(user)


def _directory(user: Any) -> Iterator[Result]:
    from culturefirst.network.models import Person
    from culturefirst.network.queries.people import Asked, directory, with_posts

    def page(words: str) -> Callable[[], Any]:
        def first() -> Any:
            rows = directory(user, Asked(words=words), on=DAY)
            return rows.count(), list(with_posts(rows, on=DAY)[:50])

        return first

    for words in ("", "ann fenwick", "gosling body 1"):
        what = f"directory, {words or 'no words'}"
        yield Result(what, median_ms(page(words), times=5), "ms", 300)
        yield Result("… its statements", statements(page(words)), "queries", 10)

    def peer() -> Any:
        from django.db.models import Q

        rows: Any = Person.objects.all()
        for word in ("ann", "fenwick"):
            anywhere = Q(name__icontains=word) | Q(posts__title__icontains=word)
            rows = rows.filter(anywhere | Q(posts__organisation__name__icontains=word))
        rows = rows.distinct()
        return rows.count(), list(rows.order_by("name")[:50])

    plain, ours = median_ms(peer, times=3), median_ms(page("ann fenwick"), times=5)
    yield Result("a plain search by parts of words over joins", plain, "ms")
    yield Result("… beside ours", plain / ours, "times")


def _plain_audience() -> Callable[[], Any]:
    from culturefirst.network.models import Person

    def joined() -> Any:
        rows: Any = Person.objects.filter(interests__topic__slug__in=["topic-1", "topic-2"])
        rows = rows.distinct().order_by("name")
        return rows.count(), list(rows[:20])

    return joined
