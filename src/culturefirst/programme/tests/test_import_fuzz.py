"""Damaged documents end in a sentence or a whole programme, never in a trace or a part of one."""

import os
from io import BytesIO
from pathlib import Path
from random import Random

import pytest

from culturefirst.kit.errors import DomainError
from culturefirst.network.models import User
from culturefirst.programme import actions, understanding
from culturefirst.programme.bringing import rows
from culturefirst.programme.models import Activity, ImportedDocument, Priority, WorkProgramme
from culturefirst.programme.reading import Document
from culturefirst.programme.reading import document as printed
from culturefirst.programme.tests.conftest import written
from culturefirst.programme.tests.test_import import SMALL
from culturefirst.programme.writing.word import write_word

pytestmark = pytest.mark.django_db
TRIES = int(os.environ.get("FUZZ", "60"))


def word_file() -> bytes:
    """A work programme as a Word file."""
    target = printed.Target("Host 2 training sessions", "count", 2, "training sessions")
    held = BytesIO()
    write_word(written([target]), held)
    return held.getvalue()


def damaged(content: bytes, chance: Random) -> bytes:
    """The bytes with some changed, some cut out and some doubled."""
    made = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(made))
        deed = chance.randrange(4)
        if deed == 0:
            made[at] = chance.randrange(256)
        elif deed == 1:
            del made[at : at + chance.randint(1, 40)]
        elif deed == 2:
            made[at:at] = made[at : at + chance.randint(1, 40)]
        else:
            made[at:at] = b"\t"
        if not made:
            return b"\t"
    return bytes(made)


def test_damage_never_leaves_a_part_of_a_programme(
    helen: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    # In this process, so that a fault of the reader would be seen here and not as a sentence.
    monkeypatch.setattr(understanding.untrusted, "call", lambda _, path: rows(path))
    chance, whole = Random(20110919), 0
    for number in range(TRIES):
        name, content = ("plan.txt", SMALL) if number % 2 else ("plan.docx", word_file())
        received = actions.receive_document(by=helen, name=name, content=damaged(content, chance))
        whole += imported(helen, received)
    assert WorkProgramme.objects.count() == whole
    assert {p.work_programme_id for p in Priority.objects.all()} == set(
        WorkProgramme.objects.values_list("pk", flat=True)
    )
    assert Activity.objects.count() >= whole > 0


def imported(by: User, received: ImportedDocument) -> int:
    """1 where the document became a programme (again counts as none)."""
    if received.state == "refused":
        assert received.fault
        assert "Traceback" not in received.fault
    if received.state != "waiting":
        return 0
    before = (WorkProgramme.objects.count(), Activity.objects.count())
    try:
        actions.import_document(
            by=by, received=received, document=Document.from_json(received.document)
        )
    except DomainError as fault:
        assert str(fault)
        assert (WorkProgramme.objects.count(), Activity.objects.count()) == before
        return 0
    return 1


def test_a_file_that_eats_memory_is_refused_by_the_limits(helen: User, tmp_path: Path) -> None:
    received = actions.receive_document(by=helen, name="plan.txt", content=b"\t" * 5_000_000)
    assert received.state == "refused"
    assert received.fault
