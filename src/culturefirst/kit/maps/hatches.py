"""Signs on the ground of classes that are kinds: lines and dots tell them apart without colour.

Between very many zones there is no room for a number, and a colour alone tells nobody who does not
see it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Hatch = Literal["", "rising", "falling", "dots"]
STEP = 7
_MARKS = {
    "rising": f"M-1 {STEP + 1}L{STEP + 1} -1M-1 1L1 -1M{STEP - 1} {STEP + 1}l2 -2",
    "falling": f"M-1 -1L{STEP + 1} {STEP + 1}M{STEP - 1} -1l2 2M-1 {STEP - 1}l2 2",
    "dots": "M2 1.2a1 1 0 1 0 .01 0zM5.5 4.7a1 1 0 1 0 .01 0z",
}


@dataclass(frozen=True)
class Paint:
    """How a class is drawn: its colour, and the sign upon it."""

    colour: str
    hatch: Hatch = ""

    def fill(self, at: int) -> str:
        """The value of the attribute ``fill`` of the class ``at``."""
        return f"url(#map-hatch-{at + 1})" if self.hatch else self.colour


def patterns(paints: Sequence[Paint], ink: str) -> SafeString:
    """The definitions of all signs, once for a drawing (and one such drawing on a page)."""
    held = [(at, each) for at, each in enumerate(paints) if each.hatch]
    if not held:
        return SafeString("")
    drawn = format_html_join("", "{}", ((_pattern(at, each, ink),) for at, each in held))
    return format_html("<defs>{}</defs>", drawn)


def _pattern(at: int, paint: Paint, ink: str) -> SafeString:
    # Weak enough that a number upon it is read.
    how = 'fill="{}"' if paint.hatch == "dots" else 'fill="none" stroke="{}"'
    mark = format_html('<path d="{}" opacity=".6" ' + how + "/>", _MARKS[paint.hatch], ink)
    return format_html(
        '<pattern id="map-hatch-{}" width="{}" height="{}" patternUnits="userSpaceOnUse">'
        '<rect width="{}" height="{}" fill="{}"/>{}</pattern>',
        *(at + 1, STEP, STEP, STEP, STEP, paint.colour, mark),
    )
