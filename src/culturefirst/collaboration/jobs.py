"""What takes too long for a page: the timetable of a very large speed-dating day."""

from django.urls import reverse

from culturefirst.collaboration import actions
from culturefirst.collaboration.actions.dating.timetables import work_out
from culturefirst.collaboration.models import DatingDay
from culturefirst.kit.jobs import Progress, job
from culturefirst.network.models import User


@job(says="Looking for the best timetable", attempts=3)
def plan_large_day(*, day_id: int, user_id: int, progress: Progress) -> str:
    """Look for it with nothing locked, then put it down; run twice, the same is put down."""
    day, by = DatingDay._base_manager.get(pk=day_id), User.objects.get(pk=user_id)
    progress.at(0, 2, "Looking for the best timetable")
    worked_out = work_out(day)
    progress.at(1, 2, "Putting it down")
    actions.plan_day(by=by, day=day, worked_out=worked_out)
    return reverse("dating", args=[day.pk])
