"""What came of a study: the map with its figures, and each part of the report."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from culturefirst.intelligence.models import Study, StudyRun
from culturefirst.intelligence.policy.studies import keep_study, make_studies
from culturefirst.intelligence.queries import studies as queries
from culturefirst.intelligence.study_tables import table
from culturefirst.intelligence.studying import listing, telling
from culturefirst.intelligence.studying.told import Sheet, Told
from culturefirst.intelligence.views import study_map
from culturefirst.intelligence.views.study_common import run_of, seen_study, told_of
from culturefirst.kit import maps

LEAST = 6  # of those least provided for, beside the map
TABS = (
    ("supply", "Supply"),
    ("demand", "Demand"),
    ("balance", "Balance"),
    ("met", "Met"),
    ("unmet", "Unmet"),
    ("used", "Used"),
    ("local", "Local share"),
    ("ranked", "By need"),
    ("included", "Included and left out"),
    ("parameters", "Parameters"),
)


def study(request: HttpRequest, pk: int) -> HttpResponse:
    """The map and the figures that matter most; or, before there are any, how far it is."""
    found = seen_study(request, pk)
    run = queries.last_run(found, request.user)
    context = _context(request, found, run)
    if run is None:
        return render(request, "intelligence/studies/not_yet.html", context)
    told = told_of(run)
    if maps.was_clicked(request.GET):
        return redirect(f"{request.path}{study_map.came_of_click(request, found, told)}")
    context |= study_map.context(request, found, told) | {
        "figures": (*telling.met(told).figures[:2], *telling.unmet(told).figures),
        "least": table(_least(told), None),
        "scenarios": queries.scenarios(request.user).filter(run=run),
        "briefs": queries.briefs(request.user).filter(run__study=found),
        "told": told,
    }
    return render(request, "intelligence/studies/study.html", context)


def part(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """One part of the report, with its tables."""
    if part not in dict(TABS):
        raise Http404
    found = seen_study(request, pk)
    run = run_of(request, found)
    told = told_of(run)
    shown = getattr(telling, part)(told)
    tables = [table(sheet, request) for sheet in shown.sheets]
    for each in tables:
        if (download := each.response()) is not None:
            return download
    context = _context(request, found, run, part) | {
        "part": shown,
        "tables": list(zip(shown.sheets, tables, strict=True)),
    }
    return render(request, "intelligence/studies/part.html", context)


def _context(
    request: HttpRequest, found: Study, run: StudyRun | None, part: str = ""
) -> dict[str, Any]:
    overview = ("Map", reverse("study", args=[found.pk]), not part)
    others = [
        (words, reverse("study_part", args=[found.pk, key]), key == part) for key, words in TABS
    ]
    return {
        "study": found,
        "run": run,
        "tabs": [overview, *others],
        "job": found.job if found.under_way else None,
        "failed": found.job if found.job is not None and found.job.state == "failed" else None,
        "may_keep": keep_study.allows(request.user, found),
        "may_try": make_studies.allows(request.user, found),
    }


def _least(told: Told) -> Sheet:
    """The authorities with the smallest local share."""
    [whole] = listing.local(told).sheets
    rows = [row[:4] for row in whole.rows[:LEAST]]
    heads = ("Authority", "People", "Places", "Local share")
    return Sheet("least", "Least provided for", heads, rows, (False, True, True, True))
