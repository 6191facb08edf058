"""Two states beside each other: what changes, by how much, and whether that is better."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from culturefirst.intelligence.studying.frozen import Array
from culturefirst.intelligence.studying.inputs import Inputs
from culturefirst.intelligence.studying.told import Sheet
from culturefirst.kit.wording import THIN, figure

NEARLY = 0.05  # points or visits: what moves by less does not move


@dataclass(frozen=True)
class Line:
    """A figure now and in other states; ``better`` says of each change if it is for the better."""

    label: str
    now: str
    then: tuple["Change", ...]


@dataclass(frozen=True)
class Change:
    """A figure in another state, with its difference from now."""

    shown: str
    delta: str = ""
    words: str = ""
    kind: str = ""


FIGURES = (
    # name, label, over, whether more is better
    ("satisfied", "Demand met", "demand", True),
    ("too_far", "Too far away", "demand", False),
    ("no_room", "No room", "demand", False),
    ("used", "Room used", "capacity", None),
    ("demand", "Visits expected a week", "", None),
    ("capacity", "Room, visits a week", "", None),
    ("places", "Places", "", None),
)


def lines(now: Mapping[str, float], *then: Mapping[str, float]) -> list[Line]:
    """All figures, with those of other states beside now."""
    return [_line(each, now, then) for each in FIGURES]


def _line(
    each: tuple[str, str, str, bool | None],
    now: Mapping[str, float],
    then: Sequence[Mapping[str, float]],
) -> Line:
    name, label, over, more = each
    was = _value(now, name, over)
    changes = tuple(_change(was, _value(state, name, over), bool(over), more) for state in then)
    return Line(label, _shown(was, bool(over)), changes)


def _value(state: Mapping[str, float], name: str, over: str) -> float:
    if not over:
        return float(state[name])
    return 100 * float(state[name]) / float(state[over]) if state[over] else 0.0


def _shown(value: float, share: bool) -> str:
    return f"{value:.1f}{THIN}%" if share else figure(round(value))


def _change(was: float, found: float, share: bool, more: bool | None) -> Change:
    delta = found - was
    shown = _shown(found, share)
    if abs(delta) < NEARLY:
        return Change(shown, "", "no change")
    size = f"{abs(delta):.1f}" if share else figure(round(abs(delta)))
    words = f"{'points ' if share else ''}{'more' if delta > 0 else 'less'}"
    glyph = "▲" if delta > 0 else "▼"
    if more is None:
        return Change(shown, f"{glyph} {size}", words)
    better = (delta > 0) == more
    return Change(
        shown, f"{glyph} {size}", f"{words}: {'better' if better else 'worse'}",
        "is-better" if better else "is-worse",
    )  # fmt: skip


def by_zone(inputs: Inputs, now: Mapping[str, Array], then: Mapping[str, Array]) -> Sheet:
    """By authority, the share of demand met now and then: where it moves most comes first."""
    rows = inputs.areas
    was, found = _met(inputs, now, rows.demand), _met(inputs, then, then["demand"])
    lines = [
        (name, _one(was[at]), _one(found[at]), _one(found[at] - was[at]))
        for at, (_, name) in enumerate(inputs.zones)
    ]
    lines.sort(key=lambda line: (-abs(line[3]), line[0]))
    heads = ("Authority", "Met now (%)", "Met then (%)", "Difference (points)")
    return Sheet("zones", "By authority", heads, lines, (False, True, True, True))


def _met(inputs: Inputs, area: Mapping[str, Array], demand: Array) -> Array:
    """Per cent of the demand of each authority that is met."""
    mine, size = inputs.areas.studied, len(inputs.zones)
    zone = inputs.areas.zone[mine].astype(np.intp)
    below = np.bincount(zone, demand[mine], size)
    above = np.bincount(zone, area["satisfied"][mine], size)
    share: Array = np.divide(100 * above, below, out=np.zeros_like(above), where=below > 0)
    return share


def most_changed(
    inputs: Inputs, now: Mapping[str, Array], then: Mapping[str, Array], most: int = 10
) -> Sheet:
    """The small areas whose unmet demand moves most."""
    rows = inputs.areas
    was = now["too_far"] + now["no_room"]
    found = then["too_far"] + then["no_room"]
    moved = np.where(rows.studied, found - was, 0.0)
    order = np.argsort(-np.abs(moved), kind="stable")[:most]
    lines = [
        (
            rows.names[at] or rows.codes[at],
            round(float(rows.people[at])),
            _one(was[at]),
            _one(found[at]),
            _one(moved[at]),
        )
        for at in order.tolist()
        if abs(moved[at]) >= NEARLY
    ]
    heads = ("Area", "People", "Unmet now", "Unmet then", "Difference")
    return Sheet(
        "areas",
        "Small areas that change most",
        heads,
        lines,
        (False, True, True, True, True),
        "No area changes.",
    )


def _one(value: float) -> float:
    return round(float(value), 1) + 0.0
