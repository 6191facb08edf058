"""Background work that survives a dead worker.

A room declares its jobs in ``jobs.py``::

    @job(says="Making the report", attempts=5)
    def build_report(*, report_id: int, progress: Progress) -> str: ...

    row = build_report.enqueue(report_id=report.pk, by=user)   # inside the action
    redirect("job", row.pk)

A job takes ids, fetches, calls an action and may run twice: its effect must be the same as once.
It returns the address of the page that shows what it made, or nothing. An action that is long
within its one transaction takes ``tell: Tell = nobody`` and is given ``progress.within``.
"""

from culturefirst.kit.jobs.declare import Work, job
from culturefirst.kit.jobs.progress import Interrupted, LeaseLost, Progress, Tell, nobody
from culturefirst.kit.jobs.timetable import SCHEDULES, Timetable

__all__ = [
    "SCHEDULES",
    "Interrupted",
    "LeaseLost",
    "Progress",
    "Tell",
    "Timetable",
    "Work",
    "job",
    "nobody",
]
