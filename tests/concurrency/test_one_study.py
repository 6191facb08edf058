"""A study that two have worked out at once is worked out once, and its run is kept once."""

import pytest
from django_tasks import task_backends

from culturefirst.intelligence import actions
from culturefirst.intelligence.actions.studies import CameOf
from culturefirst.intelligence.models import Study, StudyRun
from culturefirst.intelligence.studying.frozen import Frozen
from culturefirst.intelligence.tests.make_studies import a_study, west_and_east
from culturefirst.kit import act
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.jobs.models import Job
from culturefirst.kit.tests.databases import Arena
from tests.concurrency.crowd import at_once, faults, refusals
from tests.concurrency.guards import meet_after


@pytest.fixture
def study(arena: Arena) -> Study:
    west_and_east()
    return a_study(SYSTEM)


def came_of() -> CameOf:
    headline = {"people": 10.0, "within": 5.0}
    return CameOf(Frozen(b"in", "a"), Frozen(b"out", "b"), headline, "numpy", "1", is_open=True)


@pytest.fixture
def waiting_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs wait for a worker in the threads to come, each of which makes its own backend."""
    there = task_backends.settings["default"]
    monkeypatch.setitem(there, "BACKEND", "culturefirst.kit.jobs.backend.DatabaseBackend")


@pytest.mark.usefixtures("waiting_jobs")
def test_two_who_ask_at_once_get_one_job(
    arena: Arena, study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_after(monkeypatch, act, "locked", 2)
    outcomes = at_once([lambda: actions.ask_study(by=SYSTEM, study=study)] * 2)
    assert (faults(outcomes), refusals(outcomes)) == ([], [])
    assert Job.objects.filter(says="Working out a study").count() == 1


def test_two_workers_that_come_to_the_same_keep_one_run(
    arena: Arena, study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_after(monkeypatch, act, "locked", 2)
    keep = lambda: actions.keep_run(by=SYSTEM, study=study, came_of=came_of())  # noqa: E731
    outcomes = at_once([keep] * 2)
    assert (faults(outcomes), refusals(outcomes)) == ([], [])
    assert StudyRun.objects.count() == 1
