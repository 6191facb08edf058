"""What the pages of self-assessments share: finding one, and a page that asks one thing."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from culturefirst.improvement.models import Assessment
from culturefirst.improvement.policy import lead_assessment
from culturefirst.improvement.queries import assessments as queries
from culturefirst.kit.changes import Words

WORDS = Words(labels={"serves": "Activity it serves"})


def seen(request: HttpRequest, pk: int) -> Assessment:
    """The assessment, if this person may read it; else 404, as for one that is not there."""
    found: Assessment = get_object_or_404(queries.assessments(request.user), pk=pk)
    return found


def worked(request: HttpRequest, pk: int) -> Assessment:
    """The assessment, for whoever works on it; for all others it is as if it were not there."""
    found: Assessment = get_object_or_404(
        queries.worked_on(request.user).select_related("framework__framework"), pk=pk
    )
    return found


def led(request: HttpRequest, pk: int) -> Assessment:
    """The assessment, for whoever leads it."""
    found = worked(request, pk)
    lead_assessment.require(request.user, found)
    return found


def at(assessment: Assessment, name: str = "") -> str:
    """The address of a page of it."""
    return reverse(f"assessment{name}", args=[assessment.pk])
