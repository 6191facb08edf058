"""Bodies beside each other: one's own value, the group's spread, and where one stands in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from culturefirst.analysis.comparison import Place, Spread, Spreads, place, ratio
from culturefirst.analysis.comparison.spreads import Floats
from culturefirst.improvement.figures.core import Indicator
from culturefirst.improvement.figures.standing import in_words
from culturefirst.improvement.models import Collection
from culturefirst.improvement.queries.comparison_groups import Group
from culturefirst.improvement.queries.comparison_tables import Table


@dataclass(frozen=True)
class Line:
    """One indicator: one's own value, the group's spread, and where one stands in it."""

    indicator: Indicator
    mine: float | None
    spread: Spread
    whole: float | None
    place: Place | None

    @property
    def own(self) -> str:
        return self._shown(self.mine)

    @property
    def median(self) -> str:
        return self._shown(self.spread.median)

    @property
    def quartiles(self) -> str:
        if not self.spread.is_shown:
            return "too few"
        return f"{self._shown(self.spread.low)} to {self._shown(self.spread.high)}"

    @property
    def together(self) -> str:
        """The group as one: the sum above over the sum below."""
        return self._shown(self.whole)

    @property
    def standing(self) -> str:
        return in_words(self.place) if self.place else ""

    def _shown(self, value: float | None) -> str:
        return "–" if value is None else self.indicator.shown(value)


def lines(table: Table, group: Group, me: int | None) -> list[Line]:
    """Every indicator of a table, for the group."""
    mask, found = table.mask(group.bodies), table.spreads(group.bodies)
    above, below = table.parts
    return [
        _line(each, at, table, mask, found, (above[mask, at], below[mask, at]), me)
        for at, each in enumerate(table.indicators)
    ]


def _line(
    each: Indicator, at: int, table: Table, mask: Any, found: Spreads, parts: Any, me: int | None
) -> Line:
    spread, mine = found.of(at), table.of(me, each.key)
    inside = me is not None and me in table.row and mask[table.row[me]]
    there = None
    if mine is not None and inside:
        there = place(mine, _known(table.found[mask, at]), spread, each.better)
    whole = None
    if spread.is_shown and each.below:
        whole = ratio(zip(*(_known(part) for part in parts), strict=True), each.per)
    return Line(each, mine, spread, whole, there)


def _known(column: Floats) -> list[float | None]:
    return [None if value != value else value for value in column.tolist()]


@dataclass(frozen=True)
class Point:
    """A year of the trend: one's own value beside the group's spread in that year."""

    collection: Collection
    mine: float | None
    spread: Spread


def trend(found: Sequence[Table], group: Group, me: int | None, like: Indicator) -> list[Point]:
    """The years of an indicator, each by the same formula and in the same group."""
    return [
        Point(each.collection, each.of(me, like.key), each.spreads(group.bodies).of(0))
        for each in found
    ]
