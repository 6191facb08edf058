"""What becomes of a plan: adopted, reviewed, opened to others, closed; and who keeps it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions
from culturefirst.improvement.forms.plans import AdoptForm, CloseForm, MemberForm, ReviewForm
from culturefirst.improvement.models import Plan
from culturefirst.improvement.policy import lead_plan
from culturefirst.improvement.queries import plans as queries
from culturefirst.improvement.rules_plans import lacks
from culturefirst.improvement.views.plan_common import kept_plan, led_plan, plan_page, to_plan
from culturefirst.kit import clock
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes


@acts_once
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """Make it what the body does."""
    found = led_plan(request, pk)
    deed = _deed(
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
    deed = _deed(
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
    deed = _deed(
        found, "Close this plan", "Close it", "It is closed. You can open it again.",
        lede="Each of its actions is done or dropped by then.",
    )  # fmt: skip

    def run(**said: Any) -> Plan:
        return actions.close_plan(by=request.user, plan=found, **said)

    return answer(request, CloseForm(sent(request)), run, deed)


@changes
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with a closed one."""
    return _do(request, pk, actions.reopen_plan, "You go on with it.")


@changes
@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Show it to every member."""
    said = "Every member of the network can read it now, without the notes of your reviews."
    return _do(request, pk, actions.release_plan, said)


@changes
@require_POST
def team_reads(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the network's team read it, or no more."""
    found = led_plan(request, pk)
    reads = not found.team_reads
    actions.let_team_read(by=request.user, plan=found, reads=reads)
    said = "The network’s team may read it." if reads else "The network’s team reads it no more."
    return to_plan(request, found, said)


@acts_once
def add_member(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody into the team that keeps it."""
    found = kept_plan(request, pk)
    people = queries.people_of(found.organisation, request.user, clock.today())
    leads = lead_plan.allows(request.user, found)
    form = MemberForm(sent(request), people=people, leads=leads)
    deed = _deed(
        found, "Let somebody keep this plan", "Let them in", "They can read and change it now.",
        lede=f"People who hold a post at {found.organisation}.",
    )  # fmt: skip

    def run(**said: Any) -> Any:
        return actions.add_plan_member(by=request.user, plan=found, **said)

    return answer(request, form, run, deed)


@changes
@require_POST
def take_out_member(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Somebody keeps it no more."""
    found = kept_plan(request, pk)
    one = get_object_or_404(queries.members(found, request.user), pk=member)
    who = str(one.person)
    actions.take_out_plan_member(by=request.user, plan=found, member=one)
    if queries.plans(request.user).filter(pk=found.pk).exists():
        return to_plan(request, found, f"{who} keeps it no more.")
    messages.success(request, f"{who} keeps it no more.")
    return redirect("plans")


def _do(request: HttpRequest, pk: int, action: Callable[..., Plan], said: str) -> HttpResponse:
    found = led_plan(request, pk)
    action(by=request.user, plan=found)
    return to_plan(request, found, said)


def _deed(found: Plan, title: str, button: str, done: str, lede: str = "") -> Deed:
    return Deed(title, button, done, plan_page(found), found.title, lede=lede)
