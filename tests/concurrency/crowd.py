"""Many people at once: threads, each with a connection of its own."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connections

from culturefirst.kit import clock
from culturefirst.kit.errors import DomainError


class Director:
    """Somebody who may do everything in the network, without an account."""

    is_authenticated = True
    roles = frozenset({"director"})

    def __init__(self, pk: int = 1) -> None:
        self.pk = pk


def at_once(deeds: Sequence[Callable[[], Any]]) -> list[Any]:
    """Do all of these at the same moment; gives each one's value or the error it ended in."""
    outcomes: list[Any] = [None] * len(deeds)
    start = threading.Barrier(len(deeds))

    def run(place: int) -> None:
        with _own_connection():
            start.wait()
            try:
                outcomes[place] = deeds[place]()
            except Exception as error:
                outcomes[place] = error

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def refusals(outcomes: Sequence[Any]) -> list[DomainError]:
    """Those who were told no with a sentence."""
    return [outcome for outcome in outcomes if isinstance(outcome, DomainError)]


def faults(outcomes: Sequence[Any]) -> list[Exception]:
    """Those who met an error that is no sentence."""
    wrong = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    return [outcome for outcome in wrong if not isinstance(outcome, DomainError)]


@contextmanager
def _own_connection() -> Iterator[None]:
    with clock.standing(clock.wall()):
        try:
            yield
        finally:
            connections.close_all()
