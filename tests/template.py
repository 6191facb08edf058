"""A migrated database, kept from run to run: some three hundred migrations take a while.

Only a head start: whatever migrations are missing in it are run as ever, and one whose migrations
were changed is made anew.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connections

FOLDER = Path(tempfile.gettempdir()) / f"culturefirst-templates-{os.getuid()}"


def give_a_head_start() -> None:
    """Let the test database of this process begin with what an earlier one migrated."""
    connection = connections["default"]
    if connection.vendor != "sqlite":
        return
    creation = connection.creation
    creation.create_test_db = _filled(connection, creation.create_test_db)


def lay(var: Path) -> None:
    """Let an installation in this folder begin with the same, as its own migrations would."""
    template = of_today()
    if template.exists():
        var.mkdir(mode=0o700, parents=True)
        shutil.copyfile(template, var / "culturefirst.sqlite3")


def begin_again() -> None:
    """Give this process's database back what the migrations laid, after a test that emptied it."""
    template = of_today()
    if connections["default"].vendor == "sqlite" and template.exists():
        fill(template)


def fill(file: Path) -> None:
    """Give this process's database what this file holds, and nothing else."""
    _copy(file, into=connections["default"])
    ContentType.objects.clear_cache()  # another database has other numbers for the kinds


def _filled(connection: Any, create: Callable[..., str]) -> Callable[..., str]:
    def filled(*args: Any, **kwargs: Any) -> str:
        with one_at_a_time("sqlite"):
            return begun(*args, **kwargs)

    def begun(*args: Any, **kwargs: Any) -> str:
        template = of_today()
        name = connection.creation._get_test_db_name()
        if template.exists() and connection.creation.is_in_memory_db(name):
            connection.close()
            connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
            _copy(template, into=connection)
        made = create(*args, **kwargs)
        with connection.cursor() as cursor:  # the website's first pages ask for work of their own
            cursor.execute("DELETE FROM kit_job")
        if not template.exists():
            _keep(connection, template)
        return made

    return filled


@contextmanager
def one_at_a_time(kind: str) -> Iterator[None]:
    """Whoever comes first makes a template of this kind; the others wait, and take a copy."""
    FOLDER.mkdir(mode=0o700, exist_ok=True)
    with (FOLDER / f"{kind}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _copy(template: Path, *, into: Any) -> None:
    import sqlite3

    into.ensure_connection()
    source = sqlite3.connect(template)
    source.backup(into.connection)
    source.close()


def _keep(connection: Any, template: Path) -> None:
    import sqlite3

    being_written = template.with_suffix(f".{os.getpid()}")
    connection.ensure_connection()
    target = sqlite3.connect(being_written)
    connection.connection.backup(target)
    target.close()
    being_written.replace(template)  # who reads at this moment has the whole of it, or nothing


def of_today() -> Path:
    """Where the database of the migrations as they are is kept, once somebody has made it."""
    return FOLDER / f"{of_migrations()}.sqlite3"


def of_migrations() -> str:
    """What tells one set of migrations from another."""
    seen = sha256()
    for path in _files():
        seen.update(f"{path.name} ".encode() + path.read_bytes())
    return seen.hexdigest()[:20]


def _files() -> Iterator[Path]:
    """All migrations, and what rooms make after them."""
    for config in sorted(apps.get_app_configs(), key=lambda config: config.name):
        root = Path(config.path)
        yield from sorted((root / "migrations").glob("*.py"))
        yield from sorted(root.glob("beginning.py"))
