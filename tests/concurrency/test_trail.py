"""The trail on both databases: refused to change, found when changed, and in nobody's way."""

import threading
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from culturefirst.kit import audit, trail_guard
from culturefirst.kit.idempotency import once
from culturefirst.kit.models import AuditEvent
from culturefirst.kit.tests.databases import Arena
from culturefirst.programme import actions
from culturefirst.programme.models import Target
from tests.concurrency.crowd import Director, at_once
from tests.concurrency.year import small_year

CHANGES = ("UPDATE kit_auditevent SET verb = 'x'", "DELETE FROM kit_auditevent")


def edit(target: Target, words: str) -> Any:
    return actions.edit_target(by=Director(), target=target, changes={"text": words})


def test_an_event_is_neither_changed_nor_deleted(arena: Arena) -> None:
    edit(small_year(), "Hold 5 workshops")
    emptied = ("TRUNCATE kit_auditevent",) if arena.vendor == "postgresql" else ()
    for statement in CHANGES + emptied:
        with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
            connection.cursor().execute(statement)
    assert AuditEvent.objects.get().verb == "programme.edit_target"


def test_without_the_trigger_a_changed_byte_is_still_found(arena: Arena) -> None:
    target = small_year()
    for words in ("One", "Two", "Three"):
        edit(target, words)
    assert audit.broken_at() is None
    second = AuditEvent.objects.order_by("pk")[1]
    trail_guard.lift(connection)
    AuditEvent.objects.filter(pk=second.pk).update(after=second.after | {"text": "Twp"})
    assert audit.broken_at() == second.pk


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
@pytest.mark.parametrize("gathered", [True, False])
def test_a_long_piece_of_work_keeps_nobody_from_the_head_of_the_chain(
    arena: Arena, monkeypatch: pytest.MonkeyPatch, gathered: bool
) -> None:
    """Events are written last; written at once, they would hold the head while work goes on."""
    if not gathered:
        monkeypatch.setattr(audit, "gathered", lambda: _at_once())
    mine, yours = small_year(), small_year()
    began, ended = threading.Event(), threading.Event()

    def long_work() -> bool:
        with once("key", Director(), "form") as turn:
            edit(mine, "Mine")
            began.set()
            turn.answer = "/done/"
            return ended.wait(timeout=1)

    def quick_work() -> None:
        began.wait(timeout=5)
        edit(yours, "Yours")
        ended.set()

    quick_was_done_meanwhile, _ = at_once([long_work, quick_work])
    assert quick_was_done_meanwhile is gathered


def _at_once() -> Any:
    original = audit._pending
    token = original.set([])

    class AtOnce:
        def __enter__(self) -> None: ...

        def __exit__(self, *_: Any) -> None:
            audit._write([entry for entry, _ in original.get() or []])
            original.reset(token)

    return AtOnce()
