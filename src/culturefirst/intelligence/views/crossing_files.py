"""Demand crossed with provision to take away: two tables with their dictionary, and a workbook."""

import json
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from culturefirst.intelligence.crossing.rows import FIELDS, Row, area_rows, by_need, zone_rows
from culturefirst.intelligence.policy.people import take_people
from culturefirst.intelligence.queries.crossing import Crossed
from culturefirst.intelligence.views.crossing_common import question
from culturefirst.kit.downloads import attachment, csv_file
from culturefirst.kit.workbooks import MEDIA, Page, workbook

HEADS = [name for name, *_ in FIELDS]
TITLE = "Demand and provision"


def need_file(request: HttpRequest, name: str) -> HttpResponse:
    """One of the files, of the question that stands in the address; none of licensed rates."""
    if name not in FILES:
        raise Http404("There is no such file.")
    asked = question(request, "crossed")
    if asked.crossed is None:
        raise Http404("There is nothing to give out.")
    take_people.require(request.user, asked.crossed.asked.rates)
    return FILES[name](asked.crossed)


def _zones(found: Crossed) -> list[Row]:
    return by_need(zone_rows(found.ground, found.zones, found.provision))


def _areas(found: Crossed) -> list[Row]:
    return by_need(area_rows(found.ground, found.areas, found.near))


def _table(rows: Callable[[Crossed], list[Row]], name: str) -> Callable[[Crossed], HttpResponse]:
    return lambda found: csv_file(name, HEADS, (row.cells() for row in rows(found)))


def about(found: Crossed) -> list[tuple[str, str]]:
    """What the figures are of: people, rates, places, and how they were counted."""
    asked = found.asked
    assert asked.rates is not None and asked.kind is not None
    people, rates = asked.population, asked.rates
    return [
        ("People", f"{people}, {people.year}. {people.source}. {people.licence}"),
        ("Areas", f"{people.area_set}. {people.area_set.source}. {people.area_set.licence}"),
        ("Rates", f"{rates}. {rates.source}. {rates.licence}".strip()),
        ("Demand is counted in", "visits a week" if asked.visits else "people who take part"),
        ("Places", f"{asked.kind}, {len(found.places)} in use, of the network's own record"),
        ("Places are counted by", (asked.kind.unit or "room") if asked.by_room else "their number"),
        ("Within reach", f"{found.reach} metres, straight line" if found.reach else "not said"),
        ("Average demand", f"{found.areas.overall:.6g} for each person whom the rates are about"),
        ("Average provision", f"{found.provision.whole:.6g} for 1,000 people"),
    ]


def _package(found: Crossed) -> HttpResponse:
    told = {
        "profile": "tabular-data-package",
        "name": "demand-and-provision",
        "title": TITLE,
        "description": "\n".join(f"{name}: {says}" for name, says in about(found)),
        "resources": [_resource(name) for name in ("authorities", "small-areas")],
    }
    content = json.dumps(told, ensure_ascii=False).encode()
    return attachment(content, "datapackage.json", "application/json; charset=utf-8")


def _resource(name: str) -> dict[str, Any]:
    fields = [{"name": key, "type": kind, "description": says} for key, kind, says in FIELDS]
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "primaryKey": ["code"], "missingValues": [""]},
    }


def _workbook(found: Crossed) -> HttpResponse:
    pages = (
        Page("Authorities", HEADS, (row.cells() for row in _zones(found))),
        Page("Small areas", HEADS, (row.cells() for row in _areas(found))),
        Page("What it is of", ("What", "Which"), about(found)),
        Page("Columns", ("Name", "Type", "What it is"), FIELDS),
    )
    return attachment(workbook(TITLE, pages), "demand-and-provision.xlsx", MEDIA)


FILES: dict[str, Callable[[Crossed], HttpResponse]] = {
    "authorities.csv": _table(_zones, "authorities"),
    "small-areas.csv": _table(_areas, "small-areas"),
    "datapackage.json": _package,
    "demand-and-provision.xlsx": _workbook,
}
