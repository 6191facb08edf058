"""The order of modules in which two processes wait least for each other.

Two things are made once and then copied: the migrated database, and the demonstration. While one
process makes the first, the other runs what needs no database; and what needs the second begins
long before the other tests that do. Within these parts, modules stand by name.
"""

from collections import defaultdict
from pathlib import Path

import pytest

ROOMS = Path(__file__).resolve().parents[1] / "src"
Wants = dict[Path, set[str]]  # by module, the names of the fixtures that its tests ask for


def order(items: list[pytest.Item]) -> None:
    """Put the tests in this order; those of one module stay together as they are."""
    wants: Wants = defaultdict(set)
    for item in sorted(items, key=lambda item: item.path):
        wants[item.path] |= set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db"):
            wants[item.path].add("db")
    firsts = [_first(wants, "db"), _first(wants, "story")]
    items.sort(key=lambda item: (_place(item.path, wants[item.path], firsts), item.path))


def _first(wants: Wants, fixture: str) -> Path | None:
    return next((path for path, wanted in wants.items() if fixture in wanted), None)


def _place(path: Path, wanted: set[str], firsts: list[Path | None]) -> int:
    if path in firsts:
        return 2 * firsts.index(path)
    if ROOMS not in path.parents:
        return 5
    if "story" in wanted:
        return 4
    return 3 if "db" in wanted else 1
