"""Demand and provision: each alone, both crossed, and demand between two years."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from culturefirst.intelligence.crossing import drawing
from culturefirst.intelligence.crossing.change import changes
from culturefirst.intelligence.crossing.quarters import QUARTERS
from culturefirst.intelligence.crossing.rows import area_rows, by_need, sorted_by, zone_rows
from culturefirst.intelligence.queries.crossing import Crossed
from culturefirst.intelligence.views import crossing_tables as tables
from culturefirst.intelligence.views.crossing_common import Question, demand_first, question
from culturefirst.intelligence.views.crossing_places import left_table, places_table
from culturefirst.intelligence.views.crossing_shown import Answer, file_of, list_of
from culturefirst.kit.wording import plural

PAGES = "intelligence/crossing/"
FIRST = 6  # to look at first, told in words above the tables


def crossed(request: HttpRequest) -> HttpResponse:
    """The four quarters: demand above average and provision below it first."""
    asked = question(request, "crossed")
    found = asked.crossed
    if found is None:
        return render(request, f"{PAGES}crossed.html", asked.context())
    zones = by_need(zone_rows(found.ground, found.zones, found.provision))
    answer = Answer(asked, zones, by_need(area_rows(found.ground, found.areas, found.near)))
    columns = partial(tables.crossed_columns, places=asked.to_places)
    made = answer.tables(columns, asked.form.cleaned_data["quarter"])
    if (file := file_of(made.values())) is not None:
        return file
    context = answer.context() | made
    context |= {
        "map": answer.map("Demand and provision", drawing.crossed),
        "quarters": _counted(asked, answer.areas if asked.zone else zones),
        "first": [row for row in zones if row.quarter == 0][:FIRST],
        "files": asked.given_out,
    }
    return render(request, f"{PAGES}crossed.html", context)


def _counted(asked: Question, rows: Sequence[Any]) -> list[tuple[int, Any, str, str]]:
    """Each quarter with its number, how many are in it, and where it leads."""
    words = "small area" if asked.zone else "authority,authorities"
    return [
        (
            at + 1,
            each,
            plural(sum(row.quarter == at for row in rows), words),
            asked.here(quarter=each.key),
        )
        for at, each in enumerate(QUARTERS)
    ]


def demand(request: HttpRequest) -> HttpResponse:
    """Who would take part where, against the average."""
    asked = question(request, "demand")
    found = asked.crossed
    if found is None:
        return render(request, f"{PAGES}demand.html", asked.context())
    zones = sorted_by(zone_rows(found.ground, found.zones, None), "demand", down=True)
    areas = sorted_by(area_rows(found.ground, found.areas, None), "demand", down=True)
    answer = Answer(asked, zones, areas)
    made = answer.tables(partial(tables.demand_columns, visits=found.asked.visits))
    if (file := file_of(made.values())) is not None:
        return file
    draw = partial(drawing.indexed, provision=False)
    context = answer.context() | made | {"map": answer.map("Demand index", draw)}
    return render(request, f"{PAGES}demand.html", context)


def provision(request: HttpRequest) -> HttpResponse:
    """What there is for how many, against the average."""
    asked = question(request, "provision", _shared_out)
    found = asked.crossed
    if found is None:
        return render(request, f"{PAGES}provision.html", asked.context())
    of_zones, of_areas = found.sharers
    zones = sorted_by(zone_rows(found.ground, of_zones, found.provision), "provision")
    areas = sorted_by(area_rows(found.ground, of_areas, found.near), "provision")
    answer, words = Answer(asked, zones, areas), _words(found)
    made = answer.tables(partial(tables.provision_columns, places=asked.to_places, **words))
    made["places_table"] = places_table(found, asked.zone, request)
    made["left_table"] = left_table(found, request)
    if (file := file_of(made.values())) is not None:
        return file
    draw = partial(drawing.indexed, provision=True)
    context = answer.context() | made | words
    context |= {"map": answer.map("Provision index", draw), "list_url": list_of(asked)}
    return render(request, f"{PAGES}provision.html", context)


def _shared_out(crossed: Crossed) -> bool:
    """Places are shared among people, for whom no rates are needed, or among who would come."""
    return demand_first(crossed) if crossed.asked.per_expected else True


def _words(found: Crossed) -> dict[str, Any]:
    """In what places are counted, and for whom."""
    asked = found.asked
    assert asked.kind is not None  # the page asks for it
    who = "visits a week" if asked.visits else "who take part"
    return {
        "unit": asked.kind.unit or "room",
        "by_room": asked.by_room,
        "per": who if asked.per_expected else "people",
    }


def change(request: HttpRequest) -> HttpResponse:
    """Demand by two counts of the people of the same areas."""
    asked = question(request, "change", _both_years)
    found = asked.crossed
    if found is None:
        return render(request, f"{PAGES}change.html", asked.context())
    before = found.before
    zones = changes(
        zone_rows(found.ground, found.zones, None), zone_rows(before.ground, before.zones, None)
    )
    areas = changes(
        area_rows(found.ground, found.areas, None), area_rows(before.ground, before.areas, None)
    )
    answer = Answer(asked, zones, areas)
    made = answer.tables(partial(tables.change_columns, visits=found.asked.visits))
    if (file := file_of(made.values())) is not None:
        return file
    context = answer.context() | made
    context |= {"before": before, "map": answer.map("Change of demand", drawing.changed)}
    return render(request, f"{PAGES}change.html", context)


def _both_years(crossed: Crossed) -> bool:
    return demand_first(crossed) and demand_first(crossed.before)
