"""Maps of whether something is so: tiles on a grid, or outlines of areas.

It is told by a glyph, a word (in the title) and a colour, whose values the style sheet has
(``map-yes``, ``map-no``).
"""

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from culturefirst.kit.maps.frame import WIDTH, Frame
from culturefirst.kit.maps.lines import Ring, extent, middle, path, rings, simplified

TILE, GAP = 100, 6
LINE_LENGTH, MOST_LINES, LINE = 11, 3, 18
GLYPHS = {True: "✓", False: "○"}
SHIRE = "shire"
_COMPASS = {"North": "N", "South": "S", "East": "E", "West": "W", "Great": "Gt", "Saint": "St"}


@dataclass(frozen=True)
class Area:
    """What is drawn of one body: its name, whether something is so, and where it leads.

    ``outlined`` marks what lies over others (a county over its districts). Without ``url`` it is
    no link, and without ``yes`` (``None``) nothing is said of it.
    """

    name: str
    title: str
    url: str = ""
    yes: bool | None = None
    outlined: bool = False


@dataclass(frozen=True)
class Tile:
    """An area as a square on a grid; column and row count from 0."""

    area: Area
    column: int
    row: int


def tiles(shown: Sequence[Tile], title: str) -> SafeString:
    """The tiles as a drawing as wide as its place."""
    left = min((tile.column for tile in shown), default=0)
    top = min((tile.row for tile in shown), default=0)
    across = max((tile.column for tile in shown), default=0) - left + 1
    down = max((tile.row for tile in shown), default=0) - top + 1
    drawn = format_html_join("", "{}", ((_tile(tile, left, top),) for tile in shown))
    return _drawing(drawn, across * TILE, down * TILE, title, "map-tiles")


def strip(areas: Sequence[Area], across: int) -> list[Tile]:
    """Areas that have no place of their own, side by side."""
    return [Tile(area, at % across, at // across) for at, area in enumerate(areas)]


def shapes(shown: Sequence[tuple[Area, Mapping[str, Any]]], title: str) -> SafeString:
    """Areas by their outlines (GeoJSON geometries in WGS84), in a projection true in its middle."""
    held = [list(rings(geometry)) for _, geometry in shown]
    points = (point for each in held for ring in each for point in ring)
    frame = Frame.around(points, "degrees", margin=0)
    parts = (
        (_shape(area, [simplified(frame.placed(ring)) for ring in each]),)
        for (area, _), each in zip(shown, held, strict=True)
    )
    drawn = format_html_join("", "{}", parts)
    return _drawing(drawn, WIDTH, math.ceil(frame.height), title, "map-shapes")


def _shape(area: Area, placed: list[Ring]) -> SafeString:
    x, y = middle(max(placed, key=extent, default=[(0.0, 0.0)]))
    drawn = format_html(
        '<path class="map-area" d="{}" fill-rule="evenodd"/><text class="map-glyph" x="{}" y="{}"'
        ' text-anchor="middle" dominant-baseline="central" aria-hidden="true">{}</text>',
        *(path(placed), f"{x:.1f}", f"{y:.1f}", _glyph(area)),
    )
    return _linked(area, drawn)


def _tile(tile: Tile, left: int, top: int) -> SafeString:
    x, y = (tile.column - left) * TILE, (tile.row - top) * TILE
    lines = short_lines(tile.area.name)
    start = y + 64 - LINE / 2 * (len(lines) - 1)
    words = format_html_join(
        "", "{}", ((_line(line, x + TILE / 2, start + LINE * at),) for at, line in enumerate(lines))
    )
    side = TILE - GAP
    inner = format_html(
        '<rect class="map-inner" x="{}" y="{}" width="{}" height="{}" rx="4"/>',
        *(x + 8, y + 8, side - 10, side - 10),
    )
    drawn = format_html(
        '<rect class="map-area" x="{}" y="{}" width="{}" height="{}" rx="8"/>{}'
        '<text class="map-glyph" x="{}" y="{}" text-anchor="middle" aria-hidden="true">{}</text>{}',
        *(x + GAP / 2, y + GAP / 2, side, side, inner if tile.area.outlined else ""),
        *(x + TILE / 2, y + 27, _glyph(tile.area), words),
    )
    return _linked(tile.area, drawn)


def _line(line: str, x: float, y: float) -> SafeString:
    # A word that cannot be broken is drawn closer rather than cut.
    squeezed = len(line) > LINE_LENGTH
    length = format_html(' textLength="{}" lengthAdjust="spacingAndGlyphs"', TILE - 14)
    return format_html(
        '<text class="map-name" x="{}" y="{}" text-anchor="middle"{}>{}</text>',
        *(x, y, length if squeezed else "", line),
    )


def short_lines(name: str) -> list[str]:
    """A name in a few short lines: points of the compass as letters, "and" left out."""
    words = [_COMPASS.get(word, word) for word in name.split() if word.lower() not in ("and", "&")]
    lines: list[str] = []
    for word in itertools.chain.from_iterable(map(_broken, words)):
        joins = bool(lines) and not lines[-1].endswith("-")
        if joins and len(lines[-1]) + 1 + len(word) <= LINE_LENGTH:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines[:MOST_LINES]


def _broken(word: str) -> list[str]:
    """A word too long for a line, in two: at its hyphen, or before the end of a county's name."""
    first, hyphen, rest = word.partition("-")
    if len(word) <= LINE_LENGTH:
        return [word]
    if hyphen:
        return [f"{first}-", rest]
    return [f"{word.removesuffix(SHIRE)}-", SHIRE] if word.endswith(SHIRE) else [word]


def _glyph(area: Area) -> str:
    return "" if area.yes is None else GLYPHS[area.yes]


def _linked(area: Area, drawn: SafeString) -> SafeString:
    said = {True: "map-yes", False: "map-no", None: "map-unsaid"}[area.yes]
    kind = f"{said} map-over" if area.outlined else said
    inside = format_html("<title>{}</title>{}", area.title, drawn)
    if not area.url:
        return format_html('<g class="{}">{}</g>', kind, inside)
    return format_html(
        '<a class="{}" href="{}" aria-label="{}">{}</a>', kind, area.url, area.title, inside
    )


def _drawing(drawn: SafeString, width: int, height: int, title: str, kind: str) -> SafeString:
    return format_html(
        '<svg class="map {}" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>',
        *(kind, width, max(height, 1), title, drawn),
    )
