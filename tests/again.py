"""Fixtures whose rows are written again as the first time, instead of being worked out anew.

The cast comes about by actions, as everywhere, and most tests begin with some of it. What those
actions tell the database is the same each time that a test asks for the same people in the same
order on the same day with nothing else written before. So the first time it is kept, and from
then on said again, in a tenth of the time. Where anything differs, the actions act as ever.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection

from culturefirst.kit import clock

P = ParamSpec("P")
R = TypeVar("R")
# What is tried and taken back is part of it, as keys are counted on meanwhile.
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "WITH", "SAVEPOINT", "RELEASE", "ROLLBACK")
Chain = tuple[Any, ...]


@dataclass(frozen=True)
class Kept:
    """What a fixture told the database, how many rows that changed, and what it took and gave."""

    said: list[tuple[str, tuple[Any, ...]]]
    rows: int
    took: dict[str, Any]
    gave: Any


@dataclass
class Course:
    """How the database of the test that runs came to be as it is."""

    chain: Chain | None = None  # the fixtures so far; none where something else was written
    rows: int = 0
    kept: dict[Chain, Kept] = field(default_factory=dict)

    def begin(self) -> None:
        """A test has its database, inside a transaction that will be undone."""
        undone = connection.vendor == "sqlite" and connection.in_atomic_block
        self.chain, self.rows = ((), changed()) if undone else (None, 0)

    def after(self, fixture: str) -> Chain | None:
        """What the database comes from once this fixture wrote; none where nobody can tell."""
        if self.chain is None or connection.vendor != "sqlite" or changed() != self.rows:
            return None
        return (*(self.chain or (_last_keys(),)), fixture, clock.today())


COURSE = Course()


def same_again(make: Callable[P, R]) -> Callable[P, R]:
    """Say of a fixture that all it does is to write rows and to give what it made of them."""
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def made(*args: P.args, **given: P.kwargs) -> R:
        chain = COURSE.after(name)
        if chain is None:
            COURSE.chain = None
            return make(*args, **given)
        kept = COURSE.kept.get(chain)
        gave: R = _say_again(kept, given) if kept else _keep(chain, make, given)
        COURSE.chain, COURSE.rows = chain, changed()
        return gave

    return made


def changed() -> int:
    """How many rows this connection ever changed, undone ones included."""
    connection.ensure_connection()
    return int(connection.connection.total_changes)


def _last_keys() -> int:
    """What tells a database from one in which something more was ever written."""
    [(keys,)] = connection.connection.execute("SELECT total(seq) FROM sqlite_sequence")
    return int(keys)


def _keep(chain: Chain, make: Callable[..., R], given: dict[str, Any]) -> R:
    before = changed()
    with _listening() as said:
        gave = make(**given)
    COURSE.kept[chain] = Kept(said, changed() - before, *deepcopy((given, gave)))
    return gave


def _say_again(kept: Kept, given: dict[str, Any]) -> Any:
    before = changed()
    for sql, values in kept.said:
        connection.connection.execute(sql, values).fetchall()
    assert changed() - before == kept.rows, "Said again, it changed other rows than the first time."
    # What the fixture took stays what the test holds already: only what it made is new.
    return deepcopy(kept.gave, {id(was): given[name] for name, was in kept.took.items()})


@contextmanager
def _listening() -> Iterator[list[tuple[str, tuple[Any, ...]]]]:
    """What is written meanwhile, in the database's own words."""
    said: list[tuple[str, tuple[Any, ...]]] = []

    def listen(execute: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(WRITES):
            assert not many, "Many rows given to one statement are not heard."
            said.append((context["cursor"].cursor.convert_query(sql), tuple(values or ())))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(listen):
        yield said
