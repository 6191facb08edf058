"""The background process: jobs, schedules and letters. ``python -m culturefirst.site.worker``."""

import os
import signal
from threading import Event
from types import FrameType

from culturefirst.site.lifetime import die_with_parent
from culturefirst.site.loading import loading


def work() -> None:
    """Do background work until SIGTERM or SIGINT, then finish what is in hand."""
    stop = Event()

    def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "culturefirst.site.settings")
    with loading():
        import django

        django.setup()
        from culturefirst.kit.jobs import worker

    worker.run(stop)


if __name__ == "__main__":
    die_with_parent(signal.SIGTERM)
    work()
