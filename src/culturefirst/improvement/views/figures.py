"""What is collected, when it is shown to whom, and by which definitions."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from culturefirst.improvement import actions, figures
from culturefirst.improvement.forms.figures import DefinitionsForm
from culturefirst.improvement.models import Collection, IndicatorSet
from culturefirst.improvement.policy import keep_collections, see_figures
from culturefirst.improvement.queries import returns as queries
from culturefirst.improvement.views.figure_common import collection as seen
from culturefirst.kit import clock
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.downloads import attachment
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes
from culturefirst.network.models import Organisation


def list_(request: HttpRequest) -> HttpResponse:
    """Collections, one's own returns, and what is public."""
    today = clock.today()
    found = list(Collection.objects.visible_to(request.user).select_related("uses"))
    is_member = see_figures.allows(request.user)
    context = {
        "collections": [(each, _stage(each, today)) for each in found],
        "own": queries.own(request.user) if is_member else [],
        "is_member": is_member,
        "may_keep": keep_collections.allows(request.user),
        "today": today,
    }
    return render(request, "improvement/figures/list.html", context)


def _stage(each: Collection, today: Any) -> str:
    if each.stage != Collection.Stage.ANNOUNCED:
        return str(each.get_stage_display())
    if each.read_by_all(today):
        return "Public without names"
    if each.read_by_members(today):
        return "Read by members"
    if today < each.opens_on:
        return "Announced"
    return "Open" if today <= each.closes_on else "Late returns are taken"


def collection(request: HttpRequest, pk: int) -> HttpResponse:
    """One: its days, one's own return, and for the team who has sent."""
    found, user, today = seen(request, pk), request.user, clock.today()
    may_keep = keep_collections.allows(user)
    posts = getattr(user, "posts_today", ())
    bodies = {post.organisation_id: post.organisation for post in posts}
    own = {each.organisation_id: each for each in queries.own(user).filter(collection=found)}
    network = Organisation.Kind.NETWORK
    states = queries.states(found) if may_keep else []
    context = {
        "collection": found,
        "stage": _stage(found, today),
        "own": own.values(),
        "to_begin": [b for pk, b in bodies.items() if pk not in own and b.kind != network],
        "takes_returns": found.takes_returns(today),
        "members_read": found.read_by_members(today),
        "all_read": found.read_by_all(today),
        "may_keep": may_keep,
        "states": [each for each in states if each.pk],
        "not_begun": [each.organisation for each in states if not each.pk],
        "waiting": queries.waiting(found, user) if may_keep else [],
        "names": found.figures.askable,
    }
    return render(request, "improvement/figures/collection.html", context)


@changes
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the form of one's body."""
    found = seen(request, pk)
    if request.method != "POST":
        return redirect("figures_collection", pk)
    bodies = Organisation.objects.visible_to(request.user)
    given = request.POST.get("organisation", "")
    body = get_object_or_404(bodies, pk=given if given.isdecimal() and len(given) < 18 else 0)
    made = actions.begin_return(by=request.user, collection=found, organisation=body)
    return redirect("figures_return", made.pk)


def definitions(request: HttpRequest) -> HttpResponse:
    """Every version of what is asked and compared."""
    context = {
        "sets": IndicatorSet.objects.visible_to(request.user),
        "may_keep": keep_collections.allows(request.user),
    }
    return render(request, "improvement/figures/definitions.html", context)


def definition(request: HttpRequest, pk: int) -> HttpResponse:
    """One version in full; ``?format=yaml`` is its file."""
    found = get_object_or_404(IndicatorSet.objects.visible_to(request.user), pk=pk)
    if request.GET.get("format") == "yaml":
        return attachment(found.text.encode(), f"{found.key}-{found.name}.yaml", "text/yaml")
    told = found.figures
    parted = [
        (
            section,
            [
                (each, told.in_words(each))
                for each in told.indicators
                if each.section == section.key
            ],
        )
        for section in told.sections
    ]
    context = {"set": found, "figures": told, "sections": parted}
    return render(request, "improvement/figures/definition.html", context)


@acts_once
def load(request: HttpRequest) -> HttpResponse:
    """Take a file of definitions in, or those that come with the system."""
    if request.method == "POST" and "shipped" in request.POST:
        text = figures.SHIPPED.read_text(encoding="utf-8")
        made = actions.load_indicators(by=request.user, text=text)
        messages.success(request, f"{made} is there.")
        return redirect("figures_definition", made.pk)
    deed = Deed(
        "Load definitions",
        "Load them",
        "They are there. What was sent under earlier versions stays as it was asked.",
        reverse("figures_definitions"),
        "Definitions",
        lede="A file says what is asked and what is made of it. A version is never changed.",
    )
    form = DefinitionsForm(sent(request), request.FILES or None)

    def run(file: str) -> Any:
        return actions.load_indicators(by=request.user, text=file)

    template = "improvement/figures/upload.html"
    return answer(
        request, form, run, deed, template=template, to=_definition, more={"shipped": True}
    )


def _definition(made: IndicatorSet) -> str:
    return reverse("figures_definition", args=[made.pk])
