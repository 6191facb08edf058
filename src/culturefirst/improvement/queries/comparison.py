"""Bodies beside each other: read at once into numbers, parted into groups, told in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from culturefirst.analysis.comparison import (
    ENOUGH,
    Neighbour,
    Place,
    Spread,
    Spreads,
    as_table,
    measured,
    nearest,
    place,
    ratio,
    spreads,
    worked_out,
)
from culturefirst.analysis.comparison.spreads import Floats
from culturefirst.improvement.figures.core import Figures, Indicator
from culturefirst.improvement.models import Collection, Return
from culturefirst.improvement.queries import traits
from culturefirst.network.models import Organisation

YEARS, NEAREST, NAMED = 10, 15, 6
NAN = float("nan")


@dataclass(frozen=True)
class Table:
    """The returns of one collection that count, as numbers: bodies by items, by indicators."""

    collection: Collection
    bodies: list[int]
    values: Floats

    @property
    def figures(self) -> Figures:
        return self.collection.figures

    @cached_property
    def formulas(self) -> list[Any]:
        return [each.formula for each in self.figures.indicators]

    @cached_property
    def parts(self) -> tuple[Floats, Floats]:
        """Above and below of each indicator, by body."""
        return measured(self.values, list(self.figures.items), self.formulas)

    @cached_property
    def found(self) -> Floats:
        """Each indicator, by body."""
        return worked_out(*self.parts, self.formulas)

    @cached_property
    def column(self) -> dict[str, int]:
        return {each.key: at for at, each in enumerate(self.figures.indicators)}

    def mask(self, bodies: "set[int] | None") -> Any:
        """Which rows are of these bodies; of all without any."""
        if bodies is None:
            return np.ones(len(self.bodies), dtype=bool)
        return np.array([each in bodies for each in self.bodies], dtype=bool)

    def spreads(self, bodies: "set[int] | None" = None, enough: int = ENOUGH) -> Spreads:
        return spreads(self.found[self.mask(bodies)], enough)

    def of(self, body: int | None, key: str) -> float | None:
        """One body's value of an indicator."""
        if body is None or body not in self.bodies or key not in self.column:
            return None
        value = float(self.found[self.bodies.index(body), self.column[key]])
        return None if np.isnan(value) else value


def tables(collections: Sequence[Collection], rows: Any) -> list[Table]:
    """One table a collection; ``rows`` are returns, which are read in one statement."""
    by_pk = {each.pk: each for each in collections}
    given: dict[int, tuple[list[int], list[list[float | None]]]] = {pk: ([], []) for pk in by_pk}
    keys = {pk: list(each.figures.items) for pk, each in by_pk.items()}
    rows = rows.filter(collection__in=by_pk).order_by("organisation_id")
    for pk, body, values in rows.values_list("collection_id", "organisation_id", "values"):
        bodies, cells = given[pk]
        bodies.append(body)
        cells.append([values.get(key) for key in keys[pk]])
    return [
        Table(each, given[each.pk][0], as_table(given[each.pk][1], len(keys[each.pk])))
        for each in collections
    ]


def members_tables(collections: Sequence[Collection], user: Any) -> list[Table]:
    """What members compare: returns whose day has come."""
    return tables(collections, Return.objects.visible_to(user).compared())


def earlier(collection: Collection, user: Any, day: Any) -> list[Collection]:
    """This collection and those of the years before that members read by now, oldest first."""
    rows = Collection.objects.visible_to(user).filter(
        year__lte=collection.year, members_on__lte=day, stage=Collection.Stage.ANNOUNCED
    )
    return list(rows.select_related("uses").order_by("-year")[:YEARS])[::-1]


@dataclass(frozen=True)
class Choice:
    """With whom one is compared: ``kind`` names a group, the rest says more of it."""

    kind: str = "all"
    traits: tuple[str, ...] = ()
    picked: tuple[int, ...] = ()
    k: int = NEAREST


@dataclass
class Group:
    """The bodies one is compared with, oneself among them; ``why`` says how they were chosen."""

    words: str
    bodies: set[int] | None
    why: list[str] = field(default_factory=list)
    fault: str = ""


def grouped(choice: Choice, me: Organisation | None, table: Table, names: "Names") -> Group:
    """The bodies of a choice; with whom a body that is nowhere cannot be compared, all are."""
    if choice.kind == "kind" and me is not None:
        found = {pk for pk, body in names.all.items() if body.kind == me.kind}
        return Group(f"Of the same kind: {me.get_kind_display().lower()}", found)
    if choice.kind == "sub_region" and me is not None and me.sub_region_id:
        found = {pk for pk, body in names.all.items() if body.sub_region_id == me.sub_region_id}
        return Group(f"In {me.sub_region}", found)
    if choice.kind == "nearest" and me is not None:
        return _nearest(choice, me, table, names)
    if choice.kind == "picked":
        own = {me.pk} if me is not None else set()
        return Group("Chosen by hand", set(choice.picked) | own)
    return Group("All who sent figures", None)


