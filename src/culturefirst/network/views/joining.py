"""Joining, one question at a time; what was answered is kept in the session until it is sent."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from culturefirst.kit.forms import act_on
from culturefirst.kit.limits import Limit, by_machine, limited
from culturefirst.kit.urls import changes
from culturefirst.network import actions
from culturefirst.network.actions.joining import Asked, open_joining
from culturefirst.network.forms.joining import (
    BodyForm,
    ChooseForm,
    ProposedForm,
    RoleForm,
    WhoForm,
)
from culturefirst.network.models import Joining, SubRegion
from culturefirst.network.queries.joining import account_of_joined, found_for, joinable

KEY = "joining"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def _address(request: HttpRequest) -> str:
    return str(_said(request).get("email", ""))


HOUR = timedelta(hours=1)
BY_MACHINE = Limit("join", 10, HOUR, by_machine)
BY_ADDRESS = Limit("join", 3, HOUR, _address)
LINKS = Limit("join link", 20, HOUR, by_machine)


@changes
def join(request: HttpRequest) -> HttpResponse:
    """Who you are."""
    if request.user.is_authenticated:
        messages.info(request, "You have joined already.")
        return redirect("account")
    form = WhoForm(request.POST or None, initial=_said(request))
    return _step(request, form, "join_organisation", "Who are you?")


@changes
def join_organisation(request: HttpRequest) -> HttpResponse:
    """Which organisation you belong to, found as you type."""
    if not _address(request):
        return redirect("join")
    text = request.GET.get("q", "")
    found = found_for(text, _address(request))
    # Chosen from a list that was narrowed by words: the choice may come without them.
    among = joinable() if request.POST.get("organisation") else found
    form = BodyForm(request.POST if request.method == "POST" else None, found=among)
    if form.is_valid():
        _say(request, organisation=form.cleaned_data["organisation"].pk, proposed_name="")
        return redirect("join_role")
    form.fields["organisation"].queryset = found  # type: ignore[attr-defined]
    context = {"form": form, "text": text, "found": found, "suggested": not text and found}
    part = request.headers.get("HX-Request") and not request.headers.get("HX-Boosted")
    page = "network/_join_found.html" if part else "network/join_organisation.html"
    return render(request, page, context)


@changes
def join_new_organisation(request: HttpRequest) -> HttpResponse:
    """An organisation that is not known yet."""
    if not _address(request):
        return redirect("join")
    form = ProposedForm(request.POST or None, initial=_said(request))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        place: SubRegion | None = told.pop("sub_region")
        _say(request, **told, organisation=None, sub_region=place and place.pk)
        return redirect("join_role")
    return _page(request, form, "Tell us about your organisation", "join_organisation")


@changes
@limited(BY_MACHINE, BY_ADDRESS)
def join_role(request: HttpRequest) -> HttpResponse:
    """What you do there; then a letter is written, whoever you are."""
    said = _said(request)
    if not said.get("organisation") and not said.get("proposed_name"):
        return redirect("join_organisation" if _address(request) else "join")
    form = RoleForm(request.POST or None, initial=said)

    def run(**told: Any) -> str:
        asked = _asked(request, told)
        actions.ask_to_join(by=request.user, email=said["email"], asked=asked)
        return "sent"

    if request.method == "POST" and act_on(form, run) is not None:
        request.session[KEY] = {"sent_to": said["email"]}
        return redirect("join_sent")
    return _page(request, form, "What do you do there?", "join_organisation", "Send")


def join_sent(request: HttpRequest) -> HttpResponse:
    """The same words for everybody, whether or not the address is known here."""
    context = {"address": request.session.get(KEY, {}).get("sent_to", "")}
    return render(request, "network/join_sent.html", context)


@changes
@sensitive_post_parameters("password")
@limited(LINKS)
def join_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the letter: a password, interests and consents; then in, or waiting."""
    joining = open_joining(token)
    form = ChooseForm(request.POST or None)

    def run(**chosen: Any) -> Joining:
        return actions.confirm_joining(by=request.user, token=token, **chosen)

    if request.method == "POST" and (done := act_on(form, run)) is not None:
        return _after(request, done)
    return render(request, "network/join_confirm.html", {"form": form, "joining": joining})


def join_waiting(request: HttpRequest) -> HttpResponse:
    """What happens next, for whoever has to be let in by a person."""
    return render(request, "network/join_waiting.html")


def _after(request: HttpRequest, joining: Joining) -> HttpResponse:
    if joining.state == Joining.State.WAITING:
        return redirect("join_waiting")
    user = account_of_joined(joining)
    if user.last_login is None:
        login(request, user, backend=BACKEND)
        messages.success(request, f"Welcome, {user}. You are a registered user of the network.")
        return redirect("my_work")
    # Whoever comes back may have set up a second step, which a link in a letter must not pass.
    messages.success(request, "Your account is open again: sign in with your new password.")
    return redirect("account_login")


def _step(request: HttpRequest, form: Any, then: str, title: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        _say(request, **form.cleaned_data)
        return redirect(then)
    return _page(request, form, title)


def _page(
    request: HttpRequest, form: Any, title: str, back: str = "", button: str = "Go on"
) -> HttpResponse:
    context = {"form": form, "title": title, "back": back, "button": button}
    return render(request, "network/join.html", context)


def _asked(request: HttpRequest, told: dict[str, Any]) -> Asked:
    said = _said(request)
    places = SubRegion.objects.visible_to(request.user)
    pick: Callable[[str], str] = lambda name: said.get(name) or ""  # noqa: E731
    return Asked(
        name=said["name"],
        organisation=joinable().filter(pk=said.get("organisation") or 0).first(),
        proposed_name=pick("proposed_name"),
        proposed_kind=pick("proposed_kind"),
        proposed_website=pick("proposed_website"),
        sub_region=places.filter(pk=said.get("sub_region") or 0).first(),
        **told,
    )


def _said(request: HttpRequest) -> dict[str, Any]:
    said: dict[str, Any] = request.session.get(KEY, {})
    return said


def _say(request: HttpRequest, **told: Any) -> None:
    request.session[KEY] = _said(request) | told
