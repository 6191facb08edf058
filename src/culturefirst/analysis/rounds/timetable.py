"""What comes out: the meetings, why each, what everybody got, and how good it provably is."""

from dataclasses import dataclass
from enum import StrEnum

from culturefirst.analysis.rounds.day import Id


@dataclass(frozen=True)
class Reason:
    """Why two meet, in parts: who asked for it, what it is worth, whether it was fixed."""

    asked_by: tuple[Id, ...]
    wishes: int
    worth: int
    fixed: bool

    @property
    def fills_a_gap(self) -> bool:
        """Nobody asked and nothing was matched: it is there so that nobody sits alone."""
        return not (self.asked_by or self.worth or self.fixed)

    @property
    def parts(self) -> tuple[str, ...]:
        """The same in words."""
        asked = {0: (), 1: ("asked by one",), 2: ("asked by both",)}[len(self.asked_by)]
        worth = (f"worth {self.worth}",) if self.worth else ()
        fixed = ("fixed by hand",) if self.fixed else ()
        return (*asked, *worth, *fixed) or ("fills a gap",)


@dataclass(frozen=True)
class Meeting:
    """Two parties at a table in a round; ``fixed`` is one that planning leaves alone."""

    round: int
    table: int
    a: Id
    b: Id
    reason: Reason

    @property
    def pair(self) -> frozenset[Id]:
        """The two, in no order."""
        return frozenset((self.a, self.b))

    def partner(self, id_: Id) -> Id:
        """The other of the two."""
        return self.b if id_ == self.a else self.a


@dataclass(frozen=True)
class Value:
    """How good a timetable is, the most important first.

    ``wishes`` is the weight of the wishes met, ``worth`` that of the meetings, ``fewest`` how
    many meetings the party with the fewest has, ``moves`` how often somebody changes tables.
    """

    wishes: int
    worth: int
    fewest: int
    moves: int


@dataclass(frozen=True)
class Bound:
    """No timetable of this day meets more wishes than ``wishes``.

    None that meets at least as much of them as this one is worth more than ``worth``. Both are
    proved: see :mod:`culturefirst.analysis.rounds.bound`.
    """

    wishes: int
    worth: int


class Why(StrEnum):
    """Why a wish was not met."""

    AVOIDED = "one does not want to meet the other"
    APART = "not there together"
    ROUNDS = "more wishes than rounds"
    LIMIT = "as many meetings as they wanted"
    TABLES = "no table free when both were"
    CLASH = "never free in the same round"


@dataclass(frozen=True)
class Unmet:
    """A wish that was not met, and why."""

    by: Id
    of: Id
    weight: int
    why: Why


@dataclass(frozen=True)
class Got:
    """What one party has of the day."""

    party: Id
    meetings: int
    met: int
    unmet: int
    worth: int
    empty: tuple[int, ...]


@dataclass(frozen=True)
class Timetable:
    """The answer. ``empty`` are the rounds in which nobody meets."""

    meetings: tuple[Meeting, ...]
    value: Value
    bound: Bound
    got: tuple[Got, ...]
    unmet: tuple[Unmet, ...]
    empty: tuple[int, ...]

    @property
    def ratio(self) -> float:
        """The wishes met as a share of their bound: 1 is provably the best."""
        return self.value.wishes / self.bound.wishes if self.bound.wishes else 1.0

    @property
    def worth_ratio(self) -> float:
        """The worth as a share of the most possible with as much of the wishes."""
        return self.value.worth / self.bound.worth if self.bound.worth else 1.0
