"""The queue's rows and the schedules that fill it."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from culturefirst.kit.keeps import kept


class Jobs(models.QuerySet["Job"]):
    """Jobs, as far as a person may see them."""

    def visible_to(self, user: Any) -> Self:
        """Those that the person asked for."""
        return self.none() if user.pk is None else self.filter(asked_by=user.pk)


class Job(models.Model):
    """One piece of work, with its lease, its progress and what came of it.

    ``fence`` rises with each claim: a worker whose lease ran out still holds an older number,
    and nothing that it writes is accepted. Times are the machine's own, never the network's.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to begin"
        RUNNING = "running", "Under way"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    keeps: ClassVar[str] = "private"
    task = models.CharField(max_length=200)
    says = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    positional = models.JSONField(default=list)
    queue = models.CharField(max_length=50, default="default")
    priority = models.SmallIntegerField(default=0)
    run_after = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    attempts_allowed = models.PositiveIntegerField(default=5)
    backoff = models.PositiveIntegerField(default=2)
    fence = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=100, blank=True)
    key = models.CharField(max_length=200, null=True, blank=True, unique=True)
    asked_by = models.BigIntegerField(null=True, blank=True, db_index=True)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    words = models.CharField(max_length=300, blank=True)
    result = models.JSONField(null=True, blank=True)
    error = models.TextField(blank=True)
    fault = kept(models.TextField(blank=True), "confidential", retention="30 days")
    objects = Jobs.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["-priority", "run_after"], name="job_waiting", condition=Q(state="waiting")
            ),
            models.Index(fields=["lease_until"], name="job_running", condition=Q(state="running")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="running", lease_until__isnull=False)
                | (~Q(state="running") & Q(lease_until__isnull=True)),
                name="job_leased_while_running",
            )
        ]

    def __str__(self) -> str:
        return self.says

    def get_absolute_url(self) -> str:
        return reverse("job", args=[self.pk])

    @property
    def mark(self) -> str:
        """The status in whose look the state is shown."""
        return MARKS[self.State(self.state)]

    @property
    def share(self) -> float | None:
        """How much is done, from 0 to 1; ``None`` where the job has not said."""
        return self.done / self.total if self.total else None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in (self.State.DONE, self.State.FAILED)

    @property
    def result_url(self) -> str:
        """The address of what was made; empty where the job gave none."""
        return self.result if isinstance(self.result, str) and self.result.startswith("/") else ""


MARKS = {
    Job.State.WAITING: "not_started",
    Job.State.RUNNING: "on_track",
    Job.State.DONE: "met",
    Job.State.FAILED: "missed",
}


class Schedule(models.Model):
    """When a timetable falls due next; moved on by whichever worker is first."""

    keeps: ClassVar[str] = "public"
    name = models.CharField(max_length=100, unique=True)
    next_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
