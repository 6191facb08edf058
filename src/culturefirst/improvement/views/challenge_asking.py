"""Asking for a challenge outside a round, and how the other answers."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions
from culturefirst.improvement.forms.challenges import (
    AcceptForm,
    AskForChallengeForm,
    BecauseForm,
    ProposeForm,
)
from culturefirst.improvement.models import Assessment, Challenge
from culturefirst.improvement.policy import enter_round, lead_side
from culturefirst.improvement.policy.challenges import leads_peers
from culturefirst.improvement.queries import asking
from culturefirst.improvement.queries import challenges as queries
from culturefirst.improvement.views.challenge_common import back_to, one, page_of
from culturefirst.kit import clock
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.policy import Policy
from culturefirst.kit.urls import changes
from culturefirst.network.models import Organisation

ASKING = "Ask another organisation to challenge you"
BACK = "Peer challenges"


@changes
def propose(request: HttpRequest) -> HttpResponse:
    """Whom to ask, and for which assessment; what is known of the two is told next."""
    assessments = queries.to_propose(request.user)
    form = ProposeForm(sent(request), assessments=assessments, bodies=_bodies(request.user))
    if request.method == "POST" and form.is_valid():
        two = (form.cleaned_data["assessment"].pk, form.cleaned_data["challenger"].pk)
        return redirect("challenge_ask", *two)
    deed = Deed(
        ASKING,
        "Go on",
        "",
        reverse("challenges"),
        BACK,
        lede="You are told first what is known of the two of you. Nobody is asked before you say "
        "so on the next page.",
        note="" if assessments.exists() else "You lead no self-assessment yet. Begin one first.",
    )
    context = {"deed": deed, "form": form}
    return render(request, "kit/deed.html", context, status=422 if form.errors else 200)


@acts_once
def ask(request: HttpRequest, assessment: int, challenger: int) -> HttpResponse:
    """Ask them; with what speaks against it, and why it is right even so."""
    mine: Assessment = get_object_or_404(queries.to_propose(request.user), pk=assessment)
    enter_round.require(request.user, mine)
    others = _bodies(request.user).exclude(pk=mine.organisation_id)
    body: Organisation = get_object_or_404(others, pk=challenger)
    against = asking.conflicts(body, mine.organisation, request.user)
    people = asking.to_be_asked(body, request.user)
    must = bool(asking.open_conflicts(body, mine.organisation, request.user))
    form = AskForChallengeForm(sent(request), people=people, must=must)
    deed = Deed(
        f"Ask {body} to challenge you",
        "Ask them",
        f"{body} is asked. You are told by letter how they answer.",
        reverse("challenge_new"),
        ASKING,
        lede=f"About “{mine.title}”. They are asked by letter, and accept or decline. They read "
        "nothing of it until they have accepted and you have said what is open.",
        note=""
        if people.exists()
        else f"Nobody at {body} has an account here yet, so nobody can answer. Ask the network "
        "to invite them.",
    )

    def run(**said: Any) -> Challenge:
        return actions.propose_challenge(by=request.user, assessment=mine, challenger=body, **said)

    more = {"against": against}
    template = "improvement/challenges/ask.html"
    return answer(request, form, run, deed, to=page_of, template=template, more=more)


def _bodies(user: Any) -> Any:
    return Organisation.objects.visible_to(user).standing_on(clock.today())


@acts_once
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept for one's side; who was asked to be challenged in return says with what."""
    found = one(request, pk, lead_side)
    offers = found.each_other and leads_peers(request.user, found)
    own = asking.in_return(found, request.user)
    form = AcceptForm(sent(request), own=own, offers=offers)
    deed = Deed(
        "Accept this challenge",
        "Accept it",
        "Your side has accepted.",
        page_of(found),
        str(found),
        lede="Nothing is open to anybody yet: the host says next what the peers may read.",
        note=""
        if not offers or own.exists()
        else f"{found.host} would be your peers in return. You lead no self-assessment that they "
        "could challenge: begin one first, or accept to challenge them alone.",
    )

    def run(**said: Any) -> Challenge:
        return actions.accept_challenge(by=request.user, challenge=found, **said)

    return answer(request, form, run, deed)


@acts_once
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Say no, and why."""
    found = one(request, pk, lead_side)
    deed = Deed(
        "Decline this challenge",
        "Decline it",
        "It is declined. The other side is told by letter and reads why.",
        page_of(found),
        str(found),
        lede="The other side reads what you say here, and nobody else does.",
    )

    def run(**said: Any) -> Challenge:
        return actions.decline_challenge(by=request.user, challenge=found, **said)

    return answer(request, BecauseForm(sent(request)), run, deed)


def _post(action: Callable[..., Any], says: str, policy: Policy) -> Any:
    """A view that does one thing to a challenge."""

    @changes
    @require_POST
    def do(request: HttpRequest, pk: int) -> HttpResponse:
        found = one(request, pk, policy)
        action(by=request.user, challenge=found)
        return back_to(request, page_of(found), says)

    return do


take_back = _post(actions.take_back_acceptance, "Your side accepts it no more.", lead_side)
close = _post(actions.close_challenge, "It is closed. Both sides keep the report.", lead_side)


@acts_once
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """End it before there is a report."""
    found = one(request, pk, lead_side)
    asked = found.round_id is None and found.state == Challenge.State.PROPOSED
    deed = Deed(
        "Take your request back" if asked else "Call this challenge off",
        "Take it back" if asked else "Call it off",
        "It is called off, and what was open is closed.",
        page_of(found),
        str(found),
        lede="The other side is told by letter and reads why.",
    )

    def run(**said: Any) -> Challenge:
        return actions.call_off_challenge(by=request.user, challenge=found, **said)

    return answer(request, BecauseForm(sent(request)), run, deed)
