"""A network that is there, with its database in a folder of its own."""

import shutil
from pathlib import Path

import pytest

from tests.running.commands import CommandLine


@pytest.fixture(scope="session")
def empty_network(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database with nothing in it, made once and copied for each test."""
    var = tmp_path_factory.mktemp("network") / "var"
    done = CommandLine(var)("administrator", "ada@example.org", "--name", "Ada Dow")
    assert (done.returncode, done.stderr) == (0, "")
    return var


@pytest.fixture
def culturefirst(empty_network: Path, tmp_path: Path) -> CommandLine:
    """The command line on a network of the test's own."""
    shutil.copytree(empty_network, tmp_path / "var")
    return CommandLine(tmp_path / "var")


@pytest.fixture
def elsewhere(tmp_path: Path) -> CommandLine:
    """The command line where nothing is yet."""
    (tmp_path / "elsewhere").mkdir()
    return CommandLine(tmp_path / "elsewhere" / "var")
