"""In which authority areas lie, by their points, where a file does not say it."""

from collections.abc import Sequence
from typing import Any

from culturefirst.intelligence.models import Area, AreaSet

NEAR = 3_000  # metres: coasts are drawn more roughly than points are placed


def told_by_place(east: Any, north: Any) -> tuple[list[tuple[str, str]], AreaSet | None]:
    """For each point the code and name of its authority, by the latest set that has outlines.

    A point outside of every outline belongs to the nearest within three kilometres, else to none.
    """
    drawn = AreaSet.objects.filter(kind=AreaSet.Kind.AUTHORITY, areas__boundary__isnull=False)
    newest = drawn.order_by("-year", "-pk").first()
    if newest is None:
        return [("", "")] * len(east), None
    rows = Area.objects.filter(area_set=newest, boundary__isnull=False)
    held = list(rows.values_list("code", "name", "boundary"))
    found = _nearest([outline for *_, outline in held], east, north)
    return [("", "") if at < 0 else held[at][:2] for at in found], newest


def _nearest(outlines: Sequence[Any], east: Any, north: Any) -> list[int]:
    import numpy as np
    from shapely import STRtree, make_valid, points
    from shapely.geometry import shape

    tree = STRtree([make_valid(shape(each)) for each in outlines])
    rows, polygons = tree.query_nearest(points(east, north), max_distance=NEAR, all_matches=False)
    found = np.full(len(east), -1)
    found[rows] = polygons
    return [int(at) for at in found]
