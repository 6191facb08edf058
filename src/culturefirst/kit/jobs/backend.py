"""The engine behind the django-tasks API: rows in our own database.

No published engine kept a job through ``kill -9`` on both SQLite and PostgreSQL without either
losing it or leaving it running for ever; see the decision record on jobs.
"""

from collections.abc import Mapping
from typing import Any

from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from culturefirst.kit.errors import DomainError
from culturefirst.kit.jobs.task import JobTask, task_at

STATUS = {
    "waiting": TaskResultStatus.READY,
    "running": TaskResultStatus.RUNNING,
    "done": TaskResultStatus.SUCCESSFUL,
    "failed": TaskResultStatus.FAILED,
}


class DatabaseBackend(BaseTaskBackend):
    """Writes a ``Job`` row; workers (``kit.jobs.worker``) claim it."""

    task_class = JobTask
    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def put(
        self,
        task: JobTask[..., Any],
        arguments: Mapping[str, Any],
        *,
        positional: tuple[Any, ...] = (),
        by: Any = None,
        key: str | None = None,
        says: str = "",
    ) -> Any:
        """The job's row, new or (where ``key`` was used before) of that time."""
        from culturefirst.kit.jobs import queue

        self.validate_task(task)
        job, fresh = queue.put(task, arguments, positional=positional, by=by, key=key, says=says)
        if fresh:
            self.queued(job)
        return job

    def queued(self, job: Any) -> None:
        """Called in the caller's transaction for each new row."""

    def enqueue(self, task: Task[..., Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        return result_of(self.put(task, kwargs, positional=args))  # type: ignore[arg-type]

    def get_result(self, result_id: str) -> TaskResult[Any]:
        from culturefirst.kit.jobs.models import Job

        job = Job.objects.filter(pk=result_id).first() if result_id.isdigit() else None
        if job is None:
            raise TaskResultDoesNotExist(result_id)
        return result_of(job)


class ImmediateBackend(DatabaseBackend):
    """For tests: runs each job where it is asked for; a fault is raised and not retried."""

    def queued(self, job: Any) -> None:
        from culturefirst.kit.jobs import aside, perform, queue

        queue.take(job, "here")
        try:
            queue.finish(job, perform.run_function(job))
        except DomainError as refusal:
            queue.refuse(job, str(refusal))
        finally:
            aside.forget(job)
        job.refresh_from_db()


def result_of(job: Any) -> TaskResult[Any]:
    """A job's row in django-tasks' terms."""
    result: TaskResult[Any] = TaskResult(
        task=task_at(job.task),
        id=str(job.pk),
        status=STATUS[job.state],
        enqueued_at=job.asked_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        last_attempted_at=job.started_at,
        args=job.positional,
        kwargs=job.arguments,
        backend="default",
        errors=[TaskError(exception_class_path="", traceback=job.fault)] if job.fault else [],
        worker_ids=[job.worker] * job.attempts,
    )
    object.__setattr__(result, "_return_value", job.result)
    return result
