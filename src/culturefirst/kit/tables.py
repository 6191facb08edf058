"""Tables of records: sorted by their heads, filtered by words, in pages, and as CSV."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.core.paginator import Page
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from culturefirst.kit import pagination, wording
from culturefirst.kit.downloads import csv_file

Value = str | Callable[[Any], Any]


@dataclass(frozen=True)
class Column:
    """One column.

    ``value`` is a function of the row or a dotted path of attributes (default: ``key``); safe
    HTML is shown as it is. ``url`` is a function of the row, or a path, giving a link. ``sort``
    is an ORM path for querysets, or ``True`` to sort by the value. ``plain`` gives the CSV's
    value where it differs from the page's.
    """

    key: str
    title: str
    value: Value | None = None
    url: Value | None = None
    numeric: bool = False
    sort: str | bool = False
    plain: Value | None = None

    def of(self, row: Any) -> Any:
        """The column's own value of a row."""
        return _look(self.value or self.key, row)

    def link(self, row: Any) -> str:
        """Where the cell leads; empty for nowhere."""
        return str(_look(self.url, row) or "") if self.url else ""

    def exported(self, row: Any) -> Any:
        """The value for a spreadsheet: markup taken off, numbers and dates kept as they are."""
        value = _look(self.plain, row) if self.plain else self.of(row)
        return strip_tags(value) if isinstance(value, SafeString) else value


@dataclass(frozen=True)
class Head:
    """A column's head as shown: ``url`` sorts by it, ``sorted`` is the value of aria-sort."""

    title: str
    numeric: bool
    url: str = ""
    sorted: str = ""


@dataclass(frozen=True)
class Cell:
    """One shown cell."""

    text: str
    url: str
    numeric: bool
    head: str

    @property
    def blank(self) -> bool:
        """Whether nothing is known, so that a card on a phone need not say so."""
        return self.text in ("", "–")


@dataclass
class Table:
    """A table of ``rows`` (a queryset or a sequence).

    With a ``request`` it can be sorted, filtered (``search``: ORM paths for a queryset,
    attribute paths for a sequence; or ``find(rows, words)``, which gives those that fit), paged
    and downloaded; its keys in the address begin with ``prefix`` so that two tables can share a
    page. What is not ``given_out`` is read on the page and is no file.
    """

    columns: Sequence[Column]
    rows: "QuerySet[Any] | Sequence[Any]"
    request: HttpRequest | None = None
    name: str = "rows"
    search: Sequence[str] = ()
    find: Callable[[Any, str], Any] | None = None
    label: str = ""
    search_label: str = "Find in this table"
    empty: str = "There is nothing to show yet."
    per_page: int = pagination.PER_PAGE
    prefix: str = ""
    default_sort: str = ""
    given_out: bool = True
    _query: QueryDict = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._query = self.request.GET if self.request else QueryDict()
        self.label = self.label or self.name.replace("_", " ").replace("-", " ").capitalize()

    # The keys of this table in the address.
    @property
    def words_key(self) -> str:
        return f"{self.prefix}words"

    @property
    def sort_key(self) -> str:
        return f"{self.prefix}sort"

    @property
    def page_key(self) -> str:
        return f"{self.prefix}page"

    @property
    def words(self) -> str:
        """What the table is filtered by."""
        return self._query.get(self.words_key, "").strip()[:200]

    @property
    def is_searched(self) -> bool:
        """Whether words can be looked for in it."""
        return bool(self.search) or self.find is not None

    @property
    def total(self) -> int:
        """How many rows are left after the filter."""
        return self.page.paginator.count

    @cached_property
    def found(self) -> "QuerySet[Any] | Sequence[Any]":
        """The rows filtered and sorted, of all pages."""
        if self.find and self.words:
            rows = self.find(self.rows, self.words)
        else:
            rows = _filtered(self.rows, self.search, self.words)
        column, down = self._sorted_by
        return rows if column is None else _sorted(rows, column, down)

    @cached_property
    def page(self) -> "Page[Any]":
        """The rows of this page; without a request, all of them."""
        per_page = self.per_page if self.request else max(len(self.found), 1)
        return pagination.paged(self.found, self._query.get(self.page_key), per_page)

    @property
    def heads(self) -> list[Head]:
        """The heads, each with the address that sorts by it."""
        return [self._head(column) for column in self.columns]

    @property
    def shown(self) -> Iterator[list[Cell]]:
        """The cells of this page, row by row."""
        for row in self.page.object_list:
            yield [_cell(column, row) for column in self.columns]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the filter's form must carry along: every other key of the address."""
        dropped = {self.words_key, self.page_key, "format"}
        return [(k, v) for k, vs in self._query.lists() if k not in dropped for v in vs]

    @property
    def csv_url(self) -> str:
        changes = {"format": "csv", self.page_key: "", "table": self.prefix and self.name}
        return pagination.address(self._query, **changes)

    @property
    def all_url(self) -> str:
        return pagination.address(self._query, **{self.words_key: "", self.page_key: ""})

    def response(self) -> HttpResponse | None:
        """The whole filtered table as CSV where the address asks for it, else ``None``."""
        if self._query.get("format") != "csv" or not self.given_out:
            return None
        if self._query.get("table", self.name) != self.name:
            return None
        heads = [column.title for column in self.columns]
        rows = ([column.exported(row) for column in self.columns] for row in _each(self.found))
        return csv_file(self.name, heads, rows)

    @property
    def _sorted_by(self) -> tuple[Column | None, bool]:
        asked = self._query.get(self.sort_key, "") or self.default_sort
        named = asked.removeprefix("-")
        column = next((c for c in self.columns if c.sort and c.key == named), None)
        return column, asked.startswith("-")

    def _head(self, column: Column) -> Head:
        if not column.sort or self.request is None:
            return Head(column.title, column.numeric)
        by, down = self._sorted_by
        here = by is not None and by.key == column.key
        turned = f"-{column.key}" if here and not down else column.key
        url = pagination.address(self._query, **{self.sort_key: turned, self.page_key: ""})
        said = ("descending" if down else "ascending") if here else ""
        return Head(column.title, column.numeric, url, said)


