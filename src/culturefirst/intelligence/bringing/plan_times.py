"""Minutes of a routing tool: whose they are, what is wrong with them, what would be kept."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from culturefirst.intelligence.bringing.codes import chosen_set
from culturefirst.intelligence.bringing.long_tables import LongRows
from culturefirst.intelligence.bringing.long_tables import Numbers as Array
from culturefirst.intelligence.bringing.plan import Choice, Counted, Plan
from culturefirst.intelligence.bringing.plan_times_notes import tell_missing
from culturefirst.intelligence.models import Area, AreaSet, Asset, TravelTimes
from culturefirst.intelligence.studying.times import CAR, MODES, ONE, TRANSIT, WALK, Times
from culturefirst.kit.jobs import Tell
from culturefirst.kit.wording import figure, plural

NO_WAY = frozenset({"", "na", "n/a", "null", "none", "-"})
MOST_MINUTES = 1440
WORDS: Mapping[str, str] = {
    **dict.fromkeys(("walk", "walking", "foot", "onfoot", "pedestrian"), WALK),
    **dict.fromkeys(
        ("transit", "publictransport", "publictransit", "pt", "bus", "rail", "train"), TRANSIT
    ),
    **dict.fromkeys(("car", "bycar", "drive", "driving", "auto"), CAR),
}
LEFT_OUT = "Correct the code, or leave out rows of areas and places that are not here"


@dataclass
class Column:
    """For each row the number of what it names, −1 where it names nothing that is here."""

    codes: tuple[str, ...]
    row: Array


def planned(rows: LongRows, choice: Choice) -> Plan:
    """What bringing minutes would do."""
    plan = Plan()
    area_set = chosen_set(choice)
    choice.require(plan.faults, name="Name of the table", day="As at", source="Source",
                   licence="Licence")  # fmt: skip
    if area_set is None:
        plan.faults.add(None, "Areas", "no set of areas is chosen", "Choose whose codes these are")
    for name, title in (("area", "From"), ("place", "To"), ("minutes", "Minutes")):
        if name not in choice.columns:
            plan.faults.add(None, "Columns", f"nothing says “{title}”", "Choose its column")
    if plan.faults or area_set is None:
        return plan
    found = _read(rows, choice, area_set, plan)
    if not plan.faults and found is not None:
        _keep(plan, choice, area_set, found)
    return plan


def _read(rows: LongRows, choice: Choice, area_set: AreaSet, plan: Plan) -> Times | None:
    areas = _areas(rows, choice, area_set, plan)
    places = _places(rows, choice, plan)
    mode, modes = _modes(rows, choice, plan)
    minutes = _minutes(rows, choice, plan)
    if plan.faults:
        return None
    known = (areas.row >= 0) & (places.row >= 0)
    if left := int((~known).sum()):
        plan.notes.append(f"{plural(left, 'row')} of areas or places that are not here left out.")
    if none := int((known & np.isnan(minutes)).sum()):
        plan.notes.append(f"{plural(none, 'row')} without minutes: no way was found there.")
    keep = np.flatnonzero(known & ~np.isnan(minutes))
    if not len(keep):
        problem = "no row tells minutes from an area of the set to a place that is here"
        remedy = "Choose another set of areas, or other columns"
        plan.faults.add(None, "From, to", problem, remedy)
        return None
    keep = _once(rows, keep, (mode, areas.row, places.row), minutes, plan)
    return _dense(areas, places, modes, mode, minutes, keep)


def _areas(rows: LongRows, choice: Choice, area_set: AreaSet, plan: Plan) -> Column:
    codes = tuple(
        Area.objects.filter(area_set=area_set).order_by("code").values_list("code", flat=True)
    )
    at = {code: number for number, code in enumerate(codes)}
    what = f"no area of “{area_set}” has the code"
    return _column(rows, choice, "area", codes, at, what, plan)


def _places(rows: LongRows, choice: Choice, plan: Plan) -> Column:
    """By their numbers here, or by the keys of the lists that they are from."""
    held = list(Asset.objects.standing().order_by("pk").values_list("pk", "source_ref"))
    codes = tuple(str(pk) for pk, _ in held)
    if choice.text("places_by") != "key":
        at = {code: number for number, code in enumerate(codes)}
        return _column(rows, choice, "place", codes, at, "no place here has the number", plan)
    at = {}
    for number, (_, key) in enumerate(held):
        if key:
            at[key] = number if key not in at else -2
    return _column(rows, choice, "place", codes, at, "no place here has the key", plan)


def _column(
    rows: LongRows, choice: Choice, name: str, codes: tuple[str, ...], at: Mapping[str, int],
    what: str, plan: Plan,
) -> Column:  # fmt: skip
    head = choice.columns[name]
    texts, which = rows.column(head)
    number = np.array([at.get(text, -1) for text in texts], np.int32)
    for unknown in np.flatnonzero(number < 0).tolist():
        first = int(rows.numbers[np.argmax(which == unknown)])
        if number[unknown] == -2:
            problem, remedy = f"several places have the key {texts[unknown]}", "Give numbers"
        elif not texts[unknown]:
            problem, remedy = "the code is missing", "Give each row one"
        else:
            problem, remedy = f"{what} {texts[unknown][:20]}", LEFT_OUT
        if not (choice.flag("leave_out") and texts[unknown]):
            plan.faults.add(first, head, problem, remedy)
    return Column(codes, number[which])


def _modes(rows: LongRows, choice: Choice, plan: Plan) -> tuple[Array, tuple[str, ...]]:
    if "mode" not in choice.columns:
        return np.zeros(len(rows), np.int32), (ONE,)
    head = choice.columns["mode"]
    texts, which = rows.column(head)
    named = [WORDS.get(re.sub(r"[^a-z]", "", text.casefold()), ONE) for text in texts]
    for at, key in enumerate(named):
        if not key:
            first = int(rows.numbers[np.argmax(which == at)])
            problem = f"“{texts[at][:20]}” is no mode of travel that is known here"
            plan.faults.add(first, head, problem, "Write walking, public transport or car")
    modes = tuple(key for key in MODES if key in named)
    number = np.array([modes.index(key) if key else -1 for key in named], np.int32)
    return number[which], modes


def _minutes(rows: LongRows, choice: Choice, plan: Plan) -> Any:
    """Minutes by row; NaN where the tool found no way."""
    head = choice.columns["minutes"]
    texts, which = rows.column(head)
    each = 1 / 60 if choice.text("unit") == "seconds" else 1.0
    found = np.empty(len(texts))
    for at, text in enumerate(texts):
        found[at], problem = _number(text, each)
        if problem:
            told = rows.numbers[which == at].tolist()
            remedy = "Write minutes of 0 or more, or leave out rows of pairs without a way"
            plan.faults.each(range(len(told)), told, head, problem, remedy)
    return found[which]


def _number(text: str, each: float) -> tuple[float, str]:
    if text.casefold() in NO_WAY:
        return np.nan, ""
    try:
        value = float(text) * each
    except ValueError:
        return np.nan, f"“{text[:20]}” is no number"
    if not 0 <= value < np.inf:
        return np.nan, f"{text[:20]} is no time to travel"
    if value > MOST_MINUTES:
        return np.nan, f"{text[:20]} is more than a day: are these seconds"
    return value, ""


def _once(rows: LongRows, keep: Any, names: Sequence[Array], minutes: Any, plan: Plan) -> Any:
    """The rows, each pair of a mode once; other minutes of the same pair are a fault."""
    mode, area, place = (each[keep] for each in names)
    order = np.lexsort((keep, place, area, mode))
    same = np.ones(len(order), np.bool_)
    same[0] = False
    for each in (mode, area, place):
        same[1:] &= np.diff(each[order]) == 0
    again = np.flatnonzero(same)
    told, before = keep[order[again]], keep[order[again - 1]]
    for row, first in zip(told.tolist(), before.tolist(), strict=True):
        if minutes[row] != minutes[first]:
            problem = f"row {rows.numbers[first]} tells {minutes[first]:g} minutes of the same pair"
            plan.faults.add(int(rows.numbers[row]), "From, to", problem, "Leave one of the two")
    if len(again) and not plan.faults:
        plan.notes.append(f"{plural(len(again), 'row')} told again, with the same minutes.")
    return keep[order[~same]]


def _dense(
    areas: Column, places: Column, modes: tuple[str, ...], mode: Array, minutes: Any, keep: Any
) -> Times:
    """Numbered among the areas and places that have minutes."""
    area, own = np.unique(areas.row[keep], return_inverse=True)
    place, other = np.unique(places.row[keep], return_inverse=True)
    return Times(
        tuple(areas.codes[at] for at in area),
        tuple(places.codes[at] for at in place),
        modes,
        own.astype(np.int32),
        other.astype(np.int32),
        mode[keep].astype(np.int32),
        minutes[keep].astype(np.float64),
    )


def _keep(plan: Plan, choice: Choice, area_set: AreaSet, found: Times) -> None:
    name, day = choice.text("name"), date.fromisoformat(choice.text("day"))
    frozen = found.frozen()
    held = TravelTimes.objects.filter(area_set=area_set, name=name, day=day)
    digest = held.values_list("digest", flat=True).first()
    if digest is not None and digest != frozen.digest:
        problem = "a table of this name and day is here, with other minutes"
        plan.faults.add(None, "Name of the table", problem, "Give this one another name or day")
        return
    counted = Counted("Minutes of pairs", 0, 0, len(found))
    plan.counted.append(counted)
    tell_missing(plan, area_set, found, choice.flag("whole"))
    plan.sample = [_line(found, at) for at in range(min(5, len(found)))]
    if digest is not None:
        return
    counted.new, counted.same = len(found), 0

    def write(now: Any, tell: Tell) -> None:
        tell(0, 1, f"Keeping the minutes of {figure(len(found))} pairs")
        made = TravelTimes(
            area_set=area_set, name=name, day=day, source=choice.text("source"),
            licence=choice.text("licence"), whole=choice.flag("whole"), modes=_about(found),
            areas=len(found.areas), places=len(found.places), pairs=len(found),
            content=frozen.content, digest=frozen.digest, loaded_at=now,
        )  # fmt: skip
        made.full_clean(exclude=["content"])
        made.save()
        tell(1, 1, "Kept")

    plan.writes.append(write)


def _about(found: Times) -> list[dict[str, Any]]:
    return [
        {
            "mode": mode,
            "pairs": int((found.mode == at).sum()),
            "longest": round(found.longest(mode), 2),
        }
        for at, mode in enumerate(found.modes)
    ]


def _line(found: Times, at: int) -> list[str]:
    mode = MODES.get(found.modes[found.mode[at]], "")
    place = Asset.objects.values_list("name", flat=True).get(pk=found.places[found.place[at]])
    return [found.areas[found.area[at]], place, f"{found.minutes[at]:.3g} minutes", mode]
