"""Whether an installation is being served: a lock on a file that ends with the process.

The lock is the kernel's, so nothing is left behind by a process that was killed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, LOCK_SH, flock
from pathlib import Path

from culturefirst.kit.errors import DomainError

NAME = "in-use"
HALF_DONE = "restore-under-way"


@contextmanager
def serving(var: Path) -> Iterator[None]:
    """Say that whoever runs the block serves or works on what ``var`` holds; many may at once.

    Waits where a restore is under way.
    """
    with (var / NAME).open("a") as file:
        flock(file, LOCK_SH)
        if (var / HALF_DONE).exists():
            raise DomainError("A restore was broken off here. Restore the backup again.")
        yield


def shut(var: Path) -> None:
    """From here on nobody may be served, not even after a crash, until ``open_again``."""
    (var / HALF_DONE).touch(mode=0o600)


def open_again(var: Path) -> None:
    """The restore is whole."""
    (var / HALF_DONE).unlink(missing_ok=True)


@contextmanager
def alone(var: Path) -> Iterator[None]:
    """Keep everybody else from starting; raises ``DomainError`` where somebody has started."""
    with (var / NAME).open("a") as file:
        try:
            flock(file, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            raise DomainError(
                "The site is running on this data. Stop it (Ctrl-C where it was started), "
                "then restore."
            ) from None
        yield
