"""All that a study's figures follow from: places, people, parameters, versions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from culturefirst.intelligence.studying.frozen import Array, Frozen, freeze, thaw
from culturefirst.intelligence.studying.times import ARRAYS as TIME_ARRAYS
from culturefirst.intelligence.studying.times import Times

LEFT, TOO_FAR = "left out", "counted as too far from all"  # areas of which no minutes are known
ELSEWHERE = -1  # a place that lies in none of the authorities that the areas name


@dataclass(frozen=True)
class AreaRows:
    """Small areas with the people in them; ``zone`` counts in the list of zones from 0.

    ``demand`` are visits a week in the peak period. ``studied`` are those that the study is
    about; the others stand around them, because their people come too.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    zone: Array
    studied: Array
    easting: Array
    northing: Array
    people: Array
    demand: Array

    def taken(self, which: Array) -> "AreaRows":
        """Only these of them."""
        keep = np.flatnonzero(which)
        return AreaRows(
            tuple(self.codes[at] for at in keep),
            tuple(self.names[at] for at in keep),
            *(getattr(self, name)[keep] for name in AREA_ARRAYS),
        )


@dataclass(frozen=True)
class PlaceRows:
    """Places that serve: ``units`` as the place has them, ``capacity`` as visits a week."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    zone: Array
    easting: Array
    northing: Array
    units: Array
    capacity: Array
    assumed: Array

    def taken(self, which: Array) -> "PlaceRows":
        """Only these of them."""
        keep = np.flatnonzero(which)
        return PlaceRows(
            tuple(self.codes[at] for at in keep),
            tuple(self.names[at] for at in keep),
            tuple(self.kinds[at] for at in keep),
            *(getattr(self, name)[keep] for name in PLACE_ARRAYS),
        )


AREA_ARRAYS = ("zone", "studied", "easting", "northing", "people", "demand")
PLACE_ARRAYS = ("zone", "easting", "northing", "units", "capacity", "assumed")


@dataclass(frozen=True)
class LeftOut:
    """A place that does not serve in the study, and why."""

    code: str
    name: str
    why: str


@dataclass(frozen=True)
class NoMinutes:
    """A small area of which the table has no minutes, and what was done about it."""

    code: str
    name: str
    people: float
    done: str


@dataclass(frozen=True)
class Inputs:
    """What is frozen with each run: ``parameters`` and ``sources`` are plain data.

    ``times`` are the minutes of a table, numbered as the areas and places are; without one, ways
    are straight lines.
    """

    parameters: Mapping[str, Any]
    sources: tuple[Mapping[str, Any], ...]
    zones: tuple[tuple[str, str], ...]
    areas: AreaRows
    places: PlaceRows
    left_out: tuple[LeftOut, ...] = field(default=())
    times: Times | None = None
    no_minutes: tuple[NoMinutes, ...] = ()

    def frozen(self) -> Frozen:
        """As bytes with their digest."""
        head = {
            "parameters": dict(self.parameters),
            "sources": [dict(each) for each in self.sources],
            "zones": [list(each) for each in self.zones],
            "areas": {"codes": self.areas.codes, "names": self.areas.names},
            "places": {
                "codes": self.places.codes,
                "names": self.places.names,
                "kinds": self.places.kinds,
            },
            "left_out": [[each.code, each.name, each.why] for each in self.left_out],
        }
        arrays = {f"area_{name}": getattr(self.areas, name) for name in AREA_ARRAYS}
        arrays |= {f"place_{name}": getattr(self.places, name) for name in PLACE_ARRAYS}
        if self.times is not None:
            # Nothing of it without a table: what was frozen before there were any stays as it is.
            head["times"] = {
                "modes": self.times.modes,
                "unknown": [list(vars(each).values()) for each in self.no_minutes],
            }
            arrays |= {f"time_{name}": getattr(self.times, name) for name in TIME_ARRAYS}
        return freeze(head, arrays)


def read_inputs(content: bytes) -> Inputs:
    """The inputs as they were frozen."""
    head, arrays = thaw(content)
    areas, places, times = head["areas"], head["places"], head.get("times")
    return Inputs(
        head["parameters"],
        tuple(head["sources"]),
        tuple((code, name) for code, name in head["zones"]),
        AreaRows(
            tuple(areas["codes"]),
            tuple(areas["names"]),
            *(arrays[f"area_{name}"] for name in AREA_ARRAYS),
        ),
        PlaceRows(
            tuple(places["codes"]),
            tuple(places["names"]),
            tuple(places["kinds"]),
            *(arrays[f"place_{name}"] for name in PLACE_ARRAYS),
        ),
        tuple(LeftOut(*each) for each in head["left_out"]),
        times and _times(head, arrays),
        tuple(NoMinutes(*each) for each in times["unknown"]) if times else (),
    )


def _times(head: Mapping[str, Any], arrays: Mapping[str, Array]) -> Times:
    return Times(
        tuple(head["areas"]["codes"]),
        tuple(head["places"]["codes"]),
        tuple(head["times"]["modes"]),
        *(arrays[f"time_{name}"] for name in TIME_ARRAYS),
    )


def with_neighbours(areas: AreaRows, places: PlaceRows, reach: float) -> tuple[Array, Array]:
    """Which areas and places bear upon the areas studied, ``reach`` metres a step.

    Places that the studied areas reach; the areas that reach those, as their people compete for
    room; and the places that these reach in turn, so that they have somewhere else to go. What
    lies farther out changes nothing that is nearer than two steps.
    """
    spots = _points(places.easting, places.northing)
    homes = _points(areas.easting, areas.northing)
    first = _near(spots, homes[areas.studied], reach)
    around = areas.studied | _near(homes, spots[first], reach)
    return around, first | _near(spots, homes[around], reach)


def with_neighbours_by(times: Times, studied: Array) -> tuple[Array, Array]:
    """The same by a table of minutes, whose entries are all within the limit."""
    first = _marked(times.place[studied[times.area]], len(times.places))
    around = studied | _marked(times.area[first[times.place]], len(studied))
    return around, first | _marked(times.place[around[times.area]], len(times.places))


def _marked(numbers: Array, size: int) -> Array:
    found = np.zeros(size, np.bool_)
    found[numbers] = True
    return found


def _points(easting: Array, northing: Array) -> Array:
    return np.column_stack((easting, northing)).astype(np.float64)


def _near(points: Array, others: Array, reach: float) -> Array:
    """Which of the points lie within reach of one of the others (a metre too many is no harm)."""
    if not len(points) or not len(others):
        return np.zeros(len(points), np.bool_)
    from scipy.spatial import cKDTree  # a heavy import, needed only here

    away, _ = cKDTree(others).query(points, distance_upper_bound=reach + 1.0)
    return np.asarray(np.isfinite(away))
