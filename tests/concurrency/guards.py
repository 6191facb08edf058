"""Taking guards away, and making people meet where a missing guard would show."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import models

from culturefirst.kit import act, audit

ALONE = 0.7  # seconds after which somebody who waits in vain goes on alone


def plain_read(record: models.Model) -> models.Model:
    """What ``kit.locks.locked`` would be without its lock."""
    return type(record)._base_manager.get(pk=record.pk)


def remove_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read contested rows without locking them, and let ``select_for_update`` do nothing."""
    monkeypatch.setattr(act, "locked", plain_read)
    monkeypatch.setattr(audit, "locked", plain_read)
    monkeypatch.setattr(models.QuerySet, "select_for_update", lambda rows, **_: rows.all())


class Meeting:
    """Where all parties wait until each has read and none has written.

    With a guard in place the others cannot come; whoever waits in vain goes on alone, so a
    guarded test is right in any case and an unguarded one goes wrong every time, not by luck.
    """

    def __init__(self, parties: int) -> None:
        self._barrier = threading.Barrier(parties)

    def wait(self) -> None:
        try:
            self._barrier.wait(timeout=ALONE)
        except threading.BrokenBarrierError:
            return


def meet_after(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, parties: int) -> None:
    """Let everybody meet after the first time that they have called ``module.name``."""
    meeting, called = Meeting(parties), threading.local()
    original: Callable[..., Any] = getattr(module, name)

    def then_meet(*args: Any, **kwargs: Any) -> Any:
        answer = original(*args, **kwargs)
        if not hasattr(called, "before"):
            called.before = True
            meeting.wait()
        return answer

    monkeypatch.setattr(module, name, then_meet)


__all__ = ["Meeting", "meet_after", "plain_read", "remove_locks"]
