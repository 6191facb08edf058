"""Bringing organisations: upload, look at what would happen, import the whole or nothing."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from culturefirst.kit import wording
from culturefirst.kit.downloads import csv_file
from culturefirst.kit.errors import DomainError
from culturefirst.kit.forms import act_on
from culturefirst.kit.urls import changes
from culturefirst.network import actions
from culturefirst.network.bringing.columns import COLUMNS, titled
from culturefirst.network.bringing.plan import Plan, planned
from culturefirst.network.bringing.rows import file_rows
from culturefirst.network.forms.places import OrganisationsFileForm
from culturefirst.network.models import OrganisationList

State = OrganisationList.State


@changes
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file; its rows are kept, and what an import would do is shown."""
    form = OrganisationsFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = OrganisationsFileForm(request.POST, request.FILES)
        brought = act_on(form, lambda file: _bring(request.user, file))
        if brought is not None:
            return redirect("organisations_preview", brought.pk)
    waiting = OrganisationList.objects.visible_to(request.user).filter(state=State.DRAFT)
    columns = [titled(name) for name in COLUMNS]
    context = {"form": form, "waiting": waiting[:10], "columns": columns}
    status = 422 if form.errors else 200
    return render(request, "network/organisations_import.html", context, status=status)


@changes
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What is new, what changes field by field, what stays, and what stands in the way."""
    brought = get_object_or_404(OrganisationList.objects.visible_to(request.user), pk=pk)
    if brought.state == State.IMPORTED:
        messages.info(request, f"“{brought}” is imported.")
        return redirect("organisations")
    plan, refusal = planned(brought.rows), ""
    if request.method == "POST":
        try:
            actions.import_organisations(
                by=request.user, brought=brought, agreed=request.POST.get("agreed", "")[:64]
            )
        except DomainError as fault:
            refusal = str(fault)
        else:
            messages.success(request, f"Imported: {said(plan)}.")
            return redirect("organisations")
    context = {"brought": brought, "plan": plan, "refusal": refusal, "said": said(plan)}
    status = 422 if refusal else 200
    return render(request, "network/organisations_preview.html", context, status=status)


def example(request: HttpRequest) -> HttpResponse:
    """The columns with two rows to write over."""
    rows = [
        {"name": "Westmarch County Council", "kind": "county", "sub_region": "Westmarch"},
        {
            "name": "Alderholt",
            "kind": "district",
            "sub_region": "Westmarch",
            "upper_tier": "Westmarch County Council",
            "services": "Arts; Museums",
            "joined": "2011-04-01",
        },
    ]
    cells = [[row.get(column, "") for column in COLUMNS] for row in rows]
    return csv_file("organisations", list(COLUMNS), cells)


def said(plan: Plan) -> str:
    """A plan in a line of counts."""
    counts = (
        (len(plan.places), "new sub-region"),
        (len(plan.new), "new organisation"),
        (len(plan.changed), "changed organisation"),
    )
    told = [wording.plural(count, words) for count, words in counts if count]
    return ", ".join(told) or "nothing new"


def _bring(by: Any, file: Any) -> OrganisationList:
    with TemporaryDirectory(prefix="culturefirst-") as folder:
        path = Path(folder) / "organisations"
        path.write_bytes(file.read())
        rows, not_read = file_rows(path, file.name)
    return actions.bring_organisations(by=by, name=file.name, rows=rows, not_read=not_read)
