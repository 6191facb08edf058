"""Choosing what counts an action: first what, then narrowed to what and with which number."""

from itertools import groupby
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions
from culturefirst.improvement.forms.yardsticks import ByFigureForm, ByMeasureForm
from culturefirst.improvement.models import PlanAction, Yardstick
from culturefirst.improvement.queries.own_figures import OwnFigures, own_figures
from culturefirst.improvement.queries.plans import line
from culturefirst.improvement.queries.yardsticks import narrows, readings, yardstick_of
from culturefirst.improvement.views.plan_common import action_page, kept_action, to_action
from culturefirst.kit import clock
from culturefirst.kit.conflicts import of_choice
from culturefirst.kit.deeds import sent
from culturefirst.kit.errors import Conflict
from culturefirst.kit.forms import act_on
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes
from culturefirst.measures.core import Measure
from culturefirst.measures.register import MEASURES

SAVED = "Saved. How far it is is read from there, and nobody has to type it."


@acts_once
def counted(request: HttpRequest, pk: int) -> HttpResponse:
    """Without ``?measure=`` or ``?indicator=`` what there is; with one of them, how it counts."""
    found = kept_action(request, pk)
    key, indicator = (_asked(request, name) for name in ("measure", "indicator"))
    if key:
        measure = MEASURES.get(key)
        if measure is None:
            raise Http404
        return _by_measure(request, found, measure)
    own = _own(request, found)
    if indicator:
        if indicator not in own.indicators:
            raise Http404
        return _by_figure(request, found, indicator, own)
    return _list(request, found, own)


@changes
@require_POST
def counted_no_more(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it away."""
    found = kept_action(request, pk)
    actions.count_no_more(by=request.user, entry=found)
    return to_action(request, found, "Nothing counts it now: people say how far it is.")


def _by_measure(request: HttpRequest, found: PlanAction, measure: Measure) -> HttpResponse:
    def form(data: Any) -> ByMeasureForm:
        held, lists = yardstick_of(found, request.user), narrows(measure, found.plan)
        return ByMeasureForm(data, chosen=measure, lists=lists, held=held)

    def run(made: Any, said: dict[str, Any]) -> Yardstick:
        return actions.count_by_measure(
            by=request.user, entry=found, measure=measure.key, filters=made.filters,
            since=said["since"], goal=said["goal"], seen=said["seen"],
        )  # fmt: skip

    more = {"title": measure.title, "says": measure.definition}
    return _answer(request, found, form, run, more)


def _by_figure(request: HttpRequest, found: PlanAction, key: str, own: OwnFigures) -> HttpResponse:
    def form(data: Any) -> ByFigureForm:
        return ByFigureForm(data, key=key, own=own, held=yardstick_of(found, request.user))

    def run(made: Any, said: dict[str, Any]) -> Yardstick:
        return actions.count_by_figure(
            by=request.user, entry=found, indicator=key,
            year=said["year"], goal=said["goal"], seen=said["seen"],
        )  # fmt: skip

    one = own.indicators[key]
    return _answer(request, found, form, run, {"title": one.title, "says": one.says})


def _answer(
    request: HttpRequest, found: PlanAction, form: Any, run: Any, more: dict[str, Any]
) -> HttpResponse:
    made = form(sent(request))
    if request.method == "POST":
        try:
            saved = act_on(made, lambda **said: run(made, said))
        except Conflict as conflict:
            return _conflict(request, found, form, conflict)
        if saved is not None:
            messages.success(request, SAVED)
            return redirect(action_page(found))
    context = {"action": found, "form": made, "cancel": action_page(found)} | more
    status = 422 if made.errors else 200
    return render(request, "improvement/plans/counted_by.html", context, status=status)


def _conflict(
    request: HttpRequest, found: PlanAction, form: Any, conflict: Conflict
) -> HttpResponse:
    """What counts it now beside what this person chose, with their choice ready to save."""
    now = readings([found], request.user, clock.today()).get(found.pk)
    posted = request.POST.copy()
    posted["seen"] = str(now.yardstick.version if now else 0)
    theirs = f"{now.title}, {now.said}" if now else "Nothing counts it"
    yours = conflict.yours
    wanted = MEASURES.get(str(yours["measure"]))
    chosen = wanted.title if wanted else _own(request, found).title(str(yours["indicator"]))
    context = {
        "form": form(posted),
        "overlap": of_choice([("What counts it", theirs, f"{chosen}, {yours['goal']:g}")]),
        "note": found,
        "once": True,
        "cancel": action_page(found),
    }
    return render(request, "kit/conflict.html", context, status=409)


def _list(request: HttpRequest, found: PlanAction, own: OwnFigures) -> HttpResponse:
    by_room = sorted(MEASURES, key=lambda each: (_room(each), each.title))
    figures = list(own.indicators.values())
    context = {
        "action": found,
        "line": line(found, request.user, clock.today()),
        "measures": [(room, list(held)) for room, held in groupby(by_room, _room)],
        "figures": figures,
        "cancel": action_page(found),
    }
    return render(request, "improvement/plans/counted.html", context)


def _own(request: HttpRequest, found: PlanAction) -> OwnFigures:
    body = found.plan.organisation_id
    return own_figures([body], request.user, clock.today())[body]


def _room(measure: Measure) -> str:
    return str(apps.get_app_config(measure.key.split(".")[0]).verbose_name)


def _asked(request: HttpRequest, name: str) -> str:
    return str(request.POST.get(name, request.GET.get(name, "")))
