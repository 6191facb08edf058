"""Each test here runs on a database file of its own and on a PostgreSQL of the suite's own."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django_tasks import task_backends

from culturefirst.kit.jobs.backend import DatabaseBackend
from culturefirst.kit.tests import databases
from culturefirst.kit.tests.databases import Arena
from tests.template import lay
from tests.template_postgresql import postgresql_server, template


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Arena:
    var = tmp_path_factory.mktemp("sqlite") / "var"
    lay(var)  # kept by now: ``django_db_setup`` has made this process's own database
    return databases.sqlite(var)


@pytest.fixture(scope="session")
def postgresql_template() -> Iterator[Arena]:
    with postgresql_server() as host:
        yield template(host)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Arena:
    """A fresh database, once of each vendor."""
    template: Arena = request.getfixturevalue(f"{request.param}_template")
    return databases.copied(template, tmp_path)


@pytest.fixture
def arena(database: Arena, django_db_blocker: Any) -> Iterator[Arena]:
    """The fresh database in the place of the tests' usual one, with every guard in place."""
    with django_db_blocker.unblock(), databases.standing_on(database):
        yield database


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty(
    request: pytest.FixtureRequest, tmp_path: Path, django_db_blocker: Any
) -> Iterator[Arena]:
    """A database without any table, for what migrations do."""
    if request.param == "sqlite":
        made = databases.sqlite(tmp_path)
    else:
        host = request.getfixturevalue("postgresql_template").settings["HOST"]
        made = databases.postgresql(host, f"empty_{time.monotonic_ns()}")
        databases.create(host, made.settings["NAME"])
    with django_db_blocker.unblock(), databases.standing_on(made):
        yield made


@pytest.fixture
def unguarded(database: Arena, django_db_blocker: Any, monkeypatch: Any) -> Iterator[Arena]:
    """The same without its locks: rows are read plainly, SQLite does not take its lock early."""
    from tests.concurrency.guards import remove_locks

    remove_locks(monkeypatch)
    if database.vendor == "sqlite":
        database = database.without_immediate()
    with django_db_blocker.unblock(), databases.standing_on(database):
        yield database


@pytest.fixture
def real_queue() -> Iterator[None]:
    """Jobs wait for a worker, as they do outside tests."""
    before = task_backends["default"]
    task_backends["default"] = DatabaseBackend("default", {})
    yield
    task_backends["default"] = before
