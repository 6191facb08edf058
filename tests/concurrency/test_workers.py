"""Jobs survive their workers, on both databases."""

import os
from collections import Counter
from typing import Any

import pytest
from django.db import OperationalError

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.idempotency import FormKey
from culturefirst.kit.jobs import queue
from culturefirst.kit.jobs.models import Job
from culturefirst.kit.tests.databases import Arena
from tests.concurrency import mortal_jobs as mortal
from tests.concurrency.chaos import LEASE, revive, wait_until, workers
from tests.concurrency.crowd import at_once, faults
from tests.concurrency.guards import meet_before

FULL = os.environ.get("CULTUREFIRST_CHAOS") == "full"
JOBS, KILLS, WORKERS = (1500, 25, 4) if FULL else (60, 2, 2)


pytestmark = pytest.mark.usefixtures("real_queue")


def ask_for_many() -> None:
    every = JOBS // KILLS
    for number in range(JOBS):
        dies = ("before", "after")[number // every % 2] if number % every == every // 2 else ""
        mortal.do_one_thing.enqueue(by=SYSTEM, number=number, dies=dies)


def test_no_job_is_lost_however_often_workers_are_killed(arena: Arena) -> None:
    ask_for_many()
    poison = mortal.kill_every_worker.enqueue(by=SYSTEM)
    long = mortal.take_long.enqueue(by=SYSTEM, seconds=LEASE.total_seconds() * 1.5)
    died = 0
    with workers(arena, WORKERS) as running:

        def keep_alive() -> None:
            nonlocal died
            died += revive(arena, running)

        over = Job.objects.filter(state__in=["waiting", "running"]).exists
        assert wait_until(lambda: not over(), 300 if FULL else 50, keep_alive)
    states = Counter(Job.objects.values_list("state", flat=True))
    assert states == {"done": JOBS + 1, "failed": 1}
    assert FormKey.objects.count() == JOBS
    poison.refresh_from_db()
    assert poison.error.startswith("This was tried 2 times and did not work.")
    long.refresh_from_db()
    assert (long.attempts, long.result_url) == (1, "/long/")
    assert died == KILLS + 2


def test_a_worker_that_is_told_to_stop_gives_its_job_back_and_ends_cleanly(arena: Arena) -> None:
    row = mortal.go_step_by_step.enqueue(by=SYSTEM, steps=2000)
    with workers(arena, 1) as [worker]:
        assert wait_until(Job.objects.filter(words="Going").exists, 30)
    assert worker.returncode == 0
    row.refresh_from_db()
    assert (row.state, row.attempts, row.lease_until) == ("waiting", 0, None)


def claim_twice() -> list[Any]:
    return at_once([lambda: queue.claim("one"), lambda: queue.claim("two")])


def test_two_workers_never_take_one_job(arena: Arena, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(2):
        mortal.do_one_thing.enqueue(by=SYSTEM, number=number)
    meet_before(monkeypatch, queue, "take", 2)
    one, two = claim_twice()
    assert {one.pk, two.pk} == set(Job.objects.values_list("pk", flat=True))


def test_without_the_lock_two_workers_take_one_job(
    unguarded: Arena, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(2):
        mortal.do_one_thing.enqueue(by=SYSTEM, number=number)
    meet_before(monkeypatch, queue, "take", 2)
    outcomes = claim_twice()
    if unguarded.vendor == "sqlite":
        assert [type(fault) for fault in faults(outcomes)] == [OperationalError]
    else:
        one, two = outcomes
        assert (one.pk, one.fence) == (two.pk, two.fence)
