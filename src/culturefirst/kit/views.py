"""The kit's own pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from culturefirst.kit.jobs.aside import seen
from culturefirst.kit.jobs.models import Job


def job(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a job is and what came of it; somebody else's job answers like a missing one.

    htmx asks for the changing part alone, once a second, until the job is over.
    """
    row = seen(get_object_or_404(Job.objects.visible_to(request.user), pk=pk))
    part = bool(getattr(request, "htmx", False))
    return render(request, "kit/jobs/_job.html" if part else "kit/jobs/job.html", {"job": row})
