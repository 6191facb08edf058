"""Comparison groups: kept from a comparison, found again, and dropped."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions
from culturefirst.improvement.forms.figure_groups import GroupForm
from culturefirst.improvement.models import Collection, ComparisonGroup
from culturefirst.improvement.queries import figure_groups as queries
from culturefirst.improvement.views.comparison_choice import chosen, own_bodies, released
from culturefirst.kit import clock
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes
from culturefirst.network.models import Organisation


def groups(request: HttpRequest) -> HttpResponse:
    """Those that one finds again."""
    shown = Collection.objects.visible_to(request.user)
    newest = shown.filter(
        stage=Collection.Stage.ANNOUNCED, members_on__lte=clock.today()
    ).first()  # fmt: skip
    found = queries.kept(request.user).prefetch_related("bodies")
    context = {
        "groups": [(each, queries.key_of(each)) for each in found],
        "newest": newest,
    }
    return render(request, "improvement/figures/groups.html", context)


@acts_once
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what is chosen in the address under a name."""
    found, choice = released(request, pk), chosen(request)
    bodies = list(Organisation.objects.visible_to(request.user).filter(pk__in=choice.picked))
    back = f"{reverse('figures_compare', args=[found.pk])}?{request.GET.urlencode()}"
    deed = Deed(
        "Keep this comparison group",
        "Keep it",
        "It is kept: you find it wherever figures are compared.",
        back,
        str(found),
        note=_says(choice.kind, choice.traits, bodies),
    )
    form = GroupForm(sent(request), bodies=own_bodies(request).values(), user=request.user)

    def run(name: str, organisation: Organisation | None) -> ComparisonGroup:
        return actions.keep_group(
            by=request.user,
            name=name,
            organisation=organisation,
            kind=choice.kind,
            traits=choice.traits,
            bodies=bodies,
        )

    def to(made: ComparisonGroup) -> str:
        here = reverse("figures_compare", args=[found.pk])
        return f"{here}?group={queries.key_of(made)}"

    return answer(request, form, run, deed, to=to)


@changes
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one away."""
    group = get_object_or_404(ComparisonGroup.objects.visible_to(request.user), pk=pk)
    name = group.name
    actions.drop_group(by=request.user, group=group)
    messages.success(request, f"“{name}” is dropped.")
    return redirect("figures_groups")


def _says(kind: str, traits: Any, bodies: list[Organisation]) -> str:
    if kind == ComparisonGroup.Kind.PICKED:
        return ", ".join(str(each) for each in bodies) or "No organisation is chosen yet."
    if kind == ComparisonGroup.Kind.NEAREST:
        return f"Nearest neighbours by {', '.join(traits) or 'all that describes areas'}."
    return "Choose organisations by hand, or nearest neighbours, then keep the group."
