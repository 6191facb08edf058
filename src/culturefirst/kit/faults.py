"""Named points where a test may let the machine fail; elsewhere they do nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

_staged: dict[str, Callable[[], None]] = {}


def fault(name: str) -> None:
    """Do what a test has staged for this point."""
    if _staged and (act := _staged.get(name)):
        act()


@contextmanager
def staged(name: str, act: Callable[[], None]) -> Iterator[None]:
    """Within the block, ``fault(name)`` calls ``act`` (which may raise, or kill the process)."""
    _staged[name] = act
    try:
        yield
    finally:
        del _staged[name]
