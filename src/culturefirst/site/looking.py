"""What ``culturefirst check`` looks at: each a question that answers with its faults."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.checks import run_checks
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor

from culturefirst.kit import audit
from culturefirst.kit.backup.engines import sqlite_fault
from culturefirst.kit.engine import engine_fault
from culturefirst.kit.search import checking
from culturefirst.site.checks import DATA, SETTINGS

START = "Start the site once: culturefirst up."


def _tagged(tag: str) -> list[str]:
    found = run_checks(tags=[tag], include_deployment_checks=True, databases=["default"])
    return [f"{each.msg} {each.hint or ''}".strip() for each in found if each.is_serious()]


def settings_are_safe() -> list[str]:
    return _tagged(SETTINGS)


def database_is_sound() -> list[str]:
    if connection.vendor != "sqlite":
        return []
    if fault := engine_fault(sqlite3.sqlite_version_info):
        return [fault]
    file = Path(str(connection.settings_dict["NAME"]))
    if not file.exists():
        return [f"There is no database at {file} yet. {START}"]
    fault = sqlite_fault(file)
    return [f"The database is damaged ({fault}). Restore the last backup."] if fault else []


def migrations_are_in_step() -> list[str]:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{len(waiting)} changes to the database are waiting. {START}"] if waiting else []


def trail_is_unbroken() -> list[str]:
    broken = audit.broken_at()
    if broken is None:
        return []
    return [f"The audit trail breaks at event {broken}: compare it with the last backup."]


def accounts_are_safe() -> list[str]:
    return _tagged(DATA)


def files_are_there() -> list[str]:
    return [
        f"{record._meta.verbose_name} {record.pk} has lost its file {name}: restore it from a "
        "backup."
        for record, name in _lost_files()
    ]


def _lost_files() -> Iterator[tuple[models.Model, str]]:
    for model in apps.get_models():
        fields: list[Any] = [f for f in model._meta.fields if isinstance(f, models.FileField)]
        for record in model._base_manager.iterator() if fields else ():
            for field in fields:
                stored = getattr(record, field.name)
                if stored and not stored.storage.exists(stored.name):
                    yield record, stored.name


# In this order: what is wrong with one makes the later ones pointless.
LOOKS: dict[str, Callable[[], list[str]]] = {
    "settings are safe": settings_are_safe,
    "the database engine and its file are sound": database_is_sound,
    "the database is up to date": migrations_are_in_step,
    "accounts are safe": accounts_are_safe,
    "the audit trail is unbroken": trail_is_unbroken,
    "every stored file is there": files_are_there,
    "search finds what is there": checking.faults,
}
