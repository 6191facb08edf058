"""What would come of changes: the same areas and places, with some closed, resized, moved, new."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from culturefirst.analysis import catchment
from culturefirst.intelligence.studying.changed import (
    changed,
    for_a_unit,
    visits_of_one,
    zone_at,
)
from culturefirst.intelligence.studying.changes import NEW, Change
from culturefirst.intelligence.studying.followed import Followed
from culturefirst.intelligence.studying.frozen import Array, Frozen, freeze, thaw
from culturefirst.intelligence.studying.inputs import ELSEWHERE, Inputs
from culturefirst.intelligence.studying.solving import reach_of, solve, summed, zones_of
from culturefirst.intelligence.studying.standing import Standing, figures, tallied
from culturefirst.kit.errors import DomainError

TOO_MANY = (
    "The table has more minutes than can be kept to try changes. Study fewer authorities, or a "
    "shorter way."
)
VISITS = ("demand", "satisfied", "too_far", "no_room")
STATES = {"close": "closed", "resize": "changed", "move": "moved", "open": "new"}
ZONED = "zone_"  # before the names of arrays by authority, where an outcome is frozen


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
class Tried(Standing):
    """How things would stand: also each place, and whether changes were followed or all solved."""

    spots: tuple[Spot, ...]
    how: str

    def frozen(self) -> Frozen:
        """As bytes with their digest."""
        spots = [list(vars(spot).values()) for spot in self.spots]
        arrays = dict(self.area) | {f"{ZONED}{name}": each for name, each in self.zone.items()}
        plain = {name: np.ascontiguousarray(each, "<f8") for name, each in arrays.items()}
        return freeze({"spots": spots, "headline": dict(self.headline), "how": self.how}, plain)


def read_tried(content: bytes) -> Tried:
    """An outcome as it was frozen; the first that were kept have visits by area alone."""
    head, arrays = thaw(content)
    spots = tuple(Spot(*each) for each in head["spots"])
    area = {name: each for name, each in arrays.items() if not name.startswith(ZONED)}
    zone = {name[len(ZONED) :]: each for name, each in arrays.items() if name not in area}
    return Tried(area, zone, head["headline"], spots, head["how"])


class Trial:
    """One run, solved once, and questions about it; to be kept while people ask."""

    def __init__(self, inputs: Inputs, engine: str = "auto") -> None:
        self.inputs, self.engine = inputs, engine
        reach = reach_of(inputs, engine)
        self.whatif = catchment.WhatIf(reach, inputs.areas.demand, inputs.places.capacity)
        self._of_area, _ = zones_of(inputs)
        self._followed = Followed(inputs, self.whatif) if self.whatif.pairs is not None else None

    def tried(self, changes: Sequence[Change]) -> Tried:
        """What would come of them. ``BadInput`` where one cannot be."""
        then = changed(self.inputs, changes)
        if self._followed is None:
            return self._anew(changes, then)
        outcome = self.whatif.try_changes([self.asked(at, one) for at, one in enumerate(changes)])
        got, stand = outcome.allocation, outcome.stand
        area = {name: getattr(got, name) for name in VISITS} | {"people": then.areas.people}
        area |= self._followed.after(stand, then.areas)
        home = summed(
            self._of_area, self._followed.at_home(stand, self._beside(changes)), self._size
        )
        used = dict(zip(outcome.codes, got.used.tolist(), strict=True))
        return self._told(changes, then, area, used, home, outcome.how)

    def _anew(self, changes: Sequence[Change], then: Inputs) -> Tried:
        """The whole solved, where there are too many pairs to keep."""
        if self.inputs.times is not None:
            raise DomainError(TOO_MANY)
        got = solve(then, self.engine)
        area = dict(got.area) | {"people": then.areas.people, "demand": then.areas.demand}
        used = dict(zip(then.places.codes, got.place["used"].tolist(), strict=True))
        return self._told(changes, then, area, used, got.zone["kept"], "whole")

    def asked(self, at: int, change: Change) -> Any:
        """The change in the terms of the calculation, in visits a week."""
        if change.what == "close":
            return catchment.Close(change.code)
        if change.what == "resize":
            each = for_a_unit(self.inputs, change.code)
            return catchment.Resize(change.code, change.units * each)
        if change.what == "move":
            return catchment.Move(change.code, change.easting, change.northing)
        if change.what == "growth":
            each = visits_of_one(self.inputs, change.code)
            return catchment.Growth(change.code, change.people * each)
        room = change.units * float(self.inputs.parameters["each"])
        return catchment.Open(f"{NEW}{at}", change.easting, change.northing, room)

    @property
    def _size(self) -> int:
        return len(self.inputs.zones)

    def _beside(self, changes: Iterable[Change]) -> list[int]:
        """The authorities of what moved or came; all that is not studied is one ground, last."""
        zones = [
            zone_at(self.inputs, each.easting, each.northing)
            for each in changes
            if each.what in ("move", "open")
        ]
        return [self._size if zone == ELSEWHERE else zone for zone in zones]

    def _told(
        self,
        changes: Sequence[Change],
        then: Inputs,
        area: Mapping[str, Array],
        used: Mapping[str, float],
        home: Array,
        how: str,
    ) -> Tried:
        rows = then.places
        place = {
            "places": np.ones(len(rows.codes)),
            "capacity": rows.capacity,
            "used": np.array([used[code] for code in rows.codes]),
        }
        zone = tallied(then, area, place, home)
        spots = tuple(self._spots(changes, then, used))
        return Tried(area, zone, figures(then, zone), spots, how)

    def _spots(
        self, changes: Sequence[Change], then: Inputs, used: Mapping[str, float]
    ) -> Iterator[Spot]:
        states = {
            each.code or f"{NEW}{at}": STATES[each.what]
            for at, each in enumerate(changes)
            if each.what in STATES
        }
        rows = then.places
        for at, code in enumerate(rows.codes):
            yield Spot(
                code,
                rows.names[at],
                int(rows.easting[at]),
                int(rows.northing[at]),
                float(rows.capacity[at]),
                used[code],
                states.get(code, "open"),
                bool(rows.zone[at] >= 0),
            )
        for gone in (each.code for each in changes if each.what == "close"):
            rows, at = self.inputs.places, self.inputs.places.codes.index(gone)
            spot = (int(rows.easting[at]), int(rows.northing[at]))
            yield Spot(gone, rows.names[at], *spot, 0.0, 0.0, "closed", bool(rows.zone[at] >= 0))
