"""The British National Grid and other systems of coordinates, and layers of GeoPackages.

What reads strangers' files in the limited child process stands on this too: no models here.
Degrees are of WGS84. They are turned by the seven-parameter transformation of EPSG (the national
correction grid is not shipped): right to about five metres, less than a catchment can tell.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from culturefirst.kit.errors import DomainError

# The rectangle of the grid that holds Great Britain, in metres.
EAST_END, NORTH_END = 700_000, 1_300_000
GRID, DEGREES = "EPSG:27700", "EPSG:4326"


def many_to_degrees(eastings: Any, northings: Any) -> tuple[Any, Any]:
    """Longitudes and latitudes of many points at once."""
    return turner(GRID, DEGREES).transform(eastings, northings)  # type: ignore[no-any-return]


def many_to_grid(longitudes: Any, latitudes: Any) -> tuple[Any, Any]:
    """Eastings and northings of many points at once."""
    return turner(DEGREES, GRID).transform(longitudes, latitudes)  # type: ignore[no-any-return]


@lru_cache(maxsize=8)
def turner(system: str, wanted: str) -> Any:
    """What turns x and y of one system into another's; ``DomainError`` where it is not known."""
    from pyproj import Transformer
    from pyproj.exceptions import CRSError

    try:
        return Transformer.from_crs(system, wanted, always_xy=True)
    except CRSError as fault:
        raise DomainError(f"Its system of coordinates ({system[:40]}) is not known.") from fault


def geopackage(
    path: str, *, shape: str, most: int, none: str
) -> tuple[list[dict[str, Any]], list[Any], str, list[str]]:
    """The first layer of ``shape`` ("" is any): rows, shapes or ``None``, system, layers left.

    At most one row more than ``most`` is read; ``none`` is said where there is no such layer.
    """
    from pyogrio import list_layers
    from pyogrio.errors import DataLayerError, DataSourceError
    from pyogrio.raw import read
    from shapely import from_wkb

    try:
        layers = [name for name, kind in list_layers(path) if kind is not None and shape in kind]
        if not layers:
            raise DomainError(none)
        meta, _, drawn, columns = read(path, layer=layers[0], max_features=most + 1)
    except (DataSourceError, DataLayerError) as fault:
        raise DomainError("The file is not a GeoPackage. Save it anew as one (.gpkg).") from fault
    if not meta["crs"]:
        raise DomainError("The file does not say its system of coordinates. Save it with one.")
    rows = _rows([str(name) for name in meta["fields"]], columns, len(drawn))
    shapes = [from_wkb(each) if each is not None else None for each in drawn]
    return rows, shapes, str(meta["crs"]), layers[1:]


def _rows(heads: Sequence[str], columns: Sequence[Any], size: int) -> list[dict[str, Any]]:
    return [
        {head: _plain(column[at]) for head, column in zip(heads, columns, strict=True)}
        for at in range(size)
    ]


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value