def _nearest(choice: Choice, me: Organisation, table: Table, names: "Names") -> Group:
    known = traits.latest(table.collection.year)
    wanted = [each for each in trait_names(known) if not choice.traits or each in choice.traits]
    bodies = [me.pk, *(pk for pk in table.bodies if pk != me.pk and pk in known)]
    if me.pk not in known or not wanted:
        says = f"Nothing is known that describes {me}, so no neighbours can be found."
        return Group("Nearest neighbours", {me.pk}, fault=says)
    rows = [[known[pk].get(name) for name in wanted] for pk in bodies]
    found = nearest(as_table(rows, len(wanted)), 0, choice.k)
    why = [_reason(each, bodies, wanted, names) for each in found]
    return Group("Nearest neighbours", {me.pk, *(bodies[each.at] for each in found)}, why)


def _reason(each: Neighbour, bodies: Sequence[int], wanted: Sequence[str], names: "Names") -> str:
    told = f"{names.of(bodies[each.at])}, {each.distance:.2f}: most alike in "
    told += " and ".join(wanted[at] for at in each.alike)
    if each.unlike:
        told += f", least in {' and '.join(wanted[at] for at in each.unlike)}"
    return told


def trait_names(known: Mapping[int, Mapping[str, float]]) -> list[str]:
    """Every trait that is known of some body, in the order in which they are met."""
    return list(dict.fromkeys(name for values in known.values() for name in values))


class Names:
    """The bodies that are compared, read once."""

    def __init__(self, bodies: "set[int]") -> None:
        rows = Organisation.objects.filter(pk__in=bodies).select_related("sub_region")
        self.all: dict[int, Organisation] = {body.pk: body for body in rows}

    def of(self, pk: int) -> str:
        return str(self.all[pk])


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
        return "–" if self.mine is None else self.indicator.shown(self.mine)

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
        return "–" if self.whole is None else self.indicator.shown(self.whole)

    @property
    def standing(self) -> str:
        return in_words(self.place) if self.place else ""

    def _shown(self, value: float | None) -> str:
        return "–" if value is None else self.indicator.shown(value)


def lines(table: Table, group: Group, me: int | None) -> list[Line]:
    """Every indicator of a collection, for the group."""
    mask, found = table.mask(group.bodies), table.spreads(group.bodies)
    above, below = table.parts
    return [
        _line(each, at, table, mask, found, (above[mask, at], below[mask, at]), me)
        for at, each in enumerate(table.figures.indicators)
    ]


def _line(
    each: Indicator, at: int, table: Table, mask: Any, found: Spreads, parts: Any, me: int | None
) -> Line:
    spread, mine = found.of(at), table.of(me, each.key)
    inside = me is not None and me in table.bodies and mask[table.bodies.index(me)]
    there = None
    if mine is not None and inside:
        there = place(mine, _known(table.found[mask, at]), spread, each.better)
    # Of fewer than five, not even the sum of all is told.
    whole = ratio(zip(*(_known(part) for part in parts), strict=True), each.per)
    return Line(each, mine, spread, whole if spread.is_shown and each.below else None, there)


def _known(column: Floats) -> list[float | None]:
    return [None if np.isnan(value) else float(value) for value in column]


QUARTERS = {
    1: "in the lowest quarter", 2: "below the middle", 3: "above the middle",
    4: "in the highest quarter", 0: "the same as most",
}  # fmt: skip
GOOD = {
    1: "in the best quarter", 2: "better than the middle", 3: "worse than the middle",
    4: "in the last quarter",
}  # fmt: skip


def in_words(found: Place) -> str:
    """``3rd of 12, in the best quarter``: by what is better, where something is."""
    where = GOOD[found.good] if found.good else QUARTERS[found.quarter]
    tied = "=" if found.tied > 1 else ""
    return f"{ordinal(found.rank)}{tied} of {found.of}, {where}"


def ordinal(n: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th") if n % 100 not in (11, 12, 13) else "th"
    return f"{n}{ending}"


@dataclass(frozen=True)
class Point:
    """A year of the trend: one's own value beside the group's spread in that year."""

    collection: Collection
    mine: float | None
    spread: Spread


def trend(found: Sequence[Table], group: Group, me: int | None, like: Indicator) -> list[Point]:
    """The years in which the indicator was made of the same; another formula is another figure."""
    points = []
    for table in found:
        there = table.figures.indicator.get(like.key)
        if there is None or there.formula != like.formula:
            continue
        at = table.column[like.key]
        column = table.found[table.mask(group.bodies)][:, [at]]
        points.append(Point(table.collection, table.of(me, like.key), spreads(column).of(0)))
    return points
