"""A django-tasks ``Task`` that also knows how often it may be tried."""

from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from django.utils.module_loading import import_string
from django_tasks.base import Task

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class JobTask(Task[P, T]):
    """``attempts`` is the number of beginnings allowed; ``backoff`` is in seconds."""

    attempts: int = 5
    backoff: int = 2


def task_at(path: str) -> JobTask[..., Any]:
    """The task behind a dotted path, declared by ``@job`` or by django-tasks' own ``@task``."""
    found = import_string(path)
    return found if isinstance(found, JobTask) else found.task
