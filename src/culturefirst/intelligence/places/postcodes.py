"""Files of postcodes: with heads, or without as the mapping agency gives them out."""

from collections.abc import Iterator
from pathlib import Path

from culturefirst.intelligence.places.cells import tidy_postcode
from culturefirst.intelligence.places.coordinates import on_grid
from culturefirst.kit import sheets
from culturefirst.kit.cells import Unclear
from culturefirst.kit.errors import DomainError
from culturefirst.kit.sheets import Sheet

MOST_ROWS = 20_000
COLUMNS = {
    "postcode": ("pcd", "pcds", "pcd2", "post code"),
    "easting": ("eastings", "oseast1m", "e", "x"),
    "northing": ("northings", "osnrth1m", "n", "y"),
}
# Without heads: postcode, how good the point is, easting, northing.
BARE = {"postcode": 0, "easting": 2, "northing": 3}


def read(path: Path, name: str) -> list[tuple[str, int, int]]:
    """Postcode without its space, easting and northing of each; ``DomainError`` with the row."""
    sheet = sheets.read(path, name, most_rows=MOST_ROWS)
    at = sheets.places(sheet.heads, COLUMNS)
    rows = [(row.number, row.cells) for row in sheet.rows]
    if not at and _is_postcode(sheet):
        at, rows = BARE, [(1, sheet.heads), *rows]
    if missing := [column for column in COLUMNS if column not in at]:
        raise DomainError(f"No column is headed “{missing[0]}”. Put heads into the first row.")
    return list(_points(rows, at))


def _points(
    rows: list[tuple[int, list[str]]], at: dict[str, int]
) -> Iterator[tuple[str, int, int]]:
    for number, cells in rows:
        try:
            code = tidy_postcode(cells[at["postcode"]]).replace(" ", "")
            if cells[at["easting"]] in ("0", "") and cells[at["northing"]] in ("0", ""):
                continue  # lists have postcodes whose place is not known
            yield code, *on_grid(cells[at["easting"]], cells[at["northing"]])
        except Unclear as unclear:
            raise DomainError(f"Row {number}: {unclear} Nothing was kept.") from unclear


def _is_postcode(sheet: Sheet) -> bool:
    try:
        tidy_postcode(sheet.heads[0])
    except Unclear:
        return False
    return len(sheet.heads) > 3
