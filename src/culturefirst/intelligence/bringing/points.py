"""Many coordinates at once to whole metres of the British National Grid, with their faults."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from culturefirst.intelligence.bringing.faults import Faults
from culturefirst.intelligence.ground import EAST_END, NORTH_END, many_to_grid

FAR = 100_000  # metres: further than this from its authority's other areas, a point is wrong
APART = 1_000  # metres between two ways of saying where one area is
GRID = "Give eastings and northings of the British National Grid, in metres"
DEGREES = "Say of the columns which is the longitude and which the latitude"


@dataclass(frozen=True)
class Columns:
    """The texts of the columns that say where an area is, and how the file heads them."""

    easting: Sequence[str]
    northing: Sequence[str]
    longitude: Sequence[str]
    latitude: Sequence[str]
    heads: Mapping[str, str]
    numbers: Sequence[int]


def located(given: Columns, faults: Faults) -> tuple[Any, Any]:
    """Eastings and northings; what is wrong is told, and its numbers mean nothing."""
    import numpy as np

    by_metres = "easting" in given.heads and "northing" in given.heads
    by_degrees = "longitude" in given.heads and "latitude" in given.heads
    if not by_metres and not by_degrees:
        faults.add(
            None, "Columns", "Nothing says where the areas are",
            "Choose the columns of easting and northing, or of longitude and latitude",
        )  # fmt: skip
        empty = np.zeros(len(given.numbers))
        return empty, empty
    if not by_metres:
        return _from_degrees(given, faults)
    east = _numbers(given.easting, given.heads["easting"], given, faults)
    north = _numbers(given.northing, given.heads["northing"], given, faults)
    _on_grid(east, north, given, faults)
    if by_degrees and not faults:
        _agree(east, north, given, faults)
    return np.round(east), np.round(north)


def _on_grid(east: Any, north: Any, given: Columns, faults: Faults) -> None:
    import numpy as np

    column = f"{given.heads['easting']} and {given.heads['northing']}"
    known = ~(np.isnan(east) | np.isnan(north))
    inside = (east >= 0) & (east < EAST_END) & (north >= 0) & (north < NORTH_END)
    degrees = known & (np.abs(east) <= 180) & (np.abs(north) <= 90)
    swapped = known & ~inside & (north >= 0) & (north < EAST_END) & (east >= 0)
    swapped &= east < NORTH_END
    outside = known & ~inside & ~degrees & ~swapped
    for which, problem, remedy in (
        (degrees, "these are degrees where metres are wanted", DEGREES),
        (swapped, "easting and northing are swapped", "Choose the columns the other way round"),
        (outside, "this is outside of Great Britain's grid", GRID),
    ):
        faults.each(np.flatnonzero(which).tolist(), given.numbers, column, problem, remedy)


def _from_degrees(given: Columns, faults: Faults) -> tuple[Any, Any]:
    import numpy as np

    lon = _numbers(given.longitude, given.heads["longitude"], given, faults)
    lat = _numbers(given.latitude, given.heads["latitude"], given, faults)
    column = f"{given.heads['longitude']} and {given.heads['latitude']}"
    known = ~(np.isnan(lon) | np.isnan(lat))
    inside = (lat >= 49) & (lat <= 61.5) & (lon >= -9) & (lon <= 2.5)
    swapped = known & (lon >= 49) & (lon <= 61.5) & (lat >= -9) & (lat <= 2.5)
    metres = known & ((np.abs(lon) > 180) | (np.abs(lat) > 90))
    outside = known & ~inside & ~swapped & ~metres
    for which, problem, remedy in (
        (metres, "these are metres where degrees are wanted", GRID),
        (swapped, "longitude and latitude are swapped", "Choose the columns the other way round"),
        (outside, "this is outside of Great Britain", "Look at the sign of the longitude"),
    ):
        faults.each(np.flatnonzero(which).tolist(), given.numbers, column, problem, remedy)
    east, north = many_to_grid(np.where(inside, lon, 0.0), np.where(inside, lat, 52.0))
    return np.round(east), np.round(north)


def _agree(east: Any, north: Any, given: Columns, faults: Faults) -> None:
    """Where a file says it both ways, it must say the same."""
    import numpy as np

    lon = np.array([_number(text) for text in given.longitude])
    lat = np.array([_number(text) for text in given.latitude])
    known = ~(np.isnan(lon) | np.isnan(lat)) & (np.abs(lat) <= 90) & (np.abs(lon) <= 180)
    also = many_to_grid(np.where(known, lon, 0.0), np.where(known, lat, 52.0))
    apart = np.hypot(also[0] - east, also[1] - north)
    for row in np.flatnonzero(known & (apart > APART)).tolist():
        faults.add(
            given.numbers[row],
            f"{given.heads['easting']} and {given.heads['northing']}",
            f"longitude and latitude say a place {apart[row] / 1000:,.0f} km away",
            "Put right which is wrong, or choose one pair of columns only",
        )


def near_their_own(
    east: Any, north: Any, zones: Sequence[str], numbers: Sequence[int], faults: Faults
) -> None:
    """Points far from the other areas of their authority: mostly swapped, or of another system."""
    import numpy as np

    held: dict[str, list[int]] = defaultdict(list)
    for row, zone in enumerate(zones):
        if zone:
            held[zone].append(row)
    for rows in held.values():
        if len(rows) < 3:
            continue
        at_e, at_n = float(np.median(east[rows])), float(np.median(north[rows]))
        away = np.hypot(east[rows] - at_e, north[rows] - at_n)
        for place in np.flatnonzero(away > FAR).tolist():
            row = rows[place]
            turned = np.hypot(north[row] - at_e, east[row] - at_n) <= FAR
            problem = f"this is {away[place] / 1000:,.0f} km from the rest of its authority"
            remedy = "Easting and northing look swapped: swap them" if turned else GRID
            faults.add(numbers[row], "Coordinates", problem, remedy)


def _numbers(texts: Sequence[str], head: str, given: Columns, faults: Faults) -> Any:
    import numpy as np

    found = np.array([_number(text) for text in texts])
    for row in np.flatnonzero(np.isnan(found)).tolist():
        shown = f"“{texts[row][:30]}” is no number" if texts[row] else "this is empty"
        faults.add(given.numbers[row], head, shown, "Write a number, such as 553500")
    return found


def _number(text: str) -> float:
    try:
        found = float(text.replace(",", "").replace("−", "-"))
    except ValueError:
        return float("nan")
    return found if abs(found) < 1e12 else float("nan")
