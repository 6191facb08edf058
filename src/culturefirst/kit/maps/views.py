"""What part of a map is shown, as it stands in an address; and where a picture of it was clicked.

A picture that is a form's button (``<input type="image">``) sends back where it was clicked, in the
pixels that a page's style counts in. How wide it was shown is told by its name, so that a page may
show one of several widths.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

from culturefirst.kit.maps.frame import Frame
from culturefirst.kit.maps.lines import Point

PARTED = "~"
STEP = 2.0  # how much nearer or farther a step is
SHIFT = 0.4  # of what is shown: how far a step to the side goes
LEAST = 1_000.0  # metres across
FLAT, STEEP = 0.5, 1.2  # height over width, so that a picture fits a window
WIDTHS = (288, 340, 500, 740)  # for windows of 320, 375, 576 and 1,200 pixels upwards
NAME = "map-"


@dataclass(frozen=True)
class View:
    """A middle in metres of the grid, and how many metres are shown across."""

    east: float
    north: float
    across: float

    @classmethod
    def read(cls, told: str, whole: Frame) -> Self | None:
        """As an address has it; ``None`` for the whole, and for what is no view of this map."""
        try:
            east, north, across = (float(each) for each in told.split(PARTED))
        except ValueError:
            return None
        inside = whole.west <= east <= whole.east and whole.south <= north <= whole.north
        if not inside or not LEAST / 2 <= across < _across(whole):
            return None
        return cls(east, north, across)

    @classmethod
    def of(cls, whole: Frame) -> Self:
        """The whole as a view, from which to come nearer."""
        middle = (whole.west + whole.east) / 2, (whole.south + whole.north) / 2
        return cls(*middle, _across(whole))

    @property
    def address(self) -> str:
        """As it stands in an address."""
        return PARTED.join(f"{round(each)}" for each in (self.east, self.north, self.across))

    def frame(self, whole: Frame) -> Frame:
        """What is drawn: as high over its width as the whole, within bounds."""
        wide, high = self.across / 2, self.across / 2 * _shape(whole)
        return replace(
            whole,
            west=self.east - wide,
            east=self.east + wide,
            south=self.north - high,
            north=self.north + high,
        )

    def steps(self, whole: Frame) -> list[tuple[str, "View | None"]]:
        """Where one can go from here, each by its name; ``None`` is the whole."""
        nearer = replace(self, across=self.across / STEP)
        farther = replace(self, across=self.across * STEP)
        found: list[tuple[str, View | None]] = []
        if nearer.across >= LEAST:
            found.append(("Nearer", nearer))
        if self.across < _across(whole):
            found.append(("Farther", farther if farther.across < _across(whole) else None))
            found += [(name, self._aside(*way, whole)) for name, way in WAYS.items()]
            found.append(("The whole", None))
        return found

    def _aside(self, right: float, up: float, whole: Frame) -> "View":
        step, high = self.across * SHIFT, self.across * SHIFT * _shape(whole)
        east = min(max(self.east + right * step, whole.west), whole.east)
        north = min(max(self.north + up * high, whole.south), whole.north)
        return replace(self, east=east, north=north)


WAYS = {"North": (0, 1), "South": (0, -1), "West": (-1, 0), "East": (1, 0)}


def clicked(asked: Mapping[str, str], frame: Frame) -> tuple[Point, float] | None:
    """The place that was clicked, and how many metres a pixel is; ``None`` where none was.

    A button that is pressed by the keyboard says the corner, which is margin and no place.
    """
    for width in WIDTHS:
        try:
            x, y = (float(asked[f"{NAME}{width}.{each}"]) for each in "xy")
        except (KeyError, ValueError):
            continue
        scale = frame.width / width
        x, y = x * scale, y * scale
        if frame.margin <= x <= frame.width and frame.margin <= y <= frame.height:
            return frame.ground(x, y), frame.metres * scale
    return None


def was_clicked(asked: Mapping[str, str]) -> bool:
    """Whether a picture was clicked at all, on its ground or beside it."""
    return any(f"{NAME}{width}.x" in asked for width in WIDTHS)


def _across(whole: Frame) -> float:
    return max(whole.east - whole.west, LEAST)


def _shape(whole: Frame) -> float:
    return min(max((whole.north - whole.south) / _across(whole), FLAT), STEEP)
