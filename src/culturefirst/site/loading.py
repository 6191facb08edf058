"""Loading Django and the rooms, without looking for garbage among what will stay."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """Load within; nothing of it is ever thrown away.

    Some million objects come together, among which Python would look for garbage again and again:
    a fifth of the time in which a process starts. It does not look among them later, either.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
