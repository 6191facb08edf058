"""The smallest year's work that people can quarrel over."""

from datetime import date

from culturefirst.programme.models import Activity, Milestone, Priority, Programme, Target
from culturefirst.programme.models import WorkProgramme as Year


def small_year() -> Target:
    """A programme with one activity and one target, which is returned."""
    year = Year.objects.create(title="2011-12", starts=date(2011, 4, 1), ends=date(2012, 3, 31))
    priority = Priority.objects.create(work_programme=year, position=1, title="Improve")
    programme = Programme.objects.create(priority=priority, position=1, title="Peers")
    activity = Activity.objects.create(programme=programme, position=1, title="Challenge")
    return Target.objects.create(
        activity=activity, position=1, text="Hold 4 workshops", kind="count", quantity=4
    )


def a_milestone(target: Target) -> Milestone:
    """One workshop held, logged for the target."""
    return Milestone.objects.create(
        activity=target.activity, target=target, title="Workshop", on=date(2011, 9, 1)
    )
