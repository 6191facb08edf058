"""What each database engine does for a backup and for putting it back."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from culturefirst.kit.backup.manifest import Engine
from culturefirst.kit.errors import DomainError


def engine() -> Engine:
    """The engine of this installation."""
    return "sqlite" if connection.vendor == "sqlite" else "postgresql"


def copy_out(to: Path) -> None:
    """Write the whole database, as at one moment, while others go on writing."""
    if engine() == "postgresql":
        _run("pg_dump", "--format=custom", f"--file={to}", _name())
        return
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(to)])


def verify(copy: Path) -> None:
    """Open the copy and look through it; raises ``DomainError`` where it is not sound."""
    if engine() == "postgresql":
        _run("pg_restore", "--list", str(copy))
        return
    fault = sqlite_fault(copy)
    if fault:
        raise DomainError(f"The copy {copy} is not sound ({fault}). Use another backup.")


def sqlite_fault(path: Path) -> str:
    """What is wrong with a database file, or an empty string."""
    opened = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        [said] = opened.execute("PRAGMA integrity_check(1)").fetchone()
        if said != "ok":
            return str(said)
        strays = opened.execute("PRAGMA foreign_key_check").fetchone()
        return f"a row of {strays[0]} points nowhere" if strays else ""
    except sqlite3.DatabaseError as fault:
        return str(fault)
    finally:
        opened.close()


def copy_in(copy: Path, *, epoch: int, work: Path) -> None:
    """Put a copy in the place of the database, its epoch already raised.

    On SQLite the epoch is raised in a copy of the copy, and that goes in through the engine, so
    that no other process ever sees the old rows under an epoch in which they would be sent.
    """
    if engine() == "postgresql":
        _restore_postgresql(copy, epoch)
        return
    ready = work / "restoring.sqlite3"
    shutil.copyfile(copy, ready)
    source = sqlite3.connect(ready)
    try:
        source.execute("UPDATE kit_installation SET epoch = ?", [epoch])
        if source.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [_sessions()]).fetchone():
            source.execute(_end_sessions())
        source.commit()
        connection.ensure_connection()
        source.backup(connection.connection)
    finally:
        source.close()
        ready.unlink()
        connection.close()


def _restore_postgresql(copy: Path, epoch: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        [others] = cursor.fetchone()
    if others:
        raise DomainError(f"{others} programs use the database. Stop the site, then restore.")
    connection.close()
    _run(
        "pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction",
        f"--dbname={_name()}", str(copy),
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kit_installation SET epoch = %s", [epoch])
        if _sessions() in connection.introspection.table_names(cursor):
            cursor.execute(_end_sessions())


def _sessions() -> str:
    """The table that the installation keeps its sessions in."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    return str(store.get_model_class()._meta.db_table)


def _end_sessions() -> str:
    return f"DELETE FROM {_sessions()}"  # noqa: S608  (a name of our own)


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _run(program: str, *arguments: str) -> None:
    try:
        subprocess.run(  # noqa: S603  (PostgreSQL's own programs)
            [program, *arguments], env=_environment(), check=True, capture_output=True, text=True
        )
    except FileNotFoundError:
        raise DomainError(
            f"{program} was not found. Install PostgreSQL's client programs."
        ) from None
    except subprocess.CalledProcessError as fault:
        raise DomainError(f"{program} refused: {fault.stderr.strip()}") from fault


def _environment() -> Mapping[str, str]:
    told: dict[str, Any] = connection.settings_dict
    named = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    return os.environ | {ours: str(told[key]) for ours, key in named.items() if told[key]}
