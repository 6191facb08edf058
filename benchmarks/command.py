"""How long the command line takes to say what it can do."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.result import Result, median_ms


def results() -> Iterator[Result]:
    """The time of ``culturefirst --help``, the interpreter's start included."""
    beside = Path(sys.executable).with_name("culturefirst")
    command = str(beside) if beside.exists() else shutil.which("culturefirst")
    if command is None:
        return
    run = lambda: subprocess.run([command, "--help"], check=True, capture_output=True)  # noqa: E731, S603
    yield Result("culturefirst --help", median_ms(run), "ms", 500)
