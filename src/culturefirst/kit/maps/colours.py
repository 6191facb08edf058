"""Colours of classes, as attributes of the drawing: the same on a page, on paper and alone.

Five classes of one hue cannot each keep 3:1 from the next (that would need 81:1 from end to end).
So every zone has a line around it that keeps 3:1 from the ground and from light classes, dark
classes keep it from the ground themselves, and which class a zone is of is told by a number in it,
in its title, in the legend and in the table.
"""

from collections.abc import Sequence
from typing import Literal

GROUND = "#e8eef0"
EDGE = "#3d332b"
LAND, BOUND = "#fbfaf7", "#6f7478"  # of greater areas that lie beneath
INK, PALE = "#000000", "#ffffff"
UNKNOWN = "#ffffff"
Scale = Literal["sequential", "diverging"]
STOPS: dict[str, Sequence[str]] = {
    "sequential": ("#f6e8d8", "#ebcaa0", "#d9a067", "#b96f2e", "#7d3c03"),
    "diverging": ("#0b6b62", "#86bdb3", "#f4efe6", "#dba76d", "#93460a"),
}


def colours(number: int, scale: Scale = "sequential") -> list[str]:
    """As many colours as there are classes, from the least value's to the greatest's."""
    stops = [_channels(each) for each in STOPS[scale]]
    if number < 2:
        return [STOPS[scale][1]]
    found = []
    for at in range(number):
        place = at / (number - 1) * (len(stops) - 1)
        low = min(int(place), len(stops) - 2)
        part = place - low
        mixed = (a + (b - a) * part for a, b in zip(stops[low], stops[low + 1], strict=True))
        found.append("#" + "".join(f"{round(channel):02x}" for channel in mixed))
    return found


def ink_on(colour: str) -> str:
    """The colour of a number on it, whichever is read better."""
    return INK if contrast(colour, INK) >= contrast(colour, PALE) else PALE


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG between two colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    shares = [channel / 255 for channel in _channels(colour)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
