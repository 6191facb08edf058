"""What describes areas: what is known, and how the team brings more."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from culturefirst.improvement import actions
from culturefirst.improvement.models import Traits
from culturefirst.improvement.policy import keep_collections
from culturefirst.improvement.queries.traits import Trait, planned
from culturefirst.improvement.views.figure_common import unsealed
from culturefirst.improvement.views.tables_read import bodies_of, shown
from culturefirst.kit.tables import Column, Table
from culturefirst.kit.urls import changes

SALT = "traits"


def traits(request: HttpRequest) -> HttpResponse:
    """What is known of each area, by year."""
    rows = Traits.objects.visible_to(request.user).select_related("organisation")
    names = list(dict.fromkeys(name for row in rows for name in row.values))
    columns = [
        Column(
            "organisation", "Organisation", value="organisation.name", sort="organisation__name"
        ),
        Column("year", "Year", value=lambda row: str(row.year), sort="year"),
        *(_column(at, name) for at, name in enumerate(names)),
        Column("source", "Source"),
    ]
    table = Table(columns=columns, rows=rows, request=request, name="traits",
                  search=("organisation__name",))  # fmt: skip
    if (answer := table.response()) is not None:
        return answer
    context = {"table": table, "may_keep": keep_collections.allows(request.user)}
    return render(request, "improvement/figures/traits.html", context)


def _column(at: int, name: str) -> Column:
    def value(row: Any) -> Any:
        return row.values.get(name)

    return Column(f"trait-{at}", name, value=value, numeric=True)


@changes
def load(request: HttpRequest) -> HttpResponse:
    """Read a table, show what it says, and keep it whole or not at all."""
    if request.method == "POST" and "told" in request.POST:
        return _keep(request)
    return shown(request, "improvement/figures/traits_load.html", planned, SALT)


def _keep(request: HttpRequest) -> HttpResponse:
    told = unsealed(request.POST["told"], SALT)
    bodies = bodies_of(request, (row[0] for row in told))
    rows = [Trait(bodies[pk], year, values, source) for pk, year, values, source in told]
    number = actions.load_traits(by=request.user, rows=rows)
    messages.success(request, f"{number} rows are kept.")
    return redirect("figures_traits")
