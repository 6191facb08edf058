"""A PostgreSQL server that begins with a migrated database, kept from run to run."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from culturefirst.kit.tests import databases
from culturefirst.kit.tests.databases import Arena
from tests.template import FOLDER, of_migrations, one_at_a_time

MIGRATED = "template_of_ours"


@contextmanager
def postgresql_server() -> Iterator[str]:
    """A server of our own whose ``template`` is migrated; gives the folder of its socket."""
    with databases.postgresql_server(begun=_kept()) as host:
        yield host


def template(host: str) -> Arena:
    """The migrated database of such a server, to be copied and not to be written into."""
    return databases.postgresql(host, MIGRATED)


def fresh(host: str) -> Arena:
    """A copy of it."""
    return databases.copied(template(host), Path(host))


def _kept() -> Path:
    """The data of a stopped server with it."""
    release = databases.postgresql_binaries().parent.name
    kept = FOLDER / f"{of_migrations()}-postgresql-{release}"
    with one_at_a_time("postgresql"):
        if not kept.exists():
            with databases.postgresql_server(keep=kept) as host:
                databases.create(host, MIGRATED)
                databases.migrated(databases.postgresql(host, MIGRATED))
    return kept
