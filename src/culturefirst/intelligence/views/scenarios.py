"""What would change: tried on the map, kept, looked at beside now and beside another."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

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
from culturefirst.intelligence.policy.studies import keep_scenario
from culturefirst.intelligence.queries import areas as areas_queries
from culturefirst.intelligence.queries import studies as queries
from culturefirst.intelligence.queries.trials import trial_of
from culturefirst.intelligence.study_tables import table
from culturefirst.intelligence.studying import comparing, drawing, siting
from culturefirst.intelligence.studying.changes import Change, in_words, read, stored
from culturefirst.intelligence.studying.inputs import Inputs
from culturefirst.intelligence.studying.trying import Tried, read_tried
from culturefirst.intelligence.views.study_common import (
    run_of,
    seen_scenario,
    seen_study,
    study_page,
    tried_study,
)
from culturefirst.kit import maps
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.errors import DomainError
from culturefirst.kit.forms import Form, act_on
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.wording import figure

NEEDIEST = 40  # small areas that the page proposes for a new place
LISTED = 600  # small areas beyond which a name is typed and not chosen


@acts_once
def what_if(request: HttpRequest, pk: int) -> HttpResponse:
    """The map with forms: each adds one change to the address; keeping it is sent by POST."""
    study, run = tried_study(request, pk)
    asked = request.POST if request.method == "POST" else request.GET
    fault = ""
    try:
        changes, address = _changes(asked, run)
        if request.method == "GET" and asked.get("what"):
            return redirect(f"{request.path}{address}")
        tried = refused(lambda: trial_of(run).tried(changes))
    except DomainError as refusal:
        if request.method == "POST":
            raise
        fault, changes = str(refusal), _sound(asked, run)
        tried = refused(lambda: trial_of(run).tried(changes))
    form = KeepForm(sent(request))
    if request.method == "POST" and (kept := _keep(request, run, changes, tried, form)):
        messages.success(request, "Kept.")
        return redirect(kept.get_absolute_url())
    context = _page(request, study, run, changes, tried) | {"fault": fault, "form": form}
    status = 422 if fault or form.errors else 200
    return render(request, "intelligence/studies/what_if.html", context, status=status)


def what_if_answer(request: HttpRequest, pk: int) -> JsonResponse:
    """The same for the page's script: its panel afresh, and how each area and place would be."""
    study, run = tried_study(request, pk)
    try:
        changes, address = _changes(request.GET, run)
        tried = refused(lambda: trial_of(run).tried(changes))
    except DomainError as refusal:
        return JsonResponse({"fault": str(refusal)}, status=422)
    inputs = queries.inputs_of(run)
    context = _panel(request, study, run, changes, tried) | {"form": KeepForm()}
    return JsonResponse(
        {
            "panel": render_to_string("intelligence/studies/_panel.html", context, request),
            "address": address or "?",
            "table": render_to_string("kit/parts/table.html", {"table": _moved(run, tried)}),
            "areas": _percent(inputs, tried, None if "all" in request.GET else run),
            "spots": [_spot(each, study, changes) for each in tried.spots],
            "how": tried.how,
        }
    )


def scenario(request: HttpRequest, pk: int) -> HttpResponse:
    """One that was kept, beside now."""
    found = seen_scenario(request, pk)
    run, study = found.run, found.run.study
    tried, inputs = read_tried(_bytes(found)), queries.inputs_of(run)
    now = queries.results_of(run)
    context = {
        "scenario": found,
        "how_found": siting.in_words(found.found) if found.found else "",
        "study": study,
        "made": [in_words(each, inputs) for each in stored(found.changes)],
        "lines": comparing.lines(run.headline, tried.headline),
        "heads": ["Then"],
        "map": _map(study, inputs, tried),
        "zones": table(comparing.by_zone(inputs, now.area, tried.area), None),
        "areas": table(comparing.most_changed(inputs, now.area, tried.area), None),
        "again": _address(stored(found.changes)),
        "is_last": queries.last_run(study, request.user) == run,
        "may_keep": keep_scenario.allows(request.user, found),
    }
    return render(request, "intelligence/studies/scenario.html", context)


