"""An empty database for a benchmark, SQLite or PostgreSQL, and rows written in bulk."""

import atexit
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

SQLITE, POSTGRESQL = VENDORS = ("sqlite", "postgresql")


@contextmanager
def empty(vendor: str = SQLITE) -> Iterator[Any]:
    """A migrated database without rows under the product's own settings; gone afterwards.

    What is given is how processes of their own reach it.
    """
    _prepare()
    from django.core.management import call_command

    from culturefirst.kit.tests import databases

    with ExitStack() as stack:
        if vendor == POSTGRESQL:
            host = stack.enter_context(databases.postgresql_server())
            databases.create(host, "benchmark")
            arena = databases.postgresql(host, "benchmark")
        else:
            arena = databases.sqlite(Path(stack.enter_context(tempfile.TemporaryDirectory())))
        stack.enter_context(databases.standing_on(arena))
        call_command("createcachetable", verbosity=0)  # which the website's migrations look into
        call_command("migrate", verbosity=0)
        yield arena


def _prepare() -> None:
    """Begin Django, once a process, with everything it stores in a folder that goes at the end."""
    from django.conf import settings

    if settings.configured:
        return
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ |= {
        "CULTUREFIRST_VAR": folder,
        "CULTUREFIRST_SECRET_KEY": "only-for-a-benchmark-and-thrown-away-with-its-folder",
        "CULTUREFIRST_HOSTS": "testserver",
        "DJANGO_SETTINGS_MODULE": "culturefirst.site.settings",
    }
    import django
    from django.test import override_settings

    django.setup()
    settings.STATIC_ROOT.mkdir(parents=True)
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    override_settings(STORAGES=settings.STORAGES | {"staticfiles": plain}).enable()


def keep(model: Any, columns: str, rows: Iterable[Sequence[Any]]) -> None:
    """Write rows in bulk, with the defaults of the model in the columns that are not named."""
    from django.db import connection

    named = columns.split()
    others = {
        field.column: _default(field)
        for field in model._meta.local_concrete_fields
        if field.column not in named and not field.primary_key
    }
    table, told = model._meta.db_table, ", ".join(f'"{each}"' for each in [*named, *others])
    whole = ([*row, *others.values()] for row in rows)
    with connection.cursor() as cursor:
        if connection.vendor == SQLITE:
            marks = ", ".join("?" * (len(named) + len(others)))
            into = f"INSERT INTO {table} ({told}) VALUES ({marks})"  # noqa: S608
            connection.connection.executemany(into, whole)
            return
        with cursor.copy(f"COPY {table} ({told}) FROM STDIN") as copy:
            for row in whole:
                copy.write_row(row)


def _default(field: Any) -> Any:
    value = field.get_default()
    return json.dumps(value) if isinstance(value, dict | list) else value


def settle() -> None:
    """What PostgreSQL does by itself within a minute; nothing for SQLite, which never does."""
    from django.db import connection

    if connection.vendor == POSTGRESQL:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
