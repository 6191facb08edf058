"""Jobs that kill their own worker, to see that none of them is lost."""

import os
import signal
import time

from culturefirst.kit import clock
from culturefirst.kit.idempotency import FormKey
from culturefirst.kit.jobs import Progress, job
from culturefirst.kit.jobs.models import Job


@job(says="Doing one thing", attempts=5, backoff=0)
def do_one_thing(*, number: int, dies: str = "", progress: Progress) -> None:
    """Its effect is one row. ``dies`` says when the first attempt kills the worker."""
    first = Job.objects.get(pk=progress.job_id).attempts == 1
    if first and dies == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.005)
    FormKey.objects.get_or_create(
        key=str(number), defaults={"request_hash": "", "at": clock.wall()}
    )
    if first and dies == "after":
        os.kill(os.getpid(), signal.SIGKILL)


@job(says="Killing every worker", attempts=2, backoff=0)
def kill_every_worker() -> None:
    """Poison: nobody survives it."""
    os.kill(os.getpid(), signal.SIGKILL)


@job(says="Going step by step", attempts=2)
def go_step_by_step(*, steps: int, progress: Progress) -> None:
    """Says after each step how far it is, so that it can be told to stop."""
    for step in range(steps):
        progress.at(step, steps, "Going")
        time.sleep(0.05)


@job(says="Taking long", attempts=2)
def take_long(*, seconds: float) -> str:
    """Busy for longer than a lease, without a word."""
    time.sleep(seconds)
    return "/long/"
