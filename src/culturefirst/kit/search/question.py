"""What somebody asks of search, and the answer: in a number of statements that is fixed."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import connection
from django.db.models.functions import Substr

from culturefirst.kit import clock
from culturefirst.kit.search import engines
from culturefirst.kit.search.extracts import Marked, extract, marked, pattern_of
from culturefirst.kit.search.models import SearchEntry, SearchText
from culturefirst.kit.search.spelling import meant
from culturefirst.kit.search.words import Term, terms_in

PER_PAGE = 20
LOOKED_AT = 50_000  # characters of a text in which an extract is looked for
FACETS = ("topic", "service", "place")


@dataclass(frozen=True)
class Asked:
    """Words, what they are narrowed by, and the page; ``exactly``: mend no slips.

    ``kind`` is a key of the register, ``facets`` a slug for any of "topic", "service", "place".
    """

    words: str
    kind: str = ""
    facets: Mapping[str, str] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    page: int = 1
    exactly: bool = False

    def fits(self, kind: str, facets: str, *, but: str = "") -> bool:
        """Whether what is so described is asked for, one thing that it is narrowed by left out."""
        if self.kind and but != "kind" and kind != self.kind:
            return False
        return all(_facet(n, s) in facets for n, s in self.facets.items() if s and n != but)


@dataclass(frozen=True)
class Hit:
    """One find: its title and an extract of its text in pieces, those asked for marked."""

    kind: str
    title: Marked
    extract: Marked
    url: str
    day: date | None
    places: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """The finds of a page, how many there are in all, and how many by what they can be narrowed.

    ``instead`` are the words asked for in the place of those typed. Where nothing is found,
    ``alone`` is how much each word finds by itself.
    """

    terms: tuple[Term, ...] = ()
    hits: tuple[Hit, ...] = ()
    total: int = 0
    page: int = 1
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    instead: tuple[Term, ...] = ()
    alone: tuple[tuple[Term, int], ...] = ()


Group = tuple[str, str, int]


def ask(user: Any, asked: Asked) -> Answer:
    """What this person may find."""
    terms = tuple(terms_in(asked.words))
    if all(term.without for term in terms):
        return Answer()
    visible = _visible(user)
    if (found := _found(terms, visible, asked)) is not None:
        return found
    other = meant(terms, lambda some: _count(some, visible))
    if other.terms and not asked.exactly:
        found = _found(other.terms, visible, asked)
        if found is not None:
            return replace(found, instead=other.terms)
    return Answer(terms, alone=other.alone)


def _visible(user: Any) -> engines.Statement:
    rows = SearchEntry.objects.visible_to(user).values("id", "kind", "facets", "day")
    sql, given = rows.query.sql_with_params()
    return sql, list(given)


def _count(some: Sequence[Term], visible: engines.Statement) -> list[int]:
    """How much each term finds by itself, in one statement."""
    if not some:
        return []
    each = [engines.counted([term], visible) for term in some]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(f'({sql})' for sql, _ in each)}",
            [value for _, given in each for value in given],
        )
        return list(cursor.fetchone())


def _found(terms: tuple[Term, ...], visible: engines.Statement, asked: Asked) -> Answer | None:
    """The answer, or ``None`` where nothing has the words at all, however it is narrowed."""
    groups, best = _asked_once(terms, visible, asked)
    if not groups:
        return None
    total = sum(n for kind, facets, n in groups if asked.fits(kind, facets))
    last = max(1, -(-total // PER_PAGE))
    if asked.page > last:
        return _found(terms, visible, replace(asked, page=last))
    counts = {name: _counts(groups, asked, name) for name in ("kind", *FACETS)}
    return Answer(terms, _hits(best, terms), total, asked.page, counts)


def _asked_once(
    terms: Sequence[Term], visible: engines.Statement, asked: Asked
) -> tuple[list[Group], list[int]]:
    """How many finds are alike in what narrows them; the keys of one page, best first."""
    hits, given = engines.hits(terms, visible, clock.today())
    days, of_days = _days(asked)
    narrowed, of_narrowed = _narrowed(asked)
    sql = (
        f"WITH hits AS MATERIALIZED ({hits}), dated AS (SELECT * FROM hits WHERE {days}) "  # noqa: S608
        "SELECT kind, facets, count(*), 0, 0.0 FROM dated GROUP BY kind, facets UNION ALL "
        f"SELECT '', '', 0, id, score FROM (SELECT id, score FROM dated WHERE {narrowed} "
        f"ORDER BY score DESC, id DESC LIMIT {PER_PAGE} OFFSET %s) best"
    )
    first = (asked.page - 1) * PER_PAGE
    with connection.cursor() as cursor:
        cursor.execute(sql, [*given, *of_days, *of_narrowed, first])
        rows = cursor.fetchall()
    groups = [(kind, facets, n) for kind, facets, n, _, _ in rows if n]
    best = sorted(((score, key) for _, _, n, key, score in rows if not n), reverse=True)
    return groups, [key for _, key in best]


def _days(asked: Asked) -> tuple[str, list[Any]]:
    told = [("day >= %s", asked.since), ("day <= %s", asked.until)]
    used = [(sql, day.isoformat()) for sql, day in told if day is not None]
    return " AND ".join(["1 = 1", *(sql for sql, _ in used)]), [day for _, day in used]


def _narrowed(asked: Asked) -> tuple[str, list[Any]]:
    within = {"sqlite": "instr", "postgresql": "strpos"}[connection.vendor]
    kinds = [("kind = %s", asked.kind)] if asked.kind else []
    facets = [
        (f"{within}(facets, %s) > 0", _facet(name, slug))
        for name, slug in asked.facets.items()
        if slug
    ]
    used = [*kinds, *facets]
    return " AND ".join(["1 = 1", *(sql for sql, _ in used)]), [value for _, value in used]


def _facet(name: str, slug: str) -> str:
    return f"|{name}:{slug}|"


def _counts(groups: Sequence[Group], asked: Asked, name: str) -> dict[str, int]:
    """How many finds have each value of one thing, narrowed by all the others."""
    found: Counter[str] = Counter()
    for kind, facets, n in groups:
        if asked.fits(kind, facets, but=name):
            for value in [kind] if name == "kind" else _values(facets, name):
                found[value] += n
    return dict(found)


def _values(facets: str, name: str) -> list[str]:
    start = f"{name}:"
    return [each.removeprefix(start) for each in facets.split("|") if each.startswith(start)]


def _hits(keys: Sequence[int], terms: Sequence[Term]) -> tuple[Hit, ...]:
    rows = SearchText.objects.filter(pk__in=keys).annotate(seen=Substr("text", 1, LOOKED_AT))
    by_key = {row.pk: row for row in rows.defer("text").select_related("entry")}
    pattern = pattern_of(terms)
    return tuple(_hit(by_key[key], pattern) for key in keys if key in by_key)


def _hit(said: Any, pattern: re.Pattern[str]) -> Hit:
    entry, title = said.entry, marked(said.title, pattern)
    cut, places = extract(said.seen, pattern), tuple(_values(entry.facets, "place"))
    return Hit(entry.kind, title, cut, entry.url, entry.day, places)
