"""Files that strangers made are read in a child process with little memory and little time.

The child gets no secrets, no input, no database and no open file of ours; it answers with JSON.
``python -m culturefirst.kit.untrusted package.module:function FILE SECONDS`` is that child.
"""

import json
import logging
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from culturefirst.kit.errors import DomainError

log = logging.getLogger(__name__)
MEMORY = 2**30  # bytes of address space
CPU = 30  # seconds of processor time
WALL = 45  # seconds by the clock
ANSWER = 64 * 2**20  # bytes of JSON
REFUSED = 3  # the child's exit code when its answer is a sentence
DAMAGED = "This file cannot be read: it is damaged or not what its name says. Save it anew."
TOO_LARGE = "This file needs too much memory when it is opened. Split it, or remove its pictures."
TOO_SLOW = "This file takes too long to read. Split it into smaller ones."


class DocumentRefused(DomainError):
    """A document was not read; the sentence says why and what to do."""


def call(function: str, path: str | Path) -> Any:
    """Run ``package.module:function(path)`` in the limited child; returns its JSON-able value.

    Raises ``DocumentRefused`` with the function's own sentence where it raised a ``DomainError``,
    and with a general one where the file broke the reader or the limits.
    """
    # -P: a folder of downloads that somebody reads a file in is no place to find modules.
    command = [sys.executable, "-s", "-P", "-m", __name__, function, str(path), str(CPU)]
    try:
        child = subprocess.run(  # noqa: S603  (our own interpreter and module)
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=WALL,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise DocumentRefused(TOO_SLOW) from late
    return _answer(child, function)


def _answer(child: "subprocess.CompletedProcess[bytes]", function: str) -> Any:
    if child.returncode == 0:
        return json.loads(child.stdout)
    if child.returncode == REFUSED:
        raise DocumentRefused(json.loads(child.stdout))
    log.warning("%s ended with %s: %s", function, child.returncode, child.stderr[-2000:])
    if child.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise DocumentRefused(TOO_SLOW)
    raise DocumentRefused(DAMAGED)


def _environment() -> dict[str, str]:
    # Neither the secret key nor a database password; only where Python finds its modules.
    passed = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return passed | {"LANG": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"}


def _limit(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it may write no file, only its answer
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _sentence(run: Callable[[str], Any], path: str) -> tuple[int, Any]:
    try:
        return 0, run(path)
    except DomainError as refusal:
        return REFUSED, str(refusal)
    except MemoryError:
        return REFUSED, TOO_LARGE
    except RecursionError:
        return REFUSED, DAMAGED


def _serve(function: str, path: str, seconds: str) -> int:
    # Whatever a library prints must not be taken for the answer.
    answer, sys.stdout = sys.stdout, sys.stderr
    _limit(int(seconds))
    module, _, name = function.partition(":")
    code, value = _sentence(getattr(import_module(module), name), path)
    written = json.dumps(value)
    if len(written) > ANSWER:
        code, written = REFUSED, json.dumps(TOO_LARGE)
    answer.write(written)
    answer.flush()
    return code


if __name__ == "__main__":
    sys.exit(_serve(*sys.argv[1:]))
