"""What helps an action of a plan: linked by its address on this site, and unlinked."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions
from culturefirst.improvement.forms.plan_actions import RecordForm
from culturefirst.improvement.models import PlanAction
from culturefirst.improvement.queries.records import led_to, record_at
from culturefirst.improvement.views.plan_common import action_deed, own_action, to_action
from culturefirst.kit.deeds import answer, sent
from culturefirst.kit.errors import DomainError
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes

NO_RECORD = (
    "Nothing that you may see has that address here. Open the page of an event, an offer or need, "
    "an initiative or something in Learn, and copy its address."
)


@acts_once
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead on to a record of this site, by its address."""
    found = own_action(request, pk)
    deed = action_deed(found, "Link what helps it", "Link it", "It is linked.")

    def run(address: str) -> PlanAction:
        record = record_at(request.user, address)
        if record is None:
            raise DomainError(NO_RECORD)
        return actions.link_action(by=request.user, entry=found, record=record.record)

    return answer(request, RecordForm(sent(request)), run, deed)


@changes
@require_POST
def unlink(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a link back."""
    found = own_action(request, pk)
    asked = request.POST.get("url", "")
    record = next((start for _, start in led_to(request.user, found) if start.url == asked), None)
    if record is None:
        raise Http404
    actions.unlink_action(by=request.user, entry=found, record=record.record)
    return to_action(request, found, "The link is gone.")
