"""What the network does every night."""

from datetime import time

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.jobs.declare import job
from culturefirst.kit.jobs.timetable import SCHEDULES, Timetable
from culturefirst.network import actions
from culturefirst.network.privacy import apart, outside


@job(says="Forgetting what was kept long enough")
def forget_in_time() -> None:
    """Carry the rules of retention out, and complete what erasures left outside the database."""
    actions.forget_in_time(by=SYSTEM)
    apart.settle()
    outside.clear_copies()


SCHEDULES.add(
    "network.forget_in_time", ("network.forget_in_time", Timetable(forget_in_time, at=time(3, 30)))
)
