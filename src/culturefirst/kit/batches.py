"""Many things, so many at a time: what is asked of a database has a longest length."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from django.db.models import QuerySet

T = TypeVar("T")
AT_ONCE = 500


def batches(things: Iterable[T], most: int = AT_ONCE) -> Iterator[list[T]]:
    """The things in their order, in lists of at most so many."""
    left = iter(things)
    while some := list(islice(left, most)):
        yield some


def by_key(rows: "QuerySet[Any]", *fields: str, most: int = 2000) -> Iterator[tuple[Any, ...]]:
    """Key and fields of many rows in the order of their keys, so many at a time.

    For whoever writes meanwhile. A query that is not read to its end holds SQLite to how things
    stood when it began, and once somebody else has written this connection is refused at once.
    """
    ordered, last = rows.order_by("pk").values_list("pk", *fields), 0
    while some := list(ordered.filter(pk__gt=last)[:most]):
        yield from some
        last = some[-1][0]
