"""Making a backup."""

import shutil
from pathlib import Path

from django.conf import settings

from culturefirst.kit import clock
from culturefirst.kit.backup import engines
from culturefirst.kit.backup.manifest import DATABASE, FILES, Manifest, digest_of
from culturefirst.kit.errors import DomainError
from culturefirst.kit.models import Installation


def make(folder: Path) -> Manifest:
    """Copy database and files into a new folder, open the copy, and say what it holds.

    The database goes first: a file is stored before the row that names it, so each row of the
    copy finds its file. The secret key is not part of it: keep that elsewhere.
    """
    _begin(folder)
    began = clock.wall()
    engine = engines.engine()
    database = folder / DATABASE[engine]
    engines.copy_out(database)
    engines.verify(database)
    digests = {database.name: digest_of(database)} | _copy_files(folder / FILES)
    made = Manifest(
        made_at=began.isoformat(timespec="seconds"),
        engine=engine,
        epoch=Installation.current().epoch,
        digests=digests,
    )
    made.write(folder)
    return made


def _begin(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DomainError(f"{folder} is not empty. Give a new folder, one for each backup.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as fault:
        raise DomainError(
            f"Cannot write {folder} ({fault.strerror}). Give a folder that you own."
        ) from fault


def _copy_files(to: Path) -> dict[str, str]:
    stored = Path(settings.MEDIA_ROOT)
    digests = {}
    for path in sorted(stored.rglob("*")):
        if not path.is_file():
            continue
        name = path.relative_to(stored)
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, to / name)
        digests[f"{FILES}/{name.as_posix()}"] = digest_of(to / name)
    return digests
