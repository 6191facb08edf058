"""Outlines as lines: rings of points, fewer of them, their middles, and paths of few bytes."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

Point = tuple[float, float]
Ring = list[Point]
LEAST = 0.6  # units of the drawing: points nearer than this to the line are left out


def rings(geometry: Mapping[str, Any]) -> Iterator[Ring]:
    """Every ring of a GeoJSON polygon or of several, holes included."""
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    for polygon in polygons:
        for ring in polygon:
            yield [(float(point[0]), float(point[1])) for point in ring]


def outlines_of(collection: Iterable[Mapping[str, Any]]) -> Iterator[tuple[dict[str, Any], Any]]:
    """The properties and geometry of each feature that has an area."""
    for feature in collection:
        geometry = feature.get("geometry") or {}
        if geometry.get("type") in ("Polygon", "MultiPolygon"):
            yield dict(feature.get("properties") or {}), geometry


def simplified(ring: Ring, least: float = LEAST) -> Ring:
    """Fewer points, none of those left out further than ``least`` from the line drawn."""
    if len(ring) < 5:
        return ring
    keep = {0, len(ring) - 1}
    waiting = [(0, len(ring) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, at = 0.0, 0
        for place in range(first + 1, last):
            away = _away(ring[place], ring[first], ring[last])
            if away > far:
                far, at = away, place
        if far > least:
            keep.add(at)
            waiting += [(first, at), (at, last)]
    return [ring[place] for place in sorted(keep)]


def _away(point: Point, start: Point, end: Point) -> float:
    """How far a point lies from the line between two others."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = across * across + down * down
    along = 0.0
    if length:
        along = ((point[0] - start[0]) * across + (point[1] - start[1]) * down) / length
        along = min(1.0, max(0.0, along))
    return math.dist(point, (start[0] + along * across, start[1] + along * down))


def extent(ring: Ring) -> float:
    """Twice the area that a ring encloses."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs))


def middle(ring: Ring) -> Point:
    """The centre of gravity of a ring."""
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    twice = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)
    if abs(twice) < 1e-9:
        return ring[0]
    x = sum((x1 + x2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairs)
    y = sum((y1 + y2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairs)
    return x / (3 * twice), y / (3 * twice)


def path(outline: Sequence[Ring]) -> str:
    """The rings as one path, to a tenth of a unit, each point told from the one before.

    A ring of which nothing is left at this scale becomes one short stroke, so that it is seen.
    """
    told, here = [], (0, 0)
    for ring in filter(None, outline):
        tenths = [(round(x * 10), round(y * 10)) for x, y in ring]
        steps = [a for a, b in zip(tenths, [*tenths[1:], tenths[0]], strict=True) if a != b]
        steps = steps or tenths[:1]
        told.append(f"m{_pair(steps[0][0] - here[0], steps[0][1] - here[1])}")
        before = steps[0]
        for each in steps[1:]:
            told.append(f"l{_pair(each[0] - before[0], each[1] - before[1])}")
            before = each
        told.append("h1z" if len(steps) < 2 else "z")
        here = steps[0]
    return "".join(told)


def _pair(x: int, y: int) -> str:
    second = _tenths(y)
    return f"{_tenths(x)}{second}" if second.startswith("-") else f"{_tenths(x)} {second}"


def _tenths(value: int) -> str:
    """``-12`` as ``-1.2``, ``5`` as ``.5``, ``30`` as ``3``."""
    sign, (whole, part) = "-" if value < 0 else "", divmod(abs(value), 10)
    return f"{sign}{whole or ''}.{part}" if part else f"{sign}{whole}"
