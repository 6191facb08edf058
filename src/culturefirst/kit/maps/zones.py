"""A map of zones coloured by class, with points over it, its legend and a measure of length.

The drawing holds its colours as attributes, so that it is the same on a page, in print and in a
paper; nothing is asked of another host, no style is inline and no script is needed.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from culturefirst.kit import wording
from culturefirst.kit.maps import spots as marks
from culturefirst.kit.maps.classes import Classes
from culturefirst.kit.maps.colours import (
    BOUND,
    EDGE,
    GROUND,
    INK,
    LAND,
    UNKNOWN,
    Scale,
    colours,
    ink_on,
)
from culturefirst.kit.maps.frame import Frame
from culturefirst.kit.maps.hatches import Paint, patterns
from culturefirst.kit.maps.lines import LEAST, extent, middle, path, rings, simplified
from culturefirst.kit.maps.spots import Spot

FINE = 400  # zones from which on lines between them are left out and none of them is a link
ROOM = 20  # units of the drawing that a number needs across and down
NOT_KNOWN = "not known"
FONT = "Source Sans Pro, sans-serif"  # where a picture stands alone, the page's is not there


@dataclass(frozen=True)
class Zone:
    """A zone to colour: ``value`` is ``None`` where it is not known.

    ``boundary`` is a GeoJSON geometry in the system of the frame. ``says`` is told instead of
    the value's own figure ("0.2 libraries for 10 000 people").
    """

    name: str
    value: float | None
    boundary: Mapping[str, Any]
    url: str = ""
    says: str = ""
    key: str = ""


@dataclass(frozen=True)
class Map:
    """A drawing, the legend that goes below it, and the frame by which points become places."""

    svg: SafeString
    legend: SafeString
    frame: Frame
    classes: Classes
    counts: tuple[int, ...] = ()
    unknown: int = 0


@dataclass(frozen=True)
class Look:
    """How a map is drawn.

    ``paper`` draws it without links and with its legend inside, for a paper or a file of its
    own; ``picture`` without links, titles and legend, for a page that has those beside it.
    ``states`` names what the shapes of points mean, in the legend's words. ``paints`` stand
    instead of a scale, one a class, where classes are kinds.
    """

    unit: str = ""
    scale: Scale = "sequential"
    paper: bool = False
    picture: bool = False
    numbered: bool = True
    states: Mapping[str, str] = field(default_factory=dict)
    paints: Sequence[Paint] = ()

    @property
    def alone(self) -> bool:
        """Whether it is a file of its own and no part of a page."""
        return self.paper or self.picture

    def painted(self, number: int) -> Sequence[Paint]:
        """How each of so many classes is drawn."""
        return self.paints or [Paint(each) for each in colours(number, self.scale)]


def choropleth(
    zones: Sequence[Zone],
    title: str,
    classes: Classes,
    *,
    frame: Frame | None = None,
    spots: Iterable[Spot] = (),
    look: Look | None = None,
    beneath: Iterable[Mapping[str, Any]] = (),
) -> Map:
    """Zones coloured by class; ``frame`` where two maps shall show the same ground.

    ``beneath`` are outlines of greater areas, drawn as land below zones that have none.
    """
    look = look or Look()
    frame = frame or Frame.of(zone.boundary for zone in zones)
    groups: dict[int | None, list[Zone]] = {None: []}
    for zone in zones:
        groups.setdefault(classes.of(zone.value), []).append(zone)
    counts = tuple(len(groups.get(at, ())) for at in range(len(classes)))
    sheet = _Sheet(frame, classes, look, fine=len(zones) >= FINE)
    drawn = format_html_join(
        "",
        "{}",
        ((sheet.group(at, held),) for at, held in sorted(groups.items(), key=_lowest) if held),
    )
    shown = [replace(each, title="", key="") if look.picture else each for each in spots]
    over = marks.drawn(shown, frame, linked=not look.alone)
    below = sheet.key_inside(counts, len(groups[None])) if look.paper else ""
    signs = patterns(sheet.paints, EDGE)
    inside = format_html(
        "{}{}{}{}{}{}", signs, land(beneath, frame), drawn, over, scale_bar(frame), below
    )
    # What holds a link is no picture to whoever hears the page.
    bare = len(zones) >= FINE and not any(spot.url for spot in shown)
    high = math.ceil(frame.height) + (sheet.key_height(len(groups[None])) if look.paper else 0)
    return Map(
        svg=_whole(inside, frame, high, title, look, bare=bare),
        legend=_legend(classes, look, counts, len(groups[None])),
        frame=frame,
        classes=classes,
        counts=counts,
        unknown=len(groups[None]),
    )


def _lowest(pair: tuple[int | None, Any]) -> int:
    return -1 if pair[0] is None else pair[0]


class _Sheet:
    """One drawing's zones."""

    def __init__(self, frame: Frame, classes: Classes, look: Look, *, fine: bool) -> None:
        self.frame, self.classes, self.look, self.fine = frame, classes, look, fine
        self.paints = look.painted(len(classes))

    def group(self, at: int | None, zones: list[Zone]) -> SafeString:
        """All zones of a class: what they share is told once."""
        fill = UNKNOWN if at is None else self.paints[at].fill(at)
        around = UNKNOWN if at is None else self.paints[at].colour
        kind = "map-unknown" if at is None else f"map-class-{at + 1}"
        # Between very many zones a line would be all that is seen.
        line, width = (around, 0.4) if self.fine and at is not None else (EDGE, 0.7)
        dashes = ' stroke-dasharray="3 2"' if at is None else ""
        inside = format_html_join("", "{}", ((self._zone(zone, at),) for zone in zones))
        return format_html(
            '<g class="map-zones {}" fill="{}" stroke="{}" stroke-width="{}"'
            ' stroke-linejoin="round" fill-rule="evenodd"{}>{}</g>',
            *(kind, fill, line, width, SafeString(dashes), inside),
        )

    def _zone(self, zone: Zone, at: int | None) -> SafeString:
        placed = [self.frame.placed(ring) for ring in rings(zone.boundary)]
        d = path([simplified(ring, LEAST) for ring in placed])
        if self.look.picture:
            return format_html('<path d="{}"/>{}', d, self._number(placed, at))
        told = self._told(zone, at)
        inside = format_html(
            '<title>{}</title><path class="map-area" d="{}"/>{}',
            *(told, d, self._number(placed, at)),
        )
        key = format_html(' data-key="{}"', zone.key) if zone.key else ""
        if zone.url and not self.look.alone and not self.fine:
            return format_html('<a href="{}" aria-label="{}"{}>{}</a>', zone.url, told, key, inside)
        return format_html("<g{}>{}</g>", key, inside)

    def _told(self, zone: Zone, at: int | None) -> str:
        if at is None:
            return f"{zone.name}: {zone.says or NOT_KNOWN}"
        unit = f" {self.look.unit}" if self.look.unit else ""
        said = zone.says or f"{wording.figure(zone.value)}{unit}"
        return f"{zone.name}: {said} (class {at + 1} of {len(self.classes)})"

    def _number(self, placed: list[Any], at: int | None) -> SafeString | str:
        """The class as a number in the zone, where there is room for it."""
        if at is None or not self.look.numbered or self.fine or not placed:
            return ""
        largest = max(placed, key=extent)
        xs, ys = [x for x, _ in largest], [y for _, y in largest]
        if max(xs) - min(xs) < ROOM or max(ys) - min(ys) < ROOM:
            return ""
        x, y = middle(largest)
        return _text(x, y + 4.5, str(at + 1), 13, ink_on(self.paints[at].colour), "middle")

    def key_height(self, unknown: int) -> int:
        """How much room the legend inside a paper's drawing takes."""
        return 24 * self._lines(unknown) + 14

    def _lines(self, unknown: int) -> int:
        return len(self.classes) + bool(unknown) + len(self.look.states)

    def key_inside(self, counts: Sequence[int], unknown: int) -> SafeString:
        """The legend as a part of the drawing."""
        entries: list[tuple[Any, str]] = [
            (_swatch(paint, at), words)
            for at, (paint, words) in enumerate(
                zip(self.paints, _class_words(self.classes, self.look, counts), strict=True)
            )
        ]
        if unknown:
            entries.append(
                (_swatch(Paint(UNKNOWN), None), f"{NOT_KNOWN} ({wording.figure(unknown)})")
            )
        entries += [(_spot_sample(state), words) for state, words in self.look.states.items()]
        top = math.ceil(self.frame.height) + 8
        lines = (
            (top + 24 * at, mark, _text(34, 14, words, 14, INK, "start"))
            for at, (mark, words) in enumerate(entries)
        )
        rows = format_html_join("", '<g transform="translate(12 {})">{}{}</g>', lines)
        return format_html('<g class="map-legend">{}</g>', rows)


