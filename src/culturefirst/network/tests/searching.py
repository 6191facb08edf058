"""Asking search in tests, and looking at the whole of its index."""

from typing import Any

from django.db import connection

from culturefirst.kit.search.models import SearchPart, SearchText, SearchWord
from culturefirst.kit.search.question import Answer, Asked, ask


def answer(user: Any, words: str, **narrowed: Any) -> Answer:
    return ask(user, Asked(words, **narrowed))


def found(user: Any, words: str, **narrowed: Any) -> list[str]:
    """The titles of what this person finds, best first."""
    return [
        "".join(piece for piece, _ in hit.title) for hit in answer(user, words, **narrowed).hits
    ]


def instead(user: Any, words: str) -> str:
    """What was asked for in the place of what was typed."""
    return " ".join(str(term) for term in answer(user, words).instead)


def whole_index() -> dict[str, Any]:
    """Everything that search keeps, without keys."""
    texts = SearchText.objects.select_related("entry")
    return {
        "entries": {
            (each.entry.kind, each.entry.object_id): (
                each.title, each.text, each.entry.day, each.entry.facets, each.entry.url,
            )
            for each in texts
        },
        "words": dict(SearchWord.objects.values_list("word", "entries")),
        "parts": set(SearchPart.objects.values_list("word__word", "part")),
        "full text": _full_text(),
    }  # fmt: skip


def _full_text() -> dict[str, Any]:
    """What the database's own index says: each stem, and in how many entries it stands."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO kit_search(kit_search, rank) VALUES ('integrity-check', 1)")
            cursor.execute(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.stems "
                "USING fts5vocab(main, kit_search, row)"
            )
            cursor.execute("SELECT term, doc, cnt FROM temp.stems")
        else:
            cursor.execute(
                "SELECT word, ndoc, nentry FROM ts_stat('SELECT vector FROM kit_searchtext')"
            )
        return {stem: counts for stem, *counts in cursor.fetchall()}
