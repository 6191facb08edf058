"""Putting, claiming, holding and settling jobs: the only places where a job's row changes."""

from collections.abc import Mapping
from datetime import timedelta
from traceback import format_exception
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django_tasks.utils import normalize_json

from culturefirst.kit import clock
from culturefirst.kit.jobs.models import Job
from culturefirst.kit.jobs.task import JobTask

LEASE = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)


def put(
    task: JobTask[..., Any],
    arguments: Mapping[str, Any],
    *,
    positional: tuple[Any, ...] = (),
    by: Any = None,
    key: str | None = None,
    says: str = "",
) -> tuple[Job, bool]:
    """Write the row in the caller's transaction; ``False`` where ``key`` was used before."""
    now = clock.wall()
    values = {
        "task": task.module_path,
        "says": says or task.name,
        "arguments": normalize_json(arguments),
        "positional": normalize_json(positional),
        "queue": task.queue_name,
        "priority": task.priority,
        "run_after": task.run_after or now,
        "attempts_allowed": getattr(task, "attempts", 1),
        "backoff": getattr(task, "backoff", 2),
        "asked_by": getattr(by, "pk", None),
        "asked_at": now,
    }
    if key is None:
        return Job.objects.create(**values), True
    return Job.objects.get_or_create(key=key, defaults=values)


def claim(worker: str) -> Job | None:
    """Take the next job that is due, or one whose worker's lease has run out.

    The plain look beforehand keeps idle workers from taking SQLite's one write lock.
    """
    if not _claimable().exists():
        return None
    with transaction.atomic():
        chosen = _claimable().select_for_update(skip_locked=True)
        job = chosen.order_by("-priority", "run_after", "pk").first()
        return take(job, worker) if job else None


def take(job: Job, worker: str) -> Job | None:
    """Begin this locked job, unless every attempt that it had has been used up."""
    if job.attempts >= job.attempts_allowed:
        _exhausted(job)
        return None
    now = clock.wall()
    job.state, job.worker = Job.State.RUNNING, worker
    job.attempts, job.fence = job.attempts + 1, job.fence + 1
    job.started_at, job.lease_until = now, now + LEASE
    job.save()
    return job


def extend(job: Job) -> bool:
    """Hold the job for another lease; ``False`` where it has passed to somebody else."""
    return bool(_held(job).update(lease_until=clock.wall() + LEASE))


def passed_on(job: Job) -> bool:
    """Whether somebody else has claimed the job since."""
    return Job.objects.filter(pk=job.pk).exclude(fence=job.fence).exists()


def show(job: Job, done: int, total: int, words: str) -> bool:
    """Write how far the job is; ``False`` where it has passed to somebody else."""
    return bool(
        _held(job).update(
            done=done, total=total, words=words[:300], lease_until=clock.wall() + LEASE
        )
    )


def finish(job: Job, result: Any) -> bool:
    """Keep the result, unless the job has passed to somebody else."""
    return _settle(job, state=Job.State.DONE, result=normalize_json(result), error="")


def refuse(job: Job, sentence: str, fault: str = "") -> bool:
    """End the job with a sentence for whoever asked."""
    return _settle(job, state=Job.State.FAILED, error=sentence, fault=fault)


def retry(job: Job, error: BaseException) -> bool:
    """Let the job wait, twice as long each time, or end it after its last attempt."""
    fault = "".join(format_exception(error))
    if job.attempts >= job.attempts_allowed:
        return refuse(job, _given_up(job), fault)
    return _settle(
        job, state=Job.State.WAITING, run_after=clock.wall() + wait_before_next(job), fault=fault
    )


def give_back(job: Job) -> bool:
    """Return a job that was interrupted by a stop; the attempt does not count."""
    return _settle(job, state=Job.State.WAITING, attempts=job.attempts - 1)


def wait_before_next(job: Job) -> timedelta:
    """``backoff`` seconds, doubled with each attempt, at most an hour."""
    return min(timedelta(seconds=job.backoff * 2 ** (job.attempts - 1)), LONGEST_WAIT)


def _claimable() -> QuerySet[Job]:
    now = clock.wall()
    due = Q(state=Job.State.WAITING, run_after__lte=now)
    return Job.objects.filter(due | Q(state=Job.State.RUNNING, lease_until__lt=now))


def _held(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, fence=job.fence, state=Job.State.RUNNING)


def _settle(job: Job, *, state: str, **values: Any) -> bool:
    over = {"finished_at": clock.wall()} if state != Job.State.WAITING else {}
    return bool(_held(job).update(state=state, lease_until=None, **over, **values))


def _exhausted(job: Job) -> None:
    # Reached only by a job whose worker died under it each time, so no exception was seen.
    job.state, job.lease_until = Job.State.FAILED, None
    job.finished_at, job.error = clock.wall(), _given_up(job)
    job.save()


def _given_up(job: Job) -> str:
    times = "once" if job.attempts == 1 else f"{job.attempts} times"
    return (
        f"This was tried {times} and did not work. Nothing was half done. "
        f"Ask again, or tell whoever runs this system that job {job.pk} failed."
    )
