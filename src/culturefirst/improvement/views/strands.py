"""Strands: what emerges where several bodies do alike; kept by the network's team."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions
from culturefirst.improvement.forms.strands import EditStrandForm, StrandForm
from culturefirst.improvement.models import Strand
from culturefirst.improvement.policy import keep_strands
from culturefirst.improvement.queries import strands as queries
from culturefirst.improvement.views.plan_common import WORDS
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.starts import start
from culturefirst.kit.urls import changes


def strands(request: HttpRequest) -> HttpResponse:
    """All of them, with how much is done under each."""
    found = queries.all_gathered(queries.strands(request.user), request.user)
    context = {
        "strands": [each for each in found if each.strand.retired_on is None or each.actions],
        "may_keep": keep_strands.allows(request.user),
    }
    return render(request, "improvement/strands/strands.html", context)


def strand(request: HttpRequest, slug: str) -> HttpResponse:
    """One: who does what, and who could join forces."""
    found = _seen(request, slug)
    gathered = queries.gathered(found, request.user)
    context = {
        "strand": found,
        "gathered": gathered,
        "alone": len(gathered.bodies) == 1,
        "fewest": queries.FEWEST,
        "serves": start(request.user, f"programme.activity:{found.serves_id}"),
        "may_keep": keep_strands.allows(request.user),
    }
    return render(request, "improvement/strands/strand.html", context)


@acts_once
def new(request: HttpRequest) -> HttpResponse:
    """Give actions of several bodies a subject."""
    deed = Deed("Add a strand", "Add it", "It is added.", reverse("plan_strands"), "Strands")

    def run(**said: Any) -> Strand:
        return actions.add_strand(by=request.user, **said)

    form = StrandForm(sent(request), user=request.user)
    return answer(request, form, run, deed, to=_page)


@changes
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what it says."""
    found = _seen(request, slug)
    form = EditStrandForm(sent(request), initial=EditStrandForm.held(found), user=request.user)
    page = EditPage(
        title="Change this strand",
        words=WORDS,
        cancel=_page(found),
        save=lambda changes, version: actions.edit_strand(
            by=request.user, strand=found, changes=changes, seen=version
        ),
    )
    return edited(request, found, form, page)


@changes
@require_POST
def retire(request: HttpRequest, slug: str) -> HttpResponse:
    """Offer it no more."""
    return _do(request, slug, actions.retire_strand)


@changes
@require_POST
def resume(request: HttpRequest, slug: str) -> HttpResponse:
    """Offer it again."""
    return _do(request, slug, actions.resume_strand)


def _do(request: HttpRequest, slug: str, act: Callable[..., Strand]) -> HttpResponse:
    return redirect(_page(act(by=request.user, strand=_seen(request, slug))))


def _seen(request: HttpRequest, slug: str) -> Strand:
    found: Strand = get_object_or_404(queries.strands(request.user), slug=slug)
    return found


def _page(found: Strand) -> str:
    return reverse("plan_strand", args=[found.slug])
