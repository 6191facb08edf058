"""Files of places to heads and rows: tables, GeoJSON and GeoPackage, in the limited child process.

A nation's list of facilities has to come in as it is published: what may be is what was measured
to be read in the child's memory and time, and looked at in some seconds.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from culturefirst.intelligence import ground
from culturefirst.intelligence.bringing.reading import BETWEEN, PACKED, ending_of, unpacked
from culturefirst.kit import sheets, untrusted
from culturefirst.kit.errors import DomainError
from culturefirst.kit.middleware import LARGEST_FILE
from culturefirst.kit.sheets import Row, Sheet

MOST_ROWS, MOST_CELLS = 100_000, 4_000_000
TABLE = "culturefirst.intelligence.bringing.reading:table"
READERS = {".geojson": "geojson", ".json": "geojson", ".gpkg": "geopackage"}
LON, LAT = "longitude", "latitude"
NO_POINTS = "No feature of the file has a place on the ground. Choose a file of points."
NOT_JSON = "The file is not GeoJSON. Save it as GeoJSON with longitudes and latitudes (WGS84)."


def read(path: Path, name: str) -> Sheet:
    """The rows of a list of places, whatever kind of file it is; ``DomainError`` with a remedy.

    The file at ``path`` ends as ``name`` does, for by its ending it is read.
    """
    if path.stat().st_size > LARGEST_FILE:
        most = LARGEST_FILE // 2**20
        raise DomainError(f"The file is larger than {most} MB. Pack it by gzip (.csv.gz).")
    reader = READERS.get(ending_of(name).removesuffix(PACKED))
    if reader is None:
        return _table(path, name)
    heads, rows, left = untrusted.call(f"{__name__}:{reader}", path)
    return _sized(Sheet(heads, [Row(at, cells) for at, cells in rows], name, left))


def _table(path: Path, name: str) -> Sheet:
    with path.open("rb") as file:
        sheets.is_workbook(name.lower().removesuffix(PACKED), file.read(8))
    told = untrusted.call(TABLE, path)
    rows = zip(told["numbers"], told["rows"], strict=True)
    filled = [Row(at, row.split(BETWEEN)) for at, row in rows]
    return _sized(Sheet(told["heads"], filled, name, told["left_out"]))


def _sized(sheet: Sheet) -> Sheet:
    cells = len(sheet.rows) * len(sheet.heads)
    if len(sheet.rows) > MOST_ROWS or cells > MOST_CELLS:
        raise DomainError(
            f"The file has {len(sheet.rows):,} rows of {len(sheet.heads)} columns. A list may have "
            f"{MOST_ROWS:,} rows, and {MOST_CELLS:,} cells. Split it, by authority or by kind, or "
            "take out the columns that are not needed."
        )
    return sheet


def geojson(path: str) -> list[Any]:
    """For the child process: properties and points of a GeoJSON file."""
    try:
        told = json.loads(unpacked(Path(path)).decode("utf-8-sig"))
        features = [(each["properties"] or {}, each["geometry"]) for each in told["features"]]
        crs = json.dumps(told.get("crs") or "")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise DomainError(NOT_JSON) from fault
    if crs != '""' and "CRS84" not in crs and "4326" not in crs and "27700" not in crs:
        raise DomainError(f"The file names another system of coordinates ({crs[:60]}). {NOT_JSON}")
    heads = ("easting", "northing") if "27700" in crs else (LON, LAT)
    from shapely.errors import ShapelyError
    from shapely.geometry import shape

    try:
        points = [_middle(shape(geometry)) if geometry else None for _, geometry in features]
    except (ShapelyError, ValueError, KeyError, TypeError, AttributeError, IndexError) as fault:
        raise DomainError(NOT_JSON) from fault
    return _told([properties for properties, _ in features], points, heads, [])


def geopackage(path: str) -> list[Any]:
    """For the child process: the first layer with geometries of a GeoPackage, in WGS84 or BNG."""
    rows, shapes, system, left = ground.geopackage(path, shape="", most=MOST_ROWS, none=NO_POINTS)
    points = [_middle(each) if each is not None else None for each in shapes]
    return _told(rows, *_in_our_system(points, system), left)


Points = Sequence[tuple[float, float] | None]


def _in_our_system(points: Points, crs: str) -> tuple[Points, tuple[str, str]]:
    """Points of another system as longitudes and latitudes; the grid's stay as they are."""
    if "27700" in crs:
        return points, ("easting", "northing")
    turn = ground.turner(crs, ground.DEGREES)
    return [turn.transform(*each) if each else None for each in points], (LON, LAT)


def _middle(made: Any) -> tuple[float, float] | None:
    """A point, or a point inside of whatever else is drawn."""
    if made.is_empty:
        return None
    point = made if made.geom_type == "Point" else made.representative_point()
    return float(point.x), float(point.y)


def _told(
    rows: Sequence[dict[str, Any]], points: Points, heads: tuple[str, str], left: list[str]
) -> list[Any]:
    if len(rows) > MOST_ROWS:
        raise DomainError(f"The file has more than {MOST_ROWS:,} places. Split it into parts.")
    if not any(points):
        raise DomainError(NO_POINTS)
    names = list(dict.fromkeys(name for row in rows for name in row if name not in heads))
    told = [
        (at, [_text(row.get(name)) for name in names] + _both(point))
        for at, (row, point) in enumerate(zip(rows, points, strict=True), start=1)
    ]
    return [[*names, *heads], told, left]


def _both(point: tuple[float, float] | None) -> list[str]:
    return [f"{each:.6f}" for each in point] if point else ["", ""]


def _text(value: Any) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict | list):
        value = "; ".join(_each(value))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return sheets.clean(str(value))[:2000]


def _each(value: Any) -> Iterable[str]:
    return (str(each) for each in (value.values() if isinstance(value, dict) else value))
