"""Charts drawn on the server as plain SVG, each with the table that equals it.

A chart is a Vega-Lite description turned into SVG by ``vl-convert`` and kept in the cache by the
description's digest. The converter is imported when the first chart is drawn: loaded before the
server forks, it hangs in the child.
"""

import hashlib
import json
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.utils.safestring import SafeString

from culturefirst.kit import wording

Spec = dict[str, Any]
DatedPoints = Sequence[tuple[date, float | None]]
NamedPoints = Sequence[tuple[str, float | None]]

BRAND, INK, SOFT, LINE = "#3b2a6b", "#1d1b26", "#55515f", "#ddd6ca"
MONTH_LABELS = f"{json.dumps(wording.MONTHS)}[utcmonth(datum.value)] + ' ' + utcyear(datum.value)"
AMOUNT_LABELS = "replace(format(datum.value, ',~f'), /,/g, '\u202f')"
CONFIG: Spec = {
    "font": "Source Sans Pro",
    "background": "transparent",
    "view": {"stroke": None},
    "axis": {
        "labelColor": SOFT,
        "titleColor": SOFT,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "gridColor": LINE,
        "domainColor": LINE,
        "tickColor": LINE,
    },
    "legend": {"labelFontSize": 13, "labelColor": INK, "orient": "top", "title": None},
}
LEGEND: Spec = {"symbolType": "stroke", "symbolSize": 400, "symbolStrokeWidth": 2.5}
REFUSED = re.compile(r"<style|<script|\sstyle=|\son\w+=|javascript:|<foreignObject", re.I)
SAID = re.compile(r'\s(?:role|aria-[a-z]+)="[^"]*"')
DAYS_KEPT = 30


class NotPlain(ValueError):
    """A drawing held something that the content security policy forbids."""


