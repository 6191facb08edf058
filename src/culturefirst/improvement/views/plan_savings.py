"""What an action of a plan saved: noted, and withdrawn where it was wrong."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from culturefirst.improvement import actions
from culturefirst.improvement.forms.plan_actions import BecauseForm, SavingForm
from culturefirst.improvement.queries import plans as queries
from culturefirst.improvement.views.plan_common import action_deed, own_action
from culturefirst.kit.deeds import answer, sent
from culturefirst.kit.idempotency import acts_once


@acts_once
def saving(request: HttpRequest, pk: int) -> HttpResponse:
    """Note pounds that it saved."""
    found = own_action(request, pk)
    deed = action_deed(
        found,
        "Note a saving",
        "Note it",
        "It is noted, and counts.",
        "What was saved, not what is hoped for. It is put right by withdrawing it with a reason.",
    )

    def run(**said: Any) -> Any:
        return actions.note_saving(by=request.user, entry=found, **said)

    return answer(request, SavingForm(sent(request)), run, deed)


@acts_once
def withdraw_saving(request: HttpRequest, pk: int, saving: int) -> HttpResponse:
    """Take back a saving that was wrong."""
    found = own_action(request, pk)
    one = get_object_or_404(queries.savings(found, request.user), pk=saving)
    deed = action_deed(
        found, "Withdraw a saving", "Withdraw it", "It is withdrawn, and counts no more.",
        "It stays on the page with your reason.",
    )  # fmt: skip

    def run(because: str) -> Any:
        return actions.withdraw_saving(by=request.user, entry=found, saving=one, because=because)

    return answer(request, BecauseForm(sent(request)), run, deed)
