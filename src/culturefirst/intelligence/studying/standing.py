"""How things stand, now or after changes: by small area, by authority, and in all."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from culturefirst.intelligence.studying.frozen import Array
from culturefirst.intelligence.studying.inputs import Inputs
from culturefirst.intelligence.studying.solving import (
    Results,
    added_up,
    summed,
    weighted,
    zones_of,
)

BY_AREA = ("people", "demand", "satisfied", "too_far", "no_room", "score", "within", "share")
ADDED = (
    *("people", "within", "demand", "satisfied", "too_far", "no_room", "places", "capacity"),
    *("used", "kept", "exported", "imported"),
)


@dataclass(frozen=True)
class Standing:
    """``area`` is in the inputs' order, ``zone`` by number with all other ground last.

    What was kept before all was told of changes has visits by area only, and no ``zone``.
    """

    area: Mapping[str, Array]
    zone: Mapping[str, Array]
    headline: Mapping[str, float]

    @property
    def whole(self) -> bool:
        """Whether it tells of everything that the report tells of."""
        return "within" in self.area and bool(self.zone)


def now(inputs: Inputs, results: Results) -> Standing:
    """How things stand in a run."""
    area = {"people": inputs.areas.people, "demand": inputs.areas.demand} | results.area
    zone = results.zone | {"score": _scores(inputs, area)}
    return Standing(area, zone, figures(inputs, zone))


def tallied(
    inputs: Inputs, area: Mapping[str, Array], place: Mapping[str, Array], home: Array
) -> dict[str, Array]:
    """By authority; ``home`` are the visits that each meets of its own people."""
    of_area, of_place = zones_of(inputs)
    size = len(inputs.zones)
    crossing = {
        "kept": home,
        "exported": np.maximum(summed(of_area, area["satisfied"], size) - home, 0),
        "imported": np.maximum(summed(of_place, place["used"], size) - home, 0),
        "score": _scores(inputs, area),
    }
    return added_up((of_area, of_place, size), area, place) | crossing


def figures(inputs: Inputs, zone: Mapping[str, Array]) -> dict[str, float]:
    """The figures of the areas studied, all together; the score is the mean of all people."""
    last = len(inputs.zones)
    told = {name: float(zone[name][:last].sum()) for name in ADDED}
    people = zone["people"][:last]
    room = float((zone["score"][:last] * people).sum())
    return told | {"score": room / told["people"] if told["people"] else 0.0}


def _scores(inputs: Inputs, area: Mapping[str, Array]) -> Any:
    of_area, _ = zones_of(inputs)
    return weighted(of_area, area["score"], area["people"], len(inputs.zones))
