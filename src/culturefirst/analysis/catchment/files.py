"""Areas, facilities and minutes from CSV files, and results into them.

The only part of this package that touches files. Points are metres of the British National Grid
(``easting``, ``northing``) or degrees of WGS84 (``latitude``, ``longitude``), which are converted
by pyproj: to within about five metres, as long as it has no grid of shifts installed.
"""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TextIO, TypeVar

import numpy as np
from numpy.typing import NDArray

from culturefirst.analysis.catchment.faults import BadInput, Fault, refuse
from culturefirst.analysis.catchment.grid import Floats, Region
from culturefirst.analysis.catchment.places import Areas, Facilities
from culturefirst.analysis.catchment.sheets import Sheet, read
from culturefirst.analysis.catchment.travel import TravelTable

EAST, NORTH = ("easting", "e", "x"), ("northing", "n", "y")
LATITUDE, LONGITUDE = ("latitude", "lat"), ("longitude", "lon", "long", "lng")
AREA_CODES = ("code", "area", "id", "area_code")
FACILITY_CODES = ("code", "facility", "id", "facility_code")
DEMANDS = ("demand", "people", "population", "visits")
CAPACITIES = ("capacity",)
COSTS = ("minutes", "cost")
Columns = Mapping[str, Sequence[Any] | NDArray[Any]]
ENOUGH = 20  # points: of fewer nobody can tell which one is odd
NEAR = 10_000  # metres about the areas that count as among them
FAR = 50_000  # metres outside of where nearly all are
FLAT, STEEP = (49.0, 61.0), (-9.0, 2.0)  # latitudes and longitudes of Great Britain


Places = TypeVar("Places", Areas, Facilities)


class Minutes(NamedTuple):
    """A table of minutes, and how many of its rows name other places."""

    table: TravelTable
    left_out: int


def read_areas(
    path: Path, *, code: str = "", demand: str = "", region: Region | None = None
) -> Areas:
    """Areas of a file, checked. ``code`` and ``demand`` are names of columns, if not the usual."""
    sheet = read(path)
    with sheet.as_in_file():
        codes = sheet.words(sheet.need("code", _named(code, AREA_CODES)))
        numbers = sheet.figures(sheet.need("demand", _named(demand, DEMANDS)))
        return _plausible(Areas(codes, *_points(sheet), numbers).checked(region), region)


def read_facilities(
    path: Path,
    *,
    code: str = "",
    capacity: str = "",
    assumed: float | None = None,
    region: Region | None = None,
) -> Facilities:
    """Facilities of a file, checked; ``assumed`` is the capacity where it is not known."""
    sheet = read(path)
    with sheet.as_in_file():
        codes = sheet.words(sheet.need("code", _named(code, FACILITY_CODES)))
        numbers = sheet.figures(sheet.need("capacity", _named(capacity, CAPACITIES)))
        found = Facilities(codes, *_points(sheet), numbers)
        return _plausible(found.checked(region, assumed=assumed), region)


def read_minutes(path: Path, areas: Areas, facilities: Facilities, limit: float) -> Minutes:
    """A table of area, facility and minutes. Rows that name other places are left out."""
    sheet = read(path)
    origins = sheet.words(sheet.need("area", ("area", "origin")))
    targets = sheet.words(sheet.need("facility", ("facility", "destination")))
    place = {code: at for at, code in enumerate(areas.codes)}
    where = {code: at for at, code in enumerate(facilities.codes)}
    rows = np.array([place.get(code, -1) for code in origins], np.int64)
    columns = np.array([where.get(code, -1) for code in targets], np.int64)
    known = (rows >= 0) & (columns >= 0)
    if not known.any():
        problem = "no row names both an area and a facility of the other files"
        raise BadInput([Fault(None, "area, facility", problem, "Use the same codes in all files")])
    own = sheet.only(known)
    with own.as_in_file():
        cost = own.figures(own.need("minutes", COSTS))
        table = TravelTable(rows[known], columns[known], cost, limit)
        checked = table.checked(len(areas), len(facilities))
    least = float(checked.cost.min())
    if least > limit:
        problem = f"the least of them is {least:g}, more than the limit of {limit:g}"
        raise BadInput([Fault(None, "minutes", problem, "Give both in minutes, or a wider limit")])
    return Minutes(checked, int((~known).sum()))


def _plausible(places: Places, region: Region | None) -> Places:
    """The same; ``BadInput`` of points far off that lie among the others if turned about.

    With a region it is said where points may lie, and nothing is guessed.
    """
    if region is not None or len(places) < ENOUGH:
        return places
    east, north = places.easting.astype(float), places.northing.astype(float)
    (west, high_x), (south, high_y) = (np.quantile(each, (0.1, 0.9)) for each in (east, north))
    wide = Region(west - FAR, south - FAR, high_x + FAR, high_y + FAR)
    odd = ~wide.holds(east, north) & Region(west, south, high_x, high_y).holds(north, east)
    remedy = "Easting comes first, then northing; if they are right, say where points may lie"
    refuse(
        Fault(
            at + 1, "easting, northing", f"{east[at]:g}, {north[at]:g} seem to be swapped", remedy
        )
        for at in np.flatnonzero(odd).tolist()
    )
    return places


