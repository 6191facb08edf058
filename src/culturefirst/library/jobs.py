"""What the website does in the background."""

from datetime import timedelta

from django.core.management import call_command

from culturefirst.kit.jobs import job
from culturefirst.kit.jobs.timetable import SCHEDULES, Timetable


@job(says="Publishing pages by their dates")
def publish_by_date() -> None:
    """Publish what has reached its date, and take off what has passed its last."""
    call_command("publish_scheduled")


SCHEDULES.add(
    "library.publish_by_date",
    ("library.publish_by_date", Timetable(publish_by_date, every=timedelta(minutes=5))),
)
