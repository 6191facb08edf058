"""The worker's loop: it goes on whatever one turn meets, and ends when asked."""

from threading import Event

import pytest

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.jobs import queue, worker
from culturefirst.kit.jobs.models import Job
from culturefirst.kit.jobs.worker import Heart
from culturefirst.kit.tests import staged_jobs as staged

pytestmark = pytest.mark.django_db


def test_a_turn_runs_one_job(queued: None) -> None:
    stop = Event()
    staged.count_up.enqueue(by=SYSTEM, to=1)
    staged.count_up.enqueue(by=SYSTEM, to=2)
    assert worker.turn("one", Heart(stop), stop) is True
    assert [job.state for job in Job.objects.order_by("pk")] == ["done", "waiting"]
    assert worker.turn("one", Heart(stop), stop) is True
    assert worker.turn("one", Heart(stop), stop) is False


def test_the_heart_extends_the_lease_of_the_job_under_way(
    queued: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    staged.count_up.enqueue(by=SYSTEM, to=1)
    job = queue.claim("one")
    assert job is not None
    extended: list[int] = []
    monkeypatch.setattr(queue, "extend", lambda held: extended.append(held.pk) or True)
    heart = Heart(Event())
    heart._beat()
    with heart.beating_for(job):
        heart._beat()
    heart._beat()
    assert extended == [job.pk]


def test_a_job_that_ended_while_the_heart_waited_has_passed_to_nobody(
    queued: None, caplog: pytest.LogCaptureFixture
) -> None:
    staged.count_up.enqueue(by=SYSTEM, to=1)
    job = queue.claim("one")
    assert job is not None
    heart = Heart(Event())
    with heart.beating_for(job):
        assert queue.finish(job, None)
        heart._beat()
        assert caplog.messages == []
        Job.objects.filter(pk=job.pk).update(fence=job.fence + 1)
        heart._beat()
    assert caplog.messages == [f"Job {job.pk} passed to another worker while it ran here"]


def test_the_loop_goes_on_after_a_fault_and_rests_when_idle(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker, "connections", Closes())
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    stop, turns = Event(), 0

    def step() -> bool:
        nonlocal turns
        turns += 1
        if turns == 3:
            stop.set()
        if turns == 1:
            raise ZeroDivisionError
        return True

    monkeypatch.setattr(worker, "IDLE", 0.01)
    worker._repeat(stop, step)
    assert turns == 3


class Closes:
    """Connections that a test keeps open."""

    def close_all(self) -> None: ...
