"""Pages of a list: previous and next links that keep the rest of the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict

PER_PAGE = 50
T = TypeVar("T")


@dataclass(frozen=True)
class Pager:
    """Where a page stands in its list: ``first``–``last`` of ``total``; empty urls at the ends.

    Where ``count_all`` is an address there are more than ``total``: there they are all counted.
    """

    first: int
    last: int
    total: int
    previous: str
    next: str
    count_all: str = ""

    @property
    def needed(self) -> bool:
        """Whether there is another page at all."""
        return bool(self.previous or self.next)


def paged(
    rows: "QuerySet[Any] | Sequence[Any]", asked: str | None, per_page: int = PER_PAGE
) -> "Page[Any]":
    """The page asked for; a number that makes no sense gives the nearest one that does."""
    return Paginator(rows, per_page).get_page(asked)


def counts_all(query: QueryDict) -> bool:
    """Whether the address asks that all of a long list are counted."""
    return query.get("count") == "all"


def pager(page: "Page[Any]", query: QueryDict | None, key: str = "page") -> Pager:
    """The links around ``page``, with ``key`` naming it in the address.

    A list that has ``more`` than it counted gives one more than it knows of as its length.
    """
    more = bool(getattr(page.paginator.object_list, "more", False))
    return Pager(
        first=page.start_index(),
        last=page.end_index(),
        total=page.paginator.count - more,
        count_all=address(query, count="all") if more else "",
        previous=address(query, **{key: page.previous_page_number()})
        if page.has_previous()
        else "",
        next=address(query, **{key: page.next_page_number()}) if page.has_next() else "",
    )


def address(query: QueryDict | None, **changes: Any) -> str:
    """This page's own address with ``changes``; an empty value takes its key away."""
    asked = query.copy() if query is not None else QueryDict(mutable=True)
    for key, value in changes.items():
        if value in ("", None):
            asked.pop(key, None)
        else:
            asked[key] = str(value)
    return f"?{asked.urlencode()}"