def _swatch(paint: Paint, at: int | None) -> SafeString:
    ink = ink_on(paint.colour)
    number = "" if at is None else _text(13, 13.5, str(at + 1), 12, ink, "middle")
    dashes = "" if at is not None else SafeString(' stroke-dasharray="3 2"')
    return format_html(
        '<rect x=".5" y=".5" width="25" height="17" fill="{}" stroke="{}"{}/>{}',
        *(paint.colour if at is None else paint.fill(at), EDGE, dashes, number),
    )


def _spot_sample(state: str) -> SafeString:
    return format_html('<g transform="translate(6 2)">{}</g>', marks.sample(state))


def _class_words(classes: Classes, look: Look, counts: Sequence[int]) -> list[str]:
    return [
        f"{classes.words(at, look.unit)} ({wording.figure(count)})"
        for at, count in enumerate(counts)
    ]


def _legend(classes: Classes, look: Look, counts: Sequence[int], unknown: int) -> SafeString:
    """The classes with their limits and how many zones are in each."""
    paints = look.painted(len(classes))
    marks_of = [_small(_swatch(paint, at)) for at, paint in enumerate(paints)]
    rows = list(zip(marks_of, _class_words(classes, look, counts), strict=True))
    if unknown:
        rows.append(
            (_small(_swatch(Paint(UNKNOWN), None)), f"{NOT_KNOWN} ({wording.figure(unknown)})")
        )
    rows += [(marks.sample(state), words) for state, words in look.states.items()]
    return format_html('<ul class="map-key">{}</ul>', format_html_join("", "<li>{} {}</li>", rows))


