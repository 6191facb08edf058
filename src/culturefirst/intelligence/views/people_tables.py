"""The tables of areas, people and rates."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from culturefirst.intelligence.models import Area, AreaPeople, AreaSet, Population
from culturefirst.kit import wording
from culturefirst.kit.tables import Column, Table


def zones_table(zones: Sequence[dict[str, Any]], people: bool, request: HttpRequest) -> Table:
    """Each authority with its areas, and people where they are counted."""
    columns = [
        Column("zone_name", "Authority", value=_named, sort=True),
        Column("zone", "Code", value=lambda row: row["zone"], sort=True),
        Column("areas", "Areas", value=lambda row: row["areas"], numeric=True, sort=True),
    ]
    if people:
        columns.append(
            Column("people", "People", value=lambda row: row["counted"], numeric=True, sort=True)
        )
    if people and any(row["empty"] for row in zones):
        nobody = "Areas with nobody"
        columns.append(
            Column("empty", nobody, value=lambda row: row["empty"], numeric=True, sort=True)
        )
    return Table(
        columns=columns, rows=zones, request=request, name="authorities", prefix="zones_",
        label="By authority", per_page=60,
    )  # fmt: skip


def _named(row: dict[str, Any]) -> str:
    return row["zone_name"] or row["zone"] or "In no authority"


def areas_table(area_set: AreaSet, request: HttpRequest) -> Table:
    """Every area with its point, as it can be brought again."""
    return Table(
        columns=[
            Column("code", "Code", sort="code"),
            Column("name", "Name", sort="name"),
            Column("easting", "Easting", numeric=True),
            Column("northing", "Northing", numeric=True),
            Column("zone", "Authority code", sort="zone"),
            Column("zone_name", "Authority", sort="zone_name"),
        ],
        rows=Area.objects.visible_to(request.user).filter(area_set=area_set).defer("boundary"),
        request=request,
        name="areas",
        prefix="areas_",
        label="Every area",
        search=("code", "name", "zone_name"),
        search_label="Find an area",
    )


def people_table(population: Population, request: HttpRequest) -> Table:
    """People of every area."""
    rows = AreaPeople.objects.visible_to(request.user).filter(population=population)
    return Table(
        columns=[
            Column("code", "Code", value="area.code", sort="area__code"),
            Column("name", "Name", value="area.name"),
            Column("zone", "Authority", value="area.zone_name", sort="area__zone_name"),
            Column("total", "People", numeric=True, sort="total"),
        ],
        rows=rows.select_related("area").defer("area__boundary", "counts").order_by("area__code"),
        request=request,
        name="people",
        prefix="people_",
        label="People by area",
        search=("area__code", "area__name", "area__zone_name"),
        search_label="Find an area",
    )


def rates_table(rows: Sequence[Any], request: HttpRequest, *, given_out: bool) -> Table:
    """Who, and how many of them take part."""
    return Table(
        columns=[
            Column("who", "Of whom", sort=True),
            Column(
                "share", "Share that takes part", numeric=True, sort=True,
                value=lambda row: _percent(float(row.share)),
                plain="share",
            ),
            Column(
                "times_a_week", "Times a week", numeric=True,
                value=lambda row: _often(row.times_a_week), plain="times_a_week",
            ),
        ],
        rows=rows,
        request=request,
        name="rates",
        label="Rates of taking part",
        given_out=given_out,
        per_page=200,
    )  # fmt: skip


def _percent(share: float) -> str:
    """To a tenth of a per cent, as surveys print them."""
    return f"{share * 100:.1f}{wording.THIN}%"


def _often(value: Any) -> str:
    return "–" if value is None else wording.figure(float(value))


def activities_table(
    rows: Sequence[Any], shown: Any, request: HttpRequest, *, given_out: bool
) -> Table:
    """Which activities are above and below the average, and of whom there are many who do them."""

    def demand(row: Any) -> str:
        asked = {"rates": row.rates.pk, "zone": shown.zone, "population": shown.population}
        return f"{reverse('need_demand')}?{urlencode({k: v for k, v in asked.items() if v})}"

    return Table(
        columns=[
            Column("activity", "Activity", value="rates", url=demand, sort=True),
            _share("here", shown.zone_name or "Here", lambda row: row.here),
            _share("whole", "All areas", lambda row: row.whole),
            Column(
                "index", "Index", numeric=True, sort=True, plain="index",
                value=lambda row: None if row.index is None else round(row.index),
            ),
            Column(
                "keen", "Largest keen segment",
                value=lambda row: f"{row.keen.code} {row.keen.name}".strip(),
            ),
            _share("rate", "Of it take part", lambda row: row.rate),
            _share("lives", "It is of people here", lambda row: row.keen.share),
            _share("of_all", "And of all", lambda row: row.keen.whole),
        ],
        rows=rows,
        request=request,
        name="activities",
        prefix="activities_",
        label="Activities",
        empty="No rates by these segments are here yet.",
        given_out=given_out,
    )  # fmt: skip


def _share(key: str, title: str, value: Callable[[Any], float | None]) -> Column:
    def shown(row: Any) -> str | None:
        share = value(row)
        return None if share is None else _percent(share)

    return Column(key, title, value=shown, plain=value, numeric=True, sort=True)


def profile_table(
    parts: Sequence[Any], zone_name: str, request: HttpRequest, *, given_out: bool
) -> Table:
    """Segments here beside the whole."""
    return Table(
        columns=[
            Column("code", "Segment", value=lambda row: f"{row.code} {row.name}".strip()),
            Column(
                "share", zone_name or "Here", numeric=True, sort=True, plain="share",
                value=lambda row: _percent(row.share),
            ),
            Column(
                "whole", "All areas", numeric=True, sort=True, plain="whole",
                value=lambda row: _percent(row.whole),
            ),
            Column(
                "index", "Index", numeric=True, sort=True, plain="index",
                value=lambda row: "–" if row.index is None else wording.figure(round(row.index)),
            ),
        ],
        rows=parts,
        request=request,
        name="segments",
        label="Segments",
        given_out=given_out,
        per_page=200,
    )  # fmt: skip
