"""Rounds of peer challenge: the list, one, entering, pairing."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions
from culturefirst.improvement.forms.challenges import BecauseForm
from culturefirst.improvement.forms.rounds import (
    ByHandForm,
    EditRoundForm,
    EnterForm,
    RoundForm,
)
from culturefirst.improvement.models import ChallengeRound, RoundEntry
from culturefirst.improvement.policy import enter_round, keep_rounds
from culturefirst.improvement.queries import challenges as queries
from culturefirst.improvement.queries.drafted import drafted
from culturefirst.improvement.queries.pairing import entries_of
from culturefirst.improvement.views.challenge_common import WORDS, a_round, back_to, round_page
from culturefirst.kit import clock
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes
from culturefirst.network.models import Organisation


def challenges(request: HttpRequest) -> HttpResponse:
    """One's own challenges, and the rounds."""
    context = {
        "challenges": queries.own(request.user),
        "rounds": queries.rounds(request.user),
        "may_keep": keep_rounds.allows(request.user),
    }
    return render(request, "improvement/challenges/challenges.html", context)


def one_round(request: HttpRequest, pk: int) -> HttpResponse:
    """One: what it says; with whom one takes part; for the team, who takes part with whom."""
    found, user = a_round(request, pk), request.user
    keeps = keep_rounds.allows(user, found)
    context: dict[str, Any] = {
        "round": found,
        "may_keep": keeps,
        "takes_entries": found.takes_entries(clock.today()),
        "own": queries.own_entries(user, found),
    }
    if keeps:
        context |= {"entries": entries_of(found), "paired": queries.paired_in(found)}
        if found.state == ChallengeRound.State.PAIRING:
            context |= {"draft": drafted(found)}
    return render(request, "improvement/challenges/round.html", context)


@acts_once
def new_round(request: HttpRequest) -> HttpResponse:
    """Open a round."""
    today = clock.today()
    initial = {
        "mode": ChallengeRound.Mode.PAIRS,
        "opens_on": today,
        "closes_on": today + timedelta(days=28),
        "agreed_by": today + timedelta(days=70),
        "tiers_apart": True,
    }
    form = RoundForm(sent(request), initial=initial, user=request.user)
    deed = Deed(
        "Make a round of peer challenge",
        "Open it for entries",
        "It is open for entries.",
        reverse("challenges"),
        "Peer challenges",
        lede="Bodies enter with a self-assessment; you pair them, and both sides accept.",
    )
    return answer(
        request, form, lambda **said: actions.make_round(by=request.user, **said), deed,
        to=round_page,
    )  # fmt: skip


@changes
def edit_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what it says."""
    found = a_round(request, pk)
    keep_rounds.require(request.user, found)
    form = EditRoundForm(sent(request), initial=EditRoundForm.held(found), user=request.user)
    page = EditPage(
        title="Change this round",
        words=WORDS,
        cancel=round_page(found),
        save=lambda changed, version: actions.edit_round(
            by=request.user, round=found, changes=changed, seen=version
        ),
    )
    return edited(request, found, form, page)


@acts_once
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Take part with an assessment."""
    found = a_round(request, pk)
    form = EnterForm(sent(request), assessments=queries.to_enter(request.user, found))
    deed = Deed(
        "Take part in this round",
        "Take part",
        "Your organisation takes part. You are told by letter whom you are paired with.",
        round_page(found),
        found.title,
        lede="With a self-assessment that is agreed, or will be in time. You lead the challenge "
        "for your organisation until you name somebody else.",
        note=""
        if queries.to_enter(request.user, found).exists()
        else "You lead no self-assessment of this framework yet. Begin one first.",
    )

    def run(**said: Any) -> RoundEntry:
        return actions.enter(by=request.user, round=found, **said)

    return answer(request, form, run, deed)


@changes
@require_POST
def withdraw(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """Take no part after all."""
    found = a_round(request, pk)
    rows = RoundEntry.objects.visible_to(request.user).filter(round=found)
    row = get_object_or_404(rows.select_related("assessment"), pk=entry)
    enter_round.require(request.user, row.assessment)
    actions.withdraw_entry(by=request.user, assessment=row.assessment, entry=row)
    return back_to(request, round_page(found), "Your organisation takes no part.")


@changes
@require_POST
def pair(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the best pairing be worked out, as a draft."""
    found = actions.pair_round(by=request.user, round=a_round(request, pk))
    return back_to(
        request, round_page(found), "They are paired as a draft, which the team alone reads."
    )


@acts_once
def by_hand(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a link of the draft."""
    found = a_round(request, pk)
    keep_rounds.require(request.user, found)
    keys = [each.organisation_id for each in entries_of(found)]
    bodies = Organisation.objects.visible_to(request.user).filter(pk__in=keys)
    form = ByHandForm(sent(request), initial={"seen": found.version}, bodies=bodies)
    deed = Deed(
        "Change the pairing by hand",
        "Change it",
        "It is changed. Whoever lost a partner by it was given the one that was left.",
        round_page(found),
        found.title,
    )

    def run(**said: Any) -> ChallengeRound:
        return actions.change_pairing(by=request.user, round=found, **said)

    return answer(request, form, run, deed)


@changes
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the challenges, and ask both sides of each."""
    found = a_round(request, pk)
    seen = request.POST.get("seen", "")
    actions.confirm_pairing(
        by=request.user, round=found, seen=int(seen) if seen.isdecimal() else None
    )
    return back_to(request, round_page(found), "It is confirmed. Both sides of each are asked.")


@acts_once
def call_off_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Pair nobody."""
    found = a_round(request, pk)
    keep_rounds.require(request.user, found)
    deed = Deed(
        "Call this round off", "Call it off", "It is called off.", round_page(found), found.title
    )

    def run(**said: Any) -> ChallengeRound:
        return actions.call_off_round(by=request.user, round=found, **said)

    return answer(request, BecauseForm(sent(request)), run, deed)
