"""The matrix: which answer each role gets at each address, kept by hand in ``rows/*.csv``."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.urls import get_resolver

FOLDER = Path(__file__).with_name("rows")
ROLES = (
    "nobody",
    "partner",
    "councillor",
    "officer",
    "improvement manager",
    "manager",
    "director",
)
METHODS = ("GET", "POST")
# The website's editor brings three hundred addresses behind one gate: test_editor asks them.
EDITOR = "cms/"


@dataclass(frozen=True)
class Row:
    """An address, a method, and the status that each role gets."""

    name: str
    method: str
    expected: dict[str, int]


def rows() -> list[Row]:
    return [
        Row(line["name"], line["method"], {role: int(line[role]) for role in ROLES})
        for path in sorted(FOLDER.glob("*.csv"))
        for line in csv.DictReader(path.read_text().splitlines())
    ]


def names() -> Iterator[tuple[str, set[str]]]:
    """Every address that the resolver knows: its name and the names of its arguments."""
    yield from _below(get_resolver().url_patterns)


def _below(patterns: list[object]) -> Iterator[tuple[str, set[str]]]:
    for pattern in patterns:
        if str(pattern.pattern) == EDITOR:  # type: ignore[attr-defined]
            continue
        if hasattr(pattern, "url_patterns"):
            yield from _below(pattern.url_patterns)
        else:
            route = str(pattern.pattern)  # type: ignore[attr-defined]
            keys = re.findall(r"<(?:\w+:)?(\w+)>", route)
            yield pattern.name or route, set(keys)  # type: ignore[attr-defined]
