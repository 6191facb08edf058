"""Files of boundaries to outlines in whole metres of the British National Grid.

For the child process: GeoJSON (longitudes and latitudes, or the grid), TopoJSON, GeoPackage.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from culturefirst.intelligence import ground
from culturefirst.intelligence.bringing.reading import answer, unpacked
from culturefirst.intelligence.bringing.topology import features_of
from culturefirst.intelligence.ground import DEGREES, EAST_END, GRID, NORTH_END
from culturefirst.kit.errors import DomainError
from culturefirst.kit.sheets import clean

MOST_AREAS, MOST_POINTS = 60_000, 4_000_000
KEPT = 5.0  # metres: what a boundary is straightened by at most
NOT_SHAPES = (
    "The file is not GeoJSON or TopoJSON. Save it as GeoJSON with longitudes and latitudes (WGS84)."
)
NO_AREAS = "No layer of the file has areas. Choose a file of boundaries."


def read(path: str) -> dict[str, Any]:
    """Properties as rows, with an outline each."""
    given = Path(path)
    if given.suffix == ".gpkg":
        properties, shapes, system, left = _geopackage(path)
    else:
        properties, shapes, system = _json(unpacked(given))
        left = []
    if not shapes:
        raise DomainError("No feature of the file has an area. Choose a file of boundaries.")
    if len(shapes) > MOST_AREAS:
        raise DomainError(f"The file has more than {MOST_AREAS:,} areas. Split it into parts.")
    heads = list(dict.fromkeys(name for each in properties for name in each))
    told = answer(_lines(heads, properties), left)
    told["shapes"] = [_kept(shape, row + 1) for row, shape in enumerate(_on_grid(shapes, system))]
    return told


def _lines(heads: list[str], properties: list[dict[str, Any]]) -> Iterator[tuple[int, list[str]]]:
    yield 0, [clean(head) or "column" for head in heads] or ["row"]
    for number, each in enumerate(properties, start=1):
        # A row is never blank: its outline is what counts.
        yield number, [_text(each.get(head)) for head in heads] if any(each.values()) else ["–"]


def _text(value: Any) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return clean(str(value))[:200]


def _json(content: bytes) -> tuple[list[dict[str, Any]], list[Any], str]:
    from shapely.errors import ShapelyError
    from shapely.geometry import shape

    try:
        told = json.loads(content.decode("utf-8-sig"))
        features = features_of(told) if told["type"] == "Topology" else told["features"]
        named = json.dumps(told.get("crs") or "")
        drawn = [each for each in features if _has_area(each)]
        shapes = [shape(each["geometry"]) for each in drawn]
        properties = [dict(each.get("properties") or {}) for each in drawn]
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, ShapelyError) as fault:
        raise DomainError(NOT_SHAPES) from fault
    if "27700" in named:
        return properties, shapes, GRID
    if named != '""' and "CRS84" not in named and "4326" not in named:
        raise DomainError(f"Its system of coordinates ({named[:60]}) is not read. {NOT_SHAPES}")
    return properties, shapes, _told_by_numbers(shapes)


def _has_area(feature: Any) -> bool:
    return (feature.get("geometry") or {}).get("type") in ("Polygon", "MultiPolygon")


def _told_by_numbers(shapes: Sequence[Any]) -> str:
    """Degrees or metres, where a file says nothing: old files of the grid do not."""
    from shapely import total_bounds

    if not shapes:
        return DEGREES
    west, south, east, north = total_bounds(shapes)
    if west >= -180 and east <= 180 and south >= -90 and north <= 90:
        return DEGREES
    return GRID


def _geopackage(path: str) -> tuple[list[dict[str, Any]], list[Any], str, list[str]]:
    rows, shapes, system, left = ground.geopackage(
        path, shape="Polygon", most=MOST_AREAS, none=NO_AREAS
    )
    held = [(row, each) for row, each in zip(rows, shapes, strict=True) if each is not None]
    return [row for row, _ in held], [each for _, each in held], system, left


def _on_grid(shapes: Sequence[Any], system: str) -> list[Any]:
    """All outlines in metres of the grid. Refuses what lies outside, or was swapped."""
    from shapely import get_num_coordinates, total_bounds, transform

    if int(get_num_coordinates(shapes).sum()) > MOST_POINTS:
        raise DomainError(f"The outlines have more than {MOST_POINTS:,} points. Simplify them.")
    if system != GRID:
        turn = ground.turner(system, GRID)
        _refuse_swapped(total_bounds(shapes), system)
        shapes = list(transform(shapes, turn.transform, interleaved=False))
    west, south, east, north = total_bounds(shapes)
    if not (west >= 0 and south >= 0 and east < EAST_END and north < NORTH_END):
        raise DomainError(
            "The outlines lie outside of Great Britain's grid. Look at their system of "
            "coordinates: longitudes and latitudes (WGS84), or the British National Grid."
        )
    return list(shapes)


def _refuse_swapped(bounds: Any, system: str) -> None:
    west, south, east, north = bounds
    if "4326" in system and 49 <= west <= east <= 62 and -9 <= south <= north <= 3:
        raise DomainError(
            "Longitudes and latitudes of the outlines are swapped. GeoJSON has the longitude "
            "first: save the file anew as GeoJSON."
        )


def _kept(shape: Any, row: int) -> dict[str, Any]:
    """An outline to a metre, without points that no map here would show, and a point inside."""
    from shapely import make_valid, simplify

    sound = shape if shape.is_valid else make_valid(shape)
    plain = simplify(sound, KEPT, preserve_topology=True)
    polygons = [each for each in _polygons(plain) if not each.is_empty]
    if not polygons:
        raise DomainError(f"Feature {row} has no area. Take it out, or draw it anew.")
    inside = sound.representative_point()
    drawn = [[_whole(ring) for ring in (each.exterior, *each.interiors)] for each in polygons]
    return {"at": [round(inside.x), round(inside.y)], "polygons": drawn}


def _polygons(shape: Any) -> list[Any]:
    if shape.geom_type == "Polygon":
        return [shape]
    return [each for part in getattr(shape, "geoms", ()) for each in _polygons(part)]


def _whole(ring: Any) -> list[list[int]]:
    return [[round(x), round(y)] for x, y, *_ in ring.coords]
