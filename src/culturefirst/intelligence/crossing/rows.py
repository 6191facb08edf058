"""What is told of an authority or a small area, in one line, as pages and files have it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from culturefirst.analysis.need import relative_provision
from culturefirst.intelligence.crossing.demand import Demand
from culturefirst.intelligence.crossing.ground import NOWHERE, Array, Ground
from culturefirst.intelligence.crossing.provision import Provision
from culturefirst.intelligence.crossing.quarters import QUARTERS, UNKNOWN, quarters

Number = float | None
# Name, type, what it is: the columns of the files.
FIELDS: tuple[tuple[str, str, str], ...] = (
    ("code", "string", "Code of the authority or small area"),
    ("name", "string", "Its name"),
    ("authority_code", "string", "Code of the authority in which it lies"),
    ("authority", "string", "Name of that authority"),
    ("people", "number", "People who live there; empty is not known"),
    ("asked", "number", "Those of them whom the rates are about"),
    ("expected", "number", "People who would take part, or visits a week, as was asked for"),
    ("demand_index", "number", "100 × expected ÷ asked, against all areas together"),
    ("places", "integer", "Places there; of a small area, within reach"),
    ("places_unsized", "integer", "Those of them whose size is not known and adds nothing"),
    ("amount", "number", "What they have together, in the unit that was asked for"),
    ("supply", "number", "Amount for each 1,000; of a small area, shared with all in reach"),
    ("provision_index", "number", "100 × supply, against the average of all"),
    ("relative_provision", "number", "Provision index ÷ demand index"),
    ("quarter", "string", "look-first, both-high, both-low or ample; empty is not known"),
)


@dataclass(frozen=True)
class Row:
    """One line; what is not known is ``None``."""

    key: int
    code: str
    name: str
    zone: str
    zone_name: str
    people: Number
    asked: Number
    expected: Number
    demand: Number
    number: Number = None
    unsized: Number = None
    amount: Number = None
    supply: Number = None
    provision: Number = None
    relative: Number = None
    quarter: int = UNKNOWN

    @property
    def title(self) -> str:
        """Its name, else its code."""
        return self.name or self.code

    @property
    def quarter_name(self) -> str:
        """The quarter in words."""
        return "Not known" if self.quarter == UNKNOWN else QUARTERS[self.quarter].name

    @property
    def quarter_says(self) -> str:
        """What the quarter means."""
        return "" if self.quarter == UNKNOWN else QUARTERS[self.quarter].says

    @property
    def about(self) -> Number:
        """Expected in whole people or visits, as sentences say it."""
        return None if self.expected is None else round(self.expected)

    @property
    def share(self) -> Number:
        """Expected for each person whom the rates are about."""
        if self.expected is None or not self.asked:
            return None
        return self.expected / self.asked

    def cells(self) -> list[Any]:
        """Its values in the order of ``FIELDS``."""
        key = "" if self.quarter == UNKNOWN else QUARTERS[self.quarter].key
        told = (self.people, self.asked, self.expected, self.demand)
        had = (self.number, self.unsized, self.amount, self.supply, self.provision, self.relative)
        names = [self.code, self.name, self.zone, self.zone_name]
        return [*names, *map(_plain, told), *map(_plain, had), key]


def _plain(value: Number) -> Number:
    """To six figures, whole numbers whole."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(f"{value:.6g}")


def zone_rows(ground: Ground, demand: Demand, provision: Provision | None) -> list[Row]:
    """A row for each authority."""
    names = [(0, code, name, code, name) for code, name in ground.zones]
    return _rows(names, demand, provision)


def area_rows(ground: Ground, demand: Demand, provision: Provision | None) -> list[Row]:
    """A row for each small area."""
    zones = [*ground.zones, ("", "")]  # the last for those in no authority
    assert NOWHERE == -1
    names = [
        (key, code, name, *zones[zone])
        for key, code, name, zone in zip(
            ground.keys, ground.codes, ground.names, ground.zone.tolist(), strict=True
        )
    ]
    return _rows(names, demand, provision)


def _rows(
    names: Sequence[tuple[Any, ...]], demand: Demand, provision: Provision | None
) -> list[Row]:
    columns = [demand.people, demand.asked, demand.expected, demand.index]
    held = np.full(len(names), UNKNOWN)
    if provision is not None:
        index = provision.index
        columns += [provision.number, provision.unknown, provision.amount, provision.supply, index]
        columns.append(relative_provision(index, demand.index))
        held = quarters(demand.index, index)
    listed = [_known(each) for each in columns]
    lines = zip(names, zip(*listed, strict=True), held.tolist(), strict=True)
    return [
        Row(*name, *values, quarter=quarter)  # type: ignore[misc]
        for name, values, quarter in lines
    ]


def _known(values: Array) -> list[Number]:
    return [None if np.isnan(value) else float(value) for value in values.tolist()]


def sorted_by(rows: Sequence[Row], name: str, *, down: bool = False) -> list[Row]:
    """By one of the numbers, what is not known last."""
    known = [row for row in rows if getattr(row, name) is not None]
    known.sort(key=lambda row: getattr(row, name), reverse=down)
    return [*known, *(row for row in rows if getattr(row, name) is None)]


def by_need(rows: Sequence[Row]) -> list[Row]:
    """What to look at first before all else, the worst provided for its demand first."""

    def order(row: Row) -> tuple[int, float, float, str]:
        quarter = len(QUARTERS) if row.quarter == UNKNOWN else row.quarter
        relative = float("inf") if row.relative is None else row.relative
        return quarter, relative, -(row.demand or 0), row.title

    return sorted(rows, key=order)