def _look(value: Value | None, row: Any) -> Any:
    """A function's answer for the row, or the value at a dotted path of attributes or keys."""
    if value is None or callable(value):
        return value(row) if callable(value) else None
    found = row
    for part in value.split("."):
        found = found.get(part) if isinstance(found, dict) else getattr(found, part, None)
        found = found() if callable(found) else found
    return found


def _cell(column: Column, row: Any) -> Cell:
    return Cell(_text(column.of(row)), column.link(row), column.numeric, column.title)


def _text(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int | float):
        return wording.figure(value)
    if isinstance(value, date | datetime):
        return wording.day(value)
    return str(value)


def _filtered(
    rows: "QuerySet[Any] | Sequence[Any]", search: Sequence[str], words: str
) -> "QuerySet[Any] | Sequence[Any]":
    """Rows in which every word occurs in one of the searched places."""
    if not (words and search):
        return rows
    if isinstance(rows, QuerySet):
        for word in words.split():
            anywhere = Q()
            for path in search:
                anywhere |= Q(**{f"{path}__icontains": word})
            rows = rows.filter(anywhere)
        return rows
    return [row for row in rows if _has(row, search, words.casefold().split())]


def _has(row: Any, search: Sequence[str], words: Iterable[str]) -> bool:
    texts = [str(_look(path, row) or "").casefold() for path in search]
    return all(any(word in text for text in texts) for word in words)


def _sorted(
    rows: "QuerySet[Any] | Sequence[Any]", column: Column, down: bool
) -> "QuerySet[Any] | Sequence[Any]":
    """Rows by a column, what is missing last, in a settled order for equals."""
    if isinstance(rows, QuerySet) and isinstance(column.sort, str):
        path = F(column.sort)
        first = path.desc(nulls_last=True) if down else path.asc(nulls_last=True)
        return rows.order_by(first, "pk")
    known = [row for row in rows if column.exported(row) not in (None, "")]
    known.sort(key=lambda row: _order(column.exported(row)), reverse=down)
    return [*known, *(row for row in rows if column.exported(row) in (None, ""))]


def _order(value: Any) -> tuple[int, Any]:
    """Numbers before dates before words, so that a mixed column still sorts."""
    if isinstance(value, int | float):
        return 0, value
    if isinstance(value, date):
        return 1, value.isoformat()
    return 2, str(value).casefold()


def _each(rows: "QuerySet[Any] | Sequence[Any]") -> Iterable[Any]:
    # In chunks: a download may be of every record behind a figure. Chunks keep prefetches.
    return rows.iterator(chunk_size=2000) if isinstance(rows, QuerySet) else rows
