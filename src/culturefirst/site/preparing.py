"""What must be true before the site is served; each step is quick where it is done already."""

import os
import secrets
from hashlib import sha256
from pathlib import Path

from culturefirst.kit.errors import DomainError

KEY_LENGTH = 64


def var() -> Path:
    """The folder that holds everything this installation stores."""
    folder = Path(os.environ.get("CULTUREFIRST_VAR", "var")).resolve()
    try:
        # Letters, sessions and everybody's records lie here: for their owner only.
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise DomainError(
            f"cannot make the folder {folder} ({error.strerror}); "
            "give another with CULTUREFIRST_VAR=/a/folder/you/own"
        ) from error
    return folder


def make_secret_key() -> None:
    """Keep a key of our own from the first start on, readable by its owner only."""
    file = var() / "secret-key"
    if os.environ.get("CULTUREFIRST_SECRET_KEY") or file.exists():
        return
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(secrets.token_urlsafe(KEY_LENGTH)[:KEY_LENGTH] + "\n")


def make_assets() -> None:
    """The fonts, cut to what the pages use (nothing where they are there)."""
    from culturefirst.kit import assets

    assets.build(var())


def refuse_unsafe_settings() -> None:
    """Raise ``DomainError`` with the first thing that is unsafe in settings or machine."""
    from culturefirst.site.checks import SETTINGS

    _refuse(SETTINGS)


def refuse_unsafe_data() -> None:
    """Raise ``DomainError`` where accounts in the database are unsafe here."""
    from culturefirst.site.checks import DATA

    _refuse(DATA)


def _refuse(tag: str) -> None:
    from django.core.checks import run_checks

    for fault in run_checks(tags=[tag], include_deployment_checks=True, databases=["default"]):
        if fault.is_serious():
            raise DomainError(f"{fault.msg} {fault.hint or ''}")


def migrate() -> None:
    """Bring the database up to date and make the table that the processes share as a cache."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    # First the cache: what the website begins with is put away in it by the migrations.
    call_command("createcachetable", verbosity=0)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Bringing the database up to date…", flush=True)
        call_command("migrate", verbosity=0, interactive=False)


def collect_static_files() -> None:
    """Gather and name the static files, where any changed since the last time."""
    from django.conf import settings
    from django.core.management import call_command

    stamp = var() / "static.stamp"
    now = _static_files_now()
    if stamp.exists() and stamp.read_text() == now and settings.STATIC_ROOT.is_dir():
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(now)


def _static_files_now() -> str:
    from django.contrib.staticfiles.finders import get_finders

    seen = sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = Path(storage.path(path)).stat()
            seen.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    return seen.hexdigest()
