"""What comes out: who challenges whom, who is left out and why, and how good it provably is."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from culturefirst.analysis.pairing.case import Id


@dataclass(frozen=True)
class Link:
    """One body challenges another."""

    challenger: Id
    host: Id
    worth: int


class Why(StrEnum):
    """Why a body is left out."""

    NOBODY = "every other body is ruled out for it"
    ODD = "the number of bodies is odd, and no ring of three is possible"
    TAKEN = "those that are possible for it are needed by others"


@dataclass(frozen=True)
class LeftOut:
    """A body that neither challenges nor is challenged, and why."""

    body: Id
    why: Why


@dataclass(frozen=True)
class Pairing:
    """The answer. ``bound`` is worth that no answer exceeds which leaves out as few.

    ``fewest`` is how many bodies every answer leaves out at least, as far as it was proved.
    """

    links: tuple[Link, ...]
    left_out: tuple[LeftOut, ...]
    bound: int
    fewest: int

    @property
    def worth(self) -> int:
        """What all the challenges together are worth."""
        return sum(link.worth for link in self.links)

    @property
    def ratio(self) -> float:
        """The worth as a share of the bound: 1 is provably the best."""
        return self.worth / self.bound if self.bound else 1.0

    @cached_property
    def host_of(self) -> dict[Id, Id]:
        """Whom each body challenges."""
        return {link.challenger: link.host for link in self.links}

    @property
    def rings(self) -> tuple[tuple[Id, ...], ...]:
        """The links as rings, each begun from its first body; a pair is a ring of two."""
        found: list[tuple[Id, ...]] = []
        seen: set[Id] = set()
        for link in self.links:
            ring, at = [], link.challenger
            while at not in seen:
                seen.add(at)
                ring.append(at)
                at = self.host_of[at]
            if ring:
                found.append(tuple(ring))
        return tuple(found)
