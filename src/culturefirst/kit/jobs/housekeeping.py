"""What the kit itself does every night."""

from datetime import time, timedelta

from culturefirst.kit import clock
from culturefirst.kit.idempotency import FormKey
from culturefirst.kit.jobs.declare import job
from culturefirst.kit.jobs.models import Job
from culturefirst.kit.jobs.timetable import SCHEDULES, Timetable

KEEP_FORM_KEYS = timedelta(days=1)
KEEP_JOBS = timedelta(days=30)


@job(says="Clearing away what is no longer needed")
def clear_away() -> None:
    """Delete form keys after a day and finished jobs after thirty (running it twice is safe)."""
    now = clock.wall()
    FormKey.objects.filter(at__lt=now - KEEP_FORM_KEYS).delete()
    Job.objects.filter(finished_at__lt=now - KEEP_JOBS).delete()


SCHEDULES.add("kit.clear_away", ("kit.clear_away", Timetable(clear_away, at=time(3, 15))))
