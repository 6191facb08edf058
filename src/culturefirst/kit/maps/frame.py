"""What part of the ground a drawing shows, and how its units and places turn into each other."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Self

from culturefirst.kit.maps.lines import Point, Ring, rings

WIDTH = 800
MARGIN = 12
System = Literal["metres", "degrees"]


@dataclass(frozen=True)
class Frame:
    """A rectangle of the ground and the drawing of it, ``width`` units across.

    Places are eastings and northings in ``metres`` (British National Grid), or longitudes and
    latitudes in ``degrees``, which are narrowed by the cosine of the middle latitude. Two maps
    of one frame can be compared; ``ground`` turns a point of the drawing back into a place.
    """

    west: float
    south: float
    east: float
    north: float
    system: System = "metres"
    width: float = WIDTH
    margin: float = MARGIN

    @classmethod
    def around(cls, points: Iterable[Point], system: System = "metres", **more: Any) -> Self:
        """The smallest frame that holds all the points; of none, a frame of nothing."""
        held = list(points) or [(0.0, 0.0)]
        xs, ys = [x for x, _ in held], [y for _, y in held]
        return cls(min(xs), min(ys), max(xs), max(ys), system, **more)

    @classmethod
    def of(cls, geometries: Iterable[Mapping[str, Any]], system: System = "metres") -> Self:
        """The smallest frame that holds all the outlines."""
        return cls.around((p for each in geometries for ring in rings(each) for p in ring), system)

    @property
    def height(self) -> float:
        """How high the drawing is, in its units."""
        return max((self.north - self.south) * self._scale, 1.0) + 2 * self.margin

    @property
    def metres(self) -> float:
        """How many metres of the ground a unit of the drawing is."""
        on_ground = 1 / self._scale
        return on_ground if self.system == "metres" else on_ground * 111_320

    def placed(self, ring: Iterable[Point]) -> Ring:
        """Places as points of the drawing."""
        return [self.point(x, y) for x, y in ring]

    def point(self, x: float, y: float) -> Point:
        """A place as a point of the drawing."""
        across = (x - self.west) * self._narrowing * self._scale
        return across + self.margin, (self.north - y) * self._scale + self.margin

    def ground(self, x: float, y: float) -> Point:
        """The place of a point of the drawing: whole metres, or degrees to a metre or so."""
        across = (x - self.margin) / (self._narrowing * self._scale) + self.west
        up = self.north - (y - self.margin) / self._scale
        digits = 0 if self.system == "metres" else 5
        return round(across, digits), round(up, digits)

    @property
    def attribute(self) -> str:
        """Itself in a line, for a page that turns clicks into places (``from_attribute``)."""
        ends = (self.west, self.south, self.east, self.north, self.width, self.margin)
        return ",".join(f"{value:.10g}" for value in ends) + f",{self.system}"

    @classmethod
    def from_attribute(cls, told: str) -> Self:
        """The frame that a page gives back. Raises ``ValueError`` where it is none."""
        *numbers, system = told.split(",")
        west, south, east, north, width, margin = (float(each) for each in numbers)
        limits = (west, south, east, north, width, margin)
        if system not in ("metres", "degrees") or not all(map(math.isfinite, limits)):
            raise ValueError("This is not the frame of a map.")
        return cls(west, south, east, north, system, width, margin)  # type: ignore[arg-type]

    @property
    def _narrowing(self) -> float:
        if self.system == "metres":
            return 1.0
        return math.cos(math.radians((self.north + self.south) / 2))

    @property
    def _scale(self) -> float:
        across = max((self.east - self.west) * self._narrowing, 1e-9)
        return (self.width - 2 * self.margin) / across
