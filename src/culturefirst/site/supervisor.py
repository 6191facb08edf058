"""Web and background processes as children of one: started, restarted, stopped together."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

STOP_WITHIN = 9.0  # seconds for a clean end, before a child is killed
QUIET = 0.2  # seconds between looks at the children
CALM = 30.0  # a child that has run so long has not failed to start
PATIENCE = 5  # failed starts in a row before the supervisor gives up
FIRST_WAIT = 0.5  # seconds before a failed start is tried again; doubles each time


class CannotStart(Exception):
    """A child ended again and again straight after its start."""


@dataclass
class Child:
    """One process that should always be running."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failed_starts: int = 0
    start_at: float | None = None

    def start(self) -> None:
        """Start it in the group of the supervisor, so that Ctrl-C reaches all."""
        self.process = subprocess.Popen(self.command)  # noqa: S603  (our own modules)
        self.started = time.monotonic()
        self.start_at = None

    def ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def start_again(self) -> None:
        """Start a child that died, later each time it died at birth; at last give up."""
        now = time.monotonic()
        if self.start_at is None:
            self.failed_starts = 0 if now - self.started > CALM else self.failed_starts + 1
            if self.failed_starts > PATIENCE:
                raise CannotStart(f"the {self.name} process ends as soon as it starts")
            self.start_at = now + FIRST_WAIT * 2 ** max(0, self.failed_starts - 1)
        if now >= self.start_at:
            self.start()


@dataclass
class Supervisor:
    """Runs until told to stop by SIGTERM, SIGINT or ``stop()``."""

    children: Sequence[Child]
    say: Callable[[str], None] = print
    stopping: bool = field(default=False, init=False)

    def run(self) -> None:
        """Start the children and keep them running; returns when all have ended."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._asked_to_stop)
        try:
            for child in self.children:
                child.start()
            while not self.stopping:
                self._look()
                time.sleep(QUIET)
        finally:
            self._end()

    def stop(self) -> None:
        self.stopping = True

    def _asked_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stop()

    def _look(self) -> None:
        for child in self.children:
            if child.ended() and not self.stopping:
                if child.start_at is None:
                    self.say(f"The {child.name} process ended; starting it again.")
                child.start_again()

    def _end(self) -> None:
        running = [child.process for child in self.children if child.process]
        for process in running:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + STOP_WITHIN
        for process in running:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def module(name: str, *arguments: str) -> list[str]:
    """The command that runs one of our modules with this very Python."""
    return [sys.executable, "-m", f"culturefirst.site.{name}", *arguments]
