"""Processes that work, and die, on the database of a test.

``python -m tests.concurrency.chaos work`` is a worker with short leases;
``… deliver POINT NTH`` hands letters over and kills itself at the n-th passing of a fault point.
``… deliver-unmarked POINT NTH`` does so without marking a letter before it is handed over.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from culturefirst.kit.tests.databases import Arena

ROOT = Path(__file__).resolve().parents[2]
LEASE = timedelta(seconds=1.5)


def command(arena: Arena, *words: str, **environment: str) -> "subprocess.Popen[bytes]":
    """One process of our own on this database."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("CULTUREFIRST_")}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.concurrency.chaos", *words],
        cwd=ROOT,
        env=inherited | arena.environment | environment,
        stderr=subprocess.DEVNULL,
    )


@contextmanager
def workers(arena: Arena, count: int) -> Iterator[list["subprocess.Popen[bytes]"]]:
    """So many workers, ended with the block; ``revive`` starts those that died."""
    running = [command(arena, "work") for _ in range(count)]
    try:
        yield running
    finally:
        for process in running:
            process.send_signal(signal.SIGTERM)
        for process in running:
            process.wait(timeout=20)


def revive(arena: Arena, running: list["subprocess.Popen[bytes]"]) -> int:
    """Start each worker that has died anew; returns how many had."""
    dead = [place for place, process in enumerate(running) if process.poll() is not None]
    for place in dead:
        running[place] = command(arena, "work")
    return len(dead)


def wait_until(question: Any, seconds: float, meanwhile: Any = lambda: None) -> bool:
    """Ask again and again, doing ``meanwhile`` in between, until it is so or time is up."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if question():
            return True
        meanwhile()
        time.sleep(0.05)
    return False


def _work() -> None:
    from culturefirst.kit.jobs import queue, worker

    queue.LEASE, worker.IDLE = LEASE, 0.05
    worker.run()


def _deliver(point: str, nth: int) -> None:
    from culturefirst.kit.faults import staged
    from culturefirst.kit.outbox import deliver

    passed = 0

    def die() -> None:
        nonlocal passed
        passed += 1
        if passed == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    with staged(point, die):
        deliver(worker="mortal")


def _do_not_mark() -> None:
    from culturefirst.kit.outbox import delivery

    delivery._take = lambda worker: delivery.due().first()  # type: ignore[assignment]


def main(words: list[str]) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.concurrency.settings"
    import django

    django.setup()
    if words[0] == "work":
        _work()
        return
    if words[0] == "deliver-unmarked":
        _do_not_mark()
    _deliver(words[1], int(words[2]))


if __name__ == "__main__":
    main(sys.argv[1:])
