"""Jobs: claimed once, kept through a dead worker, ended visibly."""

from datetime import timedelta
from threading import Event

import pytest
from django.db import transaction
from django_tasks import task_backends
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.jobs import Interrupted, LeaseLost, Progress, job, queue
from culturefirst.kit.jobs.models import Job
from culturefirst.kit.jobs.perform import perform
from culturefirst.kit.tests import staged_jobs as staged

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_ran() -> None:
    staged.ran.clear()


def lapse(row: Job) -> None:
    """Let the lease of a job run out."""
    past = clock.wall() - timedelta(seconds=1)
    Job.objects.filter(pk=row.pk).update(lease_until=past)


def make_due(row: Job) -> None:
    """Let the wait of a job be over."""
    Job.objects.filter(pk=row.pk).update(run_after=clock.wall())


def claimed(worker: str = "one") -> Job:
    row = queue.claim(worker)
    assert row is not None
    return row


def test_a_job_waits_in_the_queue_and_then_keeps_its_result(queued: None) -> None:
    row = staged.count_up.enqueue(by=SYSTEM, to=3)
    assert (row.state, row.says, row.arguments) == ("waiting", "Counting up", {"to": 3})
    perform(claimed())
    row.refresh_from_db()
    assert (row.state, row.result_url, row.attempts) == ("done", "/counted/3/", 1)
    assert (row.done, row.total, row.words) == (3, 3, "All counted")
    assert queue.claim("two") is None


def test_in_tests_a_job_runs_where_it_is_asked_for() -> None:
    row = staged.count_up.enqueue(by=SYSTEM, to=2)
    assert (row.state, row.result_url) == ("done", "/counted/2/")
    assert staged.refuse.enqueue(by=SYSTEM).state == "failed"


def test_a_fault_of_a_job_is_not_hidden_in_tests() -> None:
    with pytest.raises(RuntimeError, match="the disk"):
        staged.break_down.enqueue(by=SYSTEM)


def test_a_key_that_was_used_gives_the_job_of_that_time(queued: None) -> None:
    first = staged.count_up.enqueue(by=SYSTEM, key="september", to=1)
    assert staged.count_up.enqueue(by=SYSTEM, key="september", to=1) == first
    assert Job.objects.count() == 1


def test_a_job_of_a_transaction_that_is_undone_was_never_asked_for(queued: None) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        staged.hurry.enqueue(by=SYSTEM)
        raise ZeroDivisionError
    assert queue.claim("one") is None


def test_the_urgent_goes_first_and_the_early_waits(queued: None) -> None:
    staged.count_up.enqueue(by=SYSTEM, to=1)
    urgent = staged.hurry.enqueue(by=SYSTEM)
    staged.hurry.enqueue(by=SYSTEM, after=clock.wall() + timedelta(hours=1))
    assert [claimed().pk, claimed().pk, queue.claim("one")] == [urgent.pk, urgent.pk - 1, None]


def test_a_lapsed_lease_is_claimed_again_and_the_first_worker_no_longer_counts(
    queued: None,
) -> None:
    staged.count_up.enqueue(by=SYSTEM, to=1)
    first = claimed("one")
    assert queue.claim("two") is None
    lapse(first)
    second = claimed("two")
    assert (second.pk, second.fence, second.attempts) == (first.pk, 2, 2)
    assert not queue.extend(first)
    assert not queue.finish(first, "/wrong/")
    assert queue.finish(second, "/right/")
    assert Job.objects.get().result_url == "/right/"


def test_progress_of_a_worker_that_lost_its_lease_stops_it(queued: None) -> None:
    staged.count_up.enqueue(by=SYSTEM, to=1)
    first = claimed("one")
    lapse(first)
    claimed("two")
    with pytest.raises(LeaseLost):
        Progress(first).at(1, 1, "All counted")
    perform(first)
    assert Job.objects.get().state == "running"


def test_a_fault_waits_twice_as_long_each_time_and_ends_after_the_last_attempt(
    queued: None,
) -> None:
    row = staged.break_down.enqueue(by=SYSTEM)
    waits = []
    for _ in range(3):
        make_due(row)
        perform(claimed())
        row.refresh_from_db()
        waits.append(round((row.run_after - clock.wall()).total_seconds()))
    assert waits[:2] == [2, 4]
    assert row.state == "failed"
    assert row.error == (
        "This was tried 3 times and did not work. Nothing was half done. "
        f"Ask again, or tell whoever runs this system that job {row.pk} failed."
    )
    assert "the disk of the machine is full" in row.fault
    assert "disk" not in row.error


def test_no_wait_is_longer_than_an_hour() -> None:
    assert queue.wait_before_next(Job(backoff=2, attempts=30)) == timedelta(hours=1)


def test_a_refusal_is_an_answer_and_is_not_tried_again(queued: None) -> None:
    row = staged.refuse.enqueue(by=SYSTEM)
    perform(claimed())
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("failed", 1)
    assert row.error == "There is no programme for that year. Choose another one."


def test_a_job_that_kills_every_worker_stops_visibly(queued: None) -> None:
    row = staged.break_down.enqueue(by=SYSTEM)
    for _ in range(3):
        lapse(claimed())
    assert queue.claim("one") is None
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("failed", 3)
    assert row.error.startswith("This was tried 3 times and did not work.")


def test_a_stop_gives_the_job_back_and_the_attempt_does_not_count(queued: None) -> None:
    row = staged.count_up.enqueue(by=SYSTEM, to=5)
    stop = Event()
    stop.set()
    with pytest.raises(Interrupted):
        Progress(row, stop).at(0, 5)
    perform(claimed(), stop)
    row.refresh_from_db()
    assert (row.state, row.attempts, row.result) == ("waiting", 0, None)
    perform(claimed())
    assert staged.ran == [5]


def test_the_task_api_tells_of_the_same_rows(queued: None) -> None:
    backend = task_backends["default"]
    result = staged.count_up.task.enqueue(to=2)
    assert result.status == TaskResultStatus.READY
    perform(claimed())
    result.refresh()
    assert result.return_value == "/counted/2/"
    with pytest.raises(TaskResultDoesNotExist):
        backend.get_result("no-such-job")


def test_a_job_may_not_have_an_argument_that_enqueue_needs() -> None:
    def clash(*, by: int) -> None: ...

    with pytest.raises(TypeError, match="by belongs to enqueue"):
        job()(clash)
