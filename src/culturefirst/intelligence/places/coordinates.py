"""Coordinates as people write them to whole metres of the British National Grid.

How degrees and metres are turned into each other is told in ``ground``.
"""

from culturefirst.intelligence.ground import (
    EAST_END,
    NORTH_END,
    many_to_degrees,
    many_to_grid,
)
from culturefirst.kit.cells import Unclear

SOUTH, NORTH, WEST, EAST = 49.0, 61.5, -9.5, 2.5  # degrees around Great Britain
GRID = "Give eastings (0 to 700000) and northings (0 to 1300000) of the British National Grid"
Point = tuple[int, int]


def on_grid(easting: str, northing: str) -> Point:
    """Whole metres from an easting and a northing. Raises ``Unclear``, with the remedy."""
    east, north = _number(easting, "easting"), _number(northing, "northing")
    if east == 0 and north == 0:
        raise Unclear("0, 0 is the grid's corner in the sea. Leave both cells empty if not known.")
    if abs(east) <= 180 and abs(north) <= 90:
        raise Unclear(
            f"{easting}, {northing} are degrees where metres are wanted. "
            "Say that these columns are the longitude and the latitude."
        )
    if 0 <= east <= EAST_END and 0 <= north <= NORTH_END:
        return round(east), round(north)
    if 0 <= north <= EAST_END and 0 <= east <= NORTH_END:
        raise Unclear("Easting and northing look swapped. Say of the columns which is which.")
    if abs(east) < 1_200_000 and 6_200_000 < north < 8_800_000:
        raise Unclear(f"These are metres of web maps (EPSG:3857), not of the grid. {GRID}.")
    raise Unclear(f"{easting}, {northing} is outside of Great Britain's grid. {GRID}.")


def from_degrees(latitude: str, longitude: str) -> Point:
    """Whole metres from degrees of WGS84. Raises ``Unclear``, with the remedy."""
    lat, lon = _number(latitude, "latitude"), _number(longitude, "longitude")
    if lat == 0 and lon == 0:
        raise Unclear("0, 0 lies in the sea off Africa. Leave both cells empty if not known.")
    if abs(lat) > 90 or abs(lon) > 180:
        raise Unclear(
            f"{latitude}, {longitude} are metres where degrees are wanted. "
            "Say that these columns are the northing and the easting."
        )
    if SOUTH <= lon <= NORTH and WEST <= lat <= EAST:
        raise Unclear("Latitude and longitude look swapped. Say of the columns which is which.")
    if not (SOUTH <= lat <= NORTH and WEST <= lon <= EAST):
        raise Unclear(
            f"{latitude}, {longitude} is outside of Great Britain. Give a latitude of about 50 to "
            "61 and a longitude of about -8 to 2, which is below nought west of Greenwich."
        )
    east, north = many_to_grid(lon, lat)
    return round(east), round(north)


def to_degrees(easting: float, northing: float) -> tuple[float, float]:
    """Longitude and latitude of WGS84, to about a metre."""
    lon, lat = many_to_degrees(easting, northing)
    return round(lon, 5), round(lat, 5)


def _number(text: str, what: str) -> float:
    try:
        found = float(text.replace(",", "").replace("−", "-").strip("°NEm "))
    except ValueError:
        raise Unclear(f"“{text[:30]}” is no {what}. Write a number, such as 553500.") from None
    if found != found or found in (float("inf"), float("-inf")):
        raise Unclear(f"“{text[:30]}” is no {what}. Write a number, such as 553500.")
    return found
