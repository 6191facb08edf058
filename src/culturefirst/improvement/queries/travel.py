"""How long it takes from body to body: read from a table, line by line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from culturefirst.improvement.models import TravelTime
from culturefirst.improvement.queries.traits import Bodies
from culturefirst.kit.sheets import Sheet, matched
from culturefirst.network.models import Organisation

COLUMNS: Mapping[str, Sequence[str]] = {
    "organisation": ("from", "body", "one", "authority", "code"),
    "other organisation": ("to", "other body", "other", "other authority", "other code"),
    "minutes": ("travel minutes", "travel time", "time"),
    "source": (),
}
NEEDED = ("organisation", "other organisation", "minutes")
MOST = 24 * 60
Two = tuple[int, int]


@dataclass(frozen=True)
class Journey:
    """What a line says: minutes between two bodies, or that what is known is taken out."""

    one: Organisation
    other: Organisation
    minutes: int | None
    source: str = ""

    @property
    def two(self) -> Two:
        """There is as back: the smaller key comes first."""
        first, second = sorted((self.one.pk, self.other.pk))
        return first, second


@dataclass
class TravelPlan:
    """What would be kept of a file, and each fault with its row, column and remedy."""

    rows: list[Journey] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def to_json(self) -> list[list[Any]]:
        """As a signed field carries it from the preview to the deed."""
        return [[each.one.pk, each.other.pk, each.minutes, each.source] for each in self.rows]

    @property
    def counted(self) -> list[tuple[int, str]]:
        """The same in the order of telling, without noughts."""
        return [(count, says) for says, count in self.counts().items() if count]

    def counts(self) -> dict[str, int]:
        """How many lines are new, changed, taken out, and as they were."""
        known = {(one, other): minutes for one, other, minutes in _known()}
        told = {"new": 0, "changed": 0, "taken out": 0, "as before": 0}
        for each in self.rows:
            before = known.get(each.two)
            if before == each.minutes:
                told["as before"] += 1
            elif each.minutes is None:
                told["taken out"] += 1
            else:
                told["new" if before is None else "changed"] += 1
        return told


def _known() -> list[tuple[int, int, int]]:
    return list(TravelTime.objects.order_by().values_list("one", "other", "minutes"))


def planned(sheet: Sheet) -> TravelPlan:
    """What a table says; nothing is kept where a single cell is wrong."""
    plan, bodies = TravelPlan(), Bodies()
    seen: dict[Two, tuple[int, int | None]] = {}
    for row, cells in zip(sheet.rows, matched(sheet, COLUMNS, NEEDED), strict=True):
        found = _journey(plan, row.number, cells, bodies)
        if found is None:
            continue
        number, minutes = seen.setdefault(found.two, (row.number, found.minutes))
        if minutes != found.minutes:
            plan.faults.append(
                f"Row {row.number}: {found.one} and {found.other} are there already in row "
                f"{number} with other minutes. There is as back: keep one of the two."
            )
        elif number == row.number:
            plan.rows.append(found)
    return plan


def _journey(
    plan: TravelPlan, number: int, cells: Mapping[str, str], bodies: Bodies
) -> Journey | None:
    one = _body(plan, number, "organisation", cells, bodies)
    other = _body(plan, number, "other organisation", cells, bodies)
    minutes, fault = _minutes(cells["minutes"])
    if fault:
        plan.faults.append(f"Row {number}, minutes: {fault}")
    if one is None or other is None or fault:
        return None
    if one == other:
        plan.faults.append(f"Row {number}: {one} stands there twice. Name two organisations.")
        return None
    return Journey(one, other, minutes, cells["source"][:300])


def _body(
    plan: TravelPlan, number: int, column: str, cells: Mapping[str, str], bodies: Bodies
) -> Organisation | None:
    told = cells[column].strip()
    found = bodies.find(told, told)
    if found is None:
        plan.faults.append(
            f"Row {number}, {column}: “{told[:60] or 'nothing'}” is not an organisation of the "
            "network. Write its name as it stands there, or its code."
        )
    return found


def _minutes(text: str) -> tuple[int | None, str]:
    plain = text.strip()
    if not plain:
        return None, ""
    if plain.isascii() and plain.isdecimal() and 1 <= int(plain[:9]) <= MOST:
        return int(plain), ""
    return None, (
        f"“{plain[:30]}” is no number of minutes from 1 to {MOST:,}. Write whole minutes, such as "
        "75; leave it empty to take out what is known."
    )
