"""Real databases for tests: SQLite files, and a PostgreSQL that the suite starts itself.

A test's own database stands in for ``default`` in this process, for all its threads; processes
of their own reach it through ``Arena.environment``.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from django.db import connections

REMEDY = (
    "These tests need PostgreSQL: neither PATH nor /usr/lib/postgresql/*/bin has initdb and "
    "postgres. Run `make system`, which installs it."
)
USER = "culturefirst"


@dataclass(frozen=True)
class Arena:
    """One database: its settings for Django, and the environment for a process of its own."""

    vendor: str
    settings: dict[str, Any]
    environment: dict[str, str] = field(default_factory=dict)

    def without_immediate(self) -> "Arena":
        """The same, with SQLite transactions that take the write lock only when they write."""
        options = self.settings["OPTIONS"] | {"transaction_mode": "DEFERRED", "timeout": 1}
        return Arena(self.vendor, self.settings | {"OPTIONS": options}, self.environment)


@contextmanager
def standing_on(arena: Arena) -> Iterator[Arena]:
    """Let ``default`` be this database within the block."""
    before, old = connections.settings["default"], connections["default"]
    connections.settings["default"] = before | arena.settings
    connections["default"] = connections.create_connection("default")
    _forget_kinds()
    try:
        yield arena
    finally:
        connections["default"].close()
        connections.settings["default"] = before
        connections["default"] = old
        _forget_kinds()


def _forget_kinds() -> None:
    """Each database has numbers of its own for the kinds of records."""
    from django.contrib.contenttypes.models import ContentType  # programs come here before Django

    ContentType.objects.clear_cache()


def sqlite(folder: Path) -> Arena:
    """The file that the product itself would use, in this folder."""
    options = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
        ),
    }
    settings = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(folder / "culturefirst.sqlite3"),
        "OPTIONS": options,
    }
    return Arena("sqlite", settings, {"CULTUREFIRST_VAR": str(folder)})


def postgresql(host: str, name: str) -> Arena:
    """A database of the server whose socket lies in the folder ``host``."""
    settings = {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": host,
        "NAME": name,
        "USER": USER,
        "OPTIONS": {},
    }
    environment = {"DATABASE_HOST": host, "DATABASE_NAME": name, "DATABASE_USER": USER}
    return Arena("postgresql", settings, environment)


# Without the work that the website's first pages ask for.
MIGRATE = """
import django
django.setup()
from django.core.management import call_command
from culturefirst.kit.jobs.models import Job
call_command("migrate", verbosity=0, interactive=False)
Job.objects.all().delete()
"""


def migrated(arena: Arena) -> Arena:
    """Make every table.

    In a process of its own: a library's migrations look, when they are loaded, at which database
    the process began with.
    """
    done = subprocess.run(
        [sys.executable, "-c", MIGRATE],
        env=os.environ
        | {"DJANGO_SETTINGS_MODULE": "culturefirst.site.settings_test"}
        | arena.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"The migrations failed: {done.stderr[-2000:]}")
    return arena


def copied(template: Arena, folder: Path) -> Arena:
    """A fresh copy of a migrated database, in ``folder`` or beside the template."""
    if template.vendor == "sqlite":
        shutil.copy(template.settings["NAME"], folder / "culturefirst.sqlite3")
        return sqlite(folder)
    name = f"copy_{time.monotonic_ns()}"
    create(template.settings["HOST"], name, template.settings["NAME"])
    return postgresql(template.settings["HOST"], name)


def create(host: str, name: str, template: str = "template1") -> None:
    """Make a database on the server."""
    with psycopg.connect(host=host, user=USER, dbname="postgres", autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')


def postgresql_binaries() -> Path:
    """The folder of ``initdb`` and ``postgres``; fails with the remedy where there is none."""
    found = shutil.which("initdb")
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    for initdb in [*reversed(versions), *([Path(found)] if found else [])]:
        if (initdb.parent / "postgres").exists():
            return initdb.parent
    raise RuntimeError(REMEDY)


@contextmanager
def postgresql_server(*, begun: Path | None = None, keep: Path | None = None) -> Iterator[str]:
    """A server of our own on a socket in a temporary folder; gives that folder.

    ``begun``: the data of a server that was stopped, of which this one begins with a copy.
    ``keep``: where its own data is put once it has stopped.
    """
    binaries = postgresql_binaries()
    folder = Path(tempfile.mkdtemp(prefix="culturefirst-pg-"))
    as_user = _as_somebody_else(folder)
    data = folder / "data"
    try:
        if begun is None:
            _initialise([*as_user, str(binaries / "initdb")], data)
        else:
            subprocess.run(["cp", "-a", str(begun), str(data)], check=True)
        server = _start([*as_user, str(binaries / "postgres")], data, folder)
        try:
            _wait_for(folder, server)
            yield str(folder)
        finally:
            server.send_signal(signal.SIGINT)  # ends the clients' connections too
            server.wait(timeout=30)
        if keep is not None:
            data.rename(keep)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _version(path: Path) -> int:
    return int(path.parent.parent.name) if path.parent.parent.name.isdigit() else 0


def _as_somebody_else(folder: Path) -> list[str]:
    # PostgreSQL refuses to run as root. Whoever runs it ends with this process, even if killed.
    ends_with_us = ["setpriv", "--pdeathsig", "INT"] if shutil.which("setpriv") else []
    if os.geteuid() != 0:
        return ends_with_us
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    who = known.get("postgres") or known["nobody"]
    os.chown(folder, who.pw_uid, who.pw_gid)
    identity = [f"--reuid={who.pw_uid}", f"--regid={who.pw_gid}", "--clear-groups"]
    return ["setpriv", "--pdeathsig", "INT", *identity]


def _initialise(command: list[str], data: Path) -> None:
    options = ["-U", USER, "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"]
    done = subprocess.run([*command, "-D", str(data), *options], capture_output=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"initdb failed: {done.stderr.decode()}")


def _start(command: list[str], data: Path, folder: Path) -> "subprocess.Popen[bytes]":
    quick = ["fsync=off", "listen_addresses=", "max_connections=260", "shared_buffers=64MB"]
    options = [part for setting in quick for part in ("-c", setting)]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [*command, "-D", str(data), "-k", str(folder), *options],
            stdout=log,
            stderr=subprocess.STDOUT,
        )


def _wait_for(folder: Path, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(200):
        try:
            psycopg.connect(host=str(folder), user=USER, dbname="postgres").close()
        except psycopg.OperationalError:
            if server.poll() is not None:
                break
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start: {(folder / 'log').read_text()[-2000:]}")
