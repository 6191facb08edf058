"""A backup is real: made under writers, opened, restored, and nothing is sent by it."""

import json
from pathlib import Path

import pytest

from tests.running.commands import CommandLine

WRITER = """
import itertools, os, time
from culturefirst.network.actions import add_sub_region
for number in itertools.count():
    add_sub_region(by=SYSTEM, name=f"Place {os.getpid()} {number}")
    if number == 0:
        print("writing", flush=True)
    time.sleep(0.01)  # SQLite's lock is not fair: who never pauses can starve the other
"""
# A place and its event are written in one transaction: a torn copy would have one of the two.
SUMS = """
from culturefirst.kit import audit
from culturefirst.kit.models import AuditEvent
from culturefirst.network.models import SubRegion
events = AuditEvent.objects.filter(verb="network.add_sub_region").count()
print(events == SubRegion.objects.count() > 0, audit.broken_at())
"""
QUEUED = """
from culturefirst.kit import outbox
from django.db import transaction
with transaction.atomic():
    outbox.send(key="one", to="a@example.org", subject="Soon", text="Soon.", kind="account")
"""
SERVING = """
import time
from pathlib import Path
from django.conf import settings
from culturefirst.kit.backup import in_use
with in_use.serving(Path(settings.VAR)):
    print("serving", flush=True)
    time.sleep(60)
"""
SIGNED_IN = """
from culturefirst.network.sessions import SessionStore
SessionStore().create()
"""
DELIVERED = """
from threading import Event, Thread, Timer
from django.core import mail
from django.conf import settings
from culturefirst.kit.jobs import worker
stop = Event()
Timer(3, stop.set).start()
worker.run(stop)
from culturefirst.kit.outbox.models import Message
print(*Message.objects.values_list("state", flat=True))
"""


def test_backups_made_under_two_writers_are_whole(
    culturefirst: CommandLine, elsewhere: CommandLine, tmp_path: Path
) -> None:
    writers = [culturefirst.python(WRITER) for _ in range(2)]
    try:
        for writer in writers:
            assert writer.stdout and writer.stdout.readline() == "writing\n"
        copies = [tmp_path / f"copy-{number}" for number in range(4)]
        for copy in copies:
            done = culturefirst("backup", copy)
            assert (done.returncode, done.stderr) == (0, "")
    finally:
        for writer in writers:
            writer.kill()
            writer.communicate()
    for copy in copies:
        done = elsewhere("restore", copy, "--replace")
        assert (done.returncode, done.stderr) == (0, "")
        assert elsewhere.answer(SUMS) == "True None"


def test_a_backup_holds_each_file_with_its_digest(
    culturefirst: CommandLine, elsewhere: CommandLine, tmp_path: Path
) -> None:
    stored = culturefirst.var / "files/documents/a.docx"
    stored.parent.mkdir(parents=True)
    stored.write_bytes(b"a document")
    assert culturefirst("backup", tmp_path / "copy").returncode == 0
    kept = json.loads((tmp_path / "copy/backup.json").read_text())
    assert sorted(kept["digests"]) == ["database.sqlite3", "files/documents/a.docx"]
    assert elsewhere("restore", tmp_path / "copy").returncode == 0
    assert (elsewhere.var / "files/documents/a.docx").read_bytes() == b"a document"


@pytest.mark.parametrize("part", ["database.sqlite3", "files/a.docx"])
def test_a_damaged_backup_is_refused_before_anything_is_touched(
    culturefirst: CommandLine, elsewhere: CommandLine, tmp_path: Path, part: str
) -> None:
    (culturefirst.var / "files").mkdir()
    (culturefirst.var / "files/a.docx").write_bytes(b"a document")
    culturefirst("backup", tmp_path / "copy")
    damaged = tmp_path / "copy" / part
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"?")
    done = elsewhere("restore", tmp_path / "copy")
    assert done.returncode == 2
    assert done.stderr == (
        f"culturefirst: {damaged} has changed since the backup was made. Use another backup.\n"
    )
    assert not (elsewhere.var / "culturefirst.sqlite3").exists()


