"""Readings are counted by the day, of nobody in particular, and never in anybody's way."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from culturefirst.library.models import Visit
from culturefirst.library.tests.make import news, published
from culturefirst.network.models import User

READER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


def opened(path: str, agent: str = READER, client: Client | None = None) -> Any:
    return (client or Client()).get(path, headers={"User-Agent": agent})


def times() -> list[int]:
    return list(Visit.objects.values_list("times", flat=True))


def test_a_page_opened_twice_on_a_day_counts_twice_in_one_row(helen: User) -> None:
    page = published(news(), helen)
    for _ in range(2):
        answer = opened(page.url)
    assert times() == [2]
    assert answer.cookies == {}


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "curl/8.5.0",
        "python-requests/2.32",
        "",
    ],
)
def test_a_program_that_gives_its_name_does_not_count(helen: User, agent: str) -> None:
    assert opened(published(news(), helen).url, agent).status_code == 200
    assert times() == []


def test_members_count_and_the_team_does_not(
    helen: User, tom: User, priya: User, signed_in: Callable[[Any], Client]
) -> None:
    page = published(news(), helen)
    for user in (helen, tom, priya):
        opened(page.url, client=signed_in(user))
    assert times() == [1]


def test_a_page_that_is_not_shown_is_not_counted(helen: User) -> None:
    page = published(news(for_members=True), helen)
    assert opened(page.url).status_code == 404
    assert times() == []


def test_a_page_is_served_where_nothing_can_be_counted(
    helen: User, caplog: pytest.LogCaptureFixture
) -> None:
    page = published(news(), helen)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE library_visit RENAME TO library_visit_away")
    assert opened(page.url).status_code == 200
    assert f"A reading of page {page.pk} was not counted." in caplog.text


def test_the_team_sees_on_the_page_how_often_it_was_read(
    helen: User, priya: User, signed_in: Callable[[Any], Client]
) -> None:
    page = published(news(), helen)
    opened(page.url)
    assert (
        "Opened 1 time in four weeks" in opened(page.url, client=signed_in(helen)).content.decode()
    )
    assert "in four weeks" not in opened(page.url, client=signed_in(priya)).content.decode()
