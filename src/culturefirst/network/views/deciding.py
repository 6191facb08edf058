"""Those who asked to join or were invited, for those who may decide."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from culturefirst.kit.errors import DomainError
from culturefirst.kit.forms import act_on
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.tables import Column, Table
from culturefirst.network import actions, addresses
from culturefirst.network.forms.joining import DeclineForm, LetInForm
from culturefirst.network.models import Joining
from culturefirst.network.policy import manage_network
from culturefirst.network.queries.joining import alike, waiting
from culturefirst.network.queries.joining import joinings as decidable
from culturefirst.network.views.tabs import tabs


def joinings(request: HttpRequest) -> HttpResponse:
    """Who waits, and who came or was invited before."""
    others = decidable(request.user).exclude(
        state__in=[Joining.State.WAITING, Joining.State.ASKED, Joining.State.WITHDRAWN]
    )
    decided = "Decided, invited, or on the way"
    table = _table(others, request, "others", decided, "Nobody has been invited or decided on yet.")
    context = {
        "waiting": _table(waiting(request.user), None, "waiting", "Who waits", "Nobody waits."),
        "others": table,
        "tabs": tabs(request, "joinings"),
    }
    return table.response() or render(request, "network/joinings.html", context)


def joining(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them, with what to think of."""
    found = _one(request, pk)
    return _shown(request, found, _let_in_form(request, found), DeclineForm())


@acts_once
@require_POST
def joining_let_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody in."""
    found = _one(request, pk)
    form = _let_in_form(request, found)

    def run(**told: Any) -> Joining:
        return actions.let_in(by=request.user, joining=found, **told)

    if (done := act_on(form, run)) is None:
        return _shown(request, found, form, DeclineForm())
    messages.success(request, f"{done.name} is in, and has been written to.")
    return redirect("joining", pk)


@acts_once
@require_POST
def joining_decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Turn somebody down, with the reason."""
    found = _one(request, pk)
    form = DeclineForm(request.POST)

    def run(reason: str) -> Joining:
        return actions.decline_joining(by=request.user, joining=found, reason=reason)

    if (done := act_on(form, run)) is None:
        return _shown(request, found, _let_in_form(request, found, bound=False), form)
    messages.success(request, f"{done.name} has been written to. You can take it up again.")
    return redirect("joining", pk)


def _deed(act: Callable[..., Joining], said: str) -> Callable[..., HttpResponse]:
    """A button's view: one action on one joining, then its page again."""

    @acts_once
    @require_POST
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        act(by=request.user, joining=_one(request, pk))
        messages.success(request, said)
        return redirect("joining", pk)

    return view


joining_reopen = _deed(actions.reopen_joining, "It waits again.")
joining_remind = _deed(actions.remind_invited, "They have been written to again.")
joining_withdraw = _deed(actions.withdraw_joining, "The invitation's link works no more.")


def _one(request: HttpRequest, pk: int) -> Joining:
    return get_object_or_404(decidable(request.user), pk=pk)


def _shown(
    request: HttpRequest, found: Joining, let_in: LetInForm, decline: DeclineForm
) -> HttpResponse:
    context = {
        "joining": found,
        "let_in": let_in,
        "decline": decline,
        "let_in_url": reverse("joining_let_in", args=[found.pk]),
        "decline_url": reverse("joining_decline", args=[found.pk]),
    }
    return render(request, "network/joining_one.html", context)


def _let_in_form(request: HttpRequest, found: Joining, *, bound: bool = True) -> LetInForm:
    data = request.POST if bound and request.method == "POST" else None
    # By which addresses a body is known is the team's to say.
    domain = _domain(found) if manage_network.allows(request.user) else ""
    return LetInForm(data, bodies=alike(found), domain=domain)


def _domain(found: Joining) -> str:
    try:
        return addresses.normalised_domain(addresses.domain_of(found.email))
    except DomainError:
        return ""


def _table(rows: Any, request: HttpRequest | None, name: str, label: str, empty: str) -> Table:
    return Table(
        columns=[
            Column("name", "Name", url=lambda row: reverse("joining", args=[row.pk])),
            Column("body", "Organisation"),
            Column("role", "Role", value="get_role_display"),
            Column("state", "Standing", value="get_state_display"),
            Column("asked_at", "Since"),
        ],
        rows=rows,
        request=request,
        name=name,
        label=label,
        empty=empty,
    )
