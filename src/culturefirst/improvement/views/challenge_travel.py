"""How long it takes from body to body: what is known, and how the team brings more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from culturefirst.improvement import actions
from culturefirst.improvement.models import TravelTime
from culturefirst.improvement.queries.travel import Journey, planned
from culturefirst.improvement.views.figure_common import unsealed
from culturefirst.improvement.views.tables_read import bodies_of, shown
from culturefirst.kit.tables import Column, Table
from culturefirst.kit.urls import changes

SALT = "travel"


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
    return shown(request, "improvement/challenges/travel_load.html", planned, SALT)


def _keep(request: HttpRequest) -> HttpResponse:
    told = unsealed(request.POST["told"], SALT)
    bodies = bodies_of(request, (key for one, other, *_ in told for key in (one, other)))
    rows = [Journey(bodies[one], bodies[other], *rest) for one, other, *rest in told]
    actions.load_travel_times(by=request.user, rows=rows)
    messages.success(request, "They are kept. Rounds that are paired from now on use them.")
    return redirect("challenge_travel")
