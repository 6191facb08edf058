"""The supervisor: starts again what dies, gives up on what cannot live, ends what will not."""

import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pytest

from culturefirst.site import supervisor
from culturefirst.site.supervisor import CannotStart, Child, Supervisor

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Everything at once, and the signals as they were afterwards."""
    monkeypatch.setattr(supervisor, "FIRST_WAIT", 0.001)
    monkeypatch.setattr(supervisor, "QUIET", 0.01)
    monkeypatch.setattr(supervisor, "STOP_WITHIN", 0.5)
    were = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in were.items():
        signal.signal(number, handler)


def child(code: str) -> Child:
    return Child("test", [sys.executable, "-c", code])


def test_a_child_that_ends_at_once_is_given_up_after_five_tries(tmp_path: Path) -> None:
    lives = tmp_path / "lives"
    said: list[str] = []
    with pytest.raises(CannotStart, match="the test process ends as soon as it starts"):
        Supervisor([child(f"open({str(lives)!r}, 'a').write('x')")], say=said.append).run()
    assert lives.read_text() == "x" * 6
    assert said == ["The test process ended; starting it again."] * 6


def test_a_child_that_does_not_heed_the_end_is_killed() -> None:
    stubborn = child(STUBBORN)
    running = Supervisor([stubborn])
    Timer(1, running.stop).start()
    began = time.monotonic()
    running.run()
    assert stubborn.process is not None
    assert stubborn.process.returncode == -signal.SIGKILL
    assert time.monotonic() - began < 10


def test_children_are_told_to_end_and_waited_for() -> None:
    calm = child("import time; time.sleep(60)")
    running = Supervisor([calm])
    Timer(0.5, running.stop).start()
    running.run()
    assert calm.process is not None
    assert calm.process.returncode == -signal.SIGTERM
