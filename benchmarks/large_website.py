"""A website of 10,000 pages, as skewed as real ones: always the same.

More than half of it is news; a topic that leads has a third of all pages and the last a few dozen;
each year brought more than the one before; one page in eight is for members only. It is written in
bulk and not through the editor, because reading is what is measured.
"""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Locale, Page

from benchmarks.database import keep
from culturefirst.library import models as m
from culturefirst.library.models import Kind
from culturefirst.network.models import Organisation, SubRegion, Topic

PAGES, PLACES, TOPICS, BODIES = 10_000, 6, 24, 60
FIRST = 1_000  # the key of the first page, above those that are there from the start
CHANCE = Random(2011)  # noqa: S311  (a draw that repeats itself, no secret)
DAY, YEARS = date(2011, 9, 19), 12
OF_KINDS = {
    Kind.NEWS: (m.NewsPage, 56),
    Kind.POLICY: (m.PolicyPage, 20),
    Kind.RESOURCE: (m.ResourcePage, 16),
    Kind.CASE_STUDY: (m.CaseStudyPage, 5),
    Kind.BRIEFING: (m.BriefingPage, 3),
}


def _listed(text: str) -> list[str]:
    return text.split()


SAID = _listed(
    "library museum archive heritage theatre volunteer pool festival partnership council county "
    "programme budget review trust evidence audience access building closure saving the of a and "
    "to for with their year after before more than last month members"
)


def fill() -> None:
    """Write the whole website."""
    CHANCE.seed(2011)
    with transaction.atomic():
        places = SubRegion.objects.bulk_create(
            SubRegion(name=f"Place {n}", slug=f"place-{n}") for n in range(PLACES)
        )
        topics = Topic.objects.bulk_create(
            Topic(name=f"Topic {n}", slug=f"topic-{n}", position=n) for n in range(TOPICS)
        )
        bodies = Organisation.objects.bulk_create(
            Organisation(name=f"Body {n}", slug=f"body-{n}", kind="district",
                         sub_region=places[n % PLACES]) for n in range(BODIES)
        )  # fmt: skip
        _pages(places, bodies)
        _about([topic.pk for topic in topics])


def _kinds() -> list[Kind]:
    weights = [weight for _, weight in OF_KINDS.values()]
    return CHANCE.choices(list(OF_KINDS), weights, k=PAGES)


def _pages(places: list[Any], bodies: list[Any]) -> None:
    kinds, days = _kinds(), sorted(_days())
    sections = {page.kind: page for page in m.SectionPage.objects.all()}
    keep(Page, "id path depth numchild translation_key locale_id live title draft_title slug "
         "content_type_id url_path first_published_at last_published_at",
         list(_in_the_tree(kinds, days, sections)))  # fmt: skip
    for section in sections.values():
        Page.objects.filter(pk=section.pk).update(numchild=kinds.count(section.kind))
    keep(m.Entry, "page_ptr_id kind summary body published_on for_members sub_region_id "
         "organisation_id", (
        (FIRST + n, kind.value, _words(25), _body(), days[n], n % 8 == 0,
         CHANCE.choice(places).pk if n % 5 < 2 else None,
         CHANCE.choice(bodies).pk if n % 3 == 0 else None)
        for n, kind in enumerate(kinds)
    ))  # fmt: skip
    for kind, (model, _) in OF_KINDS.items():
        keys = [FIRST + n for n, each in enumerate(kinds) if each == kind]
        if kind == Kind.CASE_STUDY:
            text = f"<p>{_words(150)}</p>"
            keep(
                model, "entry_ptr_id challenge done outcomes", ((k, text, text, text) for k in keys)
            )
        elif kind == Kind.RESOURCE:
            keep(
                model,
                "entry_ptr_id publisher link",
                ((k, "Us", "https://a.example/") for k in keys),
            )
        elif kind == Kind.POLICY:
            keep(model, "entry_ptr_id source", ((k, "Government") for k in keys))
        else:
            keep(model, "entry_ptr_id", ((k,) for k in keys))


# Made whole before it is written: it asks the database, which answers nobody during a COPY.
def _in_the_tree(kinds: list[Kind], days: list[date], sections: Any) -> Iterator[Any]:
    types = {kind: ContentType.objects.get_for_model(model).pk for kind, (model, _) in
             OF_KINDS.items()}  # fmt: skip
    locale, places = Locale.objects.get().pk, dict.fromkeys(Kind, 0)
    for n, kind in enumerate(kinds):
        section = sections[kind]
        places[kind] += 1
        path = m.SectionPage._get_path(section.path, section.depth + 1, places[kind])
        title, slug = f"{_words(6).capitalize()} {n}", f"page-{n}"
        at = datetime.combine(days[n], time(9), tzinfo=UTC)
        yield (FIRST + n, path, section.depth + 1, 0, UUID(int=n + 1).hex, locale, True, title,
               title, slug, types[kind], f"{section.url_path}{slug}/", at, at)  # fmt: skip


def _days() -> Iterator[date]:
    """Twelve years of days, each year with more of them than the one before."""
    for _ in range(PAGES):
        back = min(CHANCE.random(), CHANCE.random()) * YEARS * 365
        yield DAY - timedelta(days=int(back))


def _about(topics: list[int]) -> None:
    weights = [1 / (place + 1) for place in range(TOPICS)]
    chosen = [
        (FIRST + n, topic)
        for n in range(PAGES)
        for topic in set(CHANCE.choices(topics, weights, k=CHANCE.choice((1, 1, 2, 3))))
    ]
    keep(m.EntryTopic, "id entry_id topic_id", ((n + 1, *row) for n, row in enumerate(chosen)))
    services = ("arts", "libraries", "museums", "sport")
    keep(m.EntryService, "id entry_id service",
         ((n + 1, FIRST + n, CHANCE.choice(services)) for n in range(PAGES)))  # fmt: skip


def _body() -> str:
    text = "".join(f"<p>{_words(80)}</p>" for _ in range(5))
    return json.dumps([{"type": "text", "value": text, "id": "a"}])


def _words(n: int) -> str:
    return " ".join(CHANCE.choices(SAID, k=n))
