"""The timetable of a day of very many, which a job looks for."""

from typing import Any

from culturefirst.collaboration import jobs
from culturefirst.collaboration.actions.dating.days import refuse_over
from culturefirst.collaboration.models import DatingDay
from culturefirst.collaboration.policy import keep_day
from culturefirst.kit.act import action


@action("asked for the timetable of a speed-dating day", allow=keep_day, on="day")
def order_plan(*, by: Any, day: DatingDay) -> DatingDay:
    """Let it be looked for in the background; ``day.job`` tells how far that is."""
    refuse_over(day)
    day.job = jobs.plan_large_day.enqueue(day_id=day.pk, user_id=by.pk, by=by)  # type: ignore[attr-defined]
    return day
