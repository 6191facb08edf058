"""How far people come: by straight lines or by minutes of a table, all alike or by mode of travel.

By a table, what is handed on is 1 − weight as the cost, with a limit of 1 and an even slope, since
each mode has costs of its own: every method then takes the weights as they are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from culturefirst.analysis import catchment
from culturefirst.intelligence.studying.frozen import Array
from culturefirst.intelligence.studying.inputs import Inputs
from culturefirst.intelligence.studying.times import MODES, Times
from culturefirst.kit.wording import figure, percent

DECAYS = {
    "even": catchment.Even,
    "gaussian": catchment.Gaussian,
    "exponential": catchment.Exponential,
    "linear": catchment.Linear,
}


@dataclass(frozen=True)
class Way:
    """One way of going: which ``share`` of visits, how far, and how they fall up to there.

    ``minutes`` is its limit; ``metres`` the same at ``speed`` (km/h of way), where there is no
    table.
    """

    mode: str
    share: float
    minutes: float
    decay: str
    metres: int = 0
    speed: float = 0.0

    @property
    def plain(self) -> dict[str, Any]:
        """As it is frozen with the parameters."""
        return dict(vars(self))

    @property
    def says(self) -> str:
        """How far, in words."""
        if not self.metres:
            return f"{figure(self.minutes)} minutes"
        return (
            f"{figure(self.minutes)} minutes, {figure(self.metres)} m at {figure(self.speed)} km/h"
        )


def ways_in(parameters: Mapping[str, Any]) -> tuple[Way, ...]:
    """The ways that were frozen; none where a study has one limit in metres."""
    return tuple(Way(**each) for each in parameters.get("ways", ()))


def how_far(inputs: Inputs) -> str:
    """How far people are taken to go, in a sentence for every report."""
    told, ways = inputs.parameters, ways_in(inputs.parameters)
    if not ways:
        return (
            f"People are taken to go at most {figure(told['limit'])} m, in straight lines × "
            f"{figure(told['detour'])}."
        )
    by = f"in straight lines × {figure(told['detour'])}"
    if inputs.times is not None:
        by = f"by the minutes of “{told['table']}”"
    if len(ways) == 1:
        mode = f" by {MODES[ways[0].mode]}" if ways[0].mode else ""
        return f"People are taken to go at most {ways[0].says}{mode}, {by}."
    each = "; ".join(
        f"{percent(way.share)} by {MODES[way.mode]}, at most {way.says}" for way in ways
    )
    return f"Visits are taken to be made, {by}: {each}."


def travel_of(inputs: Inputs) -> tuple[Any, Any]:
    """What it costs to get from an area to a place, and how visits fall with that."""
    told, ways = inputs.parameters, ways_in(inputs.parameters)
    if inputs.times is not None:
        return _by_table(inputs, inputs.times, ways), catchment.Linear()
    detour = float(told["detour"])
    if not ways:
        return catchment.StraightLine(int(told["limit"]), detour), DECAYS[told["decay"]]()
    widest = max(way.metres for way in ways)
    modes = (catchment.Mode(w.mode, w.share, w.metres, 1.0, DECAYS[w.decay]()) for w in ways)
    return catchment.StraightLine(widest, detour), catchment.ByMode(tuple(modes))


def _by_table(inputs: Inputs, times: Times, ways: Sequence[Way]) -> Any:
    size, weight = len(inputs.places.codes), np.zeros(len(times))
    within = np.zeros(len(times), np.bool_)
    for way in ways:
        own = np.flatnonzero(times.mode == times.modes.index(way.mode))
        weight[own] = _weights(way, times.minutes[own])
        within[own] = times.minutes[own] <= way.minutes
    key = times.area[within].astype(np.int64) * size + times.place[within]
    pairs, at = np.unique(key, return_inverse=True)
    lost = _lost(np.bincount(at, weight[within], len(pairs)))
    return catchment.TravelTable(
        (pairs // size).astype(np.int32),
        (pairs % size).astype(np.int32),
        lost,
        1.0,
        Elsewhere(inputs, times, ways),
    )


def _weights(way: Way, minutes: Array) -> Array:
    found: Array = way.share * DECAYS[way.decay]().weights(minutes, way.minutes)
    return found


def _lost(weight: Array) -> Array:
    lost: Array = np.clip(1.0 - weight, 0.0, 1.0)
    return lost


class Elsewhere:
    """Which areas would reach a spot that the table does not know, and at what cost.

    Minutes are estimated as the straight line × the middle (median) of minutes for each metre that
    the table itself has, mode by mode.
    """

    def __init__(self, inputs: Inputs, times: Times, ways: Sequence[Way]) -> None:
        self.ways = tuple((way, pace_of(inputs, times, way.mode)) for way in ways)
        self.east = inputs.areas.easting.astype(np.float64)
        self.north = inputs.areas.northing.astype(np.float64)

    def __call__(self, easting: int, northing: int) -> tuple[Array, Array]:
        metres = np.hypot(self.east - easting, self.north - northing)
        weight, within = np.zeros(len(metres)), np.zeros(len(metres), np.bool_)
        for way, pace in self.ways:
            minutes = metres * pace
            weight += _weights(way, minutes)
            within |= minutes <= way.minutes
        near = np.flatnonzero(within)
        return near, _lost(weight[near])


def pace_of(inputs: Inputs, times: Times, mode: str) -> float:
    """The middle of minutes for each metre of straight line; infinite where no pair tells it."""
    minutes, metres = _measured(inputs, times, mode)
    return float(np.median(minutes / metres)) if len(metres) else np.inf


def _measured(inputs: Inputs, times: Times, mode: str) -> tuple[Array, Array]:
    own = times.mode == times.modes.index(mode)
    area, place = times.area[own], times.place[own]
    metres = np.hypot(
        inputs.areas.easting[area].astype(np.float64) - inputs.places.easting[place],
        inputs.areas.northing[area].astype(np.float64) - inputs.places.northing[place],
    )
    minutes = times.minutes[own]
    told = (metres > 0) & (minutes > 0)
    return minutes[told], metres[told]


def estimate_in_words(inputs: Inputs) -> str:
    """How minutes to a new spot are estimated, and how well that fits; empty without a table."""
    if inputs.times is None:
        return ""
    told = []
    for way in ways_in(inputs.parameters):
        minutes, metres = _measured(inputs, inputs.times, way.mode)
        if not len(metres):
            continue
        pace = float(np.median(minutes / metres))
        off = float(np.median(np.abs(metres * pace - minutes) / minutes))
        by = f" by {MODES[way.mode]}" if way.mode else ""
        told.append(f"{figure(round(0.06 / pace, 1))} km/h{by} (half within {percent(off)})")
    if not told:
        return ""
    return (
        "The table has no minutes to a new spot. They are estimated from the straight line at the "
        f"middle speed of the table: {', '.join(told)}."
    )
