"""One action of a plan: what it says, how far it is, what it saved, what helps it."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions
from culturefirst.improvement.actions.plan_actions import HELPS
from culturefirst.improvement.forms.plan_actions import (
    ActionForm,
    BecauseForm,
    DoneForm,
    EditActionForm,
    RecordForm,
    SavingForm,
)
from culturefirst.improvement.models import Plan, PlanAction, Strand
from culturefirst.improvement.plan_tables import state_mark
from culturefirst.improvement.policy import do_action, keep_plan
from culturefirst.improvement.queries import plans as queries
from culturefirst.improvement.queries.records import led_to, present, record_at
from culturefirst.improvement.views.plan_common import (
    WORDS,
    action_page,
    kept_action,
    kept_plan,
    own_action,
    plan_page,
    seen_action,
    to_action,
)
from culturefirst.kit import as_at, clock
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.errors import DomainError
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.starts import grown_from
from culturefirst.kit.urls import changes

NO_RECORD = (
    "Nothing that you may see has that address here. Open the page of an event, an offer or need, "
    "an initiative or something in Learn, and copy its address."
)


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
    deed = _deed(found, "This is done", "It is done", "Well done. It counts from now on.")

    def run(**said: Any) -> PlanAction:
        return actions.finish_action(by=request.user, entry=found, **said)

    return answer(request, DoneForm(sent(request)), run, deed)


@acts_once
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it will not be done."""
    found = kept_action(request, pk)
    deed = _deed(found, "Drop this action", "Drop it", "It is dropped. You can take it up again.")

    def run(because: str) -> PlanAction:
        return actions.drop_action(by=request.user, entry=found, because=because)

    return answer(request, BecauseForm(sent(request)), run, deed)


@acts_once
def saving(request: HttpRequest, pk: int) -> HttpResponse:
    """Note pounds that it saved."""
    found = own_action(request, pk)
    deed = _deed(
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
    deed = _deed(
        found, "Withdraw a saving", "Withdraw it", "It is withdrawn, and counts no more.",
        "It stays on the page with your reason.",
    )  # fmt: skip

    def run(because: str) -> Any:
        return actions.withdraw_saving(by=request.user, entry=found, saving=one, because=because)

    return answer(request, BecauseForm(sent(request)), run, deed)


@acts_once
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead on to a record of this site, by its address."""
    found = own_action(request, pk)
    deed = _deed(found, "Link what helps it", "Link it", "It is linked.")

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


def _do(request: HttpRequest, pk: int, act: Callable[..., PlanAction], said: str) -> HttpResponse:
    found = own_action(request, pk)
    act(by=request.user, entry=found)
    return to_action(request, found, said)


def _deed(found: PlanAction, title: str, button: str, done: str, lede: str = "") -> Deed:
    return Deed(title, button, done, action_page(found), found.title, lede=lede)


def _choices(plan: Plan, user: Any, found: PlanAction | None = None) -> dict[str, Any]:
    """Who may own it and the strands there are, with what it has already."""
    owner = found.owner_id if found is not None else None
    under = found.strand_id if found is not None else None
    return {
        "people": queries.people_of(plan.organisation, user, clock.today(), also=owner),
        "strands": Strand.objects.visible_to(user).filter(Q(retired_on=None) | Q(pk=under)),
    }
