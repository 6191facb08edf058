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


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, loaded once by the command and copied for each test."""
    var = tmp_path_factory.mktemp("demonstration") / "var"
    done = CommandLine(var)("demo", "load")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "The demonstration is loaded."
    return var


@pytest.fixture
def demonstration(loaded: Path, tmp_path: Path) -> CommandLine:
    """The command line on a demonstration of the test's own."""
    shutil.copytree(loaded, tmp_path / "var")
    return CommandLine(tmp_path / "var")


@pytest.fixture
def led(culturefirst: CommandLine) -> CommandLine:
    """A network that Ada Dow leads, and where Ben Ely signs in without leading anything."""
    culturefirst.answer(
        "from culturefirst.network import actions\n"
        "from culturefirst.network.models import Organisation\n"
        "from datetime import date\n"
        "team = actions.add_organisation(by=SYSTEM, name='The team', kind='network',"
        " joined_on=date(2020, 1, 1))\n"
        "for name, email, role in (('Ada Dow', 'ada@example.org', 'director'),"
        " ('Cyn Fox', 'cyn@example.org', 'manager'), ('Ben Ely', 'ben@example.org', 'officer')):\n"
        "    person = actions.add_person(by=SYSTEM, name=name, email=email)\n"
        "    actions.appoint(by=SYSTEM, person=person, title=role, role=role,"
        " organisation=team, starts=date(2020, 1, 1))\n"
        "    actions.open_account(by=SYSTEM, person=person, email=email)\n"
    )
    return culturefirst
