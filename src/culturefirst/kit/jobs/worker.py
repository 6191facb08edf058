"""The worker: one process that runs jobs, hands over messages and keeps the timetables."""

import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connections

from culturefirst.kit.jobs import housekeeping, queue, timetable  # noqa: F401
from culturefirst.kit.jobs.models import Job
from culturefirst.kit.jobs.perform import perform
from culturefirst.kit.outbox import delivery, maildir  # noqa: F401
from culturefirst.kit.search import jobs as of_search  # noqa: F401

log = logging.getLogger(__name__)
IDLE = 0.5


def run(stop: Event | None = None) -> None:
    """Work until ``stop`` is set, or until SIGTERM or SIGINT where this is the main thread.

    A job under way is given back where it reports progress, else finished first. A worker that
    is killed instead loses nothing: its leases run out and others take its work.
    """
    stop = stop or Event()
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
    name = f"{socket.gethostname()}:{os.getpid()}"
    heart = Heart(stop)
    post = Thread(target=_repeat, args=(stop, lambda: hand_over(name, stop)))
    for thread in (heart, post):
        thread.start()
    _repeat(stop, lambda: turn(name, heart, stop))
    for thread in (heart, post):
        thread.join()


def hand_over(name: str, stop: Event) -> bool:
    """Hand over the letters that are due; ``False`` where there was none."""
    return delivery.deliver(worker=name, stop=stop, connections=settings.MAIL_CONNECTIONS)


def turn(name: str, heart: "Heart", stop: Event) -> bool:
    """Begin what has fallen due, then run one job; ``False`` where there was none."""
    timetable.fire()
    job = queue.claim(name)
    if job is None:
        return False
    with heart.beating_for(job):
        perform(job, stop)
    return True


class Heart(Thread):
    """Extends the lease of the job under way, however long that job is busy."""

    def __init__(self, stop: Event) -> None:
        super().__init__(daemon=True)
        self._ending = stop
        self._job: Job | None = None

    @contextmanager
    def beating_for(self, job: Job) -> Iterator[None]:
        self._job = job
        try:
            yield
        finally:
            self._job = None

    def run(self) -> None:
        pause = queue.LEASE.total_seconds() / 3
        # It beats on after a stop was asked for, for as long as the last job takes to end.
        while not self._ending.wait(pause) or self._job is not None:
            self._beat()
            if self._ending.is_set():
                time.sleep(0.1)
        connections.close_all()

    def _beat(self) -> None:
        job = self._job
        try:
            # What ended just now, while the beat waited for the database, has passed to nobody.
            if job is not None and not queue.extend(job) and queue.passed_on(job):
                log.warning("Job %s passed to another worker while it ran here", job.pk)
        except DatabaseError:
            log.exception("The lease of a job could not be extended; trying again")


def _repeat(stop: Event, step: Callable[[], bool]) -> None:
    """Call ``step`` until stopped, with a rest whenever it found nothing to do.

    Whatever goes wrong is logged and tried again: a worker that still runs must still work.
    """
    while not stop.is_set():
        close_old_connections()
        try:
            busy = step()
        except Exception:
            log.exception("The worker met a fault; trying again")
            connections.close_all()
            busy = False
        if not busy:
            stop.wait(IDLE)
    connections.close_all()
