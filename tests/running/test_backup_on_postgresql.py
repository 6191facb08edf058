"""The same promises on PostgreSQL, by its own programs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from culturefirst.kit.tests import databases
from tests.running.commands import CommandLine

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The folder of a running server's socket."""
    with databases.postgresql_server() as host:
        yield host


def told(server: str, name: str) -> dict[str, str]:
    databases.create(server, name)
    return databases.postgresql(server, name).environment


def test_a_backup_is_made_restored_and_sends_nothing(
    server: str, elsewhere: CommandLine, tmp_path: Path
) -> None:
    here, there = told(server, "here"), told(server, "there")
    assert elsewhere("administrator", "ada@example.org", **here).returncode == 0
    (elsewhere.var / "files").mkdir()
    (elsewhere.var / "files/a.docx").write_bytes(b"a document")
    done = elsewhere("backup", tmp_path / "copy", **here)
    assert (done.returncode, done.stderr) == (0, "")
    done = elsewhere("restore", tmp_path / "copy", **there)
    assert (done.returncode, done.stderr) == (0, "")
    done = elsewhere("check", **there)
    assert (done.returncode, done.stderr) == (0, "")
    refused = elsewhere("restore", tmp_path / "copy", **there)
    assert refused.returncode == 2
    assert "Say --replace" in refused.stderr
    assert elsewhere("restore", tmp_path / "copy", "--replace", **there).returncode == 0


def test_a_backup_of_the_other_engine_is_refused(
    server: str, culturefirst: CommandLine, tmp_path: Path
) -> None:
    culturefirst("backup", tmp_path / "copy")
    done = culturefirst("restore", tmp_path / "copy", **told(server, "other"))
    assert done.returncode == 2
    assert done.stderr.startswith("culturefirst: This backup is of sqlite, this installation runs")
