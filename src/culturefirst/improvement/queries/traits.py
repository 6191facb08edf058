"""What describes areas: read from a table, row by row, and what is known of each year."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from culturefirst.improvement.models import Traits
from culturefirst.kit.errors import DomainError
from culturefirst.kit.sheets import Sheet, matched
from culturefirst.network.models import Organisation

COLUMNS: Mapping[str, Sequence[str]] = {
    "organisation": ("name", "authority", "body", "local authority"),
    "code": ("gss code", "gss", "area code"),
    "year": (),
    "source": (),
}
NUMBER = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
MOST_TRAITS, FIRST, LAST = 40, 1900, 2200


@dataclass(frozen=True)
class Trait:
    """What a file says of one body in one year."""

    organisation: Organisation
    year: int
    values: dict[str, float | None]
    source: str = ""


@dataclass
class TraitsPlan:
    """What would be kept of a file, and each fault with its row, column and remedy."""

    names: list[str] = field(default_factory=list)
    rows: list[Trait] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def to_json(self) -> list[list[Any]]:
        """As a signed field carries it from the preview to the deed."""
        return [[each.organisation.pk, each.year, each.values, each.source] for each in self.rows]


def planned(sheet: Sheet) -> TraitsPlan:
    """What a table says; nothing is kept where a single cell is wrong."""
    taken = {_plain(each) for name, others in COLUMNS.items() for each in (name, *others)}
    at = [
        (place, head)
        for place, head in enumerate(sheet.heads)
        if head and _plain(head) not in taken
    ]
    plan = TraitsPlan(names=[head for _, head in at])
    if not at:
        raise DomainError(
            "No column holds a trait. Beside “organisation” and “year”, give each trait a column "
            "of numbers, headed with its name and unit, such as “Residents”."
        )
    if len(at) > MOST_TRAITS:
        raise DomainError(f"There are {len(at)} traits. Keep it to {MOST_TRAITS}.")
    bodies, seen = Bodies(), set()
    for row, cells in zip(sheet.rows, matched(sheet, COLUMNS, ("year",)), strict=True):
        found = _row(
            plan, row.number, cells, [(head, row.cells[place]) for place, head in at], bodies
        )
        if found is None:
            continue
        if (found.organisation.pk, found.year) in seen:
            plan.faults.append(
                f"Row {row.number}: {found.organisation} is there twice for {found.year}. "
                "Keep one of the rows."
            )
        seen.add((found.organisation.pk, found.year))
        plan.rows.append(found)
    return plan


def _row(
    plan: TraitsPlan,
    number: int,
    cells: Mapping[str, str],
    given: Sequence[tuple[str, str]],
    bodies: "Bodies",
) -> Trait | None:
    body = bodies.find(cells["organisation"], cells["code"])
    if body is None:
        told = cells["organisation"] or cells["code"] or "nothing"
        plan.faults.append(
            f"Row {number}, organisation: “{told[:60]}” is not an organisation of the network. "
            "Write its name as it stands there, or give its code."
        )
    year = int(cells["year"]) if re.fullmatch(r"\d{4}", cells["year"]) else 0
    if not FIRST <= year <= LAST:
        plan.faults.append(
            f"Row {number}, year: “{cells['year'][:20]}” is no year. "
            "Write four figures, such as 2011."
        )
    values = {head: _number(plan, number, head, text) for head, text in given}
    if body is None or not year:
        return None
    return Trait(body, year, values, cells["source"][:300])


def _number(plan: TraitsPlan, row: int, head: str, text: str) -> float | None:
    plain = text.replace(" ", "").replace("\u202f", "")
    if not plain or plain.casefold() in ("notknown", "n/a", "-", "–"):
        return None
    if not NUMBER.fullmatch(plain):
        plan.faults.append(
            f"Row {row}, {head}: “{text[:30]}” is not a number. "
            "Write figures only, or leave it empty."
        )
        return None
    return float(plain.replace(",", ""))


class Bodies:
    """Organisations by every name and code under which a table may speak of them."""

    def __init__(self) -> None:
        rows = Organisation.objects.prefetch_related("other_names", "codes").order_by("pk")
        self.by_name: dict[str, Organisation] = {}
        self.by_code: dict[str, Organisation] = {}
        for body in rows:
            others = [each.name for each in body.other_names.all()]
            for name in (body.name, body.short_name, *others):
                self.by_name.setdefault(_plain(name), body)
            for each in body.codes.all():
                self.by_code.setdefault(each.code.upper(), body)
        self.by_name.pop("", None)

    def find(self, name: str, code: str) -> Organisation | None:
        """By its code, which changes less than its name; else by a name."""
        found = self.by_code.get(code.strip().upper()) if code else None
        return found or self.by_name.get(_plain(name))


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def latest(year: int) -> dict[int, Mapping[str, float]]:
    """By body, its traits of that year, else of the nearest year before, else of the next."""
    found: dict[int, Mapping[str, float]] = {}
    away: dict[int, tuple[bool, int]] = {}
    for row in Traits.objects.order_by("year"):
        distance = (row.year > year, abs(row.year - year))
        if row.organisation_id not in away or distance < away[row.organisation_id]:
            away[row.organisation_id], found[row.organisation_id] = distance, row.known
    return found


def trait_names() -> list[str]:
    """The names of all traits that are known, those of the latest year first."""
    rows = Traits.objects.order_by("-year", "pk").values_list("values", flat=True)
    return list(dict.fromkeys(name for values in rows for name in values))