def _small(swatch: SafeString) -> SafeString:
    return format_html(
        '<svg class="map-sample" width="26" height="18" viewBox="0 0 26 18" aria-hidden="true">'
        "{}</svg>",
        swatch,
    )


def land(outlines: Iterable[Mapping[str, Any]], frame: Frame) -> SafeString:
    """Greater areas as land with a line around each, beneath what is told."""
    shapes = [
        (path([simplified(frame.placed(ring), LEAST) for ring in rings(each)]),)
        for each in outlines
    ]
    if not shapes:
        return SafeString("")
    drawn = format_html_join("", '<path d="{}"/>', shapes)
    return format_html(
        '<g class="map-land" fill="{}" stroke="{}" stroke-width="1" fill-rule="evenodd"'
        ' stroke-linejoin="round" aria-hidden="true">{}</g>',
        *(LAND, BOUND, drawn),
    )


def scale_bar(frame: Frame) -> SafeString:
    """A line of a round number of kilometres, below on the left."""
    reach = frame.metres * frame.width / 5
    if not 1 <= reach < 1e7:
        return SafeString("")
    power = 10 ** math.floor(math.log10(reach))
    metres = next(step * power for step in (5, 2, 1) if step * power <= reach)
    wide, y = metres / frame.metres, frame.height - 10
    says = f"{wording.figure(metres / 1000)} km" if metres >= 1000 else f"{metres:.0f} m"
    return format_html(
        '<g class="map-scale" aria-hidden="true"><path d="M12 {}v5h{}v-5" fill="none"'
        ' stroke="{}" stroke-width="1.2"/>{}</g>',
        *(f"{y - 5:.1f}", f"{wide:.1f}", INK, _text(16, y - 4, says, 12, INK, "start")),
    )


def _text(x: float, y: float, words: str, size: float, colour: str, anchor: str) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" font-family="{}" font-size="{}" text-anchor="{}" fill="{}"'
        ' stroke="none" aria-hidden="true">{}</text>',
        *(f"{x:.1f}", f"{y:.1f}", FONT, size, anchor, colour, words),
    )


def _whole(
    inside: SafeString, frame: Frame, high: int, title: str, look: Look, *, bare: bool
) -> SafeString:
    ground = format_html(
        '<rect class="map-ground" width="{}" height="{}" fill="{}"/>',
        *(f"{frame.width:g}", math.ceil(frame.height), GROUND),
    )
    space = ' xmlns="http://www.w3.org/2000/svg"' if look.alone else ""
    if look.picture:
        space += f' width="{frame.width:g}" height="{high}"'
    return format_html(
        '<svg{} class="map map-choropleth" viewBox="0 0 {} {}" role="{}" aria-label="{}"'
        ' data-frame="{}">{}{}</svg>',
        *(
            SafeString(space),
            f"{frame.width:g}",
            high,
            "img" if bare or look.alone else "group",
            title,
        ),
        *(frame.attribute, ground, inside),
    )
