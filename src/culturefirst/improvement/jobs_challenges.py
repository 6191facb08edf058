"""What goes on by itself with challenges: letters before report, plan and review are due."""

from datetime import time

from culturefirst.improvement import actions
from culturefirst.improvement.queries.reminding import to_remind
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.jobs import SCHEDULES, Timetable, job


@job(says="Reminding the sides of peer challenges")
def remind_of_challenges() -> None:
    """Write of what is due soon; run twice, nobody is reminded twice."""
    for challenge in to_remind(clock.today()):
        actions.remind_of_challenge(by=SYSTEM, challenge=challenge)


SCHEDULES.add(
    "improvement.remind_of_challenges",
    ("improvement.remind_of_challenges", Timetable(remind_of_challenges, at=time(8, 45))),
)
