"""Bringing organisations: upload, look at what would happen, import the whole or nothing."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from culturefirst.kit import wording
from culturefirst.kit.downloads import csv_file
from culturefirst.kit.errors import DomainError
from culturefirst.kit.forms import act_on
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.jobs.aside import seen
from culturefirst.kit.tables import Column, Table
from culturefirst.kit.urls import changes
from culturefirst.network import actions
from culturefirst.network.bringing.columns import COLUMNS, titled
from culturefirst.network.bringing.plan import Plan, planned
from culturefirst.network.bringing.rows import file_rows
from culturefirst.network.forms.places import OrganisationsFileForm
from culturefirst.network.models import OrganisationList

State = OrganisationList.State
AT_ONCE = 50  # faults and notes on a page


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


@acts_once
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What is new, what changes field by field, what stays, and what stands in the way."""
    rows = OrganisationList.objects.visible_to(request.user).select_related("job")
    brought = get_object_or_404(rows, pk=pk)
    if brought.state == State.IMPORTED:
        return render(request, "network/organisations_imported.html", {"brought": brought})
    refusal = ""
    if request.method == "POST":
        try:
            agreed = request.POST.get("agreed", "")[:64]
            asked = actions.ask_to_import(by=request.user, brought=brought, agreed=agreed)
        except DomainError as fault:
            refusal = str(fault)
        else:
            return redirect("job", asked.job_id)
    plan = planned(brought.rows)
    new, changed = _new(plan, request), _changed(plan, request)
    if (file := new.response() or changed.response()) is not None:
        return file
    context = {
        "brought": brought,
        "job": seen(brought.job) if brought.job else None,
        "plan": plan,
        "faults": plan.faults[:AT_ONCE],
        "notes": plan.notes[:AT_ONCE],
        "new": new,
        "changed": changed,
        "refusal": refusal,
        "said": said(plan),
    }
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


def _new(plan: Plan, request: HttpRequest) -> Table:
    return Table(
        columns=[
            Column("name", "Name"),
            Column("kind", "Kind"),
            Column("sub_region", "Sub-region", value=lambda row: row.said.get("sub_region")),
            Column("county", "County", value=lambda row: row.said.get("upper_tier")),
            Column("codes", "Codes", value=lambda row: ", ".join(code for code, *_ in row.codes)),
            Column("row", "Row", numeric=True),
        ],
        rows=plan.new,
        request=request,
        name="new",
        prefix="new-",
        label="New organisations",
    )


def _changed(plan: Plan, request: HttpRequest) -> Table:
    """One row a difference."""
    return Table(
        columns=[
            Column("body", "Organisation", url=lambda row: row["url"]),
            Column("title", "What"),
            Column("old", "Now"),
            Column("new", "As in the file"),
            Column("row", "Row", numeric=True),
        ],
        rows=[
            {
                "body": each.body.name,
                "url": reverse("organisation", args=[each.body.slug]),
                "title": difference.title,
                "old": difference.old,
                "new": difference.new,
                "row": each.row,
            }
            for each in plan.changed
            for difference in each.differences
        ],
        request=request,
        name="changed",
        prefix="changed-",
        label="Changed organisations",
    )


def _bring(by: Any, file: Any) -> OrganisationList:
    with TemporaryDirectory(prefix="culturefirst-") as folder:
        path = Path(folder) / "organisations"
        path.write_bytes(file.read())
        rows, not_read = file_rows(path, file.name)
    return actions.bring_organisations(by=by, name=file.name, rows=rows, not_read=not_read)
