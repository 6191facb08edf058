"""Data that takes seconds to make and is only copied: made once, whichever process is first."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder that ``make`` fills, shared by the processes that run the tests together."""
    base = factory.getbasetemp()
    # Alone, the folder above belongs to earlier runs too.
    root = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    whole = root / name
    with (root / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            begun = factory.mktemp(name)
            make(begun / "var")
            begun.rename(whole)
    return whole / "var"
