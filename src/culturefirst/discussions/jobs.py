"""Letters of what is new: every few minutes to who wants them at once, each morning to others."""

from collections.abc import Iterable
from datetime import time, timedelta

from culturefirst.discussions import actions
from culturefirst.discussions.models import Pace
from culturefirst.discussions.queries.digests import at_once, due_on
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.jobs import SCHEDULES, Timetable, job


@job(says="Telling at once what is new in discussions")
def tell_at_once() -> None:
    """One letter each to those who want no waiting."""
    _tell(at_once())


@job(says="Telling what is new in discussions")
def tell_daily() -> None:
    """One letter each for the day, and on Mondays for the week."""
    _tell(due_on(clock.today()))


def _tell(paces: Iterable[Pace]) -> None:
    for pace in paces:
        actions.send_digest(by=SYSTEM, pace=pace)


SCHEDULES.add(
    "discussions.tell_at_once",
    ("discussions.tell_at_once", Timetable(tell_at_once, every=timedelta(minutes=5))),
)
SCHEDULES.add(
    "discussions.tell_daily",
    ("discussions.tell_daily", Timetable(tell_daily, at=time(7, 0))),
)
