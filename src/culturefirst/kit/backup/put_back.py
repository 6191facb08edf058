"""Putting a backup back."""

import shutil
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from culturefirst.kit import clock
from culturefirst.kit.backup import engines, in_use
from culturefirst.kit.backup.make import make
from culturefirst.kit.backup.manifest import FILES, Manifest
from culturefirst.kit.backup.restoring import RESTORING
from culturefirst.kit.errors import DomainError


def put_back(folder: Path, *, replace: bool = False) -> Manifest:
    """Put a backup in the place of what is here, with the epoch raised; nothing is sent by it.

    Refuses where this installation holds anything, unless ``replace``: then what is here is
    first backed up into ``before-restore-…`` beside the data. Raises ``DomainError`` before
    anything is touched where the backup is not whole or the site is running. Everybody signs in
    anew: a session that was ended since the backup must not come back with it.
    """
    kept = Manifest.read(folder)
    _refuse_unsound(folder, kept)
    with in_use.alone(Path(settings.VAR)):
        _replace(folder, kept, replace)
        clock.forget()
        _bring_up_to_date(kept)
    return kept


def _bring_up_to_date(kept: Manifest) -> None:
    """Do again what must not be undone by a restore, while nobody can be served yet."""
    call_command("migrate", verbosity=0, interactive=False)
    for restoring in RESTORING:
        restoring.after(datetime.fromisoformat(kept.made_at))
    in_use.open_again(Path(settings.VAR))


def _replace(folder: Path, kept: Manifest, replace: bool) -> None:
    if _holds_something():
        if not replace:
            raise DomainError(
                "This installation holds data already. "
                "Say --replace to put the backup in its place; what is here is backed up first."
            )
        _bring_in_step()
        make(_aside())
    in_use.shut(Path(settings.VAR))
    epoch = max(kept.epoch, _epoch_here()) + 1
    with TemporaryDirectory(dir=settings.VAR) as work:
        _put_files(folder, kept)
        engines.copy_in(folder / kept.database, epoch=epoch, work=Path(work))


def _refuse_unsound(folder: Path, kept: Manifest) -> None:
    if kept.engine != engines.engine():
        raise DomainError(
            f"This backup is of {kept.engine}, this installation runs on {engines.engine()}. "
            "Restore it on an installation of its own kind."
        )
    for fault in kept.faults(folder):
        raise DomainError(f"{fault} Use another backup.")
    engines.verify(folder / kept.database)


def _bring_in_step() -> None:
    # What is here may be of an older version, whose tables the rooms do not know.
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        for restoring in RESTORING:
            restoring.before()


def _holds_something() -> bool:
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for name in ("kit_auditevent", apps.get_model("network", "User")._meta.db_table):
            if name in tables:
                cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(name)} LIMIT 1")  # noqa: S608
                if cursor.fetchone():
                    return True
    return False


def _epoch_here() -> int:
    if "kit_installation" not in connection.introspection.table_names():
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT epoch FROM kit_installation")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _aside() -> Path:
    return Path(settings.VAR) / f"before-restore-{clock.wall():%Y%m%d-%H%M%S-%f}"


def _put_files(folder: Path, kept: Manifest) -> None:
    # Beside what is here: names follow from contents, and a row finds its file by name.
    stored = Path(settings.MEDIA_ROOT)
    for name in kept.files:
        to = stored / Path(name).relative_to(FILES)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / name, to)
