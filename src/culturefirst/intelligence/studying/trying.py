"""What would come of changes: the same areas and places, with some closed, resized, moved, new."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from culturefirst.analysis import catchment
from culturefirst.intelligence.studying.changes import NEW, Change
from culturefirst.intelligence.studying.frozen import Array, Frozen, freeze, thaw
from culturefirst.intelligence.studying.inputs import Inputs
from culturefirst.intelligence.studying.solving import reach_of, zones_of

BY_AREA = ("demand", "satisfied", "too_far", "no_room")
FIGURES = ("demand", "satisfied", "too_far", "no_room", "places", "capacity", "used")


@dataclass(frozen=True)
class Spot:
    """A place as it would be: ``state`` is open, closed, changed, moved or new."""

    code: str
    name: str
    easting: int
    northing: int
    capacity: float
    used: float
    state: str
    own: bool = True


@dataclass(frozen=True)
class Tried:
    """How things would stand: by area in the inputs' order, by place, and in all."""

    area: Mapping[str, Array]
    spots: tuple[Spot, ...]
    headline: Mapping[str, float]
    how: str

    def frozen(self) -> Frozen:
        """As bytes with their digest."""
        spots = [list(vars(spot).values()) for spot in self.spots]
        arrays = {name: np.ascontiguousarray(self.area[name], "<f8") for name in BY_AREA}
        return freeze({"spots": spots, "headline": dict(self.headline), "how": self.how}, arrays)


def read_tried(content: bytes) -> Tried:
    """An outcome as it was frozen."""
    head, arrays = thaw(content)
    spots = tuple(Spot(*each) for each in head["spots"])
    return Tried(arrays, spots, head["headline"], head["how"])


class Trial:
    """One run, solved once, and questions about it; to be kept while people ask."""

    def __init__(self, inputs: Inputs, engine: str = "auto") -> None:
        self.inputs = inputs
        reach = reach_of(inputs, engine)
        self.whatif = catchment.WhatIf(reach, inputs.areas.demand, inputs.places.capacity)
        self._of_area, self._of_place = zones_of(inputs)

    def tried(self, changes: Sequence[Change]) -> Tried:
        """What would come of them. ``BadInput`` where one cannot be."""
        outcome = self.whatif.try_changes([self.asked(at, each) for at, each in enumerate(changes)])
        got = outcome.allocation
        area = {name: getattr(got, name) for name in BY_AREA}
        used = dict(zip(outcome.codes, got.used.tolist(), strict=True))
        room = dict(zip(outcome.codes, got.capacity.tolist(), strict=True))
        spots = tuple(self._spots(changes, room, used))
        return Tried(area, spots, self._headline(area, spots), outcome.how)

    def asked(self, at: int, change: Change) -> Any:
        """The change in the terms of the calculation, in visits a week."""
        if change.what == "close":
            return catchment.Close(change.code)
        if change.what == "resize":
            return catchment.Resize(change.code, change.units * self._each(change.code))
        if change.what == "move":
            return catchment.Move(change.code, change.easting, change.northing)
        if change.what == "growth":
            return catchment.Growth(change.code, change.people * self._visits(change.code))
        room = change.units * float(self.inputs.parameters["each"])
        return catchment.Open(f"{NEW}{at}", change.easting, change.northing, room)

    def _each(self, code: str) -> float:
        """Visits a week that a unit of this place takes, with the hours it is open."""
        rows = self.inputs.places
        at = rows.codes.index(code)
        units = float(rows.units[at])
        return float(rows.capacity[at]) / units if units else float(self.inputs.parameters["each"])

    def _visits(self, code: str) -> float:
        """Visits a week of one more person in an area: as those who live there make now."""
        rows = self.inputs.areas
        at = rows.codes.index(code)
        people, demand = float(rows.people[at]), float(rows.demand[at])
        if not people:
            people, demand = float(rows.people.sum()), float(rows.demand.sum())
        return demand / people if people else 0.0

    def _spots(
        self, changes: Sequence[Change], room: Mapping[str, float], used: Mapping[str, float]
    ) -> Iterable[Spot]:
        rows, last = self.inputs.places, len(self.inputs.zones)
        by_code = {change.code: change for change in changes if change.code}
        for at, code in enumerate(rows.codes):
            change = by_code.get(code)
            east, north = int(rows.easting[at]), int(rows.northing[at])
            state, own = _state(change), bool(self._of_place[at] != last)
            if change is not None and change.what == "move":
                east, north = change.easting, change.northing
                own = self._own(east, north)
            yield Spot(code, rows.names[at], east, north, room[code], used[code], state, own)
        for at, change in enumerate(changes):
            if change.what == "open":
                code, own = f"{NEW}{at}", self._own(change.easting, change.northing)
                spot = (change.easting, change.northing)
                yield Spot(code, change.name, *spot, room[code], used[code], "new", own)

    def _own(self, easting: int, northing: int) -> bool:
        """Whether the small area nearest by is one of those studied."""
        rows = self.inputs.areas
        east = rows.easting.astype(np.float64) - easting
        north = rows.northing.astype(np.float64) - northing
        return bool(rows.studied[np.argmin(east * east + north * north)])

    def _headline(self, area: Mapping[str, Array], spots: Iterable[Spot]) -> dict[str, float]:
        studied = self.inputs.areas.studied
        told = {name: float(area[name][studied].sum()) for name in BY_AREA}
        own = [spot for spot in spots if spot.own and spot.state != "closed"]
        return told | {
            "places": float(len(own)),
            "capacity": sum(spot.capacity for spot in own),
            "used": sum(spot.used for spot in own),
        }


def _state(change: Change | None) -> str:
    states = {"close": "closed", "resize": "changed", "move": "moved"}
    return states.get(change.what, "open") if change is not None else "open"
