"""How long it takes from body to body: what is known, and how the team brings more."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from culturefirst.improvement import actions
from culturefirst.improvement.forms.figures import FileForm
from culturefirst.improvement.models import TravelTime
from culturefirst.improvement.queries.travel import Journey, planned
from culturefirst.improvement.views.figure_common import sealed, table_in, unsealed
from culturefirst.kit.deeds import sent
from culturefirst.kit.errors import DomainError
from culturefirst.kit.tables import Column, Table
from culturefirst.kit.urls import changes
from culturefirst.network.models import Organisation

SALT = "travel"
FEW = 10


def travel(request: HttpRequest) -> HttpResponse:
    """What is known, line by line; as CSV it can be changed and loaded again."""
    rows = TravelTime.objects.visible_to(request.user).select_related("one", "other")
    columns = [
        Column("organisation", "Organisation", value="one.name", sort="one__name"),
        Column("other", "Other organisation", value="other.name", sort="other__name"),
        Column("minutes", "Minutes", numeric=True, sort="minutes"),
        Column("source", "Source"),
    ]
    table = Table(
        columns=columns,
        rows=rows,
        request=request,
        name="travel-times",
        search=("one__name", "other__name"),
        empty="None is loaded: nearness is told in km, as the crow flies.",
    )
    if (answer := table.response()) is not None:
        return answer
    return render(request, "improvement/challenges/travel.html", {"table": table})


@changes
def load(request: HttpRequest) -> HttpResponse:
    """Read a table, show what it says, and keep it whole or not at all."""
    if request.method == "POST" and "told" in request.POST:
        return _keep(request)
    context: dict[str, Any] = {}
    form = FileForm(sent(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            plan = planned(table_in(form.cleaned_data["file"]))
        except DomainError as fault:
            form.add_error("file", str(fault))
        else:
            seal = "" if plan.faults else sealed(plan.to_json(), SALT)
            counts = [(count, says) for says, count in plan.counts().items() if count]
            context |= {"plan": plan, "seal": seal, "few": plan.rows[:FEW], "counts": counts}
    wrong = form.errors or (context.get("plan") and context["plan"].faults)
    page = "improvement/challenges/travel_load.html"
    return render(request, page, context | {"form": form}, status=422 if wrong else 200)


def _keep(request: HttpRequest) -> HttpResponse:
    told = unsealed(request.POST["told"], SALT)
    keys = {key for one, other, *_ in told for key in (one, other)}
    bodies = Organisation.objects.visible_to(request.user).in_bulk(keys)
    rows = [Journey(bodies[one], bodies[other], *rest) for one, other, *rest in told]
    actions.load_travel_times(by=request.user, rows=rows)
    messages.success(request, "They are kept. Rounds that are paired from now on use them.")
    return redirect("challenge_travel")
