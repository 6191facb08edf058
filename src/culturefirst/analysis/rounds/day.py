"""What is known before the day: parties, wishes, worth, rounds and tables."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

Id = Hashable
Pair = frozenset[Id]


@dataclass(frozen=True)
class Party:
    """Somebody who meets others: there from ``first`` to ``last`` but for the ``breaks``.

    ``last`` of none is the end of the day, a ``last`` before ``first`` is nobody who came.
    """

    id: Id
    name: str = ""
    first: int = 1
    last: int | None = None
    breaks: frozenset[int] = frozenset()
    most: int | None = None

    def there(self, round_: int) -> bool:
        """Whether the party can meet anybody in this round."""
        begun = self.first <= round_ and (self.last is None or round_ <= self.last)
        return begun and round_ not in self.breaks


@dataclass(frozen=True)
class Wish:
    """One party asks for another; two wishes of weight 1 count as much as one of weight 2."""

    by: Id
    of: Id
    weight: int = 1


@dataclass(frozen=True)
class Fixed:
    """A meeting that must stay: held already, or fixed by hand (a table of none is any)."""

    round: int
    a: Id
    b: Id
    table: int | None = None


@dataclass(frozen=True)
class Day:
    """The whole question. Rounds and tables count from 1; rounds before ``start`` are over.

    ``worth`` is by pair in either order, in whole numbers, so that equal is equal and fairness
    has something to decide; pairs without an entry are worth nothing. ``avoids`` are pairs of
    (who does not want, whom). Impossible demands are refused by :func:`plan`, each by a sentence.
    """

    parties: tuple[Party, ...]
    rounds: int
    tables: int
    worth: Mapping[tuple[Id, Id], int] = field(default_factory=dict)
    wishes: tuple[Wish, ...] = ()
    avoids: tuple[tuple[Id, Id], ...] = ()
    fixed: tuple[Fixed, ...] = ()
    start: int = 1

    @cached_property
    def by_id(self) -> dict[Id, Party]:
        """Each party by its id."""
        return {party.id: party for party in self.parties}

    @cached_property
    def worths(self) -> dict[Pair, int]:
        """The worth of each pair, whichever way round it was given."""
        return {frozenset(pair): worth for pair, worth in self.worth.items()}

    @cached_property
    def asked(self) -> dict[Pair, tuple[Wish, ...]]:
        """The wishes of each pair, one or two."""
        found: dict[Pair, tuple[Wish, ...]] = {}
        for wish in self.wishes:
            pair = frozenset((wish.by, wish.of))
            found[pair] = (*found.get(pair, ()), wish)
        return found

    @cached_property
    def avoided(self) -> frozenset[Pair]:
        """The pairs of which one does not want the other."""
        return frozenset(frozenset(pair) for pair in self.avoids)

    @cached_property
    def pinned(self) -> dict[Pair, Fixed]:
        """The meetings that must stay, by pair."""
        return {frozenset((fixed.a, fixed.b)): fixed for fixed in self.fixed}

    def name(self, id_: Id) -> str:
        """What people call a party."""
        party = self.by_id.get(id_)
        return (party and party.name) or str(id_)

    def open_rounds(self) -> range:
        """The rounds that are still to come."""
        return range(self.start, self.rounds + 1)


def ranked(by: Id, of: Sequence[Id], first: int | None = None) -> tuple[Wish, ...]:
    """Wishes in order: ``first`` is what the first counts, and each counts one less than before.

    Without it the last counts 1. Give one that is the same for all parties where they have
    different numbers of wishes, or whoever asks for many comes before whoever asks for one.
    """
    top = len(of) if first is None else max(first, len(of))
    return tuple(Wish(by, other, top - place) for place, other in enumerate(of))


def listed(names: Iterable[str]) -> str:
    """Names as a sentence has them: a, b and c."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
