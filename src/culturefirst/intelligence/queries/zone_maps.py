"""Outlines of authorities: their own set of areas, else what was loaded for the map of coverage."""

from collections.abc import Iterable, Mapping
from typing import Any

from culturefirst.intelligence.models import Area, AreaSet
from culturefirst.network.models import BoundaryCode


def zone_outlines(codes: Iterable[str]) -> Mapping[str, Any]:
    """Outlines by GSS code, in metres of the grid.

    An area set of authorities has them; the latest of several counts. What is missing there is
    taken from the network's own outlines by boundary code.
    """
    wanted = {code for code in codes if code}
    rows = Area.objects.filter(
        area_set__kind=AreaSet.Kind.AUTHORITY, code__in=wanted, boundary__isnull=False
    )
    found = dict(rows.order_by("area_set__year", "area_set").values_list("code", "boundary"))
    missing = wanted - found.keys()
    if missing:
        known = BoundaryCode.objects.filter(code__in=missing).exclude(outline=None)
        found |= {code: on_grid(outline) for code, outline in known.values_list("code", "outline")}
    return found


def on_grid(geometry: Mapping[str, Any]) -> dict[str, Any]:
    """A GeoJSON outline of degrees in whole metres of the grid."""
    from culturefirst.intelligence.ground import many_to_grid

    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return {
        "type": "MultiPolygon",
        "coordinates": [[_ring(ring, many_to_grid) for ring in polygon] for polygon in polygons],
    }


def _ring(ring: Any, to_grid: Any) -> list[list[int]]:
    east, north = to_grid([point[0] for point in ring], [point[1] for point in ring])
    return [[round(e), round(n)] for e, n in zip(east, north, strict=True)]
