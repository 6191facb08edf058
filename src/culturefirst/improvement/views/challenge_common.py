"""What the pages of peer challenge share: finding one, and a page that asks one thing."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from culturefirst.improvement.models import Challenge, ChallengeRound, Criterion
from culturefirst.improvement.queries import challenges as queries
from culturefirst.kit.changes import Words
from culturefirst.kit.policy import Policy

WORDS = Words(labels={"serves": "Activity it serves"})


def one(request: HttpRequest, pk: int, policy: Policy | None = None) -> Challenge:
    """The challenge, for its two sides; with a policy, for whoever it allows. Else 404."""
    found: Challenge = get_object_or_404(queries.challenges(request.user), pk=pk)
    if policy is not None:
        policy.require(request.user, found)
    return found


def part(request: HttpRequest, found: Challenge, model: Any, pk: int) -> Any:
    """A part of the challenge, if it is one of it."""
    rows = model.objects.visible_to(request.user).filter(challenge=found)
    return get_object_or_404(rows, pk=pk)


def criterion_of(found: Challenge, pk: int) -> Criterion:
    """A criterion of the framework of the challenge."""
    asked: Criterion = get_object_or_404(queries.criteria_of(found), pk=pk)
    return asked


def a_round(request: HttpRequest, pk: int) -> ChallengeRound:
    """The round; every member may read what it says of itself."""
    rows = ChallengeRound.objects.visible_to(request.user).select_related("framework", "serves")
    found: ChallengeRound = get_object_or_404(rows, pk=pk)
    return found


def page_of(found: Challenge, anchor: str = "") -> str:
    """The address of a challenge."""
    return reverse("challenge", args=[found.pk]) + (f"#{anchor}" if anchor else "")


def report_of(found: Challenge) -> str:
    """The address of its report."""
    return reverse("challenge_report", args=[found.pk])


def round_page(found: ChallengeRound) -> str:
    """The address of a round."""
    return reverse("challenge_round", args=[found.pk])


def back_to(request: HttpRequest, where: str, says: str) -> HttpResponse:
    """Back to a page, which says what was done."""
    messages.success(request, says)
    return redirect(where)
