"""Who else may read a plan, and who keeps it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions
from culturefirst.improvement.forms.plans import MemberForm
from culturefirst.improvement.policy import lead_plan
from culturefirst.improvement.queries import plans as queries
from culturefirst.improvement.views.plan_common import do, kept_plan, led_plan, plan_deed, to_plan
from culturefirst.kit import clock
from culturefirst.kit.deeds import answer, sent
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes


@changes
@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Show it to every member."""
    said = (
        "Every member of the network can read it now, without the notes of your reviews. "
        "You can take that back today."
    )
    return do(request, pk, actions.release_plan, said)


@changes
@require_POST
def take_back_release(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a release on its own day."""
    said = "It is released no more: your own organisation reads it."
    return do(request, pk, actions.take_back_plan_release, said)


@changes
@require_POST
def team_reads(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the network's team read it, or no more."""
    found = led_plan(request, pk)
    # What is wanted, not the other of what there is: two who let it at once do not undo each other.
    reads = request.POST.get("reads") == "yes"
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
    deed = plan_deed(
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
