"""A table that is brought: read, shown with what it says, and kept whole or not at all."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from culturefirst.improvement.forms.figures import FileForm
from culturefirst.improvement.views.figure_common import sealed, table_in
from culturefirst.kit.deeds import sent
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import plural
from culturefirst.network.models import Organisation

FEW = 10


def shown(
    request: HttpRequest, page: str, planned: Callable[[Any], Any], salt: str
) -> HttpResponse:
    """The page that asks for a file, and once it is read what is in it, sealed for the deed.

    ``planned`` makes a plan of a table: its ``rows``, its ``faults``, and ``to_json``.
    """
    form, plan = FileForm(sent(request), request.FILES or None), None
    if request.method == "POST" and form.is_valid():
        try:
            plan = planned(table_in(form.cleaned_data["file"]))
        except DomainError as fault:
            form.add_error("file", str(fault))
    context: dict[str, Any] = {"form": form}
    if plan is not None:
        seal = "" if plan.faults else sealed(plan.to_json(), salt)
        context |= {"plan": plan, "seal": seal, "few": plan.rows[:FEW]}
    wrong = form.errors or (plan is not None and plan.faults)
    return render(request, page, context, status=422 if wrong else 200)


def bodies_of(request: HttpRequest, keys: Iterable[int]) -> dict[int, Organisation]:
    """The organisations of a table that was shown; raises ``DomainError`` where one is gone."""
    asked = set(keys)
    found = Organisation.objects.visible_to(request.user).in_bulk(asked)
    if missing := len(asked - found.keys()):
        raise DomainError(
            f"{plural(missing, 'organisation')} of the table left the network since the preview. "
            "Read the table again."
        )
    return found
