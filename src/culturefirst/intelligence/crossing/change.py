"""Demand now and then: two counts of the people of the same areas, by the same rates."""

from collections.abc import Sequence
from dataclasses import dataclass

from culturefirst.intelligence.crossing.rows import Number, Row


@dataclass(frozen=True)
class Change:
    """A row now beside the same row before."""

    now: Row
    before: Row

    @property
    def key(self) -> int:
        """Of a small area, its key."""
        return self.now.key

    @property
    def zone(self) -> str:
        """The code of the authority in which it lies."""
        return self.now.zone

    @property
    def zone_name(self) -> str:
        """And its name."""
        return self.now.zone_name

    @property
    def code(self) -> str:
        """The code of the authority or small area."""
        return self.now.code

    @property
    def title(self) -> str:
        """Its name, else its code."""
        return self.now.title

    @property
    def people(self) -> Number:
        """How many more people."""
        return _less(self.now.people, self.before.people)

    @property
    def expected(self) -> Number:
        """How many more would take part, or visits."""
        return _less(self.now.expected, self.before.expected)

    @property
    def percent(self) -> Number:
        """The same in per cent of what was before; not known from nothing."""
        more = self.expected
        return None if more is None or not self.before.expected else 100 * more / self._held

    @property
    def _held(self) -> float:
        return float(self.before.expected or 0)

    @property
    def index(self) -> Number:
        """By how many points the demand index changed."""
        return _less(self.now.demand, self.before.demand)


def _less(now: Number, before: Number) -> Number:
    return None if now is None or before is None else now - before


def changes(now: Sequence[Row], before: Sequence[Row]) -> list[Change]:
    """Both, row by row (they are of the same areas), the greatest growth first."""
    found = [Change(one, other) for one, other in zip(now, before, strict=True)]
    known = [each for each in found if each.expected is not None]
    known.sort(key=lambda each: -(each.expected or 0))
    return [*known, *(each for each in found if each.expected is None)]
