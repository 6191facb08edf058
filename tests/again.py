"""What many tests begin with is done once by the actions, then repeated as the writing it led to.

The cast takes three actions a person, some four hundred statements in all, which every test
would ask for again. A step that begins where an earlier one began (the same database, day and
settings, after the same writing) leads to the same rows: they are written without thinking it
all out anew. Whatever cannot be told to be the same is done as ever.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from sys import intern
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import connections
from django.db.models import Model

from culturefirst.kit import clock
from culturefirst.kit.search.register import SEARCH

P = ParamSpec("P")
R = TypeVar("R")
MOST = 600  # steps that are kept, the least used going first
READS = ("SELECT", "SAVEPO", "RELEAS")
ELSEWHERE = ("MEDIA_ROOT",)  # where files lie says nothing of what is written


@dataclass
class Step:
    """What one call wrote, and what it gave."""

    writing: list[tuple[str, Any, bool]]
    files: dict[str, bytes]
    after: int
    given: list[Model]  # the arguments, which the result may lead to
    result: Any


class Journal:
    """All that was written through this process's connection, as one number, and by steps."""

    def __init__(self) -> None:
        self.told = 0
        self.writing: list[tuple[str, Any, bool]] | None = None
        self.undone = False
        self.steps: OrderedDict[Any, Step] = OrderedDict()

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        done = execute(sql, params, many, context)
        if not sql.startswith(READS):
            if many:
                params = list(params)
            self.told = hash((self.told, sql, repr(params)))
            self.undone = self.undone or sql.startswith("ROLLBACK")
            if self.writing is not None:
                self.writing.append((intern(sql), params, many))
        return done

    def listen(self) -> None:
        wrappers = connections["default"].execute_wrappers
        if self not in wrappers:
            wrappers.append(self)

    @contextmanager
    def standing(self) -> Iterator[None]:
        """What is written within is taken back at the end, with the test's transaction."""
        before = self.told
        yield
        self.told = before


JOURNAL = Journal()


def repeated(step: Callable[P, R]) -> Callable[P, R]:
    """Make a function that writes rows one that does so by actions once, then by heart."""

    @wraps(step)
    def again(*args: P.args, **kwargs: P.kwargs) -> R:
        connection = connections["default"]
        # Outside of a transaction that is taken back, what is done on commit is done at once.
        if (
            connection.vendor != "sqlite"
            or not connection.in_atomic_block
            or JOURNAL.writing is not None
        ):
            return step(*args, **kwargs)
        JOURNAL.listen()
        given = (*args, *kwargs.values())
        start = (step.__qualname__, *map(_said, given), tuple(kwargs), JOURNAL.told, *_standing())
        if (known := JOURNAL.steps.get(start)) is not None:
            JOURNAL.steps.move_to_end(start)
            return _repeat(known, given)
        return _learn(start, given, lambda: step(*args, **kwargs))

    return again


def _learn(start: Any, given: tuple[Any, ...], step: Callable[[], R]) -> R:
    before, files = _elsewhere(), _files()
    JOURNAL.writing, JOURNAL.undone = [], False
    try:
        result = step()
        writing = JOURNAL.writing
    finally:
        JOURNAL.writing = None
    if not JOURNAL.undone and _elsewhere() == before:
        models = [each for each in given if isinstance(each, Model)]
        new = {name: Path(settings.MEDIA_ROOT, name).read_bytes() for name in _files() - files}
        kept = deepcopy(result, {id(each): each for each in models})
        JOURNAL.steps[start] = Step(writing, new, JOURNAL.told, models, kept)
        if len(JOURNAL.steps) > MOST:
            JOURNAL.steps.popitem(last=False)
    return result


def _repeat(known: Step, given: tuple[Any, ...]) -> Any:
    wrappers = connections["default"].execute_wrappers
    wrappers.remove(JOURNAL)
    try:
        with connections["default"].cursor() as cursor:
            for sql, params, many in known.writing:
                cursor.executemany(sql, params) if many else cursor.execute(sql, params)
                if "RETURNING" in sql:
                    cursor.fetchall()  # else SQLite is not done with it
    finally:
        wrappers.append(JOURNAL)
    JOURNAL.told = known.after
    for name, content in known.files.items():
        file = Path(settings.MEDIA_ROOT, name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    models = (each for each in given if isinstance(each, Model))
    led_to = {id(old): new for old, new in zip(known.given, models, strict=True)}
    return deepcopy(known.result, led_to)


def _said(value: Any) -> str:
    return f"{value._meta.label} {value.pk}" if isinstance(value, Model) else repr(value)


def _standing() -> tuple[Any, ...]:
    """All else that tells what a step will write: the numbers to come, the day, the settings."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence ORDER BY name")
        numbers = hash(tuple(cursor.fetchall()))
    return numbers, clock.now(), tuple(SEARCH.entries()), *_settings()


def _settings() -> Iterator[str]:
    """What this test set otherwise."""
    holder: Any = settings._wrapped
    while "default_settings" in vars(holder):
        own = vars(holder).items()
        yield from (f"{k}={v!r}" for k, v in own if k.isupper() and k not in ELSEWHERE)
        yield from (f"-{name}" for name in sorted(holder._deleted))
        holder = holder.default_settings


def _elsewhere() -> tuple[Any, ...]:
    """What a step may do that is not written into the database: it is then done each time."""
    return len(getattr(mail, "outbox", ())), dict(getattr(cache, "_cache", {}))


def _files() -> set[str]:
    root = Path(settings.MEDIA_ROOT)
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}