@dataclass(frozen=True)
class DataTable:
    """The figures of a chart in words: heads, and rows of as many cells."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Chart:
    """A drawing and the table that equals it."""

    svg: SafeString
    table: DataTable
    title: str


def line(
    points: DatedPoints,
    title: str,
    y_title: str,
    *,
    expected: DatedPoints = (),
    colour: str = BRAND,
    counted: str = "Counted",
    awaited: str = "Expected",
) -> Chart:
    """A figure over time, as steps from one counted day to the next, and what was expected.

    A point without a value leaves a gap. ``expected`` is drawn as a dashed line.
    """
    names = [counted, awaited] if expected else [counted]
    values = [*_dated(points, counted), *_dated(expected, awaited)]
    encoding = {
        "x": _days("day"),
        "y": _amount("value", y_title, _top([*points, *expected])),
        "color": _by_name(names, [colour, SOFT]),
        "strokeDash": _by_name(names, [[1, 0], [5, 4]]),
    }
    # Counted figures are steps: nothing is known to have happened between two days of counting.
    layers = [
        _layer(counted, "step-after", {"size": 45, "filled": True}),
        _layer(awaited, "linear"),
    ]
    spec = {"width": 680, "height": 240, "encoding": encoding, "layer": layers[: len(names)]}
    return Chart(draw(spec | _data(values)), _dated_table(points, expected, names), title)


def bars(points: NamedPoints, title: str, x_title: str, *, colour: str = BRAND) -> Chart:
    """One bar a name, in the order given."""
    values = [{"name": name, "value": value} for name, value in points]
    encoding = {
        "y": {"field": "name", "type": "nominal", "sort": None, "title": None},
        "x": _amount("value", x_title, _top(points)),
    }
    mark = {"type": "bar", "color": colour, "height": {"band": 0.65}}
    spec = {"width": 560, "height": {"step": 30}, "mark": mark, "encoding": encoding}
    return Chart(draw(spec | _data(values)), _named_table(points, x_title), title)


def strip(
    points: NamedPoints, title: str, x_title: str, *, here: str = "", colour: str = BRAND
) -> Chart:
    """One dot a name along one scale, with ``here`` marked ("you are here")."""
    values = [{"name": name, "value": value} for name, value in points if value is not None]
    x = _amount("value", x_title)
    ticks = {
        "mark": {"type": "tick", "color": SOFT, "opacity": 0.7, "thickness": 2, "size": 28},
        "encoding": {"x": x},
    }
    marked = {"test": f"datum.name == {json.dumps(here)}"}
    you = {
        "transform": [{"filter": marked["test"]}],
        "mark": {"type": "point", "filled": True, "size": 160, "color": colour},
        "encoding": {"x": x},
    }
    words = {
        "transform": [{"filter": marked["test"]}],
        "mark": {"type": "text", "dy": -22, "fontSize": 13, "fontWeight": 600, "color": INK},
        "encoding": {"x": x, "text": {"field": "name"}},
    }
    spec = {"width": 680, "height": 70, "layer": [ticks, you, words]}
    return Chart(draw(spec | _data(values)), _named_table(points, x_title), title)


def draw(spec: Spec) -> SafeString:
    """A description as SVG that may stand in a page, drawn once and then kept."""
    whole = {"config": CONFIG} | spec
    digest = hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()
    key = f"chart-2-{digest}"
    svg: str | None = cache.get(key)
    if svg is None:
        svg = plain(_convert(whole), digest[:8])
        cache.set(key, svg, DAYS_KEPT * 24 * 3600)
    return SafeString(svg)


def plain(svg: str, prefix: str) -> str:
    """The drawing as it may stand in a page: checked, scalable, silent, its ids its own.

    Its roles and labels are taken out: the page hides the drawing from screen readers and gives
    them the table. Raises ``NotPlain`` on styles, scripts or handlers.
    """
    if found := REFUSED.search(svg):
        raise NotPlain(f"A chart may not hold {found.group(0).strip()!r}.")
    svg = SAID.sub("", svg)
    svg = re.sub(r'id="([^"]+)"', rf'id="{prefix}-\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{prefix}-\1)", svg)
    return svg.replace("<svg ", '<svg focusable="false" ', 1)


def _convert(spec: Spec) -> str:
    import vl_convert

    if (fonts := find_spec("font_source_sans_pro")) is not None and fonts.origin is not None:
        vl_convert.register_font_directory(str(Path(fonts.origin).parent / "files"))
    return str(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))


def _data(values: Sequence[Spec]) -> Spec:
    return {"data": {"values": list(values)}}


def _dated(points: DatedPoints, name: str) -> Iterable[Spec]:
    return ({"day": on.isoformat(), "value": value, "name": name} for on, value in points)


def _days(name: str) -> Spec:
    axis = {"labelExpr": MONTH_LABELS, "tickCount": {"interval": "month", "step": 2}, "grid": False}
    return {
        "field": name,
        "type": "temporal",
        "scale": {"type": "utc"},
        "axis": axis,
        "title": None,
    }


def _by_name(names: Sequence[str], shown: Sequence[Any]) -> Spec:
    scale = {"domain": list(names), "range": list(shown)[: len(names)]}
    legend = LEGEND if len(names) > 1 else None
    return {"field": "name", "type": "nominal", "scale": scale, "legend": legend}


def _layer(name: str, interpolate: str, point: Spec | None = None) -> Spec:
    mark = {"type": "line", "strokeWidth": 2.5, "interpolate": interpolate, "point": point or False}
    return {"transform": [{"filter": f"datum.name == {json.dumps(name)}"}], "mark": mark}


def _amount(name: str, title: str, top: float = 0) -> Spec:
    """An axis of amounts, from nought to ``top`` where one is given."""
    axis: Spec = {"tickCount": 5, "domain": False, "labelExpr": AMOUNT_LABELS}
    scale: Spec = {"zero": False, "nice": True}
    if top > 0:
        ticks = steps(top)
        axis |= {"values": ticks, "tickCount": len(ticks)}
        scale = {"domain": [0, ticks[-1]], "nice": False}
    return {"field": name, "type": "quantitative", "title": title, "axis": axis, "scale": scale}


def steps(top: float) -> list[float]:
    """Round amounts from nought to at least ``top``, five steps or fewer.

    Never parts of one where ``top`` is one or more: nobody holds half a training session.
    """
    size = 10 ** math.floor(math.log10(top / 5))
    step = next(size * n for n in (1, 2, 5, 10) if size * n * 5 >= top * (1 - 1e-9))
    step = max(step, 1) if top >= 1 else step
    return [round(n * step, 10) for n in range(math.ceil(top / step - 1e-9) + 1)]


def _top(points: Sequence[tuple[Any, float | None]]) -> float:
    """The greatest value, or nought where a value lies below nought."""
    values = [value for _, value in points if value is not None]
    return max(values) if values and min(values) >= 0 else 0


def _dated_table(points: DatedPoints, expected: DatedPoints, names: Sequence[str]) -> DataTable:
    days = sorted({on for on, _ in points} | {on for on, _ in expected})
    columns = [dict(points), dict(expected)][: len(names)]
    rows = tuple((wording.day(on), *(_shown(column.get(on)) for column in columns)) for on in days)
    return DataTable(("Day", *names), rows)


def _named_table(points: NamedPoints, value_title: str) -> DataTable:
    return DataTable(("Name", value_title), tuple((name, _shown(value)) for name, value in points))


def _shown(value: float | None) -> str:
    return "–" if value is None else wording.figure(value)
