"""What the pages of peer challenge share: finding one, and a page that asks one thing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from culturefirst.improvement.models import Challenge, ChallengeRound, Criterion
from culturefirst.improvement.queries import challenges as queries
from culturefirst.kit.changes import Words
from culturefirst.kit.forms import Form, act_on
from culturefirst.kit.policy import Policy

WORDS = Words(labels={"serves": "Activity it serves"})


@dataclass(frozen=True)
class Deed:
    """A page that asks one thing: what it says, its button, what is told after, where one is."""

    title: str
    button: str
    done: str
    back: str
    back_to: str
    lede: str = ""
    note: str = ""


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, even if it is nothing; ``None`` where it is only opened."""
    return request.POST if request.method == "POST" else None


def answer(
    request: HttpRequest,
    form: Form,
    run: Callable[..., Any],
    deed: Deed,
    *,
    to: Callable[[Any], str] | None = None,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show the form, or do what it asks and go on; without ``to``, to where one came from."""
    if request.method == "POST" and (result := act_on(form, run)) is not None:
        messages.success(request, deed.done)
        return redirect(to(result) if to is not None else deed.back)
    context = {"deed": deed, "form": form} | (more or {})
    status = 422 if form.errors else 200
    return render(request, "improvement/challenges/deed.html", context, status=status)


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
