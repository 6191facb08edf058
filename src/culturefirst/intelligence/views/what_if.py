"""What would change, tried on the map: forms that add one change each, answered in place."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse

from culturefirst.intelligence import actions
from culturefirst.intelligence.forms.scenarios import KeepForm, composed
from culturefirst.intelligence.jobs_studies import refused
from culturefirst.intelligence.models import Study, StudyRun
from culturefirst.intelligence.queries import studies as queries
from culturefirst.intelligence.queries.trials import trial_of
from culturefirst.intelligence.studying import comparing, drawing
from culturefirst.intelligence.studying.changes import Change, estimated, in_words, read
from culturefirst.intelligence.studying.inputs import Inputs
from culturefirst.intelligence.studying.trying import Tried
from culturefirst.intelligence.views import what_if_map
from culturefirst.intelligence.views.scenario_parts import address, now_of, says, tables
from culturefirst.intelligence.views.study_common import tried_study
from culturefirst.kit import maps
from culturefirst.kit.deeds import sent
from culturefirst.kit.errors import DomainError
from culturefirst.kit.forms import act_on
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.wording import figure

NEEDIEST = 40  # small areas that the page proposes for a new place
TABLES = "intelligence/studies/_tables.html"
LISTED = 600  # small areas beyond which a name is typed and not chosen


@acts_once
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The map with forms: each adds one change to the address; keeping it is sent by POST."""
    study, run = tried_study(request, pk)
    asked = request.POST if request.method == "POST" else request.GET
    fault = ""
    try:
        changes, here = _changes(asked, run)
        if request.method == "GET" and asked.get("what"):
            return redirect(f"{request.path}{here}")
        tried = refused(lambda: trial_of(run).tried(changes))
        if maps.was_clicked(request.GET):
            inputs = queries.inputs_of(run)
            leads = what_if_map.came_of_click(request, study, inputs, changes, tried)
            return redirect(f"{request.path}{leads}")
    except DomainError as refusal:
        if request.method == "POST":
            raise
        fault, changes = str(refusal), _sound(asked, run)
        tried = refused(lambda: trial_of(run).tried(changes))
    form = KeepForm(sent(request))
    if request.method == "POST" and (kept := _keep(request, run, changes, tried, form)):
        messages.success(request, "Kept.")
        return redirect(kept.get_absolute_url())
    context = _context(request, study, run, changes, tried) | {"fault": fault, "form": form}
    status = 422 if fault or form.errors else 200
    return render(request, "intelligence/studies/what_if.html", context, status=status)


def answer(request: HttpRequest, pk: int) -> JsonResponse:
    """The same for the page's script: its panel afresh, and how each area and place would be."""
    study, run = tried_study(request, pk)
    try:
        changes, here = _changes(request.GET, run)
        tried = refused(lambda: trial_of(run).tried(changes))
    except DomainError as refusal:
        return JsonResponse({"fault": str(refusal)}, status=422)
    inputs = queries.inputs_of(run)
    context = _panel(request, study, run, changes, tried) | {"form": KeepForm()}
    return JsonResponse(
        {
            "panel": render_to_string("intelligence/studies/_panel.html", context, request),
            "address": here or "?",
            "tables": render_to_string(
                TABLES, {"tables": tables(run, tried) if changes else []}, request
            ),
            "areas": _percent(inputs, tried, None if "all" in request.GET else run),
            "spots": [_spot(each) for each in tried.spots],
            "how": tried.how,
        }
    )


def _changes(asked: QueryDict, run: StudyRun) -> tuple[tuple[Change, ...], str]:
    """What is asked for, with the change that a form adds; and the address that says the same."""
    inputs = queries.inputs_of(run)
    addresses = [*asked.getlist("c")]
    if asked.get("what"):
        addresses.append(composed(asked, inputs))
    found = read(addresses, inputs)
    return found, address(found, view=asked.get("view", ""))


def _sound(asked: QueryDict, run: StudyRun) -> tuple[Change, ...]:
    """The changes that stood before the one that was refused."""
    try:
        return read(asked.getlist("c"), queries.inputs_of(run))
    except DomainError:
        return ()


def _keep(
    request: HttpRequest, run: StudyRun, changes: Sequence[Change], tried: Tried, form: KeepForm
) -> Any:
    return act_on(
        form,
        lambda title: actions.keep_scenario(
            by=request.user,
            run=run,
            title=title,
            changes=[each.plain for each in changes],
            headline=tried.headline,
            outcome=tried.frozen(),
        ),
    )


def _panel(
    request: HttpRequest, study: Study, run: StudyRun, changes: Sequence[Change], tried: Tried
) -> dict[str, Any]:
    """What the changes are and what they do."""
    inputs = queries.inputs_of(run)
    base, view = reverse("what_if", args=[study.pk]), request.GET.get("view", "")
    made = []
    for at, each in enumerate(changes):
        left = [*changes[:at], *changes[at + 1 :]]
        what, then = in_words(each, inputs)
        made.append((what, then, base + address(left, view=view)))
    return {
        "study": study,
        "made": made,
        "addresses": [each.address for each in changes],
        "lines": comparing.lines(inputs, now_of(run), tried),
        "estimated": estimated(changes, inputs),
        "heads": ["What if"],
        "how": tried.how,
    }


def _context(
    request: HttpRequest, study: Study, run: StudyRun, changes: Sequence[Change], tried: Tried
) -> dict[str, Any]:
    inputs = queries.inputs_of(run)
    rows = inputs.areas
    need = np.where(rows.studied, tried.area["too_far"] + tried.area["no_room"], -1.0)
    order = np.argsort(-need, kind="stable")[:NEEDIEST]
    places = sorted(zip(inputs.places.names, inputs.places.codes, strict=True))
    shown = what_if_map.context(request, study, run, changes, tried)
    return (
        _panel(request, study, run, changes, tried)
        | shown
        | {
            "places": places,
            "unit": inputs.parameters["unit"],
            "needy": [
                (rows.codes[at], rows.names[at] or rows.codes[at], figure(round(float(need[at]))))
                for at in order.tolist()
                if need[at] >= 0
            ],
            "listed": sorted(zip(rows.names, rows.codes, strict=True))
            if len(rows.codes) <= LISTED
            else [],
            "tables": tables(run, tried) if changes else [],
            "limits": ",".join(f"{limit:g}" for limit in drawing.LIMITS),
        }
    )


def _spot(spot: Any) -> Mapping[str, Any]:
    return {
        "key": spot.code,
        "says": says(spot),
        "state": spot.state,
        "at": [spot.easting, spot.northing],
    }


def _percent(inputs: Inputs, tried: Tried, run: StudyRun | None) -> dict[str, float | None]:
    """Per cent unmet by area; with a run, only of those that differ from how things stand."""
    share = drawing.shares(inputs, tried.area)
    which = inputs.areas.studied
    if run is not None:
        was = drawing.shares(inputs, queries.results_of(run).area)
        same = np.isclose(share, was, atol=0.05, equal_nan=True)
        which = which & ~same
    return {
        inputs.areas.codes[at]: round(float(share[at]), 1) if np.isfinite(share[at]) else None
        for at in np.flatnonzero(which).tolist()
    }
