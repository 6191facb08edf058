"""How a running job says how far it is."""

from __future__ import annotations

import time
from threading import Event
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from culturefirst.kit.jobs.models import Job

PAUSE = 0.2


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

        Call it between steps and outside transactions. It is also where a job is told to stop:
        it raises ``Interrupted`` or ``LeaseLost``, which a job lets pass.
        """
        if self._stop is not None and self._stop.is_set():
            raise Interrupted
        if done < total and time.monotonic() - self._shown_at < PAUSE:
            return
        self._shown_at = time.monotonic()
        self._write(done, total, words)

    def _write(self, done: int, total: int, words: str) -> None:
        from culturefirst.kit.jobs import queue

        if not queue.show(self._job, done, total, words):
            raise LeaseLost
