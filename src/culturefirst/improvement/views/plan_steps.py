"""How far an action of a plan is: begun, done, dropped, and each step undone."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions
from culturefirst.improvement.forms.plan_actions import BecauseForm, DoneForm
from culturefirst.improvement.models import PlanAction
from culturefirst.improvement.views.plan_common import (
    action_deed,
    kept_action,
    own_action,
    to_action,
)
from culturefirst.kit.deeds import answer, sent
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes


@changes
@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it is under way."""
    return _do(request, pk, actions.begin_action, "It is under way.")


@changes
@require_POST
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo the last step."""
    return _do(request, pk, actions.resume_action, "The last step is undone.")


@acts_once
def done(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it is done."""
    found = own_action(request, pk)
    deed = action_deed(found, "This is done", "It is done", "Well done. It counts from now on.")

    def run(**said: Any) -> PlanAction:
        return actions.finish_action(by=request.user, entry=found, **said)

    return answer(request, DoneForm(sent(request)), run, deed)


@acts_once
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it will not be done."""
    found = kept_action(request, pk)
    deed = action_deed(
        found, "Drop this action", "Drop it", "It is dropped. You can take it up again."
    )

    def run(because: str) -> PlanAction:
        return actions.drop_action(by=request.user, entry=found, because=because)

    return answer(request, BecauseForm(sent(request)), run, deed)


def _do(request: HttpRequest, pk: int, act: Callable[..., PlanAction], said: str) -> HttpResponse:
    found = own_action(request, pk)
    act(by=request.user, entry=found)
    return to_action(request, found, said)
