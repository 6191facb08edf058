"""Taking guards away, and making people meet where a missing guard would show."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import models

from culturefirst.kit import act, audit
from culturefirst.programme.actions import documents, programmes

ALONE = 0.7  # seconds after which somebody who waits in vain goes on alone
TOGETHER = 20.0  # seconds in which all come where no guard holds them back, however busy it is


def plain_read(record: models.Model) -> models.Model:
    """What ``kit.locks.locked`` would be without its lock."""
    return type(record)._base_manager.get(pk=record.pk)


def remove_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read contested rows without locking them, and let ``select_for_update`` do nothing."""
    for module in (act, audit, documents, programmes):
        monkeypatch.setattr(module, "locked", plain_read)
    monkeypatch.setattr(models.QuerySet, "select_for_update", lambda rows, **_: rows.all())
    monkeypatch.setattr(Meeting, "patience", TOGETHER)


class Meeting:
    """Where all parties wait until each has read and none has written.

    With a guard in place the others cannot come; whoever waits in vain goes on alone, so a
    guarded test is right in any case and an unguarded one goes wrong every time, not by luck.
    """

    patience = ALONE

    def __init__(self, parties: int) -> None:
        self._barrier = threading.Barrier(parties)

    def wait(self) -> None:
        try:
            self._barrier.wait(timeout=self.patience)
        except threading.BrokenBarrierError:
            return


def meet_after(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, parties: int) -> None:
    """Let everybody meet after the first time that they have called ``module.name``."""
    _meet(monkeypatch, module, name, parties, before=False)


def meet_before(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, parties: int) -> None:
    """Let everybody meet before the first time that they call ``module.name``."""
    _meet(monkeypatch, module, name, parties, before=True)


def _meet(
    monkeypatch: pytest.MonkeyPatch, module: Any, name: str, parties: int, *, before: bool
) -> None:
    meeting, met = Meeting(parties), threading.local()
    original: Callable[..., Any] = getattr(module, name)

    def meet() -> None:
        if not hasattr(met, "once"):
            met.once = True
            meeting.wait()

    def call(*args: Any, **kwargs: Any) -> Any:
        if before:
            meet()
        answer = original(*args, **kwargs)
        if not before:
            meet()
        return answer

    monkeypatch.setattr(module, name, call)
