"""Readers of files that behave well and badly, run in the limited child; without Django."""

import os
import sys
import time
from pathlib import Path
from typing import Any

from culturefirst.kit.errors import DomainError


def words(path: str) -> list[str]:
    print("a library that chatters")
    return Path(path).read_text().split()


def refuses(path: str) -> None:
    raise DomainError("Row 3 has no target. Fill it in and bring the file again.")


def breaks(path: str) -> None:
    raise KeyError("styles.xml")


def eats(path: str) -> int:
    return len(bytearray(2**31))


def nests(path: str) -> None:
    nests(path)


def spins(path: str) -> None:
    while True:
        pass


def sleeps(path: str) -> None:
    time.sleep(60)


def writes(path: str) -> None:
    Path(path).write_text("overwritten")


def world(path: str) -> dict[str, Any]:
    return {
        "django": "django" in sys.modules,
        "secrets": sorted(n for n in os.environ if "SECRET" in n or "DATABASE" in n),
        "files": sum(1 for _ in Path("/proc/self/fd").iterdir()),
    }