def test_a_folder_that_is_no_backup_is_refused(culturefirst: CommandLine, tmp_path: Path) -> None:
    done = culturefirst("restore", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"culturefirst: {tmp_path} holds no finished backup")


def test_what_is_here_is_replaced_only_when_asked_and_kept_aside(
    culturefirst: CommandLine, tmp_path: Path
) -> None:
    culturefirst("backup", tmp_path / "copy")
    refused = culturefirst("restore", tmp_path / "copy")
    assert refused.returncode == 2
    assert "Say --replace" in refused.stderr
    assert culturefirst("restore", tmp_path / "copy", "--replace").returncode == 0
    [aside] = culturefirst.var.glob("before-restore-*")
    assert (aside / "backup.json").is_file()


def test_a_restore_onto_a_running_site_is_refused(
    culturefirst: CommandLine, tmp_path: Path
) -> None:
    culturefirst("backup", tmp_path / "copy")
    serving = culturefirst.python(SERVING)
    try:
        assert serving.stdout and serving.stdout.readline() == "serving\n"
        refused = culturefirst("restore", tmp_path / "copy", "--replace")
    finally:
        serving.kill()
        serving.communicate()
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "The site is running on this data. Stop it" in refused.stderr
    assert not list(culturefirst.var.glob("before-restore-*"))
    assert culturefirst("restore", tmp_path / "copy", "--replace").returncode == 0


def test_a_session_that_was_ended_does_not_come_back_with_a_backup(
    culturefirst: CommandLine, tmp_path: Path
) -> None:
    culturefirst.answer(SIGNED_IN)
    culturefirst("backup", tmp_path / "copy")
    culturefirst("restore", tmp_path / "copy", "--replace")
    sessions = "from culturefirst.network.models import Session\n"
    assert culturefirst.answer(f"{sessions}print(Session.objects.count())") == "0"


def test_a_backup_goes_into_a_new_folder_only(culturefirst: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy/notes.txt").touch()
    done = culturefirst("backup", tmp_path / "copy")
    assert done.returncode == 2
    assert done.stderr == (
        f"culturefirst: {tmp_path / 'copy'} is not empty. Give a new folder, one for each backup.\n"
    )


def test_a_restored_letter_is_held_and_a_new_one_is_sent(
    culturefirst: CommandLine, tmp_path: Path
) -> None:
    culturefirst.answer(QUEUED)
    culturefirst("backup", tmp_path / "copy")
    assert culturefirst("restore", tmp_path / "copy", "--replace").returncode == 0
    assert culturefirst.answer(DELIVERED) == "queued"
    assert not list((culturefirst.var / "mail").glob("*"))
    culturefirst.answer(QUEUED.replace('"one"', '"two"'))
    assert sorted(culturefirst.answer(DELIVERED).split()) == ["queued", "sent"]


def test_a_restore_leaves_a_word_in_an_unbroken_trail(
    culturefirst: CommandLine, tmp_path: Path
) -> None:
    culturefirst("backup", tmp_path / "copy")
    culturefirst("restore", tmp_path / "copy", "--replace")
    last = "from culturefirst.kit.models import AuditEvent\nprint(AuditEvent.objects.last().verb)"
    assert culturefirst.answer(last) == "kit.restore"
    assert culturefirst("check").returncode == 0


def test_the_epoch_rises_above_both_sides(culturefirst: CommandLine, tmp_path: Path) -> None:
    epoch = "from culturefirst.kit.models import Installation\nprint(Installation.current().epoch)"
    culturefirst("backup", tmp_path / "copy")
    for expected in ("2", "3"):
        culturefirst("restore", tmp_path / "copy", "--replace")
        assert culturefirst.answer(epoch) == expected
