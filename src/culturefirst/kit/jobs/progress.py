"""How a running job says how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING

from culturefirst.kit.jobs import aside

if TYPE_CHECKING:
    from culturefirst.kit.jobs.models import Job

PAUSE = 0.2
Tell = Callable[[int, int, str], None]  # an action's way to say how far it is


def nobody(done: int, total: int, words: str) -> None:
    """To be told where nobody waits."""


class Interrupted(Exception):
    """The worker is stopping; the job goes back to the queue."""


class LeaseLost(Exception):
    """Another worker holds this job by now; whatever this one does no longer counts."""


class Progress:
    """Given to a job that has an argument of this name."""

    def __init__(self, job: Job, stop: Event | None = None) -> None:
        self.job_id: int = job.pk
        self._job = job
        self._stop = stop
        self._shown_at = 0.0

    def at(self, done: int, total: int, words: str = "") -> None:
        """Show "``done`` of ``total``" and ``words`` on the job's page.

        Call it between steps and outside transactions (else ``within``). It is also where a job is
        told to stop: it raises ``Interrupted`` or ``LeaseLost``, which a job lets pass.
        """
        if self._due(done, total):
            self._write(done, total, words)

    def within(self, done: int, total: int, words: str = "") -> None:
        """The same from within a transaction, of which nobody sees anything until it ends.

        What is told goes beside the database. ``Interrupted`` undoes the transaction.
        """
        if self._due(done, total):
            aside.tell(self._job, (done, total, words))

    def _due(self, done: int, total: int) -> bool:
        if self._stop is not None and self._stop.is_set():
            raise Interrupted
        if done < total and time.monotonic() - self._shown_at < PAUSE:
            return False
        self._shown_at = time.monotonic()
        return True

    def _write(self, done: int, total: int, words: str) -> None:
        from culturefirst.kit.jobs import queue

        if not queue.show(self._job, done, total, words):
            raise LeaseLost
