"""Now and then in tables: by authority and by small area, where most changes first."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from culturefirst.intelligence.studying.comparing import gained, lost
from culturefirst.intelligence.studying.frozen import Array
from culturefirst.intelligence.studying.inputs import Inputs
from culturefirst.intelligence.studying.standing import Standing
from culturefirst.intelligence.studying.told import Sheet

NEARLY = 0.05  # visits: what moves by less does not move
A_POINT = 1.0  # of local share: with the average, all of them move a little
A_FEW = 10  # rows on a page that has more to show
NOTHING = "Nothing changes here."


def sheets(
    inputs: Inputs, now: Standing, then: Standing, most: int | None = A_FEW
) -> tuple[Sheet, ...]:
    """All tables, each with its first rows only or with every row."""
    asked = (inputs, now, then, most)
    if not then.whole:
        return met(*asked), unmet_areas(*asked)
    return (
        losing(*asked),
        reached(*asked),
        met(*asked),
        room(*asked),
        crossing(*asked),
        unmet_areas(*asked),
        room_areas(*asked),
    )


def losing(inputs: Inputs, now: Standing, then: Standing, most: int | None = A_FEW) -> Sheet:
    """The small areas whose people lose their only place within reach, the most people first."""
    people = np.where(inputs.areas.studied, lost(now, then), 0.0)
    order = np.argsort(-people, kind="stable")
    rows = [
        (_name(inputs, at), _zone(inputs, at), round(float(people[at])))
        for at in order[: np.count_nonzero(people)].tolist()
    ]
    heads = ("Area", "Authority", "People")
    title = "Who loses their only place within reach"
    return _sheet("losing", title, heads, rows[:most], "Nobody loses their only place.", text=2)


def reached(inputs: Inputs, now: Standing, then: Standing, most: int | None = A_FEW) -> Sheet:
    """By authority, how many people have a place within reach."""
    zone = _zones(inputs)
    away, come = zone(lost(now, then)), zone(gained(now, then))
    was, found = (each.zone["within"][: len(inputs.zones)] for each in (now, then))
    share = _percent(found, then.zone["people"][: len(inputs.zones)])

    def line(at: int) -> Sequence[Any]:
        counts = (was[at], found[at])
        return *(round(float(each)) for each in counts), share[at], round(come[at]), round(away[at])

    heads = ("Now", "Then", "Then (%)", "Gain a first one", "Lose their only one")
    moved = np.abs(away) + np.abs(come) + np.abs(found - was)
    return _by_zone(inputs, "reached", "People within reach", heads, line, moved, most)


def met(inputs: Inputs, now: Standing, then: Standing, most: int | None = A_FEW) -> Sheet:
    """By authority, the share of demand met."""
    zone = _zones(inputs)
    was, found = (
        _percent(zone(each.area["satisfied"]), zone(each.area["demand"])) for each in (now, then)
    )
    heads = ("Met now (%)", "Met then (%)", "Difference (points)")
    moved = found - was

    def line(at: int) -> Sequence[Any]:
        return _one(was[at]), _one(found[at]), _one(moved[at])

    return _by_zone(inputs, "zones", "Demand met", heads, line, moved, most)


def room(inputs: Inputs, now: Standing, then: Standing, most: int | None = A_FEW) -> Sheet:
    """By authority, the room within reach of its people, and its local share."""
    pairs = [(1000 * each.zone["score"], each.zone["share"]) for each in (now, then)]
    (was, share), (found, other) = pairs

    def line(at: int) -> Sequence[Any]:
        return tuple(_one(each[at]) for each in (was, found, share, other))

    moved = np.abs(found - was) + np.where(np.abs(other - share) >= A_POINT, 1.0, 0.0)
    heads = ("Room for 1 000 people now", "Then", "Local share now", "Then")
    return _by_zone(inputs, "room", "Room within reach", heads, line, moved, most)


def crossing(inputs: Inputs, now: Standing, then: Standing, most: int | None = A_FEW) -> Sheet:
    """By authority, visits met at home and elsewhere, and those that come from elsewhere."""
    names = ("kept", "exported", "imported")
    each = [state.zone[name] for name in names for state in (now, then)]

    def line(at: int) -> Sequence[Any]:
        return tuple(round(float(values[at])) for values in each)

    moved = sum(np.abs(then.zone[name] - now.zone[name]) for name in names)
    heads = ("Met at home now", "Then", "Met elsewhere now", "Then", "From elsewhere now", "Then")
    return _by_zone(inputs, "crossing", "Across boundaries", heads, line, moved, most)


def unmet_areas(inputs: Inputs, now: Standing, then: Standing, most: int | None = A_FEW) -> Sheet:
    """The small areas whose unmet demand moves most."""
    was, found = (each.area["too_far"] + each.area["no_room"] for each in (now, then))
    moved = found - was

    def line(at: int) -> Sequence[Any]:
        return _one(was[at]), _one(found[at]), _one(moved[at])

    heads = ("Unmet now", "Unmet then", "Difference")
    return _by_area(inputs, "areas", "Small areas that change most", heads, line, moved, most)


def room_areas(inputs: Inputs, now: Standing, then: Standing, most: int | None = A_FEW) -> Sheet:
    """The small areas for whose people the room within reach moves most."""
    was, found = 1000 * now.area["score"], 1000 * then.area["score"]
    share, other = now.area["share"], then.area["share"]

    def line(at: int) -> Sequence[Any]:
        return tuple(_one(each[at]) for each in (was, found, share, other))

    heads = ("Room for 1 000 people now", "Then", "Local share now", "Then")
    title = "Small areas whose room changes most"
    moved = (found - was) * now.area["people"] / 1000
    return _by_area(inputs, "area_room", title, heads, line, moved, most)


def _by_zone(
    inputs: Inputs,
    key: str,
    title: str,
    heads: tuple[str, ...],
    line: Callable[[int], Sequence[Any]],
    moved: Array,
    most: int | None,
) -> Sheet:
    """Where it moves most first; of only some rows, those that move."""
    size = np.abs(moved[: len(inputs.zones)])
    order = [at for at in np.argsort(-size, kind="stable") if most is None or size[at] >= NEARLY]
    rows = [(inputs.zones[at][1], *line(at)) for at in order[:most]]
    return _sheet(key, f"{title}, by authority", ("Authority", *heads), rows)


def _by_area(
    inputs: Inputs,
    key: str,
    title: str,
    heads: tuple[str, ...],
    line: Callable[[int], Sequence[Any]],
    moved: Array,
    most: int | None,
) -> Sheet:
    size = np.where(inputs.areas.studied, np.abs(moved), 0.0)
    order = np.argsort(-size, kind="stable")[: np.count_nonzero(size >= NEARLY)][:most]
    rows = [
        (_name(inputs, at), round(float(inputs.areas.people[at])), *line(at))
        for at in order.tolist()
    ]
    return _sheet(key, title, ("Area", "People", *heads), rows, "No area changes.")


def _sheet(
    key: str,
    title: str,
    heads: tuple[str, ...],
    rows: Sequence[tuple[Any, ...]],
    empty: str = NOTHING,
    text: int = 1,
) -> Sheet:
    return Sheet(key, title, heads, rows, tuple(at >= text for at in range(len(heads))), empty)


def _zones(inputs: Inputs) -> Callable[[Array], Array]:
    """Adds up the areas studied by authority."""
    mine = inputs.areas.studied
    zone = inputs.areas.zone[mine].astype(np.intp)
    return lambda values: np.bincount(zone, values[mine], len(inputs.zones))


def _percent(above: Array, below: Array) -> Array:
    found = np.divide(100 * above, below, out=np.zeros(len(above)), where=below > 0)
    rounded: Array = np.round(found, 1) + 0.0
    return rounded


def _name(inputs: Inputs, at: int) -> str:
    return inputs.areas.names[at] or inputs.areas.codes[at]


def _zone(inputs: Inputs, at: int) -> str:
    return inputs.zones[int(inputs.areas.zone[at])][1]


def _one(value: float) -> float:
    return round(float(value), 1) + 0.0
