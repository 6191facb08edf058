"""Many things, so many at a time: what is asked of a database has a longest length."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
AT_ONCE = 500


def batches(things: Iterable[T], most: int = AT_ONCE) -> Iterator[list[T]]:
    """The things in their order, in lists of at most so many."""
    left = iter(things)
    while some := list(islice(left, most)):
        yield some
