"""``@job``: a module's function becomes work that can be put in the queue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from inspect import signature
from typing import TYPE_CHECKING, Any, cast

from django_tasks import task_backends

from culturefirst.kit.jobs.task import JobTask

if TYPE_CHECKING:
    from culturefirst.kit.jobs.backend import DatabaseBackend
    from culturefirst.kit.jobs.models import Job

RESERVED = frozenset({"by", "key", "after"})
Function = Callable[..., Any]


@dataclass(frozen=True)
class Work:
    """A declared job: ``says`` heads its page; calling it runs the function here and now."""

    task: JobTask[..., Any]
    says: str

    def __call__(self, **arguments: Any) -> Any:
        return self.task.func(**arguments)

    def enqueue(
        self, *, by: Any, key: str | None = None, after: datetime | None = None, **arguments: Any
    ) -> Job:
        """Put the job in the queue, in the caller's transaction.

        ``arguments`` are ids and other plain values. A ``key`` that was used before gives the
        job of that time instead of a second one. ``after`` is the earliest moment to run.
        """
        backend = cast("DatabaseBackend", task_backends[self.task.backend])
        task = self.task.using(run_after=after)
        return cast("Job", backend.put(task, arguments, by=by, key=key, says=self.says))


def job(
    *, says: str = "", attempts: int = 5, backoff: int = 2, priority: int = 0
) -> Callable[[Function], Work]:
    """Declare a job.

    ``attempts`` is how often it may be begun before it counts as failed. The wait before the
    next is ``backoff`` seconds, doubled each time. Work of higher ``priority`` goes first.
    A ``DomainError`` is an answer and not a fault: it is shown and never tried again.
    """

    def declare(run: Function) -> Work:
        if taken := RESERVED & signature(run).parameters.keys():
            raise TypeError(f"{run.__name__}: {', '.join(sorted(taken))} belongs to enqueue().")
        task = JobTask(func=run, attempts=attempts, backoff=backoff, priority=priority)
        return Work(task, says or run.__name__.replace("_", " ").capitalize())

    return declare
