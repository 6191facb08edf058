"""Figures beside each other, for members, by name."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from culturefirst.improvement import comparison_files
from culturefirst.improvement.comparison_files import FORMATS
from culturefirst.improvement.figure_drawings import over_years, strip
from culturefirst.improvement.figures.core import Indicator
from culturefirst.improvement.queries import comparison as queries
from culturefirst.improvement.queries import comparison_tables as read
from culturefirst.improvement.queries.comparison_groups import Names, grouped
from culturefirst.improvement.views.comparison_choice import chosen, context, me, released
from culturefirst.kit import clock


def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Every indicator of a year, one's own beside the group."""
    found = released(request, pk)
    here, choice = me(request), chosen(request)
    (table,) = read.tables([found], read.released(request.user))
    names = Names({*table.bodies, *([here.pk] if here else [])})
    group = grouped(choice, here, table, names)
    lines = queries.lines(table, group, here.pk if here else None)
    if (asked := request.GET.get("format")) in FORMATS:
        return comparison_files.of_year(asked, found, group, lines, table, names)
    figures = found.figures
    parted = [
        (each, [line for line in lines if line.indicator.section == each.key])
        for each in figures.sections
    ]
    told = context(request, found, here, choice, group, table, names) | {
        "sections": [(each, rows) for each, rows in parted if rows],
        "n": int(table.mask(group.bodies).sum()),
    }
    return render(request, "improvement/figures/compare.html", told)


def indicator(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One indicator: who stands where, what is missing, and the years before."""
    found = released(request, pk)
    like = found.figures.indicator.get(key)
    if like is None:
        raise Http404
    here, choice = me(request), chosen(request)
    years = read.earlier(found, request.user, clock.today())
    tables = read.tables_of(like, years, read.released(request.user))
    table = next(each for each in tables if each.collection.pk == found.pk)
    names = Names({*table.bodies, *([here.pk] if here else [])})
    group = grouped(choice, here, table, names)
    mine = here.pk if here else None
    (line,) = queries.lines(table, group, mine)
    inside = [pk for pk in table.bodies if group.bodies is None or pk in group.bodies]
    values = [(names.of(pk), table.of(pk, key)) for pk in inside]
    points = queries.trend(tables, group, mine, like)
    if (asked := request.GET.get("format")) in FORMATS:
        return comparison_files.of_indicator(asked, found, like, values, points)
    told = context(request, found, here, choice, group, table, names) | {
        "indicator": like,
        "formula": found.figures.in_words(like),
        "line": line,
        "drawing": _strip(values, line, like, str(here) if here else ""),
        "missing": [name for name, value in values if value is None],
        "trend": over_years(points, like, "Over the years") if len(points) > 1 else None,
        "better": {"higher": "Higher is better", "lower": "Lower is better"}.get(like.better, ""),
    }
    return render(request, "improvement/figures/indicator.html", told)


def _strip(values: Any, line: Any, like: Indicator, here: str) -> Any:
    if not any(value is not None for _, value in values):
        return None
    return strip(values, line.spread, like, here, "Who stands where")
