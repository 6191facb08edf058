"""Looking for a word in everything that is stored."""

import os
import subprocess
from pathlib import Path

from django.db import connection

from culturefirst.kit.backup import engines
from culturefirst.kit.tests import databases
from culturefirst.network.models import Session


def places(word: str, var: Path, work: Path, *, whole: bool = False) -> list[str]:
    """Where the word is: lines of the database's dump, sessions, files of the data folder."""
    wanted, most = word.lower().encode(), None if whole else 200
    found = [f"database: {line[:most]!r}" for line in _dump(work) if wanted in line.lower()]
    found += [
        f"session {session.pk}"
        for session in Session.objects.all()
        if word in str(session.get_decoded()).lower()
    ]
    for path in sorted(var.rglob("*")):
        if path.is_file() and (wanted in path.read_bytes().lower() or word in path.name.lower()):
            found.append(f"file {path.relative_to(var)}")
    return found


def _dump(work: Path) -> list[bytes]:
    """A backup's database, in plain words where its format packs them."""
    if connection.vendor == "sqlite":
        copy = work / "dump.sqlite3"
        copy.unlink(missing_ok=True)
        engines.copy_out(copy)
        return copy.read_bytes().split(b"\0")
    program = databases.postgresql_binaries() / "pg_dump"
    told = os.environ | {"PGHOST": str(connection.settings_dict["HOST"]), "PGUSER": databases.USER}
    name = str(connection.settings_dict["NAME"])
    done = subprocess.run(
        [program, "--format=plain", name], env=told, check=True, capture_output=True
    )
    return done.stdout.splitlines()
