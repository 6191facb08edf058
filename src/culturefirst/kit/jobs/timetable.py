"""Work that begins by itself at regular moments, once however many workers there are."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from culturefirst.kit import clock
from culturefirst.kit.registers import Register

if TYPE_CHECKING:
    from culturefirst.kit.jobs.declare import Work


@dataclass(frozen=True)
class Timetable:
    """Say either ``every`` (an interval) or ``at`` (a time of day in the network's zone)."""

    work: "Work"
    every: timedelta | None = None
    at: time | None = None

    def __post_init__(self) -> None:
        if (self.every is None) == (self.at is None):
            raise ValueError("A timetable says either every= or at=.")

    def following(self, moment: datetime, now: datetime) -> datetime:
        """The next moment after ``moment`` that lies after ``now``.

        What fell due while nothing ran is begun once, not once for each time missed.
        """
        if self.every is not None:
            missed = max((now - moment) // self.every, 0)
            return moment + (missed + 1) * self.every
        return self._tomorrow(max(moment, now))

    def first(self, now: datetime) -> datetime:
        """When a timetable that was never seen before falls due."""
        return now + self.every if self.every is not None else self._tomorrow(now)

    def _tomorrow(self, moment: datetime) -> datetime:
        # Counted in days of the calendar: a day on which the clocks change still has one.
        zone = timezone.get_default_timezone()
        day = moment.astimezone(zone).date()
        days = (day, day + timedelta(days=1))
        moments = [
            datetime.combine(d, self.at or time(), tzinfo=zone).astimezone(UTC) for d in days
        ]
        return next(m for m in moments if m > moment)


SCHEDULES: Register[tuple[str, Timetable]] = Register("jobs")


def fire() -> int:
    """Put every piece of work that has fallen due in the queue; returns how many."""
    return sum(_fire(name, timetable) for name, timetable in SCHEDULES)


def _fire(name: str, timetable: Timetable) -> int:
    from culturefirst.kit.jobs.models import Schedule

    now = clock.wall()
    row = Schedule.objects.filter(name=name).first()
    if row is None:
        Schedule.objects.get_or_create(name=name, defaults={"next_at": timetable.first(now)})
        return 0
    if row.next_at > now:
        return 0
    with transaction.atomic():
        # Compare and swap: of all the workers that saw it due, one moves it on.
        same = Schedule.objects.filter(pk=row.pk, next_at=row.next_at)
        if not same.update(next_at=timetable.following(row.next_at, now)):
            return 0
        timetable.work.enqueue(by=None, key=f"{name} {row.next_at.isoformat()}")
    return 1
