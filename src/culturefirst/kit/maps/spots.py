"""Points over a map: what stands there, told by its shape as well as by its colour."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from culturefirst.kit.maps.frame import Frame

RADIUS = 3.4
# Shape, fill, line; each state has a shape of its own.
STATES = {
    "open": ("circle", "#1d1b26", "#ffffff"),
    "unknown": ("circle", "#ffffff", "#1d1b26"),
    "closed": ("cross", "none", "#a3160e"),
    "new": ("diamond", "#1a7341", "#ffffff"),
    "moved": ("triangle", "#2450a4", "#ffffff"),
    "changed": ("square", "#5b2a86", "#ffffff"),
    "candidate": ("ring", "none", "#2450a4"),
}


@dataclass(frozen=True)
class Spot:
    """A place on the map, in the system of its frame.

    ``title`` says what it is in words (without one it is drawn and not told: the table tells).
    ``size`` scales its area against others': 1 is usual. ``key`` is told to a page's script.
    """

    x: float
    y: float
    title: str = ""
    url: str = ""
    state: str = "open"
    size: float = 1.0
    key: str = ""


def drawn(spots: Iterable[Spot], frame: Frame, *, linked: bool = True) -> SafeString:
    """All spots, those of a state together, so that what they share is told once."""
    groups: dict[str, list[Spot]] = defaultdict(list)
    for each in spots:
        groups[each.state if each.state in STATES else "open"].append(each)
    parts = ((_group(state, groups[state], frame, linked),) for state in STATES if state in groups)
    return format_html_join("", "{}", parts)


def _group(state: str, spots: list[Spot], frame: Frame, linked: bool) -> SafeString:
    shape, fill, line = STATES[state]
    width = 2.2 if shape in ("cross", "ring") else 1
    inside = format_html_join("", "{}", ((_spot(each, shape, frame, linked),) for each in spots))
    return format_html(
        '<g class="map-spots map-spot-{}" fill="{}" stroke="{}" stroke-width="{}">{}</g>',
        *(state, fill, line, width, inside),
    )


def _spot(spot: Spot, shape: str, frame: Frame, linked: bool) -> SafeString:
    x, y = frame.point(spot.x, spot.y)
    mark = _mark(shape, x, y, RADIUS * math.sqrt(max(spot.size, 0.1)))
    title = format_html("<title>{}</title>", spot.title) if spot.title else ""
    key = format_html(' data-key="{}"', spot.key) if spot.key else ""
    if spot.url and linked:
        return format_html(
            '<a href="{}" aria-label="{}"{}>{}{}</a>', spot.url, spot.title, key, title, mark
        )
    return format_html("<g{}>{}{}</g>", key, title, mark) if title or key else mark


def _mark(shape: str, x: float, y: float, r: float) -> SafeString:
    if shape in ("circle", "ring"):
        return format_html('<circle cx="{}" cy="{}" r="{}"/>', _n(x), _n(y), _n(r))
    path = {
        "cross": f"M{_n(x - r)} {_n(y - r)}l{_n(2 * r)} {_n(2 * r)}m0-{_n(2 * r)}"
        f"l-{_n(2 * r)} {_n(2 * r)}",
        "diamond": f"M{_n(x)} {_n(y - 1.4 * r)}l{_n(1.4 * r)} {_n(1.4 * r)}"
        f"l-{_n(1.4 * r)} {_n(1.4 * r)}l-{_n(1.4 * r)}-{_n(1.4 * r)}z",
        "triangle": f"M{_n(x)} {_n(y - 1.4 * r)}l{_n(1.4 * r)} {_n(2.4 * r)}h-{_n(2.8 * r)}z",
        "square": f"M{_n(x - r)} {_n(y - r)}h{_n(2 * r)}v{_n(2 * r)}h-{_n(2 * r)}z",
    }[shape]
    return mark_safe(f'<path d="{path}"/>')  # noqa: S308 (numbers of our own)


def sample(state: str) -> SafeString:
    """The mark of a state alone, for a legend."""
    shape, fill, line = STATES[state]
    width = 2.2 if shape in ("cross", "ring") else 1
    return format_html(
        '<svg class="map-sample" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">'
        '<g fill="{}" stroke="{}" stroke-width="{}">{}</g></svg>',
        *(fill, line, width, _mark(shape, 7, 7, 3.8)),
    )


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
