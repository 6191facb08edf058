"""What somebody will do next, and what came of it: for them alone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from culturefirst.events import actions
from culturefirst.events.actions.pledges import COMES_BACK
from culturefirst.events.forms.after import AnswerForm, PledgeForm
from culturefirst.events.models import Pledge
from culturefirst.events.queries import feedback as queries
from culturefirst.events.rules_after import why_not_pledged
from culturefirst.events.views.common import seen, sent
from culturefirst.events.views.feedback import place_of
from culturefirst.kit import clock
from culturefirst.kit.errors import DomainError
from culturefirst.kit.forms import act_on
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.pagination import paged
from culturefirst.kit.wording import day

A_PAGE = 20


@acts_once
def make(request: HttpRequest, pk: int) -> HttpResponse:
    """Pledge, or put other words in the place of the earlier ones."""
    event = seen(request, pk)
    row, today = place_of(request, event), clock.today()
    if why := why_not_pledged(event, clock.now(), today):
        raise DomainError(why)
    earlier = queries.pledge_of(event, request.user)
    held = (
        {"words": earlier.words, "due_on": earlier.due_on}
        if earlier
        else PledgeForm.first(today, COMES_BACK)
    )
    form = PledgeForm(sent(request), initial=held)
    if request.method == "POST":
        made = act_on(
            form, lambda **said: actions.make_pledge(by=request.user, booking=row, **said)
        )
        if made is not None:
            messages.success(request, f"Kept. You will be asked on {day(made.due_on)}.")
            return redirect("pledge", made.pk)
    context = {"event": event, "form": form, "back": reverse("event", args=[pk])}
    return render(request, "events/pledge_make.html", context, status=422 if form.errors else 200)


def mine(request: HttpRequest) -> HttpResponse:
    """All that this person pledged."""
    page = paged(queries.pledges(request.user), request.GET.get("page"), A_PAGE)
    context = {"page": page, "today": clock.today()}
    return render(request, "events/pledges.html", context)


@acts_once
def pledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a pledge, and say what came of it."""
    found: Pledge = get_object_or_404(queries.pledges(request.user), pk=pk)
    held = {"came_of_it": found.came_of_it}
    if found.fulfilled is not None:
        held["fulfilled"] = "yes" if found.fulfilled else "no"
    form = AnswerForm(sent(request), initial=held)
    if request.method == "POST":
        run = actions.answer_pledge
        if act_on(form, lambda **said: run(by=request.user, pledge=found, **said)) is not None:
            messages.success(request, "Kept. Only you see what came of it.")
            return redirect("pledges")
    context = {"pledge": found, "form": form, "today": clock.today()}
    return render(request, "events/pledge.html", context, status=422 if form.errors else 200)
