"""Modules stand so that two processes seldom wait for what the other makes."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests.order import ROOMS, order

TESTS = ROOMS.with_name("tests")


def test_the_database_is_laid_first_and_the_demonstration_made_before_it_is_needed() -> None:
    items = [
        *module(ROOMS / "a", "db"),
        *module(ROOMS / "b", "story", "db"),
        *module(ROOMS / "c", "story", "db"),
        *module(ROOMS / "d"),
        *module(ROOMS / "e", "db"),
        *module(ROOMS / "f", marked=True),
        *module(TESTS / "g", "story"),
        *module(TESTS / "h"),
    ]
    order(items)
    assert "".join(item.path.name for item in items) == "aaddbbeeffccgghh"


def module(path: Path, *fixtures: str, marked: bool = False) -> list[Any]:
    """Two tests of a module; the second asks for the fixtures."""
    mark = SimpleNamespace() if marked else None
    made = [(), fixtures]
    return [
        SimpleNamespace(path=path, fixturenames=names, get_closest_marker=lambda name: mark)
        for names in made
    ]
