"""What rooms above show on the page of a record of a lower one: the register behind its sections.

A room's ``beside.py`` offers a function that is asked with whoever looks and the record, and gives
a part of its page or ``None``. The page of the record names no room.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from culturefirst.kit.registers import Register


@dataclass(frozen=True)
class Line:
    """One record: its title and address, and a few words beside it."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Part:
    """A section: its heading, its lines, and where to go on, as words and addresses."""

    title: str
    lines: Sequence[Line]
    further: Sequence[tuple[str, str]] = ()


BESIDE: Register[Callable[[Any, Any], Part | None]] = Register("beside")


def parts(user: Any, record: Any) -> list[Part]:
    """Every part that a room has for this person on the page of this record."""
    return [part for each in BESIDE if (part := each(user, record)) is not None]
