"""Areas from a table or from outlines: where they are, and whose; with totals and segments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from culturefirst.intelligence.bringing import plan_extras
from culturefirst.intelligence.bringing.codes import chosen_set, refuse_codes
from culturefirst.intelligence.bringing.plan import Choice, Counted, Plan, saved_in_batches
from culturefirst.intelligence.bringing.points import Columns, located, near_their_own
from culturefirst.intelligence.bringing.reading import Rows
from culturefirst.intelligence.bringing.zones import told_by_place
from culturefirst.intelligence.models import Area, AreaSet
from culturefirst.kit import wording
from culturefirst.kit.jobs import Tell

FIELDS = ("name", "easting", "northing", "zone", "zone_name", "boundary")


@dataclass(frozen=True)
class Found:
    """An area as the file says it; ``None`` is what it does not say."""

    code: str
    name: str | None
    easting: int | None
    northing: int | None
    zone: str | None
    zone_name: str | None
    boundary: Any = None


def planned(rows: Rows, choice: Choice) -> Plan:
    """What bringing areas would do."""
    plan = Plan()
    area_set = chosen_set(choice)
    if area_set is None:
        choice.require(plan.faults, name="Name of the set", year="Year", source="Source",
                       licence="Licence")  # fmt: skip
        if AreaSet.objects.filter(name=choice.text("name")).exists():
            plan.faults.add(
                None, "Name of the set", "there is a set of this name",
                "Choose it above, or give another name",
            )  # fmt: skip
    found = _found(rows, choice, plan)
    if plan.faults:
        return plan
    held = {}
    if area_set is not None:
        held = {each.code: each for each in Area.objects.filter(area_set=area_set)}
    if rows.shapes and held and not choice.flag("add_areas"):
        found = _known_only(found, held, plan)
    new, changed = _compared(found, held)
    same = len(found) - len(new) - len(changed)
    plan.counted.append(Counted("Areas", len(new), len(changed), same))
    zones = {each.zone for each in found if each.zone}
    if zones:
        plan.notes.append(f"They lie in {wording.plural(len(zones), 'authority')}.")
    elif not any(each.zone for each in held.values()):
        plan.notes.append(
            "No column says in which authority an area lies: nothing is told by authority."
        )
    maker = _Maker(area_set, choice)
    plan.writes.append(lambda now, tell: maker.write(now, tell, new, changed))
    plan.sample = [
        [each.code, each.name or "", each.zone_name or "", _where(each)] for each in found[:5]
    ]
    plan_extras.add(plan, rows, choice, maker, area_set)
    return plan


def _where(each: Found) -> str:
    return "" if each.easting is None else f"{each.easting}, {each.northing}"


class _Maker:
    """Makes or finds the set when the writing begins, so that nothing is half there before."""

    def __init__(self, area_set: AreaSet | None, choice: Choice) -> None:
        self.area_set, self.choice = area_set, choice

    def the_set(self, now: Any) -> AreaSet:
        """The set, made at the first asking."""
        if self.area_set is None:
            said = self.choice
            self.area_set = AreaSet(
                name=said.text("name"), kind=said.text("kind") or AreaSet.Kind.OTHER,
                year=said.number("year") or 0, source=said.text("source"),
                licence=said.text("licence"), loaded_at=now,
            )  # fmt: skip
            self.area_set.full_clean()
            self.area_set.save()
        return self.area_set

    def write(
        self, now: Any, tell: Tell, new: Sequence[Found], changed: Sequence[tuple[Any, Found]]
    ) -> None:
        area_set = self.the_set(now)
        made = [_set(Area(area_set=area_set, code=each.code), each) for each in new]
        saved_in_batches(Area, made, tell, "Adding areas")
        altered = [_set(area, each) for area, each in changed]
        saved_in_batches(Area, altered, tell, "Changing areas", FIELDS)


def _set(area: Area, said: Found) -> Area:
    for name in FIELDS:
        value = getattr(said, name)
        if value is not None:
            setattr(area, name, value)
    return area


def _compared(
    found: Sequence[Found], held: Mapping[str, Any]
) -> tuple[list[Found], list[tuple[Any, Found]]]:
    """Those that are not here, and those that the file says otherwise."""
    new, changed = list[Found](), list[tuple[Any, Found]]()
    for each in found:
        area = held.get(each.code)
        if area is None:
            new.append(each)
        elif any(
            getattr(each, name) is not None and getattr(each, name) != getattr(area, name)
            for name in FIELDS
        ):
            changed.append((area, each))
    return new, changed


def _found(rows: Rows, choice: Choice, plan: Plan) -> list[Found]:
    """The areas of the file, checked."""
    columns, faults = choice.columns, plan.faults
    if "code" not in columns:
        faults.add(None, "Columns", "nothing says the areas' codes", "Choose the column of codes")
        return []
    codes = rows.column(columns["code"])
    refuse_codes(codes, columns["code"], rows, plan)
    east, north = _points(rows, columns, plan)
    texts = {
        name: rows.column(columns[name]) if name in columns else None
        for name in ("name", "zone", "zone_name")
    }
    if choice.text("kind") == AreaSet.Kind.AUTHORITY and texts["zone"] is None:
        texts |= {"zone": codes, "zone_name": texts["name"] or codes}
    if not faults and texts["zone"]:
        near_their_own(east, north, texts["zone"], rows.numbers, faults)
    if faults:
        return []
    if texts["zone"] is None and chosen_set(choice) is None:
        _tell_zones(texts, east, north, plan)
    return [
        Found(
            code, _at(texts["name"], at, 120), int(east[at]), int(north[at]),
            _at(texts["zone"], at, 20), _at(texts["zone_name"], at, 120),
            _outline(rows.shapes[at]) if rows.shapes else None,
        )
        for at, code in enumerate(codes)
    ]  # fmt: skip


def _tell_zones(texts: dict[str, Any], east: Any, north: Any, plan: Plan) -> None:
    """By the outlines of authorities, where these are here."""
    zones, drawn = told_by_place(east, north)
    if drawn is not None:
        texts["zone"], texts["zone_name"] = [code for code, _ in zones], [name for _, name in zones]
        none = sum(not code for code, _ in zones)
        plan.notes.append(
            f"In which authority they lie is told by their points and the outlines of “{drawn}”"
            + (f"; {wording.figure(none)} in none of them." if none else ".")
        )


def _at(texts: Sequence[str] | None, at: int, most: int) -> str | None:
    return None if texts is None else texts[at][:most]


def _outline(shape: Mapping[str, Any]) -> dict[str, Any]:
    """The rings of each polygon; a hole stands behind the polygon that it is in."""
    return {"type": "MultiPolygon", "coordinates": shape["polygons"]}


def _points(rows: Rows, columns: Mapping[str, str], plan: Plan) -> tuple[Any, Any]:
    """From the columns; for outlines without such columns, a point inside each."""
    import numpy as np

    if rows.shapes and not {"easting", "northing"} <= set(columns):
        inside = np.array([shape["at"] for shape in rows.shapes], dtype=float)
        return inside[:, 0], inside[:, 1]
    names = ("easting", "northing", "longitude", "latitude")
    texts = {name: rows.column(columns.get(name, "")) for name in names}
    heads = {name: columns[name] for name in names if name in columns}
    return located(Columns(**texts, heads=heads, numbers=rows.numbers), plan.faults)


def _known_only(found: list[Found], held: Mapping[str, Any], plan: Plan) -> list[Found]:
    """Outlines of areas that are in the set; the others are told and left out."""
    # Of areas that are here, a file of outlines changes nothing but the outline.
    bare: dict[str, Any] = {name: None for name in FIELDS if name != "boundary"}
    known = [replace(each, **bare) for each in found if each.code in held]
    left = len(found) - len(known)
    if left:
        first = next(each.code for each in found if each.code not in held)
        plan.notes.append(
            f"{wording.plural(left, 'outline')} of areas that are not in the set left out "
            f"(the first is {first})."
        )
    without = len(held) - len({each.code for each in known})
    if without:
        plan.notes.append(
            f"{wording.plural(without, 'area')} of the set without an outline in this file."
        )
    if not known:
        plan.faults.add(
            None, "Codes", "none of the outlines is of an area of this set",
            "Choose another set, or the column that has its codes",
        )  # fmt: skip
    return known
