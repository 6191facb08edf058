"""One action of a plan: its page, and what it says."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions
from culturefirst.improvement.actions.plan_links import HELPS
from culturefirst.improvement.forms.plan_actions import (
    ActionForm,
    EditActionForm,
)
from culturefirst.improvement.models import Plan, PlanAction, Strand
from culturefirst.improvement.plan_tables import state_mark
from culturefirst.improvement.policy import do_action, keep_plan
from culturefirst.improvement.queries import plans as queries
from culturefirst.improvement.queries.records import led_to, present
from culturefirst.improvement.views.plan_common import (
    WORDS,
    action_page,
    kept_action,
    kept_plan,
    plan_page,
    seen_action,
    to_action,
)
from culturefirst.kit import as_at, clock
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.starts import grown_from
from culturefirst.kit.urls import changes


def action(request: HttpRequest, pk: int) -> HttpResponse:
    """One, as at a day."""
    found, user, at = seen_action(request, pk), request.user, as_at.asked(request)
    leads, line = led_to(user, found), queries.line(found, user, at.day)
    context = {
        "action": found,
        "plan": found.plan,
        "line": line,
        "mark": state_mark(line),
        "as_at": at,
        "savings": queries.savings(found, user),
        "moves": queries.moves(found, user),
        "notes": queries.notes(found.plan, user).filter(action=found),
        "leads": [(it, link.kind == HELPS, present(it.record)) for link, it in leads],
        "grown_from": grown_from(user, found),
        "may_keep": keep_plan.allows(user, found) and not found.plan.is_closed,
        "may_do": do_action.allows(user, found) and not found.plan.is_closed,
    }
    return render(request, "improvement/plans/action.html", context)


@acts_once
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add one to a plan."""
    found = kept_plan(request, pk)
    form = ActionForm(sent(request), **_choices(found, request.user))
    deed = Deed(
        "Add an action",
        "Add it",
        "It is added. You can add another.",
        plan_page(found),
        found.title,
        lede="" if found.is_draft else "The plan is adopted: say who does it, by when, what for.",
    )

    def run(**said: Any) -> PlanAction:
        return actions.add_action(by=request.user, plan=found, **said)

    return answer(request, form, run, deed)


@changes
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what it says."""
    found = kept_action(request, pk)
    form = EditActionForm(
        sent(request),
        initial=EditActionForm.held(found),
        adopted=found.plan.adopted_on is not None,
        **_choices(found.plan, request.user, found),
    )

    def save(changes: dict[str, Any], version: int) -> PlanAction:
        why = changes.pop("why_moved", "")
        return actions.edit_action(
            by=request.user, entry=found, changes=changes, seen=version, why_moved=why
        )

    page = EditPage(title="Change this action", words=WORDS, cancel=action_page(found), save=save)
    return edited(request, found, form, page)


@changes
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down in its plan."""
    found = kept_action(request, pk)
    up = request.POST.get("to") != "down"
    actions.move_action(by=request.user, plan=found.plan, entry=found, up=up)
    return to_action(request, found, "It has moved up." if up else "It has moved down.")


def _choices(plan: Plan, user: Any, found: PlanAction | None = None) -> dict[str, Any]:
    """Who may own it and the strands there are, with what it has already."""
    owner = found.owner_id if found is not None else None
    under = found.strand_id if found is not None else None
    return {
        "people": queries.people_of(plan.organisation, user, clock.today(), also=owner),
        "strands": Strand.objects.visible_to(user).filter(Q(retired_on=None) | Q(pk=under)),
    }
