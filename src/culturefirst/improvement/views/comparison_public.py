"""What everybody reads of yearly figures, without a name."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from culturefirst.analysis.comparison.disclosure import LEAST, QUARTILES
from culturefirst.improvement import comparison_files
from culturefirst.improvement.comparison_files import FORMATS
from culturefirst.improvement.queries.figures_public import public as told_to_all
from culturefirst.improvement.views.figure_common import collection
from culturefirst.kit import clock


def public(request: HttpRequest, pk: int) -> HttpResponse:
    """Medians and quartiles of fixed groups, from the day that was promised."""
    found = collection(request, pk)
    if not found.read_by_all(clock.today()):
        raise Http404
    told = told_to_all(found)
    if (asked := request.GET.get("format")) in FORMATS:
        return comparison_files.public(asked, found, told)
    parted = [
        (each, [row for row in told if row.indicator.section == each.key])
        for each in found.figures.sections
    ]
    context = {
        "collection": found,
        "sections": [(each, rows) for each, rows in parted if rows],
        "least": LEAST,
        "quartiles": QUARTILES,
    }
    return render(request, "improvement/figures/public.html", context)
