"""What can be counted: measures of a room's own records, asked by window and scope.

A measure is one definition with two readings: ``rows`` gives the records and ``figures`` counts
them for many windows and scopes at once, from the very same ``rows``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from django.db.models import Aggregate, Avg, Count, Field, Q, QuerySet

Scope = Mapping[str, Any]
EARLIEST = date.min
LATEST = date.max


@dataclass(frozen=True)
class Window:
    """A span of days, both ends inside."""

    starts: date = EARLIEST
    ends: date = LATEST

    def until(self, day: date) -> "Window":
        """The part of this window up to and with ``day``."""
        return Window(self.starts, min(self.ends, day))


@dataclass(frozen=True)
class Dimension:
    """One thing a measure can be narrowed by: ``path`` is an ORM path from its rows.

    ``choices`` lists ``(value, name)`` for forms; it is asked only when a form is shown.
    ``within`` replaces the path where the day matters ("held a post there on that day"): it
    gives the condition for a value in a window, and must not make a row stand twice.
    ``seen(user)`` are the records that somebody may ask by; any other answers like a missing one.
    With ``bound`` a target, which everybody reads, may be counted by one of those.
    """

    path: str
    title: str
    choices: Callable[[], list[tuple[Any, str]]] = list
    within: Callable[[Any, Window], Q] | None = None
    seen: Callable[[Any], QuerySet[Any]] | None = None
    bound: bool = False

    def condition(self, value: Any, window: Window) -> Q:
        """What a row must fulfil to count for this value in this window."""
        return self.within(value, window) if self.within else Q(**{self.path: value})


@dataclass(frozen=True)
class Figure:
    """A counted figure: parts, never a ratio. ``denominator`` is ``None`` for plain counts.

    ``first`` is the day of the earliest record behind it, where the question asked for it, and
    ``bodies`` of how many organisations it comes, where the measure says whose its records are.
    """

    numerator: float
    denominator: float | None = None
    first: date | None = None
    bodies: int | None = None

    @property
    def share(self) -> float | None:
        """Numerator over denominator, or ``None`` where there is no base to divide by."""
        return self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True)
class Shown:
    """How one record behind a figure is shown: its name, day, and page where it has one."""

    label: str
    on: date | None = None
    url: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Measure:
    """What can be counted, with its definition in words.

    ``records``    gives every record of the kind, lazily (so that nothing is read at import).
    ``dated``      is the ORM path of the day a record counts from.
    ``until``      for a stock ("registered users"): the path of the day it stopped counting, or
                   null; a stock is counted as at the window's end, a flow inside the window.
    ``numerator``  is what is counted over the rows; ``base`` gives the records of the
                   denominator in a window and ``over`` counts them.
    ``words``      are what people call it in a target ("registered users").
    ``serves``     are the kinds of target it is proposed for when no word says more.
    ``people``     its rows are people: narrowed figures are told by ``withheld`` to whoever may
                   not read the names.
    ``bodies``     is the path to the organisation whose own the rows are, where what it did is
                   its own: narrowed figures of too few of them are told to nobody (``few_bodies``).
    """

    key: str
    title: str
    definition: str
    unit: str
    records: Callable[[], QuerySet[Any]]
    dated: str
    show: Callable[[Any], Shown]
    until: str = ""
    version: int = 1
    words: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()
    numerator: Aggregate = field(default_factory=lambda: Count("pk"))
    base: Callable[[Window], QuerySet[Any]] | None = None
    over: Aggregate = field(default_factory=lambda: Count("pk"))
    base_dimensions: Mapping[str, str] = field(default_factory=dict)
    dimensions: Mapping[str, Dimension] = field(default_factory=dict)
    names_for: Callable[[Any], bool] = lambda user: True
    people: bool = False
    bodies: str = ""

    def exact_for(self, user: Any) -> bool:
        """Whether somebody is told every figure as it was counted, however few are in it."""
        return not self.people or self.names_for(user)

    @property
    def is_mean(self) -> bool:
        """Whether it is a mean over its records, which is not known where there is none."""
        return isinstance(self.numerator, Avg)

    @property
    def stock(self) -> bool:
        """Whether it is counted as at a day rather than within a window."""
        return bool(self.until)

    def rows(self, window: Window, scope: Scope) -> QuerySet[Any]:
        """The records that count in this window and scope, none left out and none twice.

        Raises ``ValueError`` for a dimension that this measure does not have.
        """
        unknown = set(scope) - set(self.dimensions)
        if unknown:
            raise ValueError(f"{self.key} cannot be narrowed by {', '.join(sorted(unknown))}")
        narrowed = [self.dimensions[name].condition(scope[name], window) for name in scope]
        return self.records().filter(self._in(window), *narrowed)

    def base_rows(self, window: Window, scope: Scope) -> QuerySet[Any] | None:
        """The records of the denominator in this window, or ``None`` for a plain count."""
        if self.base is None:
            return None
        paths = self.base_dimensions
        narrowed = {paths[name]: scope[name] for name in scope if name in paths}
        return self.base(window).filter(**narrowed)

    def field(self, dimension: str) -> "Field[Any, Any]":
        """The stored field that a dimension's values are compared with."""
        query = self.records().query
        path = self.dimensions[dimension].path.split("__")
        found: Any = query.names_to_path(path, query.get_meta())
        return cast("Field[Any, Any]", found[2][-1])

    def _in(self, window: Window) -> Q:
        begun = Q(**{f"{self.dated}__lte": window.ends})
        if not self.stock:
            return Q(**{f"{self.dated}__gte": window.starts}) & begun
        lasting = Q(**{f"{self.until}__isnull": True}) | Q(**{f"{self.until}__gt": window.ends})
        return begun & lasting


@dataclass(frozen=True)
class Question:
    """A measure asked once: the figure of ``key`` in ``window``, narrowed to ``scope``.

    ``when`` asks for the day of the earliest record as well.
    """

    key: str
    window: Window
    scope: Scope = field(default_factory=dict)
    when: bool = False


def ids(rows: QuerySet[Any]) -> list[int]:
    """The row ids behind a figure, in order, for a frozen reading."""
    return list(rows.order_by("pk").values_list("pk", flat=True))
