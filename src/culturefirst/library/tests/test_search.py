"""The website is found by all its words, and by nobody who may not read it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from culturefirst.kit.search.jobs import read_file
from culturefirst.library.models import File, ResourcePage
from culturefirst.library.queries import section
from culturefirst.library.tests.make import case_study, news, published
from culturefirst.network.models import User


def found(words: str, client: Client | None = None) -> str:
    return (client or Client()).get("/search/", {"words": words}).content.decode()


def test_a_case_study_is_found_by_what_it_says_anywhere(helen: User) -> None:
    body = [("text", "<p>The <b>gazebo</b> was shared.</p>")]
    page = case_study(again="<p>Ask about the alarm.</p>", body=body)
    assert page.url not in found("alarm")
    published(page, helen)
    for words in ("alarm", "gazebo", "districts"):
        assert page.url in found(words), words


@pytest.mark.parametrize(("file_for_members", "by_strangers"), [(False, True), (True, False)])
def test_a_resource_is_found_by_the_words_of_its_file_where_all_may_read_it(
    helen: User, file_for_members: bool, by_strangers: bool
) -> None:
    file = File(title="Notes", media_type="text/plain", for_members=file_for_members)
    file.file.save("notes.txt", ContentFile(b"Ask about the gazebo."))
    page = ResourcePage(title="Notes", summary="Of use.", publisher="Us", document=file, live=False)
    home = section("resources")
    assert home is not None
    home.add_child(instance=page)
    published(page, helen)
    read_file(kind="library.entry", key_of=page.pk)
    assert (page.url in found("gazebo")) is by_strangers


def test_what_is_taken_back_is_found_no_more(helen: User) -> None:
    page = published(news("Marionettes"), helen)
    assert "/learn/news/marionettes/" in found("marionettes")
    page.unpublish(user=helen)
    assert "/learn/news/marionettes/" not in found("marionettes")


def test_what_is_for_members_is_found_by_them_alone(
    helen: User, priya: User, signed_in: Callable[[Any], Client]
) -> None:
    published(news("Marionettes", for_members=True), helen)
    assert "/learn/news/marionettes/" not in found("marionettes")
    assert "/learn/news/marionettes/" in found("marionettes", signed_in(priya))
