"""Which membership a row speaks of, and between which days it was, by the row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from culturefirst.network.models import Membership


@dataclass(frozen=True)
class Meant:
    """A membership as a row has it; ``now`` is the one that is here (``None``: it is new).

    ``beside`` is one that is here too and holds at the same time: then nothing is changed.
    """

    now: Membership | None
    starts: date
    ends: date | None
    beside: Membership | None = None

    @property
    def differs(self) -> bool:
        """Whether there is something to change."""
        here = (self.now.starts, self.now.ends) if self.now else None
        return self.beside is None and here != (self.starts, self.ends)


def meant(said: Mapping[str, Any], memberships: Sequence[Membership]) -> Meant | None:
    """The membership that a row speaks of, of those that are here, the latest first.

    It is the one that began on the day of joining, else the latest one; a day of joining after
    that has ended is a new membership. ``None`` where the row says nothing of one.
    """
    joined, left = said.get("joined"), said.get("left")
    if joined is None and (left is None or not memberships):
        return None
    now = next((each for each in memberships if each.starts == joined), None)
    if now is None and joined is None:
        now = next((each for each in memberships if each.ends == left), memberships[0])
    if now is None and memberships and _reaches(memberships[0], joined):
        now = memberships[0]
    starts = joined or (now.starts if now else None)
    if starts is None or (left is not None and left < starts):
        return None
    ends = left or (now.ends if now else None)
    return Meant(now, starts, ends, _beside(now, starts, ends, memberships))


def _reaches(last: Membership, joined: Any) -> bool:
    """Whether the latest membership lasts beyond a day of joining."""
    return last.ends is None or bool(last.ends > joined)


def _beside(
    now: Membership | None, starts: date, ends: date | None, memberships: Sequence[Membership]
) -> Membership | None:
    for other in memberships:
        begun = ends is None or other.starts < ends
        if other != now and begun and (other.ends is None or other.ends > starts):
            return other
    return None
