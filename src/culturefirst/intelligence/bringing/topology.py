"""TopoJSON, in which neighbours share their lines, to features with outlines of their own."""

from collections.abc import Sequence
from typing import Any

Point = list[float]


def features_of(topology: dict[str, Any]) -> list[dict[str, Any]]:
    """The features of the first object that has areas, as GeoJSON has them."""
    arcs = _arcs(topology)
    for held in topology["objects"].values():
        found = held.get("geometries", [held])
        drawn = [each for each in found if each.get("type") in ("Polygon", "MultiPolygon")]
        if drawn:
            return [_feature(each, arcs) for each in drawn]
    return []


def _arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Every arc in its own coordinates: steps are added up, then scaled and moved."""
    moved = topology.get("transform")
    if not moved:
        return [[[float(x) for x in point[:2]] for point in arc] for arc in topology["arcs"]]
    (wide, high), (west, south) = moved["scale"], moved["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append([x * wide + west, y * high + south])
        found.append(line)
    return found


def _feature(given: dict[str, Any], arcs: list[list[Point]]) -> dict[str, Any]:
    single = given["type"] == "Polygon"
    polygons = [given["arcs"]] if single else given["arcs"]
    drawn = [[_ring(ring, arcs) for ring in polygon] for polygon in polygons]
    properties = dict(given.get("properties") or {})
    if "id" in given:
        properties.setdefault("id", given["id"])
    return {
        "properties": properties,
        "geometry": {"type": "MultiPolygon", "coordinates": drawn},
    }


def _ring(ring: Sequence[int], arcs: list[list[Point]]) -> list[Point]:
    """Arcs end to end; a number below nought is an arc run backwards."""
    line: list[Point] = []
    for at in ring:
        arc = arcs[at] if at >= 0 else arcs[~at][::-1]
        line += arc[1:] if line else arc
    return line
