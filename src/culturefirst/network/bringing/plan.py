"""What an import would do: made anew from the rows each time, so that it is never out of date."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

from culturefirst.kit.cells import fold
from culturefirst.network.bringing.checks import faults_of
from culturefirst.network.bringing.clashes import clashes_of
from culturefirst.network.bringing.differences import Changed, differences, notes_on
from culturefirst.network.bringing.known import Known
from culturefirst.network.bringing.rows import LINKS, Brought, Fault, Stored, understood


@dataclass
class Plan:
    """Everything that an import would do, or why it cannot."""

    here: Known = field(repr=False)
    brought: list[Brought] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    new: list[Brought] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    same: list[Brought] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.new or self.changed or self.places)

    @cached_property
    def notes(self) -> list[Fault]:
        """What should be looked at, though nothing stands in its way."""
        found = [note for row in self.brought for note in notes_on(row, self.here.body(row))]
        found += [
            Fault(row.row, "name", f"“{row.name}” is new here.{near}")
            for row in self.new
            if (near := self.here.near(row.name))
        ]
        found += [
            Fault(row.row, "sub_region", f"“{said}” is not here and will be made.{near}")
            for row, said in _first_mentions(self.brought, self.places)
            if (near := self.here.near_place(said))
        ]
        return sorted(found, key=lambda note: note.row)

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


def planned(rows: Iterable[Stored]) -> Plan:
    """Compare the rows of a file with what is here."""
    plan = Plan(Known(), understood(rows))
    plan.faults += faults_of(plan.brought, plan.here)
    for row in plan.brought:
        if row.name:  # one without a name is a fault, and about nobody
            _place(plan, row)
    plan.new = in_order(plan.new, plan.faults)
    plan.places = _new_places(plan.brought, plan.here)
    plan.faults += clashes_of(plan.new, plan.changed, plan.here)
    plan.faults.sort(key=lambda fault: fault.row)
    return plan


def _place(plan: Plan, row: Brought) -> None:
    body = plan.here.body(row)
    if body is None:
        plan.new.append(row)
    elif found := differences(row, body, plan.here):
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
    for link in LINKS:
        above = by_name.get(fold(row.said[link])) if link in row.said else None
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
