"""What an import would do: made anew from the rows each time, so that it is never out of date."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from culturefirst.network.bringing.checks import faults_of
from culturefirst.network.bringing.differences import Difference, differences, notes_on
from culturefirst.network.bringing.known import Known, fold
from culturefirst.network.bringing.rows import Brought, Fault, Stored, understood
from culturefirst.network.models import Organisation


@dataclass(frozen=True)
class Changed:
    """A body that is here, and what a row says differently."""

    brought: Brought
    body: Organisation
    differences: list[Difference]


@dataclass
class Plan:
    """Everything that an import would do, or why it cannot."""

    places: list[str] = field(default_factory=list)
    new: list[Brought] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    same: list[Brought] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.new or self.changed or self.places)

    @property
    def digest(self) -> str:
        """What a person agreed to: another plan has another digest."""
        shown: list[Any] = [
            self.places,
            [sorted(map(str, each.said.items())) for each in self.new],
            [(each.body.pk, each.differences) for each in self.changed],
            [str(fault) for fault in self.faults],
        ]
        return sha256(repr(shown).encode()).hexdigest()


def planned(rows: Iterable[Stored], known: Known | None = None) -> Plan:
    """Compare the rows of a file with what is here."""
    here, brought = known or Known(), understood(rows)
    plan = Plan(faults=faults_of(brought, here))
    for row in brought:
        _place(plan, row, here)
    plan.new = in_order(plan.new, plan.faults)
    plan.places = _new_places(brought, here)
    plan.notes += [
        Fault(row.row, "sub_region", f"“{said}” is not here and will be made.{near}")
        for row, said in _first_mentions(brought, plan.places)
        if (near := here.near_place(said))
    ]
    return plan


def _place(plan: Plan, row: Brought, here: Known) -> None:
    body = here.body(row)
    plan.notes += notes_on(row, body)
    if body is None:
        plan.new.append(row)
        if near := here.near(row.name):
            plan.notes.append(Fault(row.row, "name", f"“{row.name}” is new here.{near}"))
        return
    found = differences(row, body, here)
    if found:
        plan.changed.append(Changed(row, body, found))
    else:
        plan.same.append(row)


def in_order(rows: Sequence[Brought], faults: list[Fault]) -> list[Brought]:
    """The rows so that a body comes after its county and after what it is part of."""
    by_name = {fold(row.name): row for row in rows}
    placed: dict[int, Brought] = {}
    for row in rows:
        _place_after(row, by_name, placed, (), faults)
    return list(placed.values())


def _place_after(
    row: Brought,
    by_name: dict[str, Brought],
    placed: dict[int, Brought],
    below: tuple[int, ...],
    faults: list[Fault],
) -> None:
    if row.row in placed:
        return
    if row.row in below:
        faults.append(Fault(row.row, "", f"{row.name} stands below itself. Correct its county."))
        return
    for link in ("upper_tier", "parent"):
        above = by_name.get(fold(str(row.said.get(link, ""))))
        if above is not None:
            _place_after(above, by_name, placed, (*below, row.row), faults)
    placed[row.row] = row


def _new_places(brought: Sequence[Brought], here: Known) -> list[str]:
    names: dict[str, str] = {}
    for row in brought:
        if said := row.said.get("sub_region"):
            names.setdefault(fold(said), said)
    return sorted(said for said in names.values() if here.place(said) is None)


def _first_mentions(brought: Sequence[Brought], places: list[str]) -> list[tuple[Brought, str]]:
    found = {}
    for row in reversed(brought):
        for place in places:
            if fold(str(row.said.get("sub_region", ""))) == fold(place):
                found[place] = row
    return [(row, place) for place, row in found.items()]