def refuse_swapped(areas: Areas, facilities: Facilities) -> None:
    """``BadInput`` where facilities lie among the areas only with easting and northing swapped."""
    box = Region(
        *(int(edge) - NEAR for edge in (areas.easting.min(), areas.northing.min())),
        *(int(edge) + NEAR for edge in (areas.easting.max(), areas.northing.max())),
    )
    here = box.holds(facilities.easting, facilities.northing).mean()
    turned = box.holds(facilities.northing, facilities.easting).mean()
    if here < 0.1 and turned > 0.5:
        problem = "they lie among the areas only when swapped"
        raise BadInput([Fault(None, "easting, northing", problem, "Easting comes first in both")])


def write(tables: Mapping[Path, Columns]) -> dict[Path, int]:
    """Write columns below their heads: all of the files or none; how many rows each has."""
    beside: dict[Path, Path] = {}
    rows = {}
    try:
        for path, columns in tables.items():
            part = path.with_name(f".{path.name}.part")
            try:
                with part.open("w", encoding="utf-8", newline="") as out:
                    beside[path] = part
                    rows[path] = write_to(out, columns)
            except OSError as error:
                raise OSError(error.errno, error.strerror, str(path)) from error
        for path, part in beside.items():
            part.replace(path)
    finally:
        for part in beside.values():
            part.unlink(missing_ok=True)
    return rows


def write_to(out: TextIO, columns: Columns) -> int:
    """Write columns below their heads; how many rows there are."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    rows = list(zip(*(map(_cell, values) for values in columns.values()), strict=True))
    writer.writerows(rows)
    return len(rows)


def _cell(value: Any) -> str:
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    return f"{value:.9g}" if isinstance(value, float | np.floating) else str(value)


def _named(name: str, usual: tuple[str, ...]) -> tuple[str, ...]:
    return (name,) if name else usual


def _points(sheet: Sheet) -> tuple[Floats, Floats]:
    """Metres of the grid, from whichever columns there are."""
    east, north = sheet.find(EAST), sheet.find(NORTH)
    if east and north:
        return sheet.figures(east), sheet.figures(north)
    latitude, longitude = sheet.find(LATITUDE), sheet.find(LONGITUDE)
    if latitude and longitude:
        return to_grid(sheet.figures(latitude), sheet.figures(longitude))
    problem = f"there are no coordinates among {', '.join(sheet.heads)}"
    remedy = "Give columns “easting” and “northing”, or “latitude” and “longitude”"
    raise BadInput([Fault(None, "easting, northing", problem, remedy)])


def to_grid(latitude: Floats, longitude: Floats) -> tuple[Floats, Floats]:
    """Whole metres of the British National Grid from degrees of WGS84; ``BadInput`` beyond it."""
    refuse(_of_degrees(latitude, longitude))
    from pyproj import Transformer

    known = np.isfinite(latitude) & np.isfinite(longitude)
    east, north = np.full(len(latitude), np.nan), np.full(len(latitude), np.nan)
    turn = Transformer.from_crs(4326, 27700, always_xy=True)
    east[known], north[known] = turn.transform(longitude[known], latitude[known])
    return east.round(), north.round()


def _of_degrees(latitude: Floats, longitude: Floats) -> Iterator[Fault]:
    within: Callable[[Floats, tuple[float, float]], NDArray[np.bool_]] = lambda numbers, span: (  # noqa: E731
        (numbers >= span[0]) & (numbers <= span[1])
    )
    known = np.isfinite(latitude) & np.isfinite(longitude)
    right = within(latitude, FLAT) & within(longitude, STEEP)
    turned = within(longitude, FLAT) & within(latitude, STEEP)
    for at in np.flatnonzero(known & ~right).tolist():
        told = f"{latitude[at]:.10g}, {longitude[at]:.10g}"
        if turned[at]:
            problem, remedy = f"{told} seem to be swapped", "Latitude is the one from 49 to 61"
        elif abs(latitude[at]) > 90 or abs(longitude[at]) > 180:
            problem = f"{told} are metres and not degrees"
            remedy = "Call the columns “easting” and “northing”"
        else:
            problem = f"{told} are outside Great Britain"
            remedy = "Give degrees of WGS84, latitude 49 to 61 and longitude −9 to 2"
        yield Fault(at + 1, "latitude, longitude", problem, remedy)
