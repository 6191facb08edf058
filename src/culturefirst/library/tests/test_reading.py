"""Lists and pages of the website as readers find them, and the feeds of it."""

from collections.abc import Callable
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from culturefirst.kit import clock
from culturefirst.library.models import EntryService, EntryTopic, ResourcePage
from culturefirst.library.queries import section
from culturefirst.library.tests.make import case_study, news, published
from culturefirst.network.models import SubRegion, Topic, User

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def arts(db: None) -> Topic:
    return Topic.objects.create(name="Arts", slug="arts", says="What artists do", position=1)


def on(page: Any, topic: Topic, *services: str) -> Any:
    page.entry_topics.add(EntryTopic(topic=topic))
    for service in services:
        page.entry_services.add(EntryService(service=service))
    return page


def seen(path: str, client: Client | None = None) -> str:
    return (client or Client()).get(path).content.decode()


def titles(feed: str) -> list[str | None]:
    root = ElementTree.fromstring(Client().get(feed).content)
    return [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("topic=arts", ["Opera"]),
        ("service=parks", ["Bandstand"]),
        ("place=norfolk", ["Opera"]),
        ("year=2010", ["Bandstand"]),
        ("topic=arts&service=parks", []),
        ("topic=nothing", []),
    ],
)
def test_a_section_is_narrowed_by_what_its_pages_are_about(
    helen: User, norfolk: SubRegion, arts: Topic, asked: str, found: list[str]
) -> None:
    published(on(news("Opera", sub_region=norfolk), arts, "arts"), helen)
    with clock.standing(date(2010, 6, 1)):
        published(on(news("Bandstand"), Topic.objects.create(name="P", slug="p"), "parks"), helen)
    html = seen(f"/learn/news/?{asked}")
    assert [title for title in ("Opera", "Bandstand") if title in html] == found
    assert ("Nothing fits all of that" in html) is (not found)


def test_resources_are_narrowed_by_their_form(helen: User) -> None:
    for form in ("link", "toolkit"):
        page = ResourcePage(
            title=f"A {form}", summary="Of use.", publisher="Us", form=form, live=False,
            link="https://papers.example/",
        )  # fmt: skip
        home = section("resources")
        assert home is not None
        home.add_child(instance=page)
        published(page, helen)
    html = seen("/learn/resources/?form=toolkit")
    assert ("A toolkit" in html, "A link" in html) == (True, False)


def test_a_list_has_twenty_a_page(helen: User) -> None:
    for number in range(21):
        published(news(f"Page no {number:02}"), helen)
    assert seen("/learn/news/").count("Page no ") == 20
    assert seen("/learn/news/?page=2").count("Page no ") == 1
    assert "21 pages" in seen("/learn/news/")


def test_a_page_shows_what_is_related_but_not_to_whom_it_is_closed(
    helen: User, priya: User, arts: Topic, signed_in: Callable[[Any], Client]
) -> None:
    page = published(on(news("Opera"), arts, "arts"), helen)
    published(on(case_study("A quartet"), arts), helen)
    published(on(news("Choir", for_members=True), arts), helen)
    published(news("Tide tables"), helen)
    html = seen(page.url)
    assert [name for name in ("A quartet", "Choir", "Tide tables") if name in html] == ["A quartet"]
    assert "Choir" in seen(page.url, signed_in(priya))
    assert '<link rel="canonical" href="http://127.0.0.1:8000/learn/news/opera/">' in html
    assert '<meta name="description" content="What it means for readers.">' in html
    assert '"@type": "NewsArticle"' in html


def test_data_for_machines_cannot_end_its_own_block(helen: User) -> None:
    page = published(news("</script><script>alert(1)</script>"), helen)
    html = seen(page.url)
    assert "<script>alert" not in html
    assert "\\u003C/script\\u003E" in html


def test_a_page_whose_day_of_review_is_past_says_so(helen: User) -> None:
    page = published(news(review_by=date(2011, 9, 30)), helen)
    assert "Take it with care" not in seen(page.url)
    with clock.standing(date(2011, 10, 1)):
        assert "look by 30 September 2011" in seen(page.url)


def test_a_topic_gathers_what_is_published_on_it(helen: User, arts: Topic) -> None:
    published(on(news("Opera"), arts), helen)
    published(on(case_study("A quartet"), arts), helen)
    published(news("Tide tables"), helen)
    html = seen("/learn/topics/arts/")
    assert [name for name in ("Opera", "A quartet", "Tide tables") if name in html] == [
        "Opera",
        "A quartet",
    ]
    assert "What artists do" in html
    assert Client().get("/learn/topics/nothing/").status_code == 404


def test_feeds_tell_what_is_open_to_all_even_to_members(
    helen: User, arts: Topic, signed_in: Callable[[Any], Client]
) -> None:
    published(on(news("Opera"), arts), helen)
    published(case_study("A quartet"), helen)
    published(on(news("Choir", for_members=True), arts), helen)
    news("A draft")
    assert titles("/learn/feed/") == ["A quartet", "Opera"]
    assert titles("/learn/news/feed/") == titles("/learn/topics/arts/feed/") == ["Opera"]
    assert "Choir" not in seen("/learn/feed/", signed_in(helen))
    assert Client().get("/learn/nothing/feed/").status_code == 404


def test_words_pasted_from_a_word_processor_do_not_end_a_feed(helen: User) -> None:
    published(news("Opera\x0btoday"), helen)
    assert titles("/learn/feed/") == ["Opera today"]


def test_the_map_has_what_strangers_may_read(helen: User) -> None:
    published(news("Opera"), helen)
    published(news("Choir", for_members=True), helen)
    told = seen("/sitemap.xml")
    assert "<loc>http://127.0.0.1:8000/learn/news/opera/</loc><lastmod>2011-09-19</lastmod>" in told
    assert "choir" not in told
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in seen("/robots.txt")


def test_lists_and_feeds_ask_as_much_however_much_there_is(helen: User, arts: Topic) -> None:
    paths = ("/learn/", "/learn/news/", "/learn/news/n-0/", "/learn/topics/arts/", "/learn/feed/")
    counts = []
    for number in range(4):
        published(on(news(f"N {number}"), arts, "arts"), helen)
        if number in (1, 3):
            counts.append([statements(path) for path in paths])
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 20


def statements(path: str) -> int:
    Client().get(path)
    with CaptureQueriesContext(connection) as asked:
        Client().get(path)
    return len(asked)
