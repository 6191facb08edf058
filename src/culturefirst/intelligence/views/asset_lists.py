"""Bringing places: upload, say what the columns are, look, decide, import the whole or nothing."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from culturefirst.intelligence import actions
from culturefirst.intelligence.bringing.reading import ending_of
from culturefirst.intelligence.forms.asset_lists import (
    AssetFileForm,
    MappingForm,
    PostcodesFileForm,
)
from culturefirst.intelligence.models import AssetList
from culturefirst.intelligence.places import geofiles, postcodes
from culturefirst.intelligence.places.columns import COLUMNS, titled
from culturefirst.intelligence.places.plan import planned
from culturefirst.intelligence.queries import asset_kinds
from culturefirst.intelligence.views.asset_previews import (
    column_choices,
    shown,
    told_columns,
    told_kinds,
    told_together,
)
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.downloads import csv_file
from culturefirst.kit.errors import DomainError
from culturefirst.kit.forms import Form, act_on
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.jobs.aside import seen
from culturefirst.kit.urls import changes
from culturefirst.kit.wording import plural

State = AssetList.State


@changes
def lists(request: HttpRequest) -> HttpResponse:
    """Choose a file; its rows are kept, and what an import would do is shown."""
    form = AssetFileForm()
    if request.method == "POST":
        form = AssetFileForm(request.POST, request.FILES)
        brought = act_on(form, lambda file, **said: _bring(request.user, file, **said))
        if brought is not None:
            return redirect("asset_list", brought.pk)
    rows = AssetList.objects.visible_to(request.user).defer("rows", "decisions")
    context = {
        "form": form,
        "lists": rows.exclude(state=State.DROPPED).select_related("by", "source")[:20],
        "columns": [titled(name) for name in COLUMNS],
        "no_kinds": not asset_kinds.in_use(request.user).exists(),
    }
    status = 422 if form.errors else 200
    return render(request, "intelligence/asset_lists.html", context, status=status)


@acts_once
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """What is new, what changes, what has to be decided, and what stands in the way."""
    brought = _one(request, pk)
    if brought.state != State.DRAFT:
        return render(request, "intelligence/asset_list_done.html", _done(brought))
    refusal = ""
    if request.method == "POST":
        try:
            agreed = request.POST.get("agreed", "")[:64]
            asked = actions.ask_to_import_assets(by=request.user, brought=brought, agreed=agreed)
        except DomainError as fault:
            refusal = str(fault)
        else:
            return redirect("job", asked.job_id)
    plan = planned(brought)
    told = shown(brought, plan, request)
    for table in (told["new"], told["changed"]):
        file: HttpResponse | None = table.response()
        if file is not None:
            return file
    context = told | {
        "brought": brought,
        "job": seen(brought.job) if brought.job else None,
        "refusal": refusal,
    }
    status = 422 if refusal else 200
    return render(request, "intelligence/asset_list.html", context, status=status)


@acts_once
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which column of the file is what, and what holds for all rows."""
    brought = _one(request, pk)
    held = {name: brought.rest.get(name) for name in ("kind", "outside", "unclear")}
    form = MappingForm(sent(request), initial={"source": brought.source_id, **held})
    if request.method == "POST":

        def run(**said: Any) -> AssetList:
            mapping = told_columns(request.POST, brought)
            return actions.map_asset_list(by=request.user, brought=brought, mapping=mapping, **said)

        if act_on(form, run) is not None:
            messages.success(request, "Looked at anew.")
            return redirect("asset_list", pk)
    context = {
        "form": form,
        "brought": brought,
        "columns": column_choices(brought, request.POST),
    }
    status = 422 if form.errors else 200
    return render(request, "intelligence/asset_list_columns.html", context, status=status)


