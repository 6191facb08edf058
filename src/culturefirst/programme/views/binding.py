"""Choosing what counts a target: first the measure, then what it is narrowed to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from culturefirst.kit import clock
from culturefirst.kit.conflicts import of_choice
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
    form = NarrowForm(sent(request), measure=measure, target=target, user=request.user)
    if request.method == "POST":
        try:
            saved = act_on(form, lambda **said: _save(request, target, measure, form, said))
        except Conflict as conflict:
            return _conflict(request, target, measure, form, conflict)
        if saved is not None:
            messages.success(request, "Saved. The target now reads its figure from there.")
            return redirect(place(saved))
    context = {"target": target, "measure": measure, "form": form, "cancel": place(target)}
    status = 422 if form.errors else 200
    return render(request, "programme/bind.html", context, status=status)


def _save(
    request: HttpRequest,
    target: Target,
    measure: Measure | None,
    form: NarrowForm,
    said: Mapping[str, Any],
) -> Target:
    key, seen_version = (measure.key if measure else ""), said["seen"]
    return actions.bind(
        by=request.user, target=target, measure=key, filters=form.filters, seen=seen_version
    )


def _conflict(
    request: HttpRequest,
    target: Target,
    measure: Measure | None,
    form: NarrowForm,
    conflict: Conflict,
) -> HttpResponse:
    """What counts it now beside what this person chose, with their choice ready to save."""
    target.refresh_from_db()
    posted = request.POST.copy()
    posted["seen"] = str(target.version)
    context = {
        "form": NarrowForm(posted, measure=measure, target=target, user=request.user),
        "overlap": of_choice([("What counts it", *_said(conflict, target))]),
        "note": target,
        "once": True,
        "cancel": place(target),
    }
    return render(request, "kit/conflict.html", context, status=409)


def _said(conflict: Conflict, target: Target) -> tuple[str, str]:
    """The choice that stands and the one refused, in words."""
    now, wanted = conflict.theirs, conflict.yours
    return (
        _in_words(str(now.get("measure", target.measure)), now.get("filters", target.filters)),
        _in_words(str(wanted.get("measure", "")), wanted.get("filters", {})),
    )


def _in_words(key: str, filters: Mapping[str, Any]) -> str:
    measure = MEASURES.get(key)
    if measure is None:
        return "Nothing counts it: a person says where it stands"
    return ", ".join([measure.title, *map(str, to_names(measure, dict(filters)).values())])


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
    line = lines([tried], year=year, as_at=clock.today(), exact=True)[target.pk]
    return Offer(measure, line.figure, target.measure == measure.key)
