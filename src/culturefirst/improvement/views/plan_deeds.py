"""What becomes of a plan: adopted, reviewed, closed, and each of it undone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions
from culturefirst.improvement.forms.plans import AdoptForm, CloseForm, ReviewForm
from culturefirst.improvement.models import Plan
from culturefirst.improvement.queries import plans as queries
from culturefirst.improvement.rules_plans import lacks
from culturefirst.improvement.views.plan_common import do, kept_plan, led_plan, plan_deed
from culturefirst.kit.deeds import answer, sent
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes


@acts_once
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """Make it what the body does."""
    found = led_plan(request, pk)
    deed = plan_deed(
        found,
        "Adopt this plan",
        "Adopt it",
        "It is adopted: everybody who works for you reads it, and its actions come to their "
        "owners’ work.",
        lede="From then on each change of a due day keeps its reason.",
    )

    def run(**said: Any) -> Plan:
        return actions.adopt_plan(by=request.user, plan=found, **said)

    rows = queries.actions(request.user).filter(plan=found)
    return answer(
        request, AdoptForm(sent(request)), run, deed,
        template="improvement/plans/adopt.html", more={"lacks": lacks(rows)},
    )  # fmt: skip


@acts_once
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Note what was said of it."""
    found = kept_plan(request, pk)
    rows = queries.actions(request.user).filter(plan=found)
    form = ReviewForm(sent(request), plan=found, actions=rows)
    deed = plan_deed(
        found,
        "Note what was said",
        "Keep it",
        "It is kept with the plan.",
        lede="Your own organisation reads it, and the network’s team where you let it.",
    )

    def run(**said: Any) -> Any:
        return actions.note_review(by=request.user, plan=found, **said)

    return answer(request, form, run, deed)


@acts_once
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """End it with what came of it."""
    found = led_plan(request, pk)
    deed = plan_deed(
        found, "Close this plan", "Close it", "It is closed. You can open it again.",
        lede="Each of its actions is done or dropped by then.",
    )  # fmt: skip

    def run(**said: Any) -> Plan:
        return actions.close_plan(by=request.user, plan=found, **said)

    return answer(request, CloseForm(sent(request)), run, deed)


@changes
@require_POST
def take_back_adoption(request: HttpRequest, pk: int) -> HttpResponse:
    """It is a draft again."""
    return do(request, pk, actions.take_back_adoption, "It is a draft again. Its keepers read it.")


@changes
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with a closed one."""
    return do(request, pk, actions.reopen_plan, "You go on with it.")
