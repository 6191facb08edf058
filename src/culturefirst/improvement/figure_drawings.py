"""Drawings of comparisons: who stands where, with the quartiles as a band, and over the years."""

from collections.abc import Sequence
from typing import Any

from culturefirst.analysis.comparison import Spread
from culturefirst.improvement.figures.core import Indicator
from culturefirst.kit.charts import BRAND, INK, SOFT, Chart, DataTable, draw

BAND = "#cfc6e6"
HEIGHT, TOP = 84, 20  # of the drawing, and of what lies below the words "You are here"
DRAWN = {"y": {"value": TOP}, "y2": {"value": HEIGHT}}
Named = Sequence[tuple[str, float | None]]


def strip(values: Named, spread: Spread, indicator: Indicator, here: str, title: str) -> Chart:
    """A tick a body, a band from quartile to quartile, and a point where one is oneself."""
    known = [(name, value) for name, value in values if value is not None]
    scale = {"zero": False}
    x = {"field": "value", "type": "quantitative", "title": indicator.unit, "scale": scale}
    layers = [
        *_band(spread),
        {
            "data": {"values": [{"value": value} for _, value in known]},
            "mark": {"type": "tick", "color": SOFT, "thickness": 2, "size": 26},
            "encoding": {"x": x, "y": {"value": (TOP + HEIGHT) / 2}},
        },
        *_here([value for name, value in known if name == here], x),
    ]
    svg = draw({"width": 680, "height": HEIGHT, "layer": layers})
    ordered = sorted(known, key=lambda each: (each[1], each[0]))
    rows = [(f"{name} (you)" if name == here else name, indicator.shown(v)) for name, v in ordered]
    return Chart(svg, DataTable(("Organisation", indicator.title), tuple(rows)), title)


def _band(spread: Spread) -> list[dict[str, Any]]:
    """The middle half of the group, and its median; nothing where they are not shown."""
    if not spread.is_shown:
        return []
    given = {"values": [{"low": spread.low, "high": spread.high, "median": spread.median}]}
    between = {"x": {"field": "low", "type": "quantitative"}, "x2": {"field": "high"}} | DRAWN
    middle = {"x": {"field": "median", "type": "quantitative"}} | DRAWN
    rule = {"type": "rule", "color": INK, "strokeWidth": 2}
    return [
        {"data": given, "mark": {"type": "rect", "color": BAND}, "encoding": between},
        {"data": given, "mark": rule, "encoding": middle},
    ]


def _here(mine: Sequence[float], x: dict[str, Any]) -> list[dict[str, Any]]:
    """A point with its words, where one's own value is known."""
    if not mine:
        return []
    given = {"values": [{"value": mine[0], "name": "You are here"}]}
    point = {"type": "point", "filled": True, "size": 150, "color": BRAND, "opacity": 1}
    words = {"type": "text", "fontSize": 13, "fontWeight": 600, "color": INK}
    text = {"field": "name"}
    return [
        {"data": given, "mark": point, "encoding": {"x": x, "y": {"value": (TOP + HEIGHT) / 2}}},
        {"data": given, "mark": words, "encoding": {"x": x, "y": {"value": 8}, "text": text}},
    ]


def over_years(points: Sequence[Any], indicator: Indicator, title: str) -> Chart:
    """One's own line over the band of the group's quartiles, a year beside the other."""
    rows = [
        {
            "year": str(each.collection.year),
            "mine": each.mine,
            "low": each.spread.low,
            "median": each.spread.median,
            "high": each.spread.high,
        }
        for each in points
    ]
    x = {"field": "year", "type": "ordinal", "title": None, "axis": {"labelAngle": 0}}

    def y(name: str) -> dict[str, Any]:
        scale = {"zero": False}
        return {"field": name, "type": "quantitative", "title": indicator.unit, "scale": scale}

    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "area", "color": BAND, "opacity": 0.8},
            "encoding": {"x": x, "y": y("low"), "y2": {"field": "high"}},
        },
        {
            "mark": {"type": "line", "color": SOFT, "strokeDash": [5, 4], "strokeWidth": 2},
            "encoding": {"x": x, "y": y("median")},
        },
        {
            "mark": {
                "type": "line",
                "color": BRAND,
                "strokeWidth": 2.5,
                "point": {"size": 60, "color": BRAND},
            },
            "encoding": {"x": x, "y": y("mine")},
        },
    ]
    svg = draw({"width": 680, "height": 240, "layer": layers, "data": {"values": rows}})
    told = tuple(
        (
            each.collection.title,
            *(_shown(indicator, value) for value in (each.mine, each.spread.median)),
            _shown(indicator, each.spread.low),
            _shown(indicator, each.spread.high),
            str(each.spread.n),
        )
        for each in points
    )
    heads = ("Year", "You", "Median", "Lower quartile", "Upper quartile", "Known of")
    return Chart(svg, DataTable(heads, told), title)


def _shown(indicator: Indicator, value: float | None) -> str:
    return "–" if value is None else indicator.shown(value)