@acts_once
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep which place each row is, and which kinds words mean."""
    brought = _one(request, pk)
    rows = {
        int(name.removeprefix("row-")): str(told)[:20]
        for name, told in request.POST.items()
        if name.startswith("row-") and name.removeprefix("row-").isdigit()
    }
    if request.method == "POST":
        try:
            if together := request.POST.get("all", ""):
                told = told_together(together)
                actions.answer_asset_rows(by=request.user, brought=brought, **told)
            else:
                kinds = told_kinds(request.POST)
                actions.decide_asset_rows(
                    by=request.user, brought=brought, decisions=rows, kinds=kinds
                )
        except DomainError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Kept, and looked at anew.")
    return redirect("asset_list", pk)


@acts_once
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the whole list back."""
    brought = _one(request, pk)
    deed = Deed(
        "Take this list back", "Take all of it back", "All of it is as it was before the list.",
        reverse("asset_list", args=[pk]), brought.name,
        "Places that it added are withdrawn, and those that it changed are what they were. Where "
        "one was changed since, nothing is taken back.",
    )  # fmt: skip

    def run(**_: Any) -> AssetList:
        return actions.undo_asset_list(by=request.user, brought=brought)

    return answer(request, Form(sent(request)), run, deed)


@acts_once
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a list away that was not imported."""
    brought = _one(request, pk)
    deed = Deed(
        "Throw this list away", "Throw it away", "The list is gone. No place was changed.",
        reverse("asset_list", args=[pk]), brought.name, "Nothing of it was imported.",
    )  # fmt: skip

    def run(**_: Any) -> AssetList:
        return actions.drop_asset_list(by=request.user, brought=brought)

    return answer(request, Form(sent(request)), run, deed, to=lambda _: reverse("asset_lists"))


def example(request: HttpRequest) -> HttpResponse:
    """The columns with two made-up rows to write over."""
    rows = [
        {"name": "Thornmere Library", "kind": "Library", "address": "1 Market Place",
         "town": "Thornmere", "postcode": "ZZ1 1AA", "easting": "553500", "northing": "280400",
         "status": "Open", "capacity": "420"},
        {"name": "Thornmere Pool", "kind": "Swimming pool", "town": "Thornmere",
         "latitude": "52.4", "longitude": "0.26", "status": "Closed", "closed": "2010"},
    ]  # fmt: skip
    cells = [[row.get(column, "") for column in COLUMNS] for row in rows]
    return csv_file("places", list(COLUMNS), cells)


@acts_once
def bring_postcodes(request: HttpRequest) -> HttpResponse:
    """Bring a file of postcodes with their middles."""
    bound = request.method == "POST"
    form = PostcodesFileForm(request.POST if bound else None, request.FILES if bound else None)
    deed = Deed(
        "Bring postcodes", "Bring them", "The postcodes are kept.",
        reverse("asset_sources"), "Sources",
        "A place without coordinates is put on the middle of its postcode. Open lists of them are "
        "published by the mapping agency, a file for each postal area.",
    )  # fmt: skip

    def run(file: Any) -> int:
        points = _kept(file, "postcodes", postcodes.read)
        done = actions.bring_postcodes(by=request.user, points=points)
        messages.info(request, plural(done, "postcode"))
        return done

    return answer(request, form, run, deed)


def _one(request: HttpRequest, pk: int) -> AssetList:
    rows = AssetList.objects.visible_to(request.user).exclude(state=State.DROPPED)
    found: AssetList = get_object_or_404(rows.select_related("job", "source", "by"), pk=pk)
    return found


def _bring(by: Any, file: Any, **said: Any) -> AssetList:
    sheet = _kept(file, "places", geofiles.read)
    return actions.bring_asset_list(by=by, sheet=sheet, **said)


def _kept(file: Any, name: str, read: Any) -> Any:
    """What a reader makes of a file that was sent, which is on the disk meanwhile only."""
    with TemporaryDirectory(prefix="culturefirst-") as folder:
        path = Path(folder) / f"{name}{ending_of(file.name)[:12]}"
        path.write_bytes(file.read())
        return read(path, file.name)


def _done(brought: AssetList) -> dict[str, Any]:
    rows = brought.changes.all()
    return {
        "brought": brought,
        "added": rows.filter(what="added").count(),
        "changed": rows.filter(what="imported").count(),
    }
