"""Which to close with least harm, or where to open some: asked here, found by a job."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from culturefirst.intelligence import actions
from culturefirst.intelligence.forms.scenarios import SitingForm
from culturefirst.intelligence.queries import studies as queries
from culturefirst.intelligence.views.study_common import study_deed, tried_study
from culturefirst.kit.deeds import answer, sent
from culturefirst.kit.idempotency import acts_once


@acts_once
def siting(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask; the page of the job shows how far it is, and leads to the scenario that was found."""
    study, run = tried_study(request, pk)
    inputs = queries.inputs_of(run)
    form = SitingForm(sent(request), zones=inputs.zones, unit=str(inputs.parameters["unit"]))
    deed = study_deed(
        study,
        "Look for sites",
        "Look for them",
        "It is being looked for. What is found is kept as a scenario.",
        "Which places to close with least harm, or where new ones would help most, by visits met. "
        "New ones are tried in the middle of the small areas with most unmet demand. A calculation "
        "knows nothing of buildings, buses or people’s ties: it proposes, people decide.",
    )

    def run_it(**asked: Any) -> Any:
        return actions.ask_siting(by=request.user, study=study, asked=asked)

    return answer(request, form, run_it, deed, to=lambda asked: asked.search.get_absolute_url())
