"""What the kit itself does every night."""

from datetime import time, timedelta
from importlib import import_module

from django.apps import apps
from django.conf import settings

from culturefirst.kit import clock
from culturefirst.kit.idempotency import FormKey
from culturefirst.kit.jobs import aside
from culturefirst.kit.jobs.declare import job
from culturefirst.kit.jobs.models import Job
from culturefirst.kit.jobs.timetable import SCHEDULES, Timetable
from culturefirst.kit.limits import forget_old_tries
from culturefirst.kit.outbox.clearing import clear_letters

KEEP_FORM_KEYS = timedelta(days=1)
KEEP_JOBS = timedelta(days=30)
KEEP_LETTERS = timedelta(days=2 * 365 + 1)  # two years, whichever of them is a leap year


@job(says="Clearing away what is no longer needed")
def clear_away() -> None:
    """Delete what has been kept as long as was said (running it twice is safe).

    Form keys after a day, finished jobs after thirty, letters two years after they were written
    (but one in a worker's hand), sessions and counts of tries once they have run out.
    """
    now = clock.wall()
    FormKey.objects.filter(at__lt=now - KEEP_FORM_KEYS).delete()
    Job.objects.filter(finished_at__lt=now - KEEP_JOBS).delete()
    aside.clear(now - KEEP_FORM_KEYS)
    forget_old_tries()
    clear_letters(now - KEEP_LETTERS)
    if apps.is_installed("django.contrib.sessions"):
        import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


SCHEDULES.add("kit.clear_away", ("kit.clear_away", Timetable(clear_away, at=time(3, 15))))
