"""How far councils are apart: between the centres of their areas, as the crow flies."""

import csv
from collections.abc import Iterable
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

CENTRES = Path(__file__).with_name("places") / "east.csv"
EARTH = 6371.0  # km
Point = tuple[float, float]


@lru_cache(maxsize=1)
def centres() -> dict[str, Point]:
    """Latitude and longitude by GSS code."""
    with CENTRES.open(encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {row["gss_code"]: (float(row["latitude"]), float(row["longitude"])) for row in rows}


def centre_of(codes: Iterable[str]) -> Point | None:
    """The centre of the first of these codes that is known."""
    known = centres()
    return next((known[code] for code in codes if code in known), None)


def km_between(one: Point | None, other: Point | None) -> int | None:
    """The distance in whole kilometres; ``None`` where a place is not known."""
    if one is None or other is None:
        return None
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, each)) for each in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return round(2 * EARTH * asin(sqrt(half)))
