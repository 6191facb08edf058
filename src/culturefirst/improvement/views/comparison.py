"""Figures beside each other: for members by name, for everybody without."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify

from culturefirst.improvement.figure_drawings import over_years, strip
from culturefirst.improvement.figures.core import Indicator
from culturefirst.improvement.models import Collection
from culturefirst.improvement.queries import comparison as queries
from culturefirst.improvement.queries import traits
from culturefirst.improvement.queries.comparison import Choice, Group, Names, Table
from culturefirst.improvement.queries.figures_public import public as told_to_all
from culturefirst.improvement.views.figure_common import collection as seen
from culturefirst.kit import clock
from culturefirst.kit.downloads import csv_file
from culturefirst.network.models import Organisation

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
    (table,) = queries.members_tables([found], request.user)
    names = Names({*table.bodies, *([me.pk] if me else [])})
    group = queries.grouped(choice, me, table, names)
    lines = queries.lines(table, group, me.pk if me else None)
    if request.GET.get("format") == "csv":
        return _csv(found, group, lines)
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
    years = queries.earlier(found, request.user, clock.today())
    tables = queries.members_tables(years, request.user)
    table = next(each for each in tables if each.collection.pk == found.pk)
    names = Names({*table.bodies, *([me.pk] if me else [])})
    group = queries.grouped(choice, me, table, names)
    mine = me.pk if me else None
    line = next(x for x in queries.lines(table, group, mine) if x.indicator.key == key)
    inside = [pk for pk in table.bodies if group.bodies is None or pk in group.bodies]
    values = [(names.of(pk), table.of(pk, key)) for pk in inside]
    if request.GET.get("format") == "csv":
        rows = [(name, "" if value is None else value) for name, value in values]
        return csv_file(f"{found.year}-{key}", ("Organisation", like.title), rows)
    here = str(me) if me else ""
    points = queries.trend(tables, group, mine, like)
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


def public(request: HttpRequest, pk: int) -> HttpResponse:
    """Quartiles and medians of fixed groups, without a name, from the day that was promised."""
    found = seen(request, pk)
    if not found.read_by_all(clock.today()):
        raise Http404
    told = told_to_all(found)
    if request.GET.get("format") == "csv":
        heads = ("Indicator", "Unit", "Group", "Known of", "Lower quartile", "Median",
                 "Upper quartile")  # fmt: skip
        rows = [
            (each.indicator.title, each.indicator.unit, r.group, r.n, r.low, r.median, r.high)
            for each in told
            for r in each.rows
        ]
        return csv_file(f"figures-{found.year}-public", heads, rows)
    parted = [
        (each, [row for row in told if row.indicator.section == each.key])
        for each in found.figures.sections
    ]
    context = {"collection": found, "sections": [(each, rows) for each, rows in parted if rows]}
    return render(request, "improvement/figures/public.html", context)


def _released(request: HttpRequest, pk: int) -> Collection:
    found = seen(request, pk)
    if not found.read_by_members(clock.today()):
        raise Http404
    return found


def _me(request: HttpRequest) -> Organisation | None:
    """The body whose place is shown: one's own; where there are several, the one chosen."""
    network = Organisation.Kind.NETWORK
    posts = request.user.posts_today  # type: ignore[union-attr]
    bodies = {p.organisation_id: p.organisation for p in posts if p.organisation.kind != network}
    wanted = request.GET.get("me", "")
    if wanted.isdigit() and int(wanted) in bodies:
        return bodies[int(wanted)]
    return next(iter(bodies.values()), None)


def _choice(request: HttpRequest) -> Choice:
    kind = request.GET.get("group", "all")
    return Choice(
        kind if kind in dict(GROUPS) else "all",
        tuple(request.GET.getlist("trait")),
        tuple(int(each) for each in request.GET.getlist("body") if each.isdigit()),
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
        "choice": choice,
        "group": group,
        "groups": [each for each in GROUPS if me is not None or each[0] in ("all", "picked")],
        "query": query.urlencode(),
        "traits": [
            (name, not choice.traits or name in choice.traits)
            for name in queries.trait_names(known)
        ],
        "bodies": [(pk, names.of(pk), pk in choice.picked) for pk in table.bodies],
    }


def _strip(values: Any, line: Any, like: Indicator, here: str) -> Any:
    if not any(value is not None for _, value in values):
        return None
    return strip(values, line.spread, like, here, "Who stands where")


def _csv(found: Collection, group: Group, lines: list[Any]) -> HttpResponse:
    heads = ("Indicator", "Unit", "You", "Known of", "Lower quartile", "Median", "Upper quartile",
             "Together", "Where you stand")  # fmt: skip
    rows = [
        (
            each.indicator.title, each.indicator.unit, each.mine, each.spread.n, each.spread.low,
            each.spread.median, each.spread.high, each.whole, each.standing,
        )
        for each in lines
    ]  # fmt: skip
    return csv_file(f"figures-{found.year}-{slugify(group.words)}", heads, rows)
