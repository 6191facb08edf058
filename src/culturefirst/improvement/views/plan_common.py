"""What the pages of plans share: finding a plan or an action, and a page that asks one thing."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from culturefirst.improvement.models import Plan, PlanAction
from culturefirst.improvement.policy import do_action, keep_plan, lead_plan
from culturefirst.improvement.queries import plans as queries
from culturefirst.kit.changes import Words
from culturefirst.kit.deeds import Deed
from culturefirst.kit.policy import Policy

WORDS = Words(
    labels={
        "serves": "Activity it serves",
        "gap": "What it comes from",
        "outcome": "What is to be different",
        "success": "How you will know",
        "saving": "Saving expected a year",
        "mitigation": "What is done about the risk",
        "shared": "Told to the other members",
        "says": "What belongs to it",
        "review_every": "Months between reviews",
        "review_due": "Next review",
    }
)


def seen_plan(request: HttpRequest, pk: int) -> Plan:
    """The plan, if this person may read it; else 404, as for one that is not there."""
    found: Plan = get_object_or_404(queries.plans(request.user), pk=pk)
    return found


def kept_plan(request: HttpRequest, pk: int, policy: Policy = keep_plan) -> Plan:
    """The plan, for whoever keeps it, or leads it."""
    found = seen_plan(request, pk)
    policy.require(request.user, found)
    return found


def led_plan(request: HttpRequest, pk: int) -> Plan:
    return kept_plan(request, pk, lead_plan)


def seen_action(request: HttpRequest, pk: int) -> PlanAction:
    """The action, if this person may read its plan."""
    found: PlanAction = get_object_or_404(queries.actions(request.user), pk=pk)
    return found


def kept_action(request: HttpRequest, pk: int) -> PlanAction:
    """The action, for whoever keeps its plan."""
    found = seen_action(request, pk)
    keep_plan.require(request.user, found)
    return found


def own_action(request: HttpRequest, pk: int) -> PlanAction:
    """The action, for whoever may say how far it is."""
    found = seen_action(request, pk)
    do_action.require(request.user, found)
    return found


def plan_page(plan: Plan) -> str:
    return reverse("plan", args=[plan.pk])


def action_page(action: PlanAction) -> str:
    return reverse("plan_action", args=[action.pk])


def to_plan(request: HttpRequest, plan: Plan, says: str) -> HttpResponse:
    """Back to the plan, which says what was done."""
    messages.success(request, says)
    return redirect(plan_page(plan))


def to_action(request: HttpRequest, action: PlanAction, says: str) -> HttpResponse:
    """Back to the action, which says what was done."""
    messages.success(request, says)
    return redirect(action_page(action))


def action_deed(found: PlanAction, title: str, button: str, done: str, lede: str = "") -> Deed:
    """A page that asks one thing of an action."""
    return Deed(title, button, done, action_page(found), found.title, lede=lede)


def plan_deed(found: Plan, title: str, button: str, done: str, lede: str = "") -> Deed:
    """A page that asks one thing of a plan."""
    return Deed(title, button, done, plan_page(found), found.title, lede=lede)


def do(request: HttpRequest, pk: int, action: Callable[..., Plan], said: str) -> HttpResponse:
    """Do something to a plan that asks nothing, for whoever leads it."""
    found = led_plan(request, pk)
    action(by=request.user, plan=found)
    return to_plan(request, found, said)
