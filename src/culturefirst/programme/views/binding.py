"""Choosing what counts a target: first the measure, then what it is narrowed to."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from culturefirst.kit import clock
from culturefirst.kit.errors import Conflict
from culturefirst.kit.forms import act_on
from culturefirst.measures.core import Figure, Measure
from culturefirst.measures.register import MEASURES
from culturefirst.programme import actions
from culturefirst.programme.forms.binding import NarrowForm
from culturefirst.programme.models import Target
from culturefirst.programme.narrowing import to_names
from culturefirst.programme.policy import edit_programme
from culturefirst.programme.queries import lines, year_of
from culturefirst.programme.views.common import place, seen, sent, work_programme_of


@dataclass(frozen=True)
class Offer:
    """A measure on the list, with the figure this target would show today by it."""

    measure: Measure
    figure: Figure | None
    chosen: bool


def bind(request: HttpRequest, pk: int) -> HttpResponse:
    """Without ``?measure=`` the list of measures; with it, what to narrow it to."""
    target = seen(request, Target, pk)
    edit_programme.require(request.user, target)
    key = request.POST.get("measure", request.GET.get("measure"))
    measure = MEASURES.get(key or "")
    if key is None or (key and measure is None):
        return _list(request, target)
    form = NarrowForm(sent(request), measure=measure, target=target)
    if request.method == "POST":
        saved = _save(request, target, measure, form)
        if saved is not None:
            messages.success(request, "Saved. The target now reads its figure from there.")
            return redirect(place(saved))
    context = {"target": target, "measure": measure, "form": form, "cancel": place(target)}
    status = 422 if form.errors else 200
    return render(request, "programme/bind.html", context, status=status)


def _save(
    request: HttpRequest, target: Target, measure: Measure | None, form: NarrowForm
) -> Target | None:
    def run(**said: Any) -> Target:
        key, seen_version = (measure.key if measure else ""), said["seen"]
        return actions.bind(
            by=request.user, target=target, measure=key, filters=form.filters, seen=seen_version
        )

    try:
        return act_on(form, run)
    except Conflict as conflict:
        form.add_error(None, str(conflict))
        return None


def _list(request: HttpRequest, target: Target) -> HttpResponse:
    offers = [_offer(target, measure) for measure in MEASURES]
    current = MEASURES.get(target.measure)
    context = {
        "target": target,
        "offers": offers,
        "current": current,
        "narrowed": to_names(current, target.filters) if current else {},
        "cancel": place(target),
    }
    return render(request, "programme/bind_list.html", context)


def _offer(target: Target, measure: Measure) -> Offer:
    kept = target.filters if target.measure == measure.key else {}
    tried = Target(**{f.attname: getattr(target, f.attname) for f in target._meta.concrete_fields})
    tried.measure, tried.filters = measure.key, kept
    if not kept and "target" in measure.dimensions:
        tried.filters = {"target": target.pk}
    year = year_of(work_programme_of(target))
    line = lines([tried], year=year, as_at=clock.today())[target.pk]
    return Offer(measure, line.figure, target.measure == measure.key)
