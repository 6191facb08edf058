"""Running one claimed job and settling what came of it."""

import logging
from inspect import signature
from threading import Event
from typing import Any

from culturefirst.kit.errors import DomainError
from culturefirst.kit.jobs import aside, queue
from culturefirst.kit.jobs.models import Job
from culturefirst.kit.jobs.progress import Interrupted, LeaseLost, Progress
from culturefirst.kit.jobs.task import task_at

log = logging.getLogger(__name__)


def perform(job: Job, stop: Event | None = None) -> None:
    """Run a job that this worker has claimed; its outcome counts only while the lease is held."""
    try:
        held = queue.finish(job, run_function(job, stop))
    except Interrupted:
        held = queue.give_back(job)
    except LeaseLost:
        held = False
    except DomainError as refusal:
        held = queue.refuse(job, str(refusal))
    except Exception as error:
        log.exception("Job %s (%s) failed on attempt %s", job.pk, job.task, job.attempts)
        held = queue.retry(job, error)
    aside.forget(job)
    if not held:
        log.warning("Job %s passed to another worker; this outcome is dropped", job.pk)


def run_function(job: Job, stop: Event | None = None) -> Any:
    """Call the function behind a claimed job and return what it returns."""
    run = task_at(job.task).func
    extra = {"progress": Progress(job, stop)} if "progress" in signature(run).parameters else {}
    return run(*job.positional, **job.arguments, **extra)
