"""Whoever was erased does not come back with a backup of before."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running.commands import SETUP, CommandLine, environment
from tests.template_postgresql import fresh, postgresql_server

ANNE = """
from culturefirst.network import actions
person = actions.add_person(by=SYSTEM, name="Anne Zqcanary", email="anne@zqcanary.example")
terms = "Led by Anne Zqcanary, anne@zqcanary.example."
actions.add_group(by=SYSTEM, name="Forum", kind="forum", terms=terms)
print(person.pk)
"""
ERASE = """
from culturefirst.network import actions
from culturefirst.network.models import Person
from culturefirst.network.privacy import erasure
person = Person.objects.get(email="anne@zqcanary.example")
decided = {place.key: True for place in erasure.places(person, by=SYSTEM)}
actions.erase_person(by=SYSTEM, person=person, reason="She asked.", decided=decided)
"""
BOB = """
from culturefirst.network import actions
bob = actions.add_person(by=SYSTEM, name="Bob Hale")
print(bob.pk)
"""
NAMES = """
from culturefirst.kit import audit
from culturefirst.network.models import Person
from culturefirst.network.privacy.erasure import was_erased
from culturefirst.network.models import Group
told = [*Person.objects.order_by("pk"), *Group.objects.values_list("terms", flat=True)]
print(*told, sep=", ")
print(was_erased("anne@zqcanary.example"), audit.broken_at())
"""
FORGOTTEN = "A former member, Led by [name removed], [address removed].\nTrue None"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The folder of a running server's socket; that an empty one is filled, its backup tells."""
    with postgresql_server() as host:
        yield host


def test_whoever_was_erased_stays_so_when_an_older_backup_is_put_back(
    culturefirst: CommandLine, tmp_path: Path
) -> None:
    culturefirst.answer(ANNE)
    assert culturefirst("backup", tmp_path / "copy").returncode == 0
    _age(tmp_path / "copy")
    culturefirst.answer(ERASE)
    assert b"zqcanary" not in (culturefirst.var / "erasures.jsonl").read_bytes().lower()
    assert not (tmp_path / "copy/erasures.jsonl").exists()
    done = culturefirst("restore", tmp_path / "copy", "--replace")
    assert (done.returncode, done.stderr) == (0, "")
    assert culturefirst.answer(NAMES) == FORGOTTEN
    assert culturefirst("backup", tmp_path / "after").returncode == 0
    assert b"zqcanary" not in (tmp_path / "after/database.sqlite3").read_bytes().lower()


def test_somebody_who_got_the_number_of_one_erased_before_the_backup_is_left_alone(
    culturefirst: CommandLine, tmp_path: Path
) -> None:
    number = culturefirst.answer(BOB)
    line = {"person": int(number), "digest": "a", "at": "2001-01-01T00:00:00+00:00"}
    (culturefirst.var / "erasures.jsonl").write_text(json.dumps(line) + "\n")
    assert culturefirst("backup", tmp_path / "copy").returncode == 0
    assert culturefirst("restore", tmp_path / "copy", "--replace").returncode == 0
    assert culturefirst.answer(NAMES) == "Bob Hale\nFalse None"


def test_a_restore_that_was_broken_off_is_not_served(
    culturefirst: CommandLine, tmp_path: Path
) -> None:
    assert culturefirst("backup", tmp_path / "copy").returncode == 0
    (culturefirst.var / "restore-under-way").touch()
    refused = culturefirst("up")
    assert refused.returncode == 2
    assert "A restore was broken off here. Restore the backup again." in refused.stderr
    assert culturefirst("restore", tmp_path / "copy", "--replace").returncode == 0
    assert not (culturefirst.var / "restore-under-way").exists()


@pytest.mark.postgres
def test_on_postgresql_too(server: str, elsewhere: CommandLine, tmp_path: Path) -> None:
    here = fresh(server).environment
    assert elsewhere("administrator", "ada@example.org", **here).returncode == 0
    there = CommandLine(elsewhere.var)
    _run(there, ANNE, here)
    assert there("backup", tmp_path / "copy", **here).returncode == 0
    _age(tmp_path / "copy")
    _run(there, ERASE, here)
    done = there("restore", tmp_path / "copy", "--replace", **here)
    assert (done.returncode, done.stderr) == (0, "")
    assert _run(there, NAMES, here) == FORGOTTEN


def _run(where: CommandLine, code: str, told: dict[str, str]) -> str:
    """What ``code`` prints, with the database that ``told`` names."""
    settings = environment(where.var, DJANGO_SETTINGS_MODULE="culturefirst.site.settings", **told)
    done = subprocess.run(
        [sys.executable, "-c", f"{SETUP}\n{code}"],
        env=settings,
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.stdout.strip()


def _age(copy: Path) -> None:
    """Let the backup be of last year: an erasure of the same minute would count anyway."""
    manifest = copy / "backup.json"
    told = json.loads(manifest.read_text())
    told["made_at"] = "2011-01-01T00:00:00+00:00"
    manifest.write_text(json.dumps(told))
