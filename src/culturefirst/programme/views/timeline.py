"""Where each target's bar lies on a line of months. Pure: dates in, shares of the width out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Month:
    """A month of the scale: its first day, and where it begins and how wide it is, in percent."""

    starts: date
    at: float
    width: float


@dataclass(frozen=True)
class Bar:
    """A stretch of the scale, in percent; ``bare`` where the target itself names no time."""

    at: float
    width: float
    bare: bool

    @property
    def ends(self) -> float:
        return round(self.at + self.width, 2)


@dataclass(frozen=True)
class Scale:
    """The whole months from ``starts`` to ``ends``, both inside."""

    starts: date
    ends: date

    @property
    def days(self) -> int:
        return (self.ends - self.starts).days + 1

    def share(self, day: date) -> float:
        """How far along the scale a day begins, in percent, never outside it."""
        return round(100 * min(max((day - self.starts).days / self.days, 0), 1), 2)

    def holds(self, day: date) -> bool:
        return self.starts <= day <= self.ends

    def months(self) -> list[Month]:
        return [Month(first, *self._span(first, last)) for first, last in self._months()]

    def bar(self, starts: date, ends: date, *, bare: bool = False) -> Bar:
        """From the first day to the end of the last; never too thin to be seen."""
        at, width = self._span(starts, ends)
        return Bar(at, max(width, 0.8), bare)

    def _span(self, first: date, last: date) -> tuple[float, float]:
        at = self.share(first)
        return at, round(self.share(last + timedelta(days=1)) - at, 2)

    def _months(self) -> Iterator[tuple[date, date]]:
        first = self.starts
        while first <= self.ends:
            following = _month_after(first)
            yield first, following - timedelta(days=1)
            first = following


def scale(starts: date, ends: date, days: Iterable[date | None], *, spare: int = 6) -> Scale:
    """The programme's months, widened to hold the targets' days (by ``spare`` months at most)."""
    named = [day for day in days if day is not None]
    first = max(min([starts, *named]), _months_from(starts, -spare))
    last = min(max([ends, *named]), _months_from(ends, spare))
    return Scale(first.replace(day=1), _month_after(last.replace(day=1)) - timedelta(days=1))


def _month_after(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


def _months_from(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)
