"""Places as open data, and on a map."""

import json
from collections.abc import Callable

from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from culturefirst.intelligence import open_assets
from culturefirst.intelligence.forms.assets import AssetFilter
from culturefirst.intelligence.queries import asset_map
from culturefirst.intelligence.queries import assets as queries
from culturefirst.intelligence.views.assets import narrowed
from culturefirst.kit.downloads import csv_text
from culturefirst.kit.tables import Column, Table


def assets_open(request: HttpRequest) -> HttpResponse:
    """What the files hold, and what they do not."""
    context = {
        "count": queries.open_assets().count(),
        "fields": open_assets.FIELDS,
        "files": list(FILES),
    }
    return render(request, "intelligence/assets_open.html", context)


def open_file(request: HttpRequest, name: str) -> HttpResponse:
    """One of the files; any page of any site may read it."""
    make = FILES.get(name)
    if make is None:
        raise Http404("There is no such file.")
    kinds = {"csv": "text/csv", "geojson": "application/geo+json"}
    kind = kinds.get(name.rpartition(".")[2], "application/json")
    answer = HttpResponse(make(), content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def assets_map(request: HttpRequest) -> HttpResponse:
    """Where the places are, over the outlines of the authorities, with the table of them."""
    filter_ = AssetFilter(request.GET)
    rows = narrowed(queries.assets(request.user), filter_)
    drawn = asset_map.drawn(rows, request.user)
    context = {
        "filter": filter_,
        "map": drawn,
        "outlined": drawn is not None and bool(sum(drawn.counts)),
        "located": rows.located().count(),
        "all": rows.count(),
        "query": request.GET.urlencode(),
        "table": Table(
            columns=[
                Column("name", "Place", url=lambda row: reverse("asset", args=[row.pk])),
                Column("kind", "Kind"),
                Column("easting", "Easting", value=lambda row: str(row.easting)),
                Column("northing", "Northing", value=lambda row: str(row.northing)),
            ],
            rows=rows.located().order_by("name", "pk"),
            request=request,
            name="located",
            label="The same as a table",
        ),
    }
    return render(request, "intelligence/assets_map.html", context)


def _csv() -> str:
    names = [name for name, *_ in open_assets.FIELDS]
    told = ([_cell(row[name]) for name in names] for row in open_assets.rows())
    return csv_text(names, told)


def _cell(value: object) -> object:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else value


def _json(told: object) -> str:
    return json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False)


FILES: dict[str, Callable[[], str]] = {
    "assets.csv": _csv,
    "datapackage.json": lambda: _json(open_assets.package()),
    "assets.geojson": lambda: _json(open_assets.geojson()),
    "open-referral.json": lambda: _json(open_assets.referral()),
}
