"""Yearly figures in the API: without names for anybody, by name for members from their day on."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from ninja import Router, Schema

from culturefirst.improvement.figures.core import Indicator
from culturefirst.improvement.models import Collection
from culturefirst.improvement.policy import see_figures
from culturefirst.improvement.queries import comparison_tables as read
from culturefirst.improvement.queries.comparison_groups import Names
from culturefirst.improvement.queries.figures_public import Row, public
from culturefirst.kit import clock
from culturefirst.kit.api import FAULTS, MISSING, Fault, Limit, Offset, OfKey, paged
from culturefirst.kit.linked import absolute
from culturefirst.kit.policy import anybody

router = Router(tags=["Yearly figures"])
POLICIES = {
    "api_yearly_figures": anybody,
    "api_yearly_figures_told": anybody,
    "api_yearly_figures_of_bodies": see_figures,
}
MEMBERS = {401: Fault, 403: Fault, **MISSING}


class FiguresYear(Schema):
    """The figures of one year, and from when on who reads them."""

    id: int
    year: int
    title: str
    members_on: date
    public_on: date
    definitions: str


class FiguresYears(Schema):
    """A page of years."""

    count: int
    items: list[FiguresYear]


class FiguresIndicator(Schema):
    """An indicator; the definitions say what it is made of."""

    key: str
    title: str
    unit: str
    better: str


class FiguresOfGroup(Schema):
    """A group's median and quartiles, rounded; nothing where too few are behind them."""

    group: str
    kind: str
    known: int | None
    lower_quartile: float | None
    median: float | None
    upper_quartile: float | None


class FiguresTold(FiguresIndicator):
    """An indicator with the groups of which something is told."""

    groups: list[FiguresOfGroup]


class FiguresToldOfYear(FiguresYear):
    """A year as everybody reads it."""

    indicators: list[FiguresTold]


class FiguresOfBody(Schema):
    """One organisation's indicators, by their keys; nothing where one is not known."""

    organisation: str
    slug: str
    indicators: dict[str, float | None]


class FiguresOfBodies(Schema):
    """A page of organisations, and what their indicators are."""

    count: int
    indicators: list[FiguresIndicator]
    items: list[FiguresOfBody]


@router.get(
    "yearly-figures/", response={200: FiguresYears, **FAULTS}, url_name="api_yearly_figures"
)
def years(request: HttpRequest, limit: Limit = 50, offset: Offset = 0) -> Any:
    """The years of which whoever asks reads figures by now, newest first."""
    seen = Collection.objects.visible_to(request.user).filter(stage=Collection.Stage.ANNOUNCED)
    return paged(seen.filter(members_on__lte=clock.today()), limit, offset, _year)


@router.get(
    "yearly-figures/{pk}/",
    response={200: FiguresToldOfYear, **MISSING},
    url_name="api_yearly_figures_told",
)
def told(request: HttpRequest, pk: OfKey) -> Any:
    """One year as everybody reads it: medians and quartiles of fixed groups, without names."""
    found = _found(request, pk)
    if not found.read_by_all(clock.today()):
        raise Http404
    indicators = [
        _ratio(each.indicator) | {"groups": [_group(row) for row in each.rows]}
        for each in public(found)
    ]
    return _year(found) | {"indicators": indicators}


@router.get(
    "yearly-figures/{pk}/organisations/",
    response={200: FiguresOfBodies, **MEMBERS},
    url_name="api_yearly_figures_of_bodies",
)
def of_bodies(request: HttpRequest, pk: OfKey, limit: Limit = 50, offset: Offset = 0) -> Any:
    """One year by name, for members from their day on."""
    found = _found(request, pk)
    if not found.read_by_members(clock.today()):
        raise Http404
    (table,) = read.tables([found], read.released(request.user))
    names = Names(set(table.bodies))

    def body(pk: int) -> dict[str, Any]:
        values = {each.key: table.of(pk, each.key) for each in table.indicators}
        return {"organisation": names.of(pk), "slug": names.all[pk].slug, "indicators": values}

    page = paged(table.bodies, limit, offset, body)
    return page | {"indicators": [_ratio(each) for each in table.indicators]}


def _found(request: HttpRequest, pk: int) -> Collection:
    rows = Collection.objects.visible_to(request.user).select_related("uses")
    found: Collection | None = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _year(found: Collection) -> dict[str, Any]:
    return {
        "id": found.pk,
        "year": found.year,
        "title": found.title,
        "members_on": found.members_on,
        "public_on": found.public_on,
        "definitions": absolute(reverse("figures_definition", args=[found.uses_id])),
    }


def _ratio(each: Indicator) -> dict[str, Any]:
    return {"key": each.key, "title": each.title, "unit": each.unit, "better": each.better}


def _group(row: Row) -> dict[str, Any]:
    spread = row.spread
    return {
        "group": row.group,
        "kind": row.kind,
        "known": spread and spread.n,
        "lower_quartile": spread and spread.low,
        "median": spread and spread.median,
        "upper_quartile": spread and spread.high,
    }
