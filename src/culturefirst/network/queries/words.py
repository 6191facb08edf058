"""People by words: of their name, of a body where they work, or of a post that they hold."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from culturefirst.network.models import Organisation, Person, Post, PostTitle
from culturefirst.network.models.words import words_in

MOST_WORDS = 6  # each costs a search; nobody types more to find a person
COMMON = 20_000  # what so many people have is common


def having(text: str, on: date) -> Iterator[QuerySet[Any] | Q]:
    """For each word of the text, the keys of those who have it, or whether the person in hand does.

    To gather the keys of half of all people is most of what a search costs on SQLite, and a page
    needs few of them: there, what is common is asked of one person after the other.
    """
    words = words_in(text)[:MOST_WORDS]
    for word, common in zip(words, _are_common(words, on), strict=True):
        yield _has(word, on) if common else _keys(word, on)


def _keys(word: str, on: date) -> QuerySet[Any]:
    held, bodies, titled = _posts(word, on)
    return Person.beginning(word).union(
        held.filter(bodies).values_list("person"),
        held.filter(titled).values_list("person"),
        all=True,
    )


def _has(word: str, on: date) -> Q:
    held, bodies, titled = _posts(word, on)
    mine = held.filter(bodies | titled, person=OuterRef("pk"))
    return Q(Exists(mine)) | Q(key__in=Person.beginning(word))


def _posts(word: str, on: date) -> tuple[QuerySet[Post], Q, Q]:
    """Posts held on the day; of which of them the body, and of which the title, has the word."""
    held = Post.objects.held_on(on).filter(person__isnull=False).order_by()
    titles = PostTitle.objects.filter(pk__in=PostTitle.beginning(word)).order_by()
    bodies = Q(organisation__in=Organisation.beginning(word))
    return held, bodies, Q(title__in=titles.values("name"))


def _are_common(words: Sequence[str], on: date) -> Sequence[bool]:
    """Whether each word is, in one question."""
    if connection.vendor != "sqlite" or not words:
        return [False] * len(words)
    asked = [_keys(word, on)[:COMMON].query.sql_with_params() for word in words]
    told = ", ".join(f"(SELECT COUNT(*) FROM ({sql}))" for sql, _ in asked)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {told}", [value for _, bound in asked for value in bound])
        [counts] = cursor.fetchall()
    return [count == COMMON for count in counts]
