"""Maps of demand, of provision, and of both crossed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from culturefirst.intelligence.crossing.ground import Ground
from culturefirst.intelligence.crossing.quarters import QUARTERS, UNKNOWN
from culturefirst.intelligence.crossing.rows import Row
from culturefirst.intelligence.studying.drawing import side_of, square
from culturefirst.kit import maps
from culturefirst.kit.wording import THIN, figure

LIMITS = (80.0, 95.0, 105.0, 120.0)  # of an index: the same on every map, to be compared
CHANGES = (-10.0, -2.0, 2.0, 10.0)  # per cent
Outlines = Mapping[str, Any]
Link = Callable[[Row], str]


def outlined(rows: Sequence[Row], outlines: Outlines) -> list[tuple[Row, Any]]:
    """The authorities that have an outline."""
    return [(row, outlines[row.code]) for row in rows if row.code in outlines]


def squared(rows: Sequence[Row], outlines: Outlines, ground: Ground) -> list[tuple[Row, Any]]:
    """Small areas by their outline, or as a square about their point."""
    place = {code: at for at, code in enumerate(ground.codes)}
    at = [place[row.code] for row in rows]
    side = side_of(ground.easting[at], ground.northing[at])
    return [
        (
            row,
            outlines.get(row.code)
            or square(int(ground.easting[one]), int(ground.northing[one]), side),
        )
        for row, one in zip(rows, at, strict=True)
    ]


def crossed(drawn: Sequence[tuple[Row, Any]], title: str, link: Link) -> maps.Map:
    """By quarter: its colour, its number and a sign."""
    zones = [
        _zone(row, None if row.quarter == UNKNOWN else row.quarter, outline, _both(row), link)
        for row, outline in drawn
    ]
    look = maps.Look(paints=[each.paint for each in QUARTERS])
    classes = maps.Named.of_names([each.name for each in QUARTERS])
    return maps.choropleth(zones, title, classes, look=look)


def indexed(
    drawn: Sequence[tuple[Row, Any]], title: str, link: Link, *, provision: bool
) -> maps.Map:
    """By an index: below, about and above average."""
    zones = [
        _zone(row, value, outline, _said(value, ""), link)
        for row, outline in drawn
        for value in [row.provision if provision else row.demand]
    ]
    return _diverging(zones, title, LIMITS, "", alarming_below=provision)


def changed(drawn: Sequence[tuple[Any, Any]], title: str, link: Link) -> maps.Map:
    """By how many per cent demand changed."""
    zones = [
        _zone(row, row.percent, outline, _said(row.percent, f"{THIN}%"), link)
        for row, outline in drawn
    ]
    return _diverging(zones, title, CHANGES, "%")


def _diverging(
    zones: Sequence[maps.Zone],
    title: str,
    limits: Sequence[float],
    unit: str,
    *,
    alarming_below: bool = False,
) -> maps.Map:
    """As on the map of quarters, much demand and little provision have the warm colours."""
    classes = maps.Classes.given(limits, [zone.value for zone in zones])
    look = maps.Look(scale="diverging", unit=unit)
    if alarming_below:
        look = replace(look, paints=look.painted(len(classes))[::-1])
    return maps.choropleth(zones, title, classes, look=look)


def _zone(row: Any, value: float | None, outline: Any, says: str, link: Link) -> maps.Zone:
    return maps.Zone(row.title, value, outline, url=link(row), says=says, key=row.code)


def _said(value: float | None, unit: str) -> str:
    return "" if value is None else f"{figure(round(value, 1))}{unit}"


def _both(row: Row) -> str:
    """The quarter and both indices in words."""
    if row.quarter == UNKNOWN:
        return "not known"
    assert row.demand is not None and row.provision is not None
    indices = f"demand {figure(round(row.demand))}, provision {figure(round(row.provision))}"
    return f"{row.quarter_name.lower()}: {indices}"
