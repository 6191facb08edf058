"""Outlines of areas from a GeoJSON file, by their GSS codes."""

import json
import re
from pathlib import Path
from typing import Any

from culturefirst.kit import untrusted
from culturefirst.kit.errors import DomainError
from culturefirst.kit.maps import outlines_of

MOST_BYTES = 30 * 1024 * 1024
MOST_POINTS = 200_000
GSS = re.compile(r"[A-Z]\d{8}", re.ASCII)
AFRESH = "Save it as GeoJSON with longitudes and latitudes (WGS84), and try again."


def read(path: Path) -> dict[str, Any]:
    """Each code's geometry. Raises ``DomainError`` with a sentence for what cannot be read."""
    if path.stat().st_size > MOST_BYTES:
        raise DomainError("The file is larger than 30 MB. Simplify its outlines first.")
    found: dict[str, Any] = untrusted.call(f"{__name__}:outlines", path)
    return found


def outlines(path: str) -> dict[str, Any]:
    """For the child process: every feature with an area whose properties hold a GSS code."""
    try:
        features = json.loads(Path(path).read_text(encoding="utf-8-sig"))["features"]
        found = {
            code: _geometry(geometry)
            for properties, geometry in outlines_of(features)
            if (code := _code(properties))
        }
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as fault:
        raise DomainError(f"The file is not GeoJSON. {AFRESH}") from fault
    if not found:
        raise DomainError(
            "No feature of the file names a GSS code (such as E07000202) and has an area. "
            "Choose the file of boundaries with its codes."
        )
    return found


def _code(properties: dict[str, Any]) -> str:
    """The first property that is a GSS code, whatever the property is called."""
    texts = (value for value in properties.values() if isinstance(value, str))
    return next((text for text in texts if GSS.fullmatch(text)), "")


def _geometry(geometry: dict[str, Any]) -> dict[str, Any]:
    """The geometry to a metre or so, which is more than a map on a page shows."""
    single = geometry["type"] == "Polygon"
    polygons = [geometry["coordinates"]] if single else geometry["coordinates"]
    kept = [[[_point(p) for p in ring] for ring in polygon] for polygon in polygons]
    if sum(len(ring) for polygon in kept for ring in polygon) > MOST_POINTS:
        raise DomainError("One outline has more than 200,000 points. Simplify it first.")
    return {"type": "MultiPolygon", "coordinates": kept}


def _point(point: list[float]) -> list[float]:
    x, y = round(float(point[0]), 5), round(float(point[1]), 5)
    if not (-180 <= x <= 180 and -90 <= y <= 90):
        raise DomainError(f"The file's points are not longitudes and latitudes. {AFRESH}")
    return [x, y]
