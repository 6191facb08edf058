"""The Improve door: how it goes, and what of it concerns whoever looks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from culturefirst.improvement.policy import see_assessments


def improve(request: HttpRequest) -> HttpResponse:
    """A stranger reads what it is; a member what comes next for their own body."""
    context = {"is_member": see_assessments.allows(request.user)}
    return render(request, "improvement/improve.html", context)
