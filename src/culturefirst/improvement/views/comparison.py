"""Figures beside each other, for members, by name."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from culturefirst.improvement import comparison_files
from culturefirst.improvement.comparison_files import FORMATS
from culturefirst.improvement.figure_drawings import over_years, strip
from culturefirst.improvement.figures.core import Indicator
from culturefirst.improvement.models import Collection
from culturefirst.improvement.queries import comparison as queries
from culturefirst.improvement.queries import comparison_tables as read
from culturefirst.improvement.queries import traits
from culturefirst.improvement.queries.comparison_groups import (
    Choice,
    Group,
    Names,
    grouped,
    trait_names,
)
from culturefirst.improvement.queries.comparison_tables import Table
from culturefirst.improvement.views.figure_common import collection as seen
from culturefirst.kit import clock
from culturefirst.network.models import Organisation

LONGEST = 18  # figures of a key
GROUPS = (
    ("all", "All who sent figures"),
    ("kind", "Of my kind"),
    ("sub_region", "In my sub-region"),
    ("nearest", "My nearest neighbours"),
    ("picked", "Chosen by hand"),
)


def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Every indicator of a year, one's own beside the group."""
    found = _released(request, pk)
    me, choice = _me(request), _choice(request)
    (table,) = read.tables([found], read.released(request.user))
    names = Names({*table.bodies, *([me.pk] if me else [])})
    group = grouped(choice, me, table, names)
    lines = queries.lines(table, group, me.pk if me else None)
    if (asked := request.GET.get("format")) in FORMATS:
        return comparison_files.of_year(asked, found, group, lines, table, names)
    figures = found.figures
    parted = [
        (each, [line for line in lines if line.indicator.section == each.key])
        for each in figures.sections
    ]
    context = _context(request, found, me, choice, group, table, names) | {
        "sections": [(each, rows) for each, rows in parted if rows],
        "n": int(table.mask(group.bodies).sum()),
    }
    return render(request, "improvement/figures/compare.html", context)


def indicator(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One indicator: who stands where, what is missing, and the years before."""
    found = _released(request, pk)
    like = found.figures.indicator.get(key)
    if like is None:
        raise Http404
    me, choice = _me(request), _choice(request)
    years = read.earlier(found, request.user, clock.today())
    tables = read.tables_of(like, years, read.released(request.user))
    table = next(each for each in tables if each.collection.pk == found.pk)
    names = Names({*table.bodies, *([me.pk] if me else [])})
    group = grouped(choice, me, table, names)
    mine = me.pk if me else None
    (line,) = queries.lines(table, group, mine)
    inside = [pk for pk in table.bodies if group.bodies is None or pk in group.bodies]
    values = [(names.of(pk), table.of(pk, key)) for pk in inside]
    points = queries.trend(tables, group, mine, like)
    if (asked := request.GET.get("format")) in FORMATS:
        return comparison_files.of_indicator(asked, found, like, values, points)
    here = str(me) if me else ""
    context = _context(request, found, me, choice, group, table, names) | {
        "indicator": like,
        "formula": found.figures.in_words(like),
        "line": line,
        "drawing": _strip(values, line, like, here),
        "missing": [name for name, value in values if value is None],
        "trend": over_years(points, like, "Over the years") if len(points) > 1 else None,
        "better": {"higher": "Higher is better", "lower": "Lower is better"}.get(like.better, ""),
    }
    return render(request, "improvement/figures/indicator.html", context)


def _released(request: HttpRequest, pk: int) -> Collection:
    found = seen(request, pk)
    if not found.read_by_members(clock.today()):
        raise Http404
    return found


def _me(request: HttpRequest) -> Organisation | None:
    """The body whose place is shown: one's own; where there are several, the one chosen."""
    bodies = _own_bodies(request)
    wanted = _number(request.GET.get("me", ""))
    return bodies.get(wanted) or next(iter(bodies.values()), None)


def _own_bodies(request: HttpRequest) -> dict[int, Organisation]:
    network = Organisation.Kind.NETWORK
    posts = request.user.posts_today  # type: ignore[union-attr]
    return {p.organisation_id: p.organisation for p in posts if p.organisation.kind != network}


def _number(text: str) -> int:
    """The key of a record in an address; nought where it is none."""
    return int(text) if text.isdecimal() and len(text) < LONGEST else 0


def _choice(request: HttpRequest) -> Choice:
    kind = request.GET.get("group", "all")
    return Choice(
        kind if kind in dict(GROUPS) else "all",
        tuple(request.GET.getlist("trait")),
        tuple(filter(None, map(_number, request.GET.getlist("body")))),
    )


def _context(
    request: HttpRequest, found: Collection, me: Organisation | None, choice: Choice,
    group: Group, table: Table, names: Names,
) -> dict[str, Any]:  # fmt: skip
    query = request.GET.copy()
    query.pop("format", None)
    known = traits.latest(found.year) if choice.kind == "nearest" else {}
    return {
        "collection": found,
        "me": me,
        "own": _own_bodies(request).values(),
        "choice": choice,
        "group": group,
        "groups": [each for each in GROUPS if me is not None or each[0] in ("all", "picked")],
        "query": query.urlencode(),
        "traits": [
            (name, not choice.traits or name in choice.traits) for name in trait_names(known)
        ],
        "bodies": [(pk, names.of(pk), pk in choice.picked) for pk in table.bodies],
    }


def _strip(values: Any, line: Any, like: Indicator, here: str) -> Any:
    if not any(value is not None for _, value in values):
        return None
    return strip(values, line.spread, like, here, "Who stands where")
