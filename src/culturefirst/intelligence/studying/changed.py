"""The same study with changes made: what it would be worked out from."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from culturefirst.intelligence.studying.changes import NEW, Change
from culturefirst.intelligence.studying.inputs import AreaRows, Inputs, PlaceRows


def changed(inputs: Inputs, changes: Sequence[Change]) -> Inputs:
    """Areas stay as many; places that close are no more, and new ones come last.

    Minutes of a table are by the places at first, so that what has one is not solved from this.
    """
    return replace(inputs, areas=_areas(inputs, changes), places=_places(inputs, changes))


def zone_at(inputs: Inputs, easting: int, northing: int) -> int:
    """The authority of a spot: that of the small area nearest by."""
    return int(inputs.areas.zone[nearest(inputs, easting, northing)])


def nearest(inputs: Inputs, easting: int, northing: int) -> int:
    """The small area whose point is nearest."""
    rows = inputs.areas
    east = rows.easting.astype(np.float64) - easting
    north = rows.northing.astype(np.float64) - northing
    return int(np.argmin(east * east + north * north))


def for_a_unit(inputs: Inputs, code: str) -> float:
    """Visits a week that a unit of this place takes, with the hours it is open."""
    rows = inputs.places
    at = rows.codes.index(code)
    units = float(rows.units[at])
    return float(rows.capacity[at]) / units if units else float(inputs.parameters["each"])


def visits_of_one(inputs: Inputs, code: str) -> float:
    """Visits a week of one more person in an area: as those who live there make now."""
    rows = inputs.areas
    at = rows.codes.index(code)
    people, demand = float(rows.people[at]), float(rows.demand[at])
    if not people:
        people, demand = float(rows.people.sum()), float(rows.demand.sum())
    return demand / people if people else 0.0


def _areas(inputs: Inputs, changes: Sequence[Change]) -> AreaRows:
    people, demand = inputs.areas.people.copy(), inputs.areas.demand.copy()
    for each in changes:
        if each.what == "growth":
            at = inputs.areas.codes.index(each.code)
            people[at] += each.people
            demand[at] += each.people * visits_of_one(inputs, each.code)
    return replace(inputs.areas, people=people, demand=demand)


def _places(inputs: Inputs, changes: Sequence[Change]) -> PlaceRows:
    rows = inputs.places
    east, north, zone = rows.easting.copy(), rows.northing.copy(), rows.zone.copy()
    units, room = rows.units.copy(), rows.capacity.copy()
    stays = np.ones(len(rows.codes), np.bool_)
    place = {code: at for at, code in enumerate(rows.codes)}
    for each in changes:
        at = place.get(each.code, -1)
        if each.what == "close":
            stays[at] = False
        elif each.what == "resize":
            units[at], room[at] = each.units, each.units * for_a_unit(inputs, each.code)
        elif each.what == "move":
            east[at], north[at] = each.easting, each.northing
            zone[at] = zone_at(inputs, each.easting, each.northing)
    held = replace(rows, easting=east, northing=north, zone=zone, units=units, capacity=room)
    return _with_new(inputs, held.taken(stays), changes)


def _with_new(inputs: Inputs, rows: PlaceRows, changes: Sequence[Change]) -> PlaceRows:
    new = [(at, each) for at, each in enumerate(changes) if each.what == "open"]
    if not new:
        return rows
    given = inputs.parameters
    units = np.array([each.units for _, each in new])
    spots = [(each.easting, each.northing) for _, each in new]
    return replace(
        rows,
        codes=(*rows.codes, *(f"{NEW}{at}" for at, _ in new)),
        names=(*rows.names, *(each.name for _, each in new)),
        kinds=(*rows.kinds, *(str(given["kinds"]) for _ in new)),
        zone=_more(rows.zone, [zone_at(inputs, *spot) for spot in spots]),
        easting=_more(rows.easting, [east for east, _ in spots]),
        northing=_more(rows.northing, [north for _, north in spots]),
        units=_more(rows.units, units),
        capacity=_more(rows.capacity, units * float(given["each"])),
        assumed=_more(rows.assumed, [False for _ in new]),
    )


def _more(held: np.ndarray, new: object) -> np.ndarray:
    return np.concatenate((held, np.asarray(new, held.dtype)))
