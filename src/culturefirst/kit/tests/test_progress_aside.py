"""A job that works within one transaction says how far it is, beside the database."""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from culturefirst.kit import clock
from culturefirst.kit.idempotency import FormKey
from culturefirst.kit.jobs import Interrupted, Progress, aside, queue
from culturefirst.kit.jobs.models import Job
from culturefirst.kit.jobs.perform import perform
from culturefirst.kit.tests import staged_jobs as staged
from culturefirst.kit.wording import figure


@pytest.fixture
def var(settings: Any, tmp_path: Path) -> Iterator[Path]:
    settings.VAR = tmp_path
    yield tmp_path


@pytest.fixture
def held(queued: None, helen: Any) -> Job:
    """A job of Helen's that a worker holds."""
    staged.count_up.enqueue(by=helen, to=9)
    claimed = queue.claim("one")
    assert claimed is not None
    return claimed


def files(var: Path) -> list[str]:
    return [path.name for path in (var / "progress").glob("*")]


def test_what_is_told_within_a_transaction_is_on_the_page_before_it_ends(
    var: Path, held: Job, helen: Any, signed_in: Callable[[Any], Client]
) -> None:
    page = signed_in(helen)
    with transaction.atomic():
        Progress(held).within(3000, 9000, "Writing")
        said = f"Writing · {figure(3000)} of {figure(9000)}"
        assert said in page.get(held.get_absolute_url()).text
    held.refresh_from_db()
    assert (held.done, held.total, held.words) == (0, 0, "")


def test_what_an_earlier_worker_told_is_not_shown(var: Path, held: Job) -> None:
    Progress(held).within(3, 9, "Writing")
    Job.objects.filter(pk=held.pk).update(fence=2)
    assert aside.seen(Job.objects.get(pk=held.pk)).words == ""


def test_nothing_is_left_when_the_job_is_over(var: Path, held: Job) -> None:
    Progress(held).within(3, 9, "Writing")
    assert files(var) == [f"{held.pk}.json"]
    perform(held)
    assert files(var) == []


@pytest.mark.parametrize("content", ["", "[1, 2", "[1]", '{"a": 1}', "[1, 2, 3, 4, 5]"])
def test_a_file_that_says_nothing_is_as_none(var: Path, held: Job, content: str) -> None:
    Progress(held).within(3, 9, "Writing")
    (var / "progress" / f"{held.pk}.json").write_text(content)
    assert aside.seen(Job.objects.get(pk=held.pk)).words == ""


def test_a_folder_that_cannot_be_written_stops_no_job(var: Path, held: Job) -> None:
    (var / "progress").write_text("a file where a folder should be")
    Progress(held).within(3, 9, "Writing")
    perform(held)
    held.refresh_from_db()
    assert held.state == "done"


def test_a_stop_within_a_transaction_undoes_it(var: Path, held: Job) -> None:
    stop = Event()
    with pytest.raises(Interrupted), transaction.atomic():
        FormKey.objects.create(key="one", request_hash="", at=clock.wall())
        stop.set()
        Progress(held, stop).within(3, 9, "Writing")
    assert not FormKey.objects.exists()


def test_what_killed_workers_left_goes_the_next_day(var: Path, held: Job) -> None:
    Progress(held).within(3, 9, "Writing")
    now = clock.wall()
    aside.clear(now - timedelta(days=1))
    assert files(var) == [f"{held.pk}.json"]
    long_ago = (now - timedelta(days=2)).timestamp()
    os.utime(var / "progress" / f"{held.pk}.json", (long_ago, long_ago))
    aside.clear(now - timedelta(days=1))
    assert files(var) == []
