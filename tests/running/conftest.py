"""A network that is there, with its database in a folder of its own."""

import shutil
from pathlib import Path

import pytest

from tests.running.commands import CommandLine, gather
from tests.shared import made_once
from tests.template import lay


@pytest.fixture(scope="session")
def empty_network(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database with nothing in it, made once and copied for each test."""

    def make(var: Path) -> None:
        lay(var)
        done = CommandLine(var)("administrator", "ada@example.org", "--name", "Ada Dow")
        assert (done.returncode, done.stderr) == (0, "")
        gather(var)

    return made_once(tmp_path_factory, "network", make)


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


@pytest.fixture
def demonstration(story: Path, tmp_path: Path) -> CommandLine:
    """The command line on a demonstration of the test's own."""
    shutil.copytree(story, tmp_path / "var")
    return CommandLine(tmp_path / "var")


@pytest.fixture(scope="session")
def led_network(empty_network: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A network that two people lead, and where a third signs in without leading anything."""

    def make(var: Path) -> None:
        shutil.copytree(empty_network, var)
        CommandLine(var).answer(LEADERS)

    return made_once(tmp_path_factory, "led", make)


@pytest.fixture
def led(led_network: Path, tmp_path: Path) -> CommandLine:
    """The command line where Ada Dow and Cyn Fox lead, and Ben Ely is an officer."""
    shutil.copytree(led_network, tmp_path / "var")
    return CommandLine(tmp_path / "var")


LEADERS = """
from datetime import date
from culturefirst.network import actions
start = date(2020, 1, 1)
team = actions.add_organisation(by=SYSTEM, name="The team", kind="network", joined_on=start)
for name, email, role in (
    ("Ada Dow", "ada@example.org", "director"),
    ("Cyn Fox", "cyn@example.org", "manager"),
    ("Ben Ely", "ben@example.org", "officer"),
):
    person = actions.add_person(by=SYSTEM, name=name, email=email)
    post = {"title": role, "role": role, "organisation": team, "starts": start}
    actions.appoint(by=SYSTEM, person=person, **post)
    actions.open_account(by=SYSTEM, person=person, email=email)
"""
