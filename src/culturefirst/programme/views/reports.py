"""Reports on the page: freeze one, read it, print it again, see what was restated since."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from culturefirst.kit import wording
from culturefirst.kit.downloads import attachment
from culturefirst.kit.urls import changes
from culturefirst.network.policy import see_members
from culturefirst.programme import policy
from culturefirst.programme.models import Report, WorkProgramme
from culturefirst.programme.queries import commentary_needed
from culturefirst.programme.reports.content import digest
from culturefirst.programme.reports.freezing import CommentaryMissing, freeze_report, report_view
from culturefirst.programme.reports.printing import restated_words
from culturefirst.programme.reports.rendering import PRINTS
from culturefirst.programme.reports.rendering import render as printed
from culturefirst.programme.reports.restatement import restatement
from culturefirst.programme.views import day
from culturefirst.programme.views.common import seen


@require_safe
def reports(request: HttpRequest, pk: int) -> HttpResponse:
    """The frozen reports of a programme, and what the next one waits for."""
    work_programme = seen(request, WorkProgramme, pk)
    as_at = day.asked(request)
    found = Report.objects.visible_to(request.user).filter(work_programme=work_programme)
    may_freeze = policy.edit_programme.allows(request.user, work_programme)
    context = {
        "work_programme": work_programme,
        "as_at": as_at,
        "reports": list(found.select_related("frozen_by").defer("content")),
        "may_freeze": may_freeze,
        "names": see_members.allows(request.user),
        "waiting": commentary_needed(report_view(work_programme, as_at.day)) if may_freeze else [],
    }
    return render(request, "programme/reports.html", context)


@changes
@require_POST
def freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze the report of a day; where commentary is missing, say of which targets."""
    work_programme = seen(request, WorkProgramme, pk)
    as_at = day.asked(request)
    try:
        report = freeze_report(by=request.user, work_programme=work_programme, as_at=as_at.day)
    except CommentaryMissing as refusal:
        messages.error(request, str(refusal))
        return redirect("reports", pk=pk)
    messages.success(request, "The report is frozen. It will print the same from now on.")
    return redirect("report", pk=report.pk)


@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One frozen report: its papers, its figures and what would be said differently today."""
    found = _report(request, pk)
    context = {
        "report": found,
        "work_programme": found.work_programme,
        "content": found.content,
        "prints": PRINTS.values(),
        "restated": restated_words(found.content),
        "intact": digest(found.content) == found.digest,
        "changes": restatement(found),
        "counts": [(c["status"], c["word"], c["n"], "") for c in found.content["counts"] if c["n"]],
        "names": see_members.allows(request.user),
    }
    return render(request, "programme/report.html", context)


@require_safe
def report_print(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The report as a file, printed anew from what was frozen: the same bytes each time."""
    found = _report(request, pk)
    if form not in PRINTS:
        raise Http404
    made = PRINTS[form]
    name = f"{found.title}, {wording.day(found.as_at)}.{made.ending}"
    return attachment(printed(found.content, form), name, made.media_type)


@require_safe
def report_restatement(request: HttpRequest, pk: int) -> JsonResponse:
    """What was restated since the freeze, with the ids of the rows that came and went."""
    found = _report(request, pk)
    changes: list[dict[str, Any]] = [vars(change) for change in restatement(found)]
    return JsonResponse(
        {"report": found.pk, "as_at": found.as_at, "digest": found.digest, "changes": changes}
    )


def _report(request: HttpRequest, pk: int) -> Report:
    found: Report = seen(request, Report, pk)
    return found
