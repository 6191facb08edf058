"""Processes that work, and die, on the database of a test.

``python -m tests.concurrency.chaos work`` is a worker with short leases;
``… deliver POINT NTH`` hands letters over and kills itself at the n-th passing of a fault point.
``… deliver-unmarked POINT NTH`` does so without marking a letter before it is handed over.
``… deliver-on CONNECTIONS`` hands letters over by so many connections, until it is killed.
``… import LIST POINT NTH`` imports a list of organisations and kills itself there;
``… import-in-pieces LIST POINT NTH`` does so without the one transaction around it.
``… work-in-rooms [POINT NTH]`` is a worker for the rooms' jobs, which may kill itself there.
"""

import inspect
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
IMPATIENT = 0.5  # seconds for which a sender waits for each answer


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


def wait_until(
    question: Any, seconds: float, meanwhile: Any = lambda: None, *, pause: float = 0.05
) -> bool:
    """Ask again and again, doing ``meanwhile`` in between, until it is so or time is up."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if question():
            return True
        meanwhile()
        time.sleep(pause)
    return False


@contextmanager
def dying_at(point: str, nth: int) -> Iterator[None]:
    """Within the block this process kills itself at the n-th passing of a fault point."""
    from culturefirst.kit.faults import staged

    passed = 0

    def die() -> None:
        nonlocal passed
        passed += 1
        if passed == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    with staged(point, die):
        yield


def _work() -> None:
    from culturefirst.kit.jobs import queue, worker

    queue.LEASE, worker.IDLE = LEASE, 0.05
    worker.run()


def _deliver(point: str, nth: int, connections: int = 1) -> None:
    from culturefirst.kit.outbox import deliver

    with dying_at(point, nth):
        deliver(worker="mortal", connections=connections)


def _import(pk: int, point: str, nth: int, *, whole: bool) -> None:
    from culturefirst.kit.act import SYSTEM
    from culturefirst.network import actions
    from culturefirst.network.models import OrganisationList

    brought, run = OrganisationList.objects.get(pk=pk), actions.import_organisations
    with dying_at(point, nth):
        (run if whole else _in_pieces(run))(by=SYSTEM, brought=brought)


def _in_pieces(run: Any) -> Any:
    """The action without its one transaction, and so without a lock that lasts."""
    from django.db.models import QuerySet

    QuerySet.select_for_update = lambda rows, **_: rows.all()  # type: ignore[method-assign]
    return inspect.unwrap(run)


def _deliver_on(connections: int) -> None:
    from culturefirst.kit.outbox import deliver, post

    post.PATIENCE = IMPATIENT
    while True:
        if not deliver(worker="mortal", connections=connections):
            time.sleep(0.02)


def _do_not_mark() -> None:
    from culturefirst.kit.outbox import taking

    taking.Hand.take = lambda hand, knowing: taking.due().first()  # type: ignore[method-assign]


# Those that need the rooms; the others stand on the kit alone and so start sooner.
ROOMS = ("import", "import-in-pieces", "work-in-rooms")


def main(words: list[str]) -> None:
    settings = "settings_rooms" if words[0] in ROOMS else "settings"
    os.environ["DJANGO_SETTINGS_MODULE"] = f"tests.concurrency.{settings}"
    import django

    django.setup()
    match words:
        case ["work"] | ["work-in-rooms"]:
            _work()
        case ["work-in-rooms", point, nth]:
            with dying_at(point, int(nth)):
                _work()
        case ["import" | "import-in-pieces" as verb, pk, point, nth]:
            _import(int(pk), point, int(nth), whole=verb == "import")
        case ["deliver-unmarked", point, nth]:
            _do_not_mark()
            _deliver(point, int(nth))
        case ["deliver", point, nth, *connections]:
            _deliver(point, int(nth), *map(int, connections))
        case ["deliver-on", connections]:
            _deliver_on(int(connections))
        case _:
            raise ValueError(f"nobody knows how to {' '.join(words)}")


if __name__ == "__main__":
    main(sys.argv[1:])
