"""What the programme's views share: fetching what a person may see, and going back."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from culturefirst.programme.models import Activity, Target, WorkProgramme

ABOVE = {
    Target: "activity__programme__priority__work_programme",
    Activity: "programme__priority__work_programme",
}


def seen(request: HttpRequest, model: Any, pk: int) -> Any:
    """The record, if this person may see it; else 404, as for a record that does not exist."""
    records: models.QuerySet[Any] = model.objects.visible_to(request.user)
    if (above := ABOVE.get(model)) is not None:
        records = records.select_related(above)
    return get_object_or_404(records, pk=pk)


def work_programme_of(record: Any) -> WorkProgramme:
    """The work programme that a record belongs to."""
    for name in ("target", "activity", "programme", "priority", "work_programme"):
        if hasattr(record, f"{name}_id") and getattr(record, name) is not None:
            record = getattr(record, name)
    if not isinstance(record, WorkProgramme):
        raise TypeError(f"{record!r} belongs to no work programme")
    return record


def place(record: Any) -> str:
    """The address of a record: a target's page, or its place on the programme page."""
    if isinstance(record, Target):
        return reverse("target", args=[record.pk])
    if getattr(record, "target_id", None):
        return reverse("target", args=[record.target_id])
    home = reverse("programme", args=[work_programme_of(record).pk])
    activity = record if isinstance(record, Activity) else getattr(record, "activity", None)
    return f"{home}#activity-{activity.pk}" if activity else home


def back(request: HttpRequest, otherwise: str) -> str:
    """Where the person came from, if that is a page of ours, else ``otherwise``."""
    said = request.POST.get("back") or request.GET.get("back") or ""
    ours = said.startswith("/") and url_has_allowed_host_and_scheme(said, allowed_hosts=None)
    return said if ours else otherwise


def sent(request: HttpRequest) -> Any:
    """What a form was sent with (even if with nothing), or ``None`` where none was."""
    return request.POST if request.method == "POST" else None
