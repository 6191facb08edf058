"""What the network does every night."""

from datetime import time

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.jobs.declare import job
from culturefirst.kit.jobs.timetable import SCHEDULES, Timetable
from culturefirst.network import actions
from culturefirst.network.privacy import apart


@job(says="Forgetting what was kept long enough")
def forget_in_time() -> None:
    """Carry the rules of retention out, and complete the log of erasures."""
    actions.forget_in_time(by=SYSTEM)
    apart.settle()


SCHEDULES.add(
    "network.forget_in_time", ("network.forget_in_time", Timetable(forget_in_time, at=time(3, 30)))
)
