"""One table of minutes, and the points that a routing tool has to go between."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from culturefirst.intelligence.ground import many_to_degrees
from culturefirst.intelligence.models import AreaSet
from culturefirst.intelligence.policy.people import keep_people
from culturefirst.intelligence.queries import travel as queries
from culturefirst.intelligence.studying.times import MODES
from culturefirst.kit.downloads import csv_file
from culturefirst.kit.tables import Column, Table
from culturefirst.kit.wording import figure


def travel_times(request: HttpRequest, pk: int) -> HttpResponse:
    """Its source, by which modes, and each place with how far it is."""
    found: Any = get_object_or_404(queries.every(request.user), pk=pk)
    table = _table(queries.by_place(found, request.user), request)
    if (file := table.response()) is not None:
        return file
    modes = [
        (MODES.get(each["mode"], "one way of travelling"), each["pairs"], figure(each["longest"]))
        for each in found.modes
    ]
    context = {
        "times": found,
        "modes": modes,
        "table": table,
        "of_all": found.area_set.areas.count(),
        "may_keep": keep_people.allows(request.user),
    }
    return render(request, "intelligence/people/travel_times.html", context)


def points(request: HttpRequest, what: str) -> HttpResponse:
    """Areas of a set, or all places, as routing tools read them: id, lon, lat."""
    if what == "places":
        return _points("places", queries.place_points(request.user))
    key = request.GET.get("set", "")
    if what != "areas" or not key.isascii() or not key.isdigit():
        raise Http404
    found = get_object_or_404(AreaSet.objects.visible_to(request.user), pk=int(key))
    return _points(found.name, queries.area_points(found))


def _points(name: str, found: Iterable[tuple[Any, int, int]]) -> HttpResponse:
    rows = list(found)
    lons, lats = many_to_degrees([each[1] for each in rows], [each[2] for each in rows])
    lines = (
        (code, round(float(lon), 6), round(float(lat), 6))
        for (code, *_), lon, lat in zip(rows, lons, lats, strict=True)
    )
    return csv_file(f"{name}, points", ("id", "lon", "lat"), lines)


def _table(rows: list[dict[str, Any]], request: HttpRequest) -> Table:
    numbers = (
        ("areas", "Areas"),
        ("shortest", "Shortest, minutes"),
        ("middle", "Middle"),
        ("longest", "Longest"),
    )
    return Table(
        columns=[
            Column("name", "Place", value=lambda row: row["name"], url=_asset, sort=True),
            Column("kind", "Kind", value=lambda row: row["kind"], sort=True),
            *(_number(name, title) for name, title in numbers),
        ],
        rows=rows, request=request, name="places", label="Places of the table", per_page=60,
    )  # fmt: skip


def _number(name: str, title: str) -> Column:
    return Column(name, title, value=lambda row: row[name], numeric=True, sort=True)


def _asset(row: dict[str, Any]) -> str:
    return reverse("asset", args=[int(row["pk"])]) if row["pk"] else ""
