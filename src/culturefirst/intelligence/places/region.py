"""The network's area, where its outlines are loaded: who is where, and what lies outside."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from culturefirst.intelligence.ground import many_to_grid
from culturefirst.intelligence.models import Area, AreaSet
from culturefirst.kit import clock
from culturefirst.network.models import BoundaryCode, Organisation

# Outlines are simplified, and piers stand in the sea.
NEAR = 500  # metres
Point = tuple[int, int]


class Region:
    """Outlines of the authorities that stand today, in metres of the grid; read once.

    They are the network's own, else those of the latest set of areas that are authorities.
    """

    @cached_property
    def _outlines(self) -> list[tuple[int | None, str, Any]]:
        """Key and kind of each authority with its shape."""
        return self._of_the_network() or self._of_areas()

    def _of_the_network(self) -> list[tuple[int | None, str, Any]]:
        today = clock.today()
        rows = BoundaryCode.objects.held_on(today).filter(
            outline__isnull=False,
            organisation__kind__in=Organisation.AUTHORITIES,
            organisation__in=Organisation.objects.standing_on(today),
        )
        told = rows.values_list("organisation_id", "organisation__kind", "outline")
        return [(body, kind, _shape(outline)) for body, kind, outline in told.order_by("pk")]

    def _of_areas(self) -> list[tuple[int | None, str, Any]]:
        from shapely.geometry import shape

        bodies = bodies_by_code()
        rows = authorities(Area.objects.all()).values_list("code", "boundary")
        return [
            (bodies.get(code), Organisation.Kind.DISTRICT, shape(boundary))
            for code, boundary in rows
        ]

    @property
    def is_known(self) -> bool:
        """Whether there are outlines to ask."""
        return bool(self._outlines)

    @cached_property
    def _tree(self) -> Any:
        import shapely

        return shapely.STRtree([shape for _, _, shape in self._outlines])

    def look(self, points: Sequence[Point]) -> list[tuple[int | None, float]]:
        """Of each point the authority in which it lies (a district rather than its county), and
        how many metres it lies outside of all (nought inside, or near enough)."""
        if not points or not self.is_known:
            return [(None, 0.0)] * len(points)
        import numpy as np
        import shapely

        made = shapely.points(np.asarray(points, dtype=float))
        inside: list[int | None] = [None] * len(points)
        for at, outline in zip(*self._tree.query(made, predicate="intersects"), strict=True):
            body, kind, _ = self._outlines[outline]
            if inside[at] is None or kind != Organisation.Kind.COUNTY:
                inside[at] = body
        _, away = self._tree.query_nearest(made, return_distance=True, all_matches=False)
        return [
            (body, 0.0 if body is not None or metres <= NEAR else float(metres))
            for body, metres in zip(inside, away, strict=True)
        ]


def bodies_by_code() -> dict[str, int]:
    """The organisation of each boundary code, the latest where several had it."""
    rows = BoundaryCode.objects.order_by("pk").values_list("code", "organisation_id")
    return dict(rows)


def authorities(areas: Any) -> Any:
    """Of these areas the outlined ones of the latest set that is of authorities."""
    latest = AreaSet.objects.filter(kind=AreaSet.Kind.AUTHORITY).order_by("-year", "-pk")
    return areas.filter(area_set__in=latest[:1], boundary__isnull=False).order_by("code")


def _shape(outline: dict[str, Any]) -> Any:
    """A GeoJSON geometry in degrees as a shape in metres."""
    import numpy as np
    import shapely
    from shapely.geometry import shape

    made = shapely.make_valid(shape(outline))
    degrees = shapely.get_coordinates(made)
    east, north = many_to_grid(degrees[:, 0], degrees[:, 1])
    return shapely.set_coordinates(made, np.column_stack([east, north]))
