"""Pages go on and off the website by their dates, and old addresses lead to new ones."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, TestCase
from django.utils import timezone

from culturefirst.kit.jobs.timetable import SCHEDULES
from culturefirst.library.jobs import publish_by_date
from culturefirst.library.models import NewsPage
from culturefirst.library.tests.make import news, published
from culturefirst.network.models import User

HOUR = timedelta(hours=1)


def test_a_page_is_published_when_its_date_has_come(helen: User) -> None:
    page = news(go_live_at=timezone.now() + HOUR)
    page = published(page, helen)
    assert (page.live, page.published_on) == (False, None)
    revision = page.scheduled_revision
    assert revision is not None
    revision.approved_go_live_at = timezone.now() - HOUR
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    publish_by_date.enqueue(by=None)
    page = NewsPage.objects.get(pk=page.pk)
    assert (page.live, str(page.published_on)) == (True, "2011-09-19")


def test_a_page_is_taken_off_when_its_last_date_has_passed(helen: User) -> None:
    page = published(news(), helen)
    NewsPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - HOUR)
    publish_by_date.enqueue(by=None)
    page = NewsPage.objects.get(pk=page.pk)
    assert (page.live, page.expired, str(page.withdrawn_on)) == (False, True, "2011-09-19")


def test_the_timetable_looks_every_five_minutes() -> None:
    found = SCHEDULES.get("library.publish_by_date")
    assert found is not None
    assert (found[1].work, found[1].every) == (publish_by_date, timedelta(minutes=5))


def moved(helen: User, **values: Any) -> NewsPage:
    """A published page that has been given another address."""
    page = published(news(**values), helen)
    page.slug = "an-archive-in-ely"
    with TestCase.captureOnCommitCallbacks(execute=True):
        return published(page, helen)


OLD, NEW = "/learn/news/ely-opens-its-archive/", "/learn/news/an-archive-in-ely/"


def test_an_old_address_leads_to_the_new_one(helen: User) -> None:
    moved(helen)
    answer = Client().get(OLD)
    assert (answer.status_code, answer.headers["Location"]) == (301, NEW)


def test_an_old_address_tells_strangers_nothing_of_a_page_for_members(
    helen: User, priya: User, signed_in: Callable[[Any], Client]
) -> None:
    moved(helen, for_members=True)
    assert Client().get(OLD).status_code == 404
    assert signed_in(priya).get(OLD).headers["Location"] == NEW


def test_an_old_address_of_what_was_taken_back_leads_nowhere(helen: User) -> None:
    moved(helen).unpublish(user=helen)
    assert Client().get(OLD).status_code == 404


@pytest.mark.parametrize("path", ["/learn/news/not-there/", "/nowhere/"])
def test_what_never_was_is_missing(path: str, db: None) -> None:
    assert Client().get(path).status_code == 404
