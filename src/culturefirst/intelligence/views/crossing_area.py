"""One small area: of whom its demand is, which places it shares, and with how many people."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from culturefirst.intelligence.crossing.rows import area_rows
from culturefirst.intelligence.models import Area
from culturefirst.intelligence.queries.crossing_area import parts_of, shared_by
from culturefirst.intelligence.views.crossing_common import question
from culturefirst.kit import wording
from culturefirst.kit.tables import Column, Table


def area(request: HttpRequest, pk: int) -> HttpResponse:
    """The working behind an area's indices; 404 where it is of other areas than the people."""
    seen = Area.objects.visible_to(request.user).defer("boundary")
    found = get_object_or_404(seen.select_related("area_set"), pk=pk)
    asked = question(request, "area")
    crossed = asked.crossed
    context = asked.context() | {"area": found}
    if crossed is None:
        return render(request, "intelligence/crossing/area.html", context)
    if found.area_set != crossed.asked.population.area_set:
        raise Http404
    with_places = crossed.asked.kind is not None
    at = crossed.ground.keys.index(found.pk)
    near = crossed.near if with_places else None
    shared = shared_by(crossed, at) if with_places else []
    context |= {
        "row": area_rows(crossed.ground, crossed.areas, near)[at],
        "whole": near.whole if near else None,
        "parts": _parts(parts_of(crossed.asked, found.pk), visits=crossed.asked.visits),
        "shared": _shared(shared, by_room=crossed.asked.by_room),
        "back": reverse("need_crossed") + asked.here(),
    }
    return render(request, "intelligence/crossing/area.html", context)


def _parts(rows: list[Any], *, visits: bool) -> Table:
    expected = "Visits a week" if visits else "Take part"
    return Table(
        columns=[
            Column("who", "Of whom"),
            Column("people", "People", value=lambda row: round(row.people, 1), numeric=True),
            Column("asked", "Rates are about", value=lambda row: round(row.asked, 1), numeric=True),
            Column("rate", "For each" if visits else "Rate", value=_rate(visits), numeric=True),
            Column("expected", expected, value=lambda row: round(row.expected, 1), numeric=True),
        ],
        rows=rows, name="parts", label="People and rates", empty="Nobody counted people here.",
    )  # fmt: skip


def _rate(visits: bool) -> Any:
    def shown(row: Any) -> str | None:
        if row.rate is None:
            return None
        return f"{row.rate:.3g}" if visits else f"{100 * row.rate:.1f}{wording.THIN}%"

    return shown


def _shared(rows: list[Any], *, by_room: bool) -> Table:
    room = [Column("amount", "Room", numeric=True)] if by_room else []
    return Table(
        columns=[
            Column("name", "Place", url=lambda row: reverse("asset", args=[row.key])),
            Column("metres", "Metres away", value=lambda row: round(row.metres), numeric=True),
            *room,
            Column("sharers", "Shared by", value=lambda row: round(row.sharers), numeric=True),
            Column("supply", "For 1,000", value=lambda row: f"{row.supply:.3g}", numeric=True),
        ],
        rows=rows, name="shared", label="Places within reach", empty="None is within reach.",
    )  # fmt: skip
