"""Search over 20,000 entries for somebody who may see some of them, beside ``icontains``."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Any

from benchmarks.database import empty
from benchmarks.result import Result, median_ms
from benchmarks.status import _statements as statements

PEOPLE, BODIES, GROUPS, PAPERS = 8_000, 4_000, 1_000, 7_000
DAY = date(2011, 9, 19)


def _words(text: str) -> list[str]:
    return text.split()


SAID = _words(
    "library museum archive heritage theatre orchestra volunteer coach athlete swimming pool "
    "stadium festival tourism partnership council county district programme budget review trust "
    "commissioning evidence audience engagement participation access building closure saving"
)
SYLLABLES = _words("ba ke li mo nu par ren sto tal vin wes yor gra chi dun fel")


def results() -> Iterator[Result]:
    """Milliseconds and statements of questions that find few, many and all, and of a slip."""
    with empty():
        yield from _measured(_filled())


def _filled() -> Any:
    """The records, written in bulk, and their entries; gives an account of a member."""
    from django.db import connection

    from culturefirst.kit.search import checking
    from culturefirst.network import models as m

    chance = Random(20110919)  # noqa: S311  (a corpus, not a secret)
    known = ["".join(made) for made in product(SYLLABLES, repeat=3)]
    weights = [1 / (place + 1) for place in range(len(known) + len(SAID))]

    def words(n: int) -> str:
        return " ".join(chance.choices(SAID + known, weights, k=n))

    places = m.SubRegion.objects.bulk_create(
        m.SubRegion(name=f"Place {n}", slug=f"place-{n}") for n in range(6)
    )
    topics = m.Topic.objects.bulk_create(
        m.Topic(name=f"Topic {n}", slug=f"topic-{n}") for n in range(12)
    )
    bodies = m.Organisation.objects.bulk_create(
        m.Organisation(
            name=f"{words(2).title()} Trust {n}", slug=f"body-{n}", kind="civil_society",
            sub_region=chance.choice(places), description=words(80),
        ) for n in range(BODIES)
    )  # fmt: skip
    people = m.Person.objects.bulk_create(
        m.Person(name=f"{words(2).title()} {n}", profile=words(60)) for n in range(PEOPLE)
    )
    m.Post.objects.bulk_create(
        m.Post(title=f"{words(1).title()} officer", role="officer", person=person,
               organisation=chance.choice(bodies), starts=date(2010, 4, 1)) for person in people
    )  # fmt: skip
    m.Interest.objects.bulk_create(
        m.Interest(person=person, topic=topic, since=DAY)
        for person in people for topic in chance.sample(topics, 2)
    )  # fmt: skip
    groups = m.Group.objects.bulk_create(
        m.Group(
            name=f"{words(3).title()} {n}", slug=f"group-{n}", kind="forum", terms=words(100),
            access=("open", "closed", "private")[n % 3], sub_region=chance.choice(places),
        ) for n in range(GROUPS)
    )  # fmt: skip
    m.GroupMember.objects.bulk_create(
        m.GroupMember(group=group, person=person, starts=date(2010, 4, 1))
        for group in groups for person in chance.sample(people, 3)
    )  # fmt: skip
    m.Paper._base_manager.bulk_create(
        m.Paper(
            group=chance.choice(groups), title=words(5).capitalize(), name="notes.txt",
            media_type="text/plain", size=1, digest="", added_at="2011-01-01T12:00Z",
            on=DAY - timedelta(days=chance.randrange(1500)),
        ) for _ in range(PAPERS)
    )  # fmt: skip
    _read_papers(words)
    checking.mend()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return m.User.objects.create(email="p@example.org", person=people[0], registered_on=DAY)


def _read_papers(words: Any) -> None:
    """The words of the papers' files, as the job would have read them."""
    from culturefirst.kit.search.models import SearchFile
    from culturefirst.network.models import Paper

    SearchFile._base_manager.bulk_create(
        SearchFile(kind="network.paper", object_id=key, file="papers/notes.txt", text=words(250))
        for key in Paper._base_manager.values_list("pk", flat=True)
    )
    Paper._base_manager.update(file="papers/notes.txt")


def _measured(user: Any) -> Iterator[Result]:
    from culturefirst.kit.search.models import SearchEntry
    from culturefirst.kit.search.question import Asked, ask

    entries = SearchEntry._base_manager.count()
    assert entries == PEOPLE + BODIES + GROUPS + PAPERS

    def question(words: str) -> Any:
        return lambda: ask(user, Asked(words))

    for words in (
        "grachidun",
        "swimming closure",
        "museum",
        "library",
        "librayr",
        "vlounteer cocah",
    ):
        found = question(words)()
        what = f"search, {words}: {found.total:,} of {entries:,} found"
        yield Result(what, median_ms(question(words)), "ms", 60)
        yield Result("… its statements", statements(question(words)), "queries", 10)
    plain = _plainly("swimming closure")
    yield Result("the same two words by icontains over the same texts", median_ms(plain), "ms")
    ratio = median_ms(plain) / median_ms(question("swimming closure"))
    yield Result("… beside ours", ratio, "times")


def _plainly(words: str) -> Any:
    """How a search is usually begun: parts of words, no rights, no counts, no order but the day."""
    from culturefirst.kit.search.models import SearchText

    def found() -> Any:
        rows = SearchText.objects.select_related("entry")
        for word in words.split():
            rows = rows.filter(text__icontains=word) | rows.filter(title__icontains=word)
        return rows.count(), list(rows.order_by("-entry__day")[:20])

    return found
