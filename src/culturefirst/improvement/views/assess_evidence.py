"""Evidence of a self-assessment: listed, added, given to criteria, withdrawn, put back, read."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions
from culturefirst.improvement.forms.judging import EvidenceForForm, EvidenceForm
from culturefirst.improvement.models import Assessment, Criterion, Evidence
from culturefirst.improvement.queries import evidence as queries
from culturefirst.improvement.queries.assessments import criteria_of
from culturefirst.improvement.views.assess_common import seen, worked
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.downloads import sealed
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes


def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """All that was added, with the criteria that each piece shows."""
    found = worked(request, pk)
    rows = list(queries.evidence(found, request.user).prefetch_related("criteria"))
    context = {
        "assessment": found,
        "pieces": queries.pieces([row for row in rows if not row.withdrawn_on], request.user),
        "withdrawn": [row for row in rows if row.withdrawn_on],
    }
    return render(request, "improvement/assess/evidence.html", context)


@acts_once
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a link, a page of this site or a file."""
    found = worked(request, pk)
    criteria = criteria_of(found)
    form = EvidenceForm(
        sent(request), request.FILES or None, user=request.user, criteria=criteria,
        initial={"criteria": _asked_for(request, criteria)},
    )  # fmt: skip

    def run(**said: Any) -> Evidence:
        return actions.add_evidence(by=request.user, assessment=found, **said)

    deed = Deed(
        "Add evidence",
        "Add it",
        "The evidence is added.",
        _all(found),
        "Evidence",
        lede="Your own organisation reads it, and a peer only where you open it to them.",
    )
    return answer(request, form, run, deed)


@acts_once
def edit(request: HttpRequest, pk: int, piece: int) -> HttpResponse:
    """Say which criteria it shows."""
    found, row = _piece(request, pk, piece)
    form = EvidenceForForm(
        sent(request), criteria=criteria_of(found),
        initial={"title": row.title, "criteria": (ticked := row.criteria.all()),
                 "shown": ",".join(str(each.pk) for each in ticked)},
    )  # fmt: skip

    def run(**said: Any) -> Evidence:
        return actions.edit_evidence(by=request.user, assessment=found, evidence=row, **said)

    return answer(
        request, form, run, Deed("What it shows", "Save", "Saved.", _all(found), "Evidence")
    )


@changes
@require_POST
def withdraw(request: HttpRequest, pk: int, piece: int) -> HttpResponse:
    """Take it away."""
    found, row = _piece(request, pk, piece)
    actions.withdraw_evidence(by=request.user, assessment=found, evidence=row)
    messages.success(request, "Withdrawn: it shows nothing. You can put it back on this page.")
    return redirect(_all(found))


@changes
@require_POST
def restore(request: HttpRequest, pk: int, piece: int) -> HttpResponse:
    """Put it back."""
    found, row = _piece(request, pk, piece)
    actions.restore_evidence(by=request.user, assessment=found, evidence=row)
    messages.success(request, "The evidence is back.")
    return redirect(_all(found))


def file(request: HttpRequest, pk: int, piece: int) -> HttpResponse:
    """The file itself, to be saved and never opened as a page."""
    found = seen(request, pk)
    rows = queries.evidence(found, request.user).filter(kind=Evidence.Kind.FILE)
    row = get_object_or_404(rows, pk=piece)
    if row.withdrawn_on is not None:
        raise Http404
    return sealed(row.file, row.name, row.media_type)


def _piece(request: HttpRequest, pk: int, piece: int) -> tuple[Assessment, Evidence]:
    found = worked(request, pk)
    return found, get_object_or_404(queries.evidence(found, request.user), pk=piece)


def _all(found: Assessment) -> str:
    return reverse("assessment_evidence", args=[found.pk])


def _asked_for(request: HttpRequest, criteria: list[Criterion]) -> list[Criterion]:
    key = request.GET.get("for", "")
    return [each for each in criteria if each.key == key]
