"""The full-text index of each database: FTS5 on SQLite, a ``tsvector`` on PostgreSQL.

Both take words back to their stems by Porter's rules, so that both find the same. A later
migration that changes the table of ``SearchText`` on SQLite makes it anew, without its triggers:
let it call ``put`` again.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import QuerySet

from culturefirst.kit.batches import AT_ONCE, batches
from culturefirst.kit.search.words import Term, words_in

_OLD = (
    "INSERT INTO kit_search(kit_search, rowid, title, text) "
    "VALUES ('delete', old.entry_id, old.title, old.text);"
)
_NEW = "INSERT INTO kit_search(rowid, title, text) VALUES (new.entry_id, new.title, new.text);"
_ON_SQLITE = [
    "CREATE VIRTUAL TABLE IF NOT EXISTS kit_search USING fts5(title, text, "
    "content='kit_searchtext', content_rowid='entry_id', prefix='2 3', "
    "tokenize='porter unicode61 remove_diacritics 2')",
    # What is taken out is gone from the file at once: somebody may have been erased.
    "INSERT INTO kit_search(kit_search, rank) VALUES ('secure-delete', 1)",
    "INSERT INTO kit_search(kit_search) VALUES ('rebuild')",
    f"CREATE TRIGGER IF NOT EXISTS kit_search_new AFTER INSERT ON kit_searchtext BEGIN {_NEW} END",
    f"CREATE TRIGGER IF NOT EXISTS kit_search_old AFTER DELETE ON kit_searchtext BEGIN {_OLD} END",
    "CREATE TRIGGER IF NOT EXISTS kit_search_changed AFTER UPDATE OF title, text "
    f"ON kit_searchtext BEGIN {_OLD} {_NEW} END",
]
_OFF_SQLITE = [
    *(f"DROP TRIGGER IF EXISTS kit_search_{when}" for when in ("new", "old", "changed")),
    "DROP TABLE IF EXISTS kit_search",
]
# PostgreSQL's own "english" drops small words and takes others to other stems than SQLite.
_ON_POSTGRESQL = [
    "CREATE TEXT SEARCH DICTIONARY culturefirst_stem (TEMPLATE = snowball, LANGUAGE = porter)",
    "CREATE TEXT SEARCH CONFIGURATION culturefirst (COPY = simple)",
    "ALTER TEXT SEARCH CONFIGURATION culturefirst "
    "ALTER MAPPING FOR asciiword, word, numword WITH culturefirst_stem",
    "ALTER TABLE kit_searchtext ADD COLUMN vector tsvector",
    "CREATE INDEX kit_search_vector ON kit_searchtext USING gin(vector)",
]
_OFF_POSTGRESQL = [
    "ALTER TABLE kit_searchtext DROP COLUMN vector",
    "DROP TEXT SEARCH CONFIGURATION culturefirst",
    "DROP TEXT SEARCH DICTIONARY culturefirst_stem",
]


def put(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index (forwards)."""
    _run(schema_editor, _ON_POSTGRESQL, _ON_SQLITE)


def lift(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the index away (backwards)."""
    _run(schema_editor, _OFF_POSTGRESQL, _OFF_SQLITE)


def _run(schema_editor: BaseDatabaseSchemaEditor, postgresql: list[str], sqlite: list[str]) -> None:
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    with schema_editor.connection.cursor() as cursor:
        for statement in postgresql if on_postgresql else sqlite:
            cursor.execute(statement)


def keep(texts: Sequence[Any]) -> None:
    """Write saved texts into the index; on SQLite triggers have done it."""
    if connection.vendor != "postgresql":
        return
    rows = [(_plain(text.title), _plain(text.text), text.pk) for text in texts]
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE kit_searchtext SET vector = setweight(to_tsvector('culturefirst', %s), 'A') "
            "|| setweight(to_tsvector('culturefirst', %s), 'B') WHERE entry_id = %s",
            rows,
        )


def _plain(text: str) -> str:
    return " ".join(words_in(text))


def rebuild(texts: "QuerySet[Any]") -> None:
    """Make the whole index anew from all texts."""
    for some in batches(texts.iterator(AT_ONCE)):
        keep(some)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO kit_search(kit_search) VALUES ('rebuild')")


def lost() -> int:
    """How many entries the index does not hold."""
    missing = {
        "sqlite": "entry_id NOT IN (SELECT id FROM kit_search_docsize)",
        "postgresql": "vector IS NULL",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM kit_searchtext WHERE {missing}")  # noqa: S608
        return int(cursor.fetchone()[0])


Statement = tuple[str, list[Any]]

# Whatever has the words in its title comes before what has them in its text only, and of two alike
# the newer: at most a tenth is added, half of that after a year.
_LATER = "CASE WHEN v.day IS NULL THEN 1.0 ELSE 1.0 + 0.1 / (1.0 + {age} / 365.0) END"
_ON = {
    "sqlite": (
        "(-1.5 * bm25(kit_search, 100.0, 0.0) - bm25(kit_search, 0.0, 1.0)) * "
        + _LATER.format(age="max(0, julianday(%s) - julianday(v.day))"),
        "kit_search CROSS JOIN ({visible}) v ON v.id = kit_search.rowid WHERE kit_search MATCH %s",
    ),
    "postgresql": (
        "ts_rank('{0, 0, 0.1, 1}', t.vector, q, 1) * "
        + _LATER.format(age="greatest(0, %s::date - v.day)"),
        "({visible}) v JOIN kit_searchtext t ON t.entry_id = v.id, "
        "to_tsquery('culturefirst', %s) q WHERE t.vector @@ q",
    ),
}


def hits(terms: Sequence[Term], visible: Statement, today: date) -> Statement:
    """Visible entries that have the terms: ``id, kind, facets, day, score``."""
    score, found = _ON[connection.vendor]
    told, given = visible
    sql = f"SELECT v.id, v.kind, v.facets, v.day, {score} AS score FROM {found}"  # noqa: S608
    return sql.replace("{visible}", told), [today.isoformat(), *given, expression(terms)]


def counted(terms: Sequence[Term], visible: Statement) -> Statement:
    """How many visible entries have the terms."""
    told, given = visible
    sql = f"SELECT count(*) FROM {_ON[connection.vendor][1]}"  # noqa: S608
    return sql.replace("{visible}", told), [*given, expression(terms)]


def expression(terms: Sequence[Term]) -> str:
    """The terms in the database's own words. Their words are letters and figures and no signs."""
    say, both, never = _SAY[connection.vendor]
    wanted = both.join(say(term) for term in terms if not term.without)
    unwanted = [say(term) for term in terms if term.without]
    return f"({wanted}) {never.join(['', *unwanted])}"


def _on_sqlite(term: Term) -> str:
    return f'"{" ".join(term.words)}"{"*" * term.begins}'


def _on_postgresql(term: Term) -> str:
    last = f"{term.words[-1]}{':*' * term.begins}"
    return f"({' <-> '.join([*term.words[:-1], last])})"


_SAY = {
    "sqlite": (_on_sqlite, " AND ", " NOT "),
    "postgresql": (_on_postgresql, " & ", " & !"),
}
