"""Studies on the map: small areas by how much of their demand is unmet, places as points."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from culturefirst.intelligence.studying.frozen import Array
from culturefirst.intelligence.studying.inputs import Inputs
from culturefirst.kit import maps
from culturefirst.kit.wording import figure

LIMITS = (1.0, 10.0, 25.0, 50.0, 75.0)  # per cent unmet: the same on every map, to be compared
UNIT = "% unmet"
STATES = {
    "open": "a place",
    "closed": "closed",
    "new": "new",
    "moved": "moved",
    "changed": "another size",
}
LEAST_SIDE, MOST_SIDE = 150.0, 2_000.0


def shares(inputs: Inputs, area: Mapping[str, Array]) -> Array:
    """Per cent of each area's demand that is unmet; NaN where there is no demand."""
    asked = np.asarray(area.get("demand", inputs.areas.demand))
    missing = np.asarray(area["too_far"] + area["no_room"])
    share: Array = np.divide(100 * missing, asked, out=np.full(len(asked), np.nan), where=asked > 0)
    return share


def told(inputs: Inputs, area: Mapping[str, Array], share: Array, at: int) -> str:
    """An area's unmet demand in words."""
    if not np.isfinite(share[at]):
        return "nobody asks for anything"
    far, full = float(area["too_far"][at]), float(area["no_room"][at])
    said = f"{figure(round(float(share[at]), 1))} % unmet"
    if far + full < 0.05:
        return said
    return f"{said}: {figure(round(far, 1))} visits too far, {figure(round(full, 1))} without room"


def classes(share: Array) -> maps.Classes:
    """The classes of all maps of unmet demand."""
    return maps.Classes.given(LIMITS, share.tolist())


def drawn(
    inputs: Inputs,
    area: Mapping[str, Array],
    outlines: Mapping[str, Any],
    spots: Iterable[maps.Spot],
    title: str,
    *,
    paper: bool = False,
    picture: bool = False,
    states: Sequence[str] = ("open",),
    bounds: Sequence[Mapping[str, Any]] = (),
    frame: maps.Frame | None = None,
    link: Callable[[int], str] | None = None,
) -> maps.Map:
    """The areas studied by class; an area without an outline is a square about its point.

    ``bounds`` are outlines of authorities, beneath squares; ``frame`` a part of the whole;
    ``link`` leads on from an area by its number.
    """
    share, rows = shares(inputs, area), inputs.areas
    shapes = boundaries(inputs, outlines)
    zones = [
        maps.Zone(
            name=rows.names[at] or rows.codes[at],
            value=float(share[at]),
            boundary=boundary,
            says=told(inputs, area, share, at),
            url=link(at) if link else "",
            key=rows.codes[at],
        )
        for at, boundary in shapes.items()
        if frame is None or _meets(frame, boundary)
    ]
    look = maps.Look(
        unit=UNIT,
        paper=paper,
        picture=picture,
        numbered=False,
        states={name: STATES[name] for name in states},
    )
    frame = frame or maps.Frame.of([*shapes.values(), *bounds])
    seen = [spot for spot in spots if _inside(frame, spot)]
    return maps.choropleth(
        zones, title, classes(share), frame=frame, spots=seen, look=look, beneath=bounds
    )


def boundaries(inputs: Inputs, outlines: Mapping[str, Any]) -> dict[int, Mapping[str, Any]]:
    """The outline of each area studied, by its number; else a square about its point."""
    rows, at_all = inputs.areas, np.flatnonzero(inputs.areas.studied)
    side = side_of(rows.easting[at_all], rows.northing[at_all])
    return {
        at: outlines.get(rows.codes[at])
        or square(int(rows.easting[at]), int(rows.northing[at]), side)
        for at in at_all.tolist()
    }


def whole(
    inputs: Inputs, outlines: Mapping[str, Any], bounds: Sequence[Mapping[str, Any]]
) -> maps.Frame:
    """All the ground of a study."""
    return maps.Frame.of([*boundaries(inputs, outlines).values(), *bounds])


def places(inputs: Inputs, used: Array) -> list[maps.Spot]:
    """The places as they are, each with how full it is."""
    rows = inputs.places
    return [
        maps.Spot(
            float(rows.easting[at]),
            float(rows.northing[at]),
            f"{rows.names[at]}: {_full(float(used[at]), float(rows.capacity[at]))}",
            key=rows.codes[at],
        )
        for at in range(len(rows.codes))
    ]


def _full(used: float, capacity: float) -> str:
    return f"{figure(round(100 * used / capacity))} % used" if capacity else "no room"


def _inside(frame: maps.Frame, spot: maps.Spot) -> bool:
    return frame.west <= spot.x <= frame.east and frame.south <= spot.y <= frame.north


def _meets(frame: maps.Frame, boundary: Mapping[str, Any]) -> bool:
    """Whether any of it may be seen in the frame."""
    around = maps.Frame.of([boundary])
    across = around.west <= frame.east and frame.west <= around.east
    return across and around.south <= frame.north and frame.south <= around.north


def side_of(easting: Array, northing: Array) -> float:
    """Half of a square's side: so that as many as there are would about cover the ground."""
    if not len(easting):
        return LEAST_SIDE
    wide = max(float(np.ptp(easting)), 1000.0) * max(float(np.ptp(northing)), 1000.0)
    return float(min(max(0.35 * (wide / len(easting)) ** 0.5, LEAST_SIDE), MOST_SIDE))


def square(east: int, north: int, side: float) -> dict[str, Any]:
    """The outline of a square about a point, for an area of which none is known."""
    low, high, left, right = north - side, north + side, east - side, east + side
    ring = [[left, low], [right, low], [right, high], [left, high], [left, low]]
    return {"type": "Polygon", "coordinates": [ring]}
