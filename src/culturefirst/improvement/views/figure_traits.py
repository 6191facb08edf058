"""What describes areas: what is known, and how the team brings more."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from culturefirst.improvement import actions
from culturefirst.improvement.forms.figures import FileForm
from culturefirst.improvement.models import Traits
from culturefirst.improvement.policy import keep_collections
from culturefirst.improvement.queries.traits import Trait, planned
from culturefirst.improvement.views.figure_common import sealed, table_in, unsealed
from culturefirst.kit.deeds import sent
from culturefirst.kit.errors import DomainError
from culturefirst.kit.tables import Column, Table
from culturefirst.kit.urls import changes
from culturefirst.kit.wording import plural
from culturefirst.network.models import Organisation

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
    context: dict[str, Any] = {}
    form = FileForm(sent(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            plan = planned(table_in(form.cleaned_data["file"]))
        except DomainError as fault:
            form.add_error("file", str(fault))
        else:
            seal = "" if plan.faults else sealed(plan.to_json(), SALT)
            context |= {"plan": plan, "seal": seal, "few": plan.rows[:10]}
    wrong = form.errors or (context.get("plan") and context["plan"].faults)
    context["form"] = form
    return render(
        request, "improvement/figures/traits_load.html", context, status=422 if wrong else 200
    )


def _keep(request: HttpRequest) -> HttpResponse:
    told = unsealed(request.POST["told"], SALT)
    bodies = Organisation.objects.visible_to(request.user).in_bulk([row[0] for row in told])
    if missing := sum(row[0] not in bodies for row in told):
        raise DomainError(
            f"{plural(missing, 'organisation')} of the table left the network since the preview. "
            "Read the table again."
        )
    rows = [Trait(bodies[pk], year, values, source) for pk, year, values, source in told]
    number = actions.load_traits(by=request.user, rows=rows)
    messages.success(request, f"{number} rows are kept.")
    return redirect(reverse("figures_traits"))
