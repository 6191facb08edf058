"""A folder into which the mail server puts what comes back (Maildir), read every five minutes."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings

from culturefirst.kit.jobs.declare import job
from culturefirst.kit.jobs.timetable import SCHEDULES, Timetable
from culturefirst.kit.outbox.coming_back import take_back


@job(says="Reading what came back of letters")
def read_what_came_back() -> None:
    """Note each bounce in the folder's ``new`` and put every message into ``cur`` as seen.

    Killed in between, the next run notes the same once more, which changes nothing.
    """
    if not settings.BOUNCES_MAILDIR:
        return
    folder = Path(settings.BOUNCES_MAILDIR)
    for path in sorted((folder / "new").glob("*")):
        take_back(path.read_bytes())
        path.rename(folder / "cur" / f"{path.name}:2,S")


SCHEDULES.add(
    "kit.read_what_came_back",
    ("kit.read_what_came_back", Timetable(read_what_came_back, every=timedelta(minutes=5))),
)
