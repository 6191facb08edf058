"""Invented areas of every authority: where they are, who lives there, and how many take part.

Cells around points, people dealt out by chance (``examples/make_areas.py`` made them), and the
rates that a national survey published. They are brought as anybody brings files, but for the
preview: the same reading, the same checks.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from culturefirst.demo.stage import Event, Happening, Stage
from culturefirst.demo.tables import HERE
from culturefirst.intelligence import actions
from culturefirst.intelligence.bringing.reading import Rows, shipped_rows
from culturefirst.intelligence.models import AreaSet, Classification

BROUGHT = date(2011, 6, 14)
SOURCE = "Invented for the demonstration: cells around points, and people dealt out by chance"
SAID = {"source": SOURCE, "licence": "CC0", "year": "2011"}
AUTHORITIES, AREAS, SEGMENTS = (
    "Authorities (invented outlines)",
    "Invented areas",
    "Invented segments",
)


def events() -> Iterator[Event]:
    """Authorities first, so that whatever follows can be drawn by them."""
    told: tuple[Happening, ...] = (_authorities, _areas, _outlines, _people, _segments, _rates)
    yield from (Event(BROUGHT + timedelta(days=at), each) for at, each in enumerate(told))


def _authorities(stage: Stage) -> None:
    choice = SAID | {"name": AUTHORITIES, "kind": "authority"}
    _bring(stage, "boundaries", "authorities.geojson", choice)


def _areas(stage: Stage) -> None:
    _bring(stage, "areas", "areas.csv", SAID | {"name": AREAS, "kind": "other"})


def _outlines(stage: Stage) -> None:
    _bring(stage, "boundaries", "areas.geojson", {"area_set": _set_of_areas()})


def _people(stage: Stage) -> None:
    choice = SAID | {"name": "Invented people, 2011", "area_set": _set_of_areas()}
    _bring(stage, "people", "people.csv", choice)


def _segments(stage: Stage) -> None:
    choice = SAID | {"classification_name": SEGMENTS, "area_set": _set_of_areas()}
    _bring(stage, "segments", "segments.csv", choice)


def _rates(stage: Stage) -> None:
    actions.load_national_rates(by=stage.actor("helen"))
    kinds = {"classification": Classification.objects.get(name=SEGMENTS).pk}
    _bring(stage, "rates", "segment_rates.csv", kinds)


def _set_of_areas() -> int:
    found: int = AreaSet.objects.get(name=AREAS).pk
    return found


def _bring(stage: Stage, what: str, name: str, choice: dict[str, Any]) -> None:
    """Keep the file, and import it as the page would have said."""
    by, path = stage.actor("helen"), HERE / name
    rows = _shapes(path.read_text(encoding="utf-8")) if what == "boundaries" else shipped_rows(path)
    file = actions.bring_people_file(
        by=by, what=what, name=name, content=path.read_bytes(), rows=rows, choice=choice
    )
    actions.import_people(by=by, file=file, rows=rows, agreed=file.found["digest"])


def _shapes(text: str) -> Rows:
    """Outlines of our own, whole metres of the grid already: nothing is turned or looked over."""
    features = json.loads(text)["features"]
    rows = [[each["properties"]["code"], each["properties"]["name"]] for each in features]
    shapes = [
        {"at": _middle(ring), "polygons": [[ring]]}
        for each in features
        for ring in each["geometry"]["coordinates"]
    ]
    return Rows(["code", "name"], rows, list(range(1, len(rows) + 1)), [], shapes)


def _middle(ring: list[list[int]]) -> list[int]:
    """The mean of the corners, which lies inside of cells like these."""
    corners = ring[:-1]
    return [round(sum(values) / len(corners)) for values in zip(*corners, strict=True)]
