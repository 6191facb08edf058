"""Timetables: each moment fires once, whatever the clocks and the workers do."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from importlib import import_module

import pytest
from django.conf import settings

from culturefirst.kit import clock, outbox
from culturefirst.kit.jobs import Timetable, housekeeping, timetable
from culturefirst.kit.jobs.models import Job, Schedule
from culturefirst.kit.outbox.models import Message
from culturefirst.kit.tests.staged_jobs import hurry

NIGHTLY = Timetable(hurry, at=time(1, 30))
HOURLY = Timetable(hurry, every=timedelta(hours=1))


def utc(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=UTC)  # type: ignore[arg-type]


def nights(start: datetime, count: int) -> list[datetime]:
    moments = [start]
    for _ in range(count):
        moments.append(NIGHTLY.following(moments[-1], moments[-1]))
    return moments[1:]


def test_a_time_of_day_falls_once_in_the_night_the_clocks_go_forward() -> None:
    # On 27 March 2011 there was no half past one in London.
    assert nights(utc(2011, 3, 26, 2), 2) == [utc(2011, 3, 27, 1, 30), utc(2011, 3, 28, 0, 30)]


def test_a_time_of_day_falls_once_in_the_night_the_clocks_go_back() -> None:
    # On 30 October 2011 there were two.
    assert nights(utc(2011, 10, 29, 2), 2) == [utc(2011, 10, 30, 0, 30), utc(2011, 10, 31, 1, 30)]


def test_what_was_missed_is_begun_once() -> None:
    due = utc(2011, 9, 19, 8)
    assert HOURLY.following(due, due) == utc(2011, 9, 19, 9)
    assert HOURLY.following(due, utc(2011, 9, 19, 13, 20)) == utc(2011, 9, 19, 14)


def test_a_timetable_says_one_of_every_and_at() -> None:
    with pytest.raises(ValueError, match="either every= or at="):
        Timetable(hurry)
    with pytest.raises(ValueError, match="either every= or at="):
        Timetable(hurry, every=timedelta(hours=1), at=time(1))


@pytest.fixture
def hourly(queued: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Schedule]:
    monkeypatch.setattr(timetable, "SCHEDULES", [("hourly", HOURLY)])
    assert timetable.fire() == 0
    yield Schedule.objects.get()


def test_a_new_timetable_waits_for_its_first_moment(hourly: Schedule) -> None:
    assert timetable.fire() == 0
    assert Job.objects.count() == 0
    assert timedelta(minutes=59) < hourly.next_at - clock.wall() <= timedelta(hours=1)


def test_of_two_workers_that_see_a_moment_due_one_begins_the_work(
    hourly: Schedule, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = clock.wall() - timedelta(minutes=5)
    Schedule.objects.update(next_at=due)
    assert timetable.fire() == 1
    assert timetable.fire() == 0
    assert [job.key for job in Job.objects.all()] == [f"hourly {due.isoformat()}"]
    assert Schedule.objects.get().next_at == due + timedelta(hours=1)


@pytest.mark.django_db
def test_the_nightly_clearing_keeps_what_is_still_needed() -> None:
    now = clock.wall()
    old = Job.objects.create(
        task="a", says="Old", run_after=now, asked_at=now, finished_at=now - timedelta(days=31)
    )
    new = Job.objects.create(task="a", says="New", run_after=now, asked_at=now, finished_at=now)
    housekeeping.clear_away()
    assert list(Job.objects.values_list("pk", flat=True)) == [new.pk] != [old.pk]


@pytest.mark.django_db
def test_letters_and_sessions_are_cleared_when_their_time_is_over() -> None:
    keys = ("young", "old", "in hand")
    letters = {
        key: outbox.send(key=key, to="a@example.org", subject="News", text="News.", kind="bulletin")
        for key in keys
    }
    long_ago = clock.wall() - timedelta(days=732)
    Message.objects.exclude(key="young").update(written_at=long_ago)
    Message.objects.filter(key="in hand").update(state="handing_over", lease_until=long_ago)
    store = import_module(settings.SESSION_ENGINE).SessionStore
    ended, open_ = store(), store()
    ended.set_expiry(-1)
    for session in (ended, open_):
        session.create()
    housekeeping.clear_away()
    kept = Message._meta.get_field("to").kept  # type: ignore[attr-defined]
    assert kept.retention == "2 years"
    assert set(Message.objects.values_list("pk", flat=True)) == {
        letters["young"].pk,
        letters["in hand"].pk,
    }
    assert list(store.get_model_class().objects.values_list("pk", flat=True)) == [open_.session_key]
