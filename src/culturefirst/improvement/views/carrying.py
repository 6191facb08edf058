"""Taking over from an earlier assessment: a preview, then a button."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from culturefirst.improvement import actions
from culturefirst.improvement.actions.carrying import TakenOver
from culturefirst.improvement.models import Assessment
from culturefirst.improvement.policy import work_on_assessment
from culturefirst.improvement.queries.carrying import planned, sources
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.wording import plural

PAGE = "improvement/frameworks/carry.html"


@acts_once
def carry(request: HttpRequest, pk: int) -> HttpResponse:
    """What would come along, criterion by criterion; nothing that was written is overwritten."""
    rows = Assessment.objects.visible_to(request.user).select_related("organisation", "framework")
    assessment: Assessment = get_object_or_404(rows, pk=pk)
    work_on_assessment.require(request.user, assessment)
    offered = sources(assessment, request.user)
    source = _source(request, offered)
    refusal = ""
    if request.method == "POST" and source is not None:
        try:
            taken = actions.carry_over(by=request.user, assessment=assessment, source=source)
        except NotAllowed:
            raise
        except DomainError as fault:
            refusal = str(fault)
        else:
            messages.success(request, _told(taken))
            return redirect("assessment_carry", assessment.pk)
    context = {
        "assessment": assessment,
        "sources": offered,
        "source": source,
        "plan": planned(assessment, source, request.user) if source else None,
        "refusal": refusal,
    }
    return render(request, PAGE, context, status=422 if request.method == "POST" else 200)


def _source(request: HttpRequest, offered: list[Assessment]) -> Assessment | None:
    """The one that is asked for, else the first."""
    asked = request.POST.get("from") or request.GET.get("from")
    if not asked:
        return offered[0] if offered else None
    found = next((each for each in offered if str(each.pk) == asked), None)
    if found is None:
        raise Http404
    return found


def _told(taken: TakenOver) -> str:
    told = [plural(taken.criteria, "criterion,criteria")] if taken.criteria else []
    told += [plural(taken.evidence, "piece") + " of evidence"] if taken.evidence else []
    if not told:
        return "Nothing was left to take over: what is written stays as it is."
    return f"{' and '.join(told)} taken over. Look at each and agree it afresh."
