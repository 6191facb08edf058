"""Finding records by the beginnings of words, quickly, on any database.

A search engine of the database's own would serve one of them; an index over words serves both
alike, and says exactly what is found.
"""

import re
import unicodedata
from typing import Any

from django.db import connection, models

LONGEST = 40
LAST = "\U0010ffff"  # in SQLite's order of bytes, after every letter that a stored word can have


def words_in(text: str) -> list[str]:
    """The words of a text, each once: lower case, without accents, letters and figures only."""
    plain = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    found = re.findall(r"[^\W_]+", bare.casefold().replace("'", "").replace("’", ""))
    return list(dict.fromkeys(word[:LONGEST] for word in found))


class WordOf(models.Model):
    """A word by which the record ``of`` is found."""

    word = models.CharField(max_length=LONGEST, db_index=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.word


class Searched(models.Model):
    """A record that is found by the beginnings of its words; ``words`` are kept as it is saved."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and keep the words in step."""
        super().save(*args, **kwargs)
        self.keep_words()

    def searched(self) -> str:
        """The text whose words find this record."""
        raise NotImplementedError

    def keep_words(self) -> None:
        """Write the words that are missing and take away those that no longer belong."""
        stored: Any = getattr(self, "words")  # noqa: B009  (each model has its own relation)
        wanted = set(words_in(self.searched()))
        there = set(stored.values_list("word", flat=True))
        if gone := there - wanted:
            stored.filter(word__in=gone).delete()
        stored.bulk_create([stored.model(word=word, of=self) for word in sorted(wanted - there)])

    @classmethod
    def beginning(cls, word: str) -> "models.QuerySet[Any]":
        """The keys of records with a word that begins so."""
        related: Any = getattr(cls, "words")  # noqa: B009
        rows = related.rel.related_model._base_manager.filter(**_begins(word))
        keys: models.QuerySet[Any] = rows.values("of")
        return keys

    @classmethod
    def found(cls, rows: "models.QuerySet[Any]", text: str) -> "models.QuerySet[Any]":
        """Those of ``rows`` that have, for every word of ``text``, a word beginning with it."""
        for word in words_in(text):
            rows = rows.filter(pk__in=cls.beginning(word))
        return rows


def _begins(word: str) -> dict[str, str]:
    # SQLite's LIKE passes by the index; PostgreSQL has one for LIKE, whatever its own order is.
    if connection.vendor == "sqlite":
        return {"word__gte": word, "word__lt": word + LAST}
    return {"word__startswith": word}
