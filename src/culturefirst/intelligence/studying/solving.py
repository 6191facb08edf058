"""From what was frozen to what comes of it: who is reached, served, too far away, without room."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from culturefirst.analysis import catchment
from culturefirst.intelligence.studying.frozen import Array, Frozen, freeze, thaw
from culturefirst.intelligence.studying.inputs import Inputs
from culturefirst.intelligence.studying.ways import travel_of

Tell = Callable[[int, int, str], None]
METHODS: Mapping[str, Callable[..., Any]] = {
    "two_step": catchment.two_step,
    "enhanced": catchment.enhanced_two_step,
    "three_step": catchment.three_step,
}
STEPS = 5
BY_AREA = ("satisfied", "too_far", "no_room", "score", "within", "share")
BY_PLACE = ("used",)
BY_ZONE = (
    "people",
    "demand",
    "places",
    "capacity",
    "satisfied",
    "too_far",
    "no_room",
    "kept",
    "exported",
    "imported",
    "used",
    "share",
    "within",
)


@dataclass(frozen=True)
class Results:
    """By area (in the inputs' order), by place, and by authority of the areas studied.

    ``satisfied``, ``too_far``, ``no_room``, ``used`` are visits a week; ``score`` is room (visits
    a week) within reach for each person; ``within`` is 1 where a place is within the limit;
    ``share`` is the room within reach over demand, against the whole study, 100 = average.
    """

    area: dict[str, Array]
    place: dict[str, Array]
    zone: dict[str, Array]
    engine: str

    def frozen(self) -> Frozen:
        """As bytes with their digest; the engine is told beside it, not in it."""
        arrays = {f"area_{name}": self.area[name] for name in BY_AREA}
        arrays |= {f"place_{name}": self.place[name] for name in BY_PLACE}
        arrays |= {f"zone_{name}": self.zone[name] for name in BY_ZONE}
        return freeze({}, arrays)


def read_results(content: bytes, engine: str = "") -> Results:
    """The results as they were frozen."""
    _, arrays = thaw(content)
    return Results(
        {name: arrays[f"area_{name}"] for name in BY_AREA},
        {name: arrays[f"place_{name}"] for name in BY_PLACE},
        {name: arrays[f"zone_{name}"] for name in BY_ZONE},
        engine,
    )


def nobody(done: int, total: int, words: str) -> None:
    """To be told where nobody waits."""


def reach_of(inputs: Inputs, engine: str = "auto") -> Any:
    """Which place is within reach of which area, and how much it weighs."""
    travel, decay = travel_of(inputs)
    areas, places = catchment_rows(inputs)
    return catchment.Reach.of(areas, places, travel, decay, engine=engine)


def catchment_rows(inputs: Inputs) -> tuple[Any, Any]:
    """The areas and places in the terms of the calculation."""
    rows, spots = inputs.areas, inputs.places
    areas = catchment.Areas(rows.codes, rows.easting, rows.northing, rows.demand)
    places = catchment.Facilities(spots.codes, spots.easting, spots.northing, spots.capacity)
    return areas.checked(), places.checked()


def solve(inputs: Inputs, engine: str = "auto", tell: Tell = nobody) -> Results:
    """Everything that the report tells, the same for the same inputs."""
    tell(1, STEPS, "Finding who is within reach of what")
    reach = reach_of(inputs, engine)
    tell(2, STEPS, "Working out how easily each area reaches room")
    score, within = _accessibility(inputs, reach)
    tell(3, STEPS, "Sharing visits out among places")
    got = catchment.allocate(reach, inputs.areas.demand, inputs.places.capacity)
    tell(4, STEPS, "Adding up by authority")
    return _told(inputs, reach, got, score, within)


def zones_of(inputs: Inputs) -> tuple[Array, Array]:
    """The authority of each area and place; all that is not studied is one zone, the last."""
    rows, last = inputs.areas, len(inputs.zones)
    studied = np.unique(rows.zone[rows.studied])
    of_area = np.where(rows.studied, rows.zone, last)
    of_place = np.where(np.isin(inputs.places.zone, studied), inputs.places.zone, last)
    return of_area.astype(np.intp), of_place.astype(np.intp)


def summed(of: Array, values: Array, size: int) -> Array:
    """Values added up by zone."""
    found: Array = np.bincount(of, values.astype(np.float64), size + 1)[: size + 1]
    return found


def _accessibility(inputs: Inputs, reach: Any) -> tuple[Array, Array]:
    """Room for each person within reach, and whether anything is."""
    method = METHODS[inputs.parameters["method"]]
    found = method(reach, inputs.areas.people, inputs.places.capacity)
    return found.score, found.within_reach


def _told(inputs: Inputs, reach: Any, got: Any, score: Array, within: Array) -> Results:
    of_area, of_place = zones_of(inputs)
    size = len(inputs.zones)
    flows = _flows(got, of_area, of_place, size + 1)
    home = np.diag(flows)
    area = {
        "satisfied": got.satisfied,
        "too_far": got.too_far,
        "no_room": got.no_room,
        "score": score,
        "within": within,
        "share": catchment.relative_share(reach, inputs.areas.demand, inputs.places.capacity),
    }
    place = {"used": got.used}
    crossing = {
        "kept": home,
        "exported": flows.sum(axis=1) - home,
        "imported": flows.sum(axis=0) - home,
    }
    asked = area | {"people": inputs.areas.people, "demand": inputs.areas.demand}
    room = place | {"places": np.ones(len(of_place)), "capacity": inputs.places.capacity}
    zone = added_up((of_area, of_place, size), asked, room) | crossing
    return Results(_plain(area), _plain(place), _plain(zone), reach.engine)


def added_up(
    zones: tuple[Array, Array, int], area: Mapping[str, Array], place: Mapping[str, Array]
) -> dict[str, Array]:
    """By zone, from ``zones``: the zone of each area, of each place, and how many there are."""
    of_area, of_place, size = zones
    visits = ("people", "demand", "satisfied", "too_far", "no_room")
    found = {name: summed(of_area, area[name], size) for name in visits}
    found |= {name: summed(of_place, place[name], size) for name in ("places", "capacity", "used")}
    return found | {
        "share": weighted(of_area, area["share"], area["demand"], size),
        "within": summed(of_area, area["people"] * area["within"], size),
    }


def _flows(got: Any, of_area: Array, of_place: Array, size: int) -> Array:
    """Visits from zone to zone, by the numbers of the zones."""
    found = catchment.flows_between(got, of_area.tolist(), of_place.tolist())
    at = np.array(found.zones, np.intp)
    visits = np.zeros((size, size))
    visits[np.ix_(at, at)] = found.visits
    return visits


def weighted(of: Array, values: Array, weight: Array, size: int) -> Array:
    """The mean of a zone's areas, each by its weight; 0 where they weigh nothing."""
    below = summed(of, weight, size)
    above = summed(of, values * weight, size)
    return np.divide(above, below, out=np.zeros_like(above), where=below > 0)


def _plain(found: dict[str, Array]) -> dict[str, Array]:
    return {name: np.ascontiguousarray(each, np.dtype("<f8")) for name, each in found.items()}
