"""What the pages of groups share: finding one, and a page that asks one thing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from culturefirst.kit import clock
from culturefirst.kit.changes import Words
from culturefirst.kit.forms import Form, act_on
from culturefirst.network.models import Group
from culturefirst.network.policy import keep_group
from culturefirst.network.queries import groups as of_groups

WORDS = Words(
    labels={
        "terms": "What it is for",
        "meets": "When it meets",
        "starts": "From",
        "ends": "Until",
        "access": "Who may come in",
        "only_role": "Only for",
        "asked_on": "Asked on",
        "sub_region": "Sub-region",
    },
    # Which group it is, the page says; its address is nobody's wording.
    says={"group_id": lambda _: "", "slug": lambda _: ""},
)


@dataclass(frozen=True)
class Deed:
    """A page that asks one thing: what it says, what its button does, what is told after."""

    title: str
    button: str
    done: str
    lede: str = ""
    note: str = ""
    danger: bool = False


def seen(request: HttpRequest, slug: str) -> Group:
    """The group, if this person may know of it; else 404, as for one that is not there."""
    found = of_groups.groups(request.user, on=clock.today())
    return get_object_or_404(found, slug=slug)


def kept(request: HttpRequest, slug: str) -> Group:
    """The group, for whoever looks after it; 404 where it is not theirs to know of."""
    group = seen(request, slug)
    keep_group.require(request.user, group)
    return group


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, even if it is nothing; ``None`` where it is only opened."""
    return request.POST if request.method == "POST" else None


def answer(
    request: HttpRequest,
    group: Group | None,
    form: Form,
    run: Callable[..., Any],
    deed: Deed,
    *,
    also: Any = None,
) -> HttpResponse:
    """Show the form, or do what it asks and go to the group's page.

    ``also`` is the member whom the page may take out as well.
    """
    if request.method == "POST":
        result = act_on(form, run)
        if result is not None:
            messages.success(request, deed.done)
            return after(request, result if group is None else group)
    context = {"deed": deed, "group": group, "form": form, "also": also}
    status = 422 if form.errors else 200
    return render(request, "network/group_deed.html", context, status=status)


def after(request: HttpRequest, group: Group) -> HttpResponse:
    """On to the group's page, or to the list where one may no longer know of it."""
    known = Group.objects.visible_to(request.user).filter(pk=group.pk).exists()
    return redirect("group", group.slug) if known else redirect("groups")
