"""What a body agreed: on a page, on paper and in files."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify

from culturefirst.improvement import sheets_assessments as sheets
from culturefirst.improvement.models import Assessment
from culturefirst.improvement.policy import lead_assessment, work_on_assessment
from culturefirst.improvement.queries.results import result
from culturefirst.improvement.queries.three_sixty import around
from culturefirst.improvement.views.assess_common import seen
from culturefirst.kit.downloads import attachment, csv_file

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def shown(request: HttpRequest, pk: int) -> HttpResponse:
    """Themes with scores, and each criterion with its reason; the evidence for whose it is."""
    found, user = _read(request, pk), request.user
    works = work_on_assessment.allows(user, found)
    context: dict[str, Any] = {
        "assessment": found,
        "framework": found.framework,
        "result": result(found, user),
        "works": works,
        "may_lead": lead_assessment.allows(user, found),
        "around": around(found) if works else [],
    }
    return render(request, "improvement/assess/result.html", context)


def csv(request: HttpRequest, pk: int) -> HttpResponse:
    """A row a criterion, as CSV."""
    found = _read(request, pk)
    return csv_file(_name(found), sheets.HEADS, sheets.rows(found, result(found)))


def excel(request: HttpRequest, pk: int) -> HttpResponse:
    """A row a criterion and one a theme, as a workbook."""
    found = _read(request, pk)
    return attachment(sheets.workbook(found, result(found)), f"{_name(found)}.xlsx", EXCEL)


def _read(request: HttpRequest, pk: int) -> Assessment:
    """What somebody may read of it: the team as it grows, all others once it is agreed."""
    found = seen(request, pk)
    grows = found.agreed_on is None and not found.team_reads
    if grows and not work_on_assessment.allows(request.user, found):
        raise Http404
    return found


def _name(found: Assessment) -> str:
    return f"self-assessment-{slugify(found.title)[:60] or found.pk}"