@acts_once
def throw_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a kept one away."""
    found = seen_scenario(request, pk)
    keep_scenario.require(request.user, found)
    study = found.run.study
    deed = Deed(
        "Throw this scenario away?",
        "Throw it away",
        "The scenario is thrown away.",
        found.get_absolute_url(),
        found.title,
        danger=True,
    )
    form = Form(sent(request))
    run = lambda: actions.throw_away_scenario(by=request.user, scenario=found)  # noqa: E731
    return answer(request, form, run, deed, to=lambda _: study_page(study))


def beside(request: HttpRequest, pk: int) -> HttpResponse:
    """Two scenarios of the last run, side by side with now."""
    study = seen_study(request, pk)
    run = run_of(request, study)
    rows = list(queries.scenarios(request.user).filter(run=run))
    chosen = [_chosen(request, rows, key, at) for at, key in enumerate(("a", "b"))]
    inputs = queries.inputs_of(run)
    states = [(each, read_tried(_bytes(each))) for each in chosen if each is not None]
    context = {
        "study": study,
        "rows": rows,
        "chosen": chosen,
        "states": [
            (each, [in_words(one, inputs) for one in stored(each.changes)],
             _map(study, inputs, tried))
            for each, tried in states
        ],
        "lines": comparing.lines(run.headline, *(tried.headline for _, tried in states)),
        "heads": [each.title for each, _ in states],
    }  # fmt: skip
    return render(request, "intelligence/studies/beside.html", context)


def _chosen(request: HttpRequest, rows: list[Any], key: str, at: int) -> Any:
    """The scenario that the address names, or else the next of the list."""
    named = [each for each in rows if str(each.pk) == request.GET.get(key, "")]
    return named[0] if named else (rows[at] if len(rows) > at else None)


def _changes(asked: QueryDict, run: StudyRun) -> tuple[tuple[Change, ...], str]:
    """What is asked for, with the change that a form adds; and the address that says the same."""
    inputs = queries.inputs_of(run)
    addresses = [*asked.getlist("c")]
    if asked.get("what"):
        addresses.append(composed(asked, inputs))
    found = read(addresses, inputs)
    return found, _address(found)


def _sound(asked: QueryDict, run: StudyRun) -> tuple[Change, ...]:
    """The changes that stood before the one that was refused."""
    try:
        return read(asked.getlist("c"), queries.inputs_of(run))
    except DomainError:
        return ()


def _address(changes: Sequence[Change]) -> str:
    return f"?{urlencode([('c', each.address) for each in changes])}" if changes else ""


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
    made = []
    for at, each in enumerate(changes):
        left = [*changes[:at], *changes[at + 1 :]]
        what, then = in_words(each, inputs)
        made.append((what, then, reverse("what_if", args=[study.pk]) + _address(left)))
    return {
        "study": study,
        "made": made,
        "addresses": [each.address for each in changes],
        "lines": comparing.lines(run.headline, tried.headline),
        "heads": ["What if"],
        "how": tried.how,
    }


def _page(
    request: HttpRequest, study: Study, run: StudyRun, changes: Sequence[Change], tried: Tried
) -> dict[str, Any]:
    inputs = queries.inputs_of(run)
    rows = inputs.areas
    need = np.where(rows.studied, tried.area["too_far"] + tried.area["no_room"], -1.0)
    order = np.argsort(-need, kind="stable")[:NEEDIEST]
    places = sorted(zip(inputs.places.names, inputs.places.codes, strict=True))
    return _panel(request, study, run, changes, tried) | {
        "map": _map(study, inputs, tried, request.GET.getlist("c")),
        "places": places,
        "place": request.GET.get("place", ""),
        "given": request.GET,
        "unit": inputs.parameters["unit"],
        "needy": [
            (rows.codes[at], rows.names[at] or rows.codes[at], figure(round(float(need[at]))))
            for at in order.tolist()
            if need[at] >= 0
        ],
        "listed": sorted(zip(rows.names, rows.codes, strict=True))
        if len(rows.codes) <= LISTED
        else [],
        "areas": _moved(run, tried),
        "limits": ",".join(f"{limit:g}" for limit in drawing.LIMITS),
    }


def _moved(run: StudyRun, tried: Tried) -> Any:
    """The small areas that change most, as a table."""
    inputs, now = queries.inputs_of(run), queries.results_of(run)
    return table(comparing.most_changed(inputs, now.area, tried.area), None)


def _map(study: Study, inputs: Inputs, tried: Tried, kept: Sequence[str] = ()) -> maps.Map:
    """The map as it would be; each place leads to the form that changes it."""
    outlines = areas_queries.outlines(study.area_set, inputs.areas.codes)
    base = reverse("what_if", args=[study.pk])
    spots = [
        maps.Spot(
            each.easting,
            each.northing,
            _says(each),
            f"{base}?{urlencode([('place', each.code), *(('c', one) for one in kept)])}#place"
            if each.state != "new"
            else "",
            each.state,
            key=each.code,
        )
        for each in tried.spots
    ]
    states = [name for name in drawing.STATES if any(each.state == name for each in tried.spots)]
    return drawing.drawn(
        inputs, tried.area, outlines, spots, "Unmet demand by small area", states=states
    )


def _says(spot: Any) -> str:
    if spot.state == "closed":
        return f"{spot.name}: closed"
    full = (
        f"{figure(round(100 * spot.used / spot.capacity))} % used" if spot.capacity else "no room"
    )
    words = {"new": "new, ", "moved": "moved, ", "changed": "another size, "}
    return f"{spot.name}: {words.get(spot.state, '')}{full}"


def _spot(spot: Any, study: Study, changes: Sequence[Change]) -> Mapping[str, Any]:
    return {
        "key": spot.code,
        "says": _says(spot),
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


def _bytes(found: Any) -> bytes:
    return bytes(found.outcome)
