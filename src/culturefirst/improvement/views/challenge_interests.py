"""Interests that are declared in confidence."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions
from culturefirst.improvement.forms.rounds import (
    InterestForm,
)
from culturefirst.improvement.models import Interest
from culturefirst.improvement.policy import declare_interest, keep_rounds
from culturefirst.improvement.queries import challenges as queries
from culturefirst.kit import clock
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes
from culturefirst.network.models import Organisation


def interests(request: HttpRequest) -> HttpResponse:
    """What one declared; for the team that pairs, all."""
    context = {
        "interests": queries.interests(request.user),
        "may_keep": keep_rounds.allows(request.user),
    }
    return render(request, "improvement/challenges/interests.html", context)


@acts_once
def declare(request: HttpRequest) -> HttpResponse:
    """Declare one in confidence."""
    bodies = Organisation.objects.visible_to(request.user).standing_on(clock.today())
    posts = getattr(request.user, "posts_today", [])
    initial = {"one": posts[0].organisation_id if posts else None}
    form = InterestForm(sent(request), initial=initial, bodies=bodies)
    deed = Deed(
        "Declare an interest",
        "Declare it",
        "It is declared. Only you and the team that pairs read it.",
        reverse("challenge_interests"),
        "Declared interests",
        lede="Say in confidence why two organisations should not challenge each other. Only you "
        "and the team that pairs read it; neither of the two is told.",
    )
    return answer(request, form, lambda **said: actions.declare(by=request.user, **said), deed)


@changes
@require_POST
def withdraw_interest(request: HttpRequest, pk: int) -> HttpResponse:
    """It holds no more."""
    found = get_object_or_404(Interest.objects.visible_to(request.user), pk=pk)
    declare_interest.require(request.user, found)
    actions.withdraw_interest(by=request.user, interest=found)
    messages.success(request, "It is taken back.")
    return redirect("challenge_interests")
