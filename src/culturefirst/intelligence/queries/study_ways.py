"""How far people come in a study, and the part of a table of minutes that it needs."""

from dataclasses import dataclass, replace

import numpy as np

from culturefirst.intelligence.models import Study, TravelTimes
from culturefirst.intelligence.queries.travel import times_of
from culturefirst.intelligence.studying.frozen import Array
from culturefirst.intelligence.studying.inputs import (
    LEFT,
    TOO_FAR,
    AreaRows,
    LeftOut,
    NoMinutes,
    PlaceRows,
    with_neighbours,
    with_neighbours_by,
)
from culturefirst.intelligence.studying.times import Times
from culturefirst.intelligence.studying.ways import Way
from culturefirst.kit.errors import DomainError

A_MINUTE = 1_000  # metres: no more than that is looked at about the areas for what is left out
UNKNOWN_PLACE = "the table has no minutes to it"


@dataclass(frozen=True)
class Taken:
    """The areas and places that bear upon a study; of a table, its part and what it lacks."""

    areas: AreaRows
    places: PlaceRows
    times: Times | None = None
    no_minutes: tuple[NoMinutes, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def ways_of(study: Study) -> tuple[Way, ...]:
    """Each way of going; none where there is one limit in metres."""
    if study.modes:
        return tuple(_way(study, **each) for each in study.modes)
    if study.travel is None or study.minutes is None:
        return ()
    return (Way(study.travel.modes[0]["mode"], 1.0, float(study.minutes), study.decay),)


def _way(
    study: Study, mode: str, share: float, minutes: float, decay: str = "", speed: float = 0.0
) -> Way:
    found = Way(mode, float(share), float(minutes), decay or study.decay)
    if study.travel is not None:
        return found
    return replace(found, metres=round(minutes * speed * 1000 / 60), speed=float(speed))


def straight_reach(study: Study) -> float:
    """Metres of straight line beyond which nothing concerns the study."""
    ways = ways_of(study)
    if study.travel is not None:
        return A_MINUTE * max(way.minutes for way in ways)
    widest = max((way.metres for way in ways), default=study.limit)
    return widest / float(study.detour)


def taken(study: Study, areas: AreaRows, places: PlaceRows) -> Taken:
    """What is studied with its neighbours: by straight lines, or by the table."""
    if study.travel is not None:
        return _by_table(study, study.travel, areas, places)
    around, near = with_neighbours(areas, places, straight_reach(study))
    return Taken(areas.taken(around), places.taken(near))


def _by_table(study: Study, travel: TravelTimes, areas: AreaRows, places: PlaceRows) -> Taken:
    ways = ways_of(study)
    times = times_of(travel).of_modes({way.mode for way in ways})
    known_areas, known_places = times.known()
    unknown = np.array([code not in known_areas for code in areas.codes], np.bool_)
    told = _no_minutes(areas, unknown & areas.studied, TOO_FAR if travel.whole else LEFT)
    areas = areas if travel.whole else areas.taken(~unknown)
    if not areas.studied.any():
        raise DomainError(
            f"“{travel}” has no minutes from any of the areas studied. Choose another table, or "
            "other authorities."
        )
    served = np.array([code in known_places for code in places.codes], np.bool_)
    left_out = _unserved(places, ~served, areas, straight_reach(study))
    places = places.taken(served)
    limits = {way.mode: way.minutes for way in ways}
    part = times.part(areas.codes, places.codes, limits)
    around, near = with_neighbours_by(part, areas.studied)
    areas, places = areas.taken(around), places.taken(near)
    return Taken(areas, places, part.part(areas.codes, places.codes, limits), told, left_out)


def _no_minutes(areas: AreaRows, which: Array, done: str) -> tuple[NoMinutes, ...]:
    return tuple(
        NoMinutes(areas.codes[at], areas.names[at], float(areas.people[at]), done)
        for at in np.flatnonzero(which)
    )


def _unserved(
    places: PlaceRows, which: Array, areas: AreaRows, reach: float
) -> tuple[LeftOut, ...]:
    """Places that the table does not know, of those that lie about the areas studied."""
    _, near = with_neighbours(areas.taken(areas.studied), places, reach)
    return tuple(
        LeftOut(places.codes[at], places.names[at], UNKNOWN_PLACE)
        for at in np.flatnonzero(which & near)
    )
