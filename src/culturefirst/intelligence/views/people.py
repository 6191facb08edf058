"""What areas, people and rates there are: lists, one set on a map, one table of rates."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from culturefirst.intelligence.models import AreaSet, Population, Rates
from culturefirst.intelligence.policy.people import keep_people, take_people
from culturefirst.intelligence.queries import areas as area_queries
from culturefirst.intelligence.queries import populations as population_queries
from culturefirst.intelligence.queries import rates as rate_queries
from culturefirst.intelligence.queries import travel as travel_queries
from culturefirst.intelligence.queries.people_places import newest_population
from culturefirst.intelligence.queries.zone_maps import zone_outlines
from culturefirst.intelligence.views.people_tables import (
    areas_table,
    people_table,
    rates_table,
    zones_table,
)
from culturefirst.kit import wording
from culturefirst.kit.downloads import csv_file
from culturefirst.kit.maps import Classes, Look, Map, Zone, choropleth


def sets(request: HttpRequest) -> HttpResponse:
    """All there is, each with its source, licence, year and coverage."""
    user = request.user
    context = {
        "sets": area_queries.sets(user),
        "populations": population_queries.populations(user),
        "classifications": population_queries.classifications(user),
        "rates": rate_queries.every(user),
        "times": travel_queries.every(user),
        "may_keep": keep_people.allows(user),
    }
    return render(request, "intelligence/people/sets.html", context)


def area_set(request: HttpRequest, pk: int) -> HttpResponse:
    """One set: by authority on a map and as a table; downloads."""
    found = get_object_or_404(AreaSet.objects.visible_to(request.user), pk=pk)
    population = newest_population(found)
    zones = area_queries.by_zone(found, population)
    table = zones_table(zones, population is not None, request)
    areas = areas_table(found, request)
    if (file := table.response() or areas.response()) is not None:
        return file
    context = {
        "set": found,
        "population": population,
        "table": table,
        "areas": areas,
        "map": _by_authority(zones, population),
        "total": sum(each["areas"] for each in zones),
        "may_keep": keep_people.allows(request.user),
    }
    return render(request, "intelligence/people/area_set.html", context)


def _by_authority(zones: list[dict[str, Any]], population: Population | None) -> Map | None:
    """The authorities coloured by people, or by areas where nobody is counted."""
    outlines = zone_outlines(each["zone"] for each in zones)
    key, unit = ("counted", "people") if population else ("areas", "areas")
    drawn = [
        Zone(
            each["zone_name"] or each["zone"], each[key], outlines[each["zone"]],
            key=each["zone"], says=f"{wording.figure(each[key])} {unit}" if each[key] else "",
        )
        for each in zones
        if each["zone"] in outlines
    ]  # fmt: skip
    if not drawn:
        return None
    classes = Classes.quantiles(zone.value for zone in drawn)
    return choropleth(drawn, f"Authorities by {unit}", classes, look=Look(unit=unit))


def population(request: HttpRequest, pk: int) -> HttpResponse:
    """One count of people: its source, its groups, and people by area."""
    rows = population_queries.populations(request.user)
    found: Any = get_object_or_404(rows, pk=pk)
    if request.GET.get("format") == "csv" and take_people.allows(request.user, found):
        return _population_file(found)
    table = people_table(found, request)
    context = {
        "population": found,
        "table": table,
        "areas": found.area_set.areas.count(),
        "empty": found.people.filter(total=0).count(),
        "may_keep": keep_people.allows(request.user),
    }
    return render(request, "intelligence/people/population.html", context)


def _population_file(found: Any) -> HttpResponse:
    """Every area with its total and its groups, as such a file is brought."""
    rows = found.people.select_related("area").defer("area__boundary").order_by("area__code")
    heads = ["code", "total", *(group["key"] for group in found.groups)]
    cells = ([each.area.code, each.total, *each.counts] for each in rows)
    return csv_file(found.name, heads, cells)


def rates(request: HttpRequest, pk: int) -> HttpResponse:
    """One table of rates, with its source."""
    shown = Rates.objects.visible_to(request.user).select_related("classification")
    found = get_object_or_404(shown, pk=pk)
    may_take = take_people.allows(request.user, found)
    table = rates_table(rate_queries.rows(found), request, given_out=may_take)
    if (file := table.response()) is not None:
        return file
    context = {
        "rates": found,
        "table": table,
        "may_take": may_take,
        "may_keep": keep_people.allows(request.user),
        "back": reverse("people_sets"),
    }
    return render(request, "intelligence/people/rates.html", context)
