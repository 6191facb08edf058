"""The website for programs: what whoever asks may read, and nothing besides."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from culturefirst.library.models import EntryTopic
from culturefirst.library.tests.make import case_study, news, published
from culturefirst.network.models import Topic, User


def listed(client: Client | None = None, **asked: str) -> list[str]:
    told = (client or Client()).get("/api/v1/entries/", asked).json()
    return [each["title"] for each in told["items"]]


def test_what_is_published_is_listed_and_narrowed(helen: User) -> None:
    page = news("Opera")
    page.entry_topics.add(EntryTopic(topic=Topic.objects.create(name="Arts", slug="arts")))
    published(page, helen)
    published(case_study("A quartet"), helen)
    news("A draft")
    assert listed() == ["A quartet", "Opera"]
    assert listed(topic="arts") == listed(kind="news") == ["Opera"]
    assert listed(since="2011-09-20") == []


def test_a_page_is_told_with_its_words(helen: User) -> None:
    page = published(case_study("A quartet"), helen)
    told = Client().get(f"/api/v1/entries/{page.pk}/").json()
    assert (told["kind"], told["published_on"]) == ("case-studies", "2011-09-19")
    assert told["text"] == "Case study\nWhat the first year taught.\nMoney.\nOne team.\nMore."


def test_what_is_for_members_answers_strangers_like_a_missing_one(
    helen: User, priya: User, signed_in: Callable[[Any], Client]
) -> None:
    page = published(news("Choir", for_members=True), helen)
    address = f"/api/v1/entries/{page.pk}/"
    hidden, missing = Client().get(address), Client().get("/api/v1/entries/999999/")
    assert (hidden.status_code, hidden.content) == (404, missing.content)
    assert listed() == []
    assert listed(signed_in(priya)) == ["Choir"]
    assert signed_in(priya).get(address).json()["title"] == "Choir"
