"""What goes on by itself with figures: letters before each day on which they are shown."""

from datetime import time, timedelta

from culturefirst.improvement import actions
from culturefirst.improvement.models import Collection
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.jobs import SCHEDULES, Timetable, job

BEFORE = timedelta(days=14)


@job(says="Writing before figures are shown")
def write_about_figures() -> None:
    """Two weeks before members and everybody read them; run twice, nobody is told twice."""
    today = clock.today()
    shown = Collection.objects.filter(stage=Collection.Stage.ANNOUNCED)
    for found in shown.filter(members_on__gt=today, members_on__lte=today + BEFORE):
        actions.tell_of_release(by=SYSTEM, collection=found)
    for found in shown.filter(public_on__gt=today, public_on__lte=today + BEFORE):
        actions.tell_of_release(by=SYSTEM, collection=found)


SCHEDULES.add(
    "improvement.write_about_figures",
    ("improvement.write_about_figures", Timetable(write_about_figures, at=time(8, 30))),
)
