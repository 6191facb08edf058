"""Letters survive their workers: nobody is forgotten, and no doubt is hidden."""

import signal
import subprocess
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from culturefirst.kit import clock, outbox
from culturefirst.kit.models import Message
from culturefirst.kit.outbox import delivery
from culturefirst.kit.tests.databases import Arena
from culturefirst.kit.tests.sink import Sink, listening
from tests.concurrency.chaos import command

POINTS = ("before-mark", "handing-over", "after-data", "after-250")


def write(count: int, kind: str) -> None:
    for number in range(count):
        outbox.send(
            key=str(number),
            to=f"reader{number}@example.org",
            subject="Bulletin 4",
            text="News.",
            kind=kind,
        )


def time_passes() -> None:
    """The leases of the dead run out, and every wait is over."""
    past = clock.wall() - timedelta(seconds=1)
    Message.objects.filter(state="handing_over").update(lease_until=past)
    Message.objects.filter(state="queued").update(due_at=past)


def run_until_killed(arena: Arena, sink: Sink, point: str, nth: int, verb: str = "deliver") -> None:
    """Let a process deliver; it dies at the n-th passing of ``point``."""
    with listening(sink) as port:
        process = command(arena, verb, point, str(nth), SINK_PORT=str(port))
        sink.on_data = (lambda: kill_at(sink, process, nth)) if point == "after-data" else None
        process.wait(timeout=60)
    sink.on_data = None
    assert process.returncode == -signal.SIGKILL


def kill_at(sink: Sink, process: "subprocess.Popen[bytes]", nth: int) -> None:
    """The letter has arrived, and its sender dies before it is told so."""
    if len(sink.letters) == nth:
        process.kill()
        process.wait()


def deliver_the_rest(sink: Sink, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    time_passes()
    with listening(sink) as port:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        while delivery.deliver(worker="survivor"):
            time_passes()


def states() -> Counter[str]:
    return Counter(Message.objects.values_list("state", flat=True))


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("point", POINTS)
def test_letters_that_must_arrive_do_and_at_most_one_a_kill_comes_twice(
    arena: Arena, settings: Any, point: str
) -> None:
    write(5, "account")
    sink = Sink()
    run_until_killed(arena, sink, point, 3)
    deliver_the_rest(sink, settings)
    assert states() == {"sent": 5}
    assert len(set(sink.ids)) == 5
    # Before the mark of the third letter the second is acknowledged and not yet written down.
    assert len(sink.ids) - 5 == (0 if point == "handing-over" else 1)


@pytest.mark.parametrize("point", POINTS)
def test_letters_that_must_not_come_twice_do_not_and_each_doubt_is_listed(
    arena: Arena, settings: Any, point: str
) -> None:
    write(5, "bulletin")
    sink = Sink()
    run_until_killed(arena, sink, point, 3)
    deliver_the_rest(sink, settings)
    assert len(sink.ids) == len(set(sink.ids))
    listed = list(Message.objects.filter(state="uncertain").values_list("key", flat=True))
    assert listed == (["1"] if point == "before-mark" else ["2"])
    assert states() == {"sent": 4, "uncertain": 1}


def test_without_the_mark_before_the_hand_over_a_bulletin_comes_twice(
    arena: Arena, settings: Any
) -> None:
    write(5, "bulletin")
    sink = Sink()
    run_until_killed(arena, sink, "after-data", 1, "deliver-unmarked")
    deliver_the_rest(sink, settings)
    assert len(sink.ids) == 6
    assert states() == {"sent": 5}
