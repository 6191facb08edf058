"""Writing a bulletin, trying it, freezing and sending it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from culturefirst.bulletins import actions, queries
from culturefirst.bulletins.content import Content
from culturefirst.bulletins.forms import BulletinForm, ItemForm, SendForm
from culturefirst.bulletins.models import Bulletin
from culturefirst.bulletins.policy import send_bulletins
from culturefirst.bulletins.recipients import Recipients
from culturefirst.bulletins.rendering import context as letter
from culturefirst.kit import clock, outbox
from culturefirst.kit.errors import DomainError
from culturefirst.kit.forms import act_on
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes

EARLIEST = date(1900, 1, 1)  # before which nobody looks back
EDITED = ("title", "heading", "intro", "closing", "audience", "topic", "to_outsiders", "serves")


@acts_once
def new(request: HttpRequest) -> HttpResponse:
    """Begin a bulletin."""
    form = BulletinForm(_sent(request), user=request.user)

    def run(**given: Any) -> Bulletin:
        return actions.write_bulletin(by=request.user, **given)

    if request.method == "POST" and (made := act_on(form, run)) is not None:
        messages.success(request, "The draft is kept. Now pick what stands in it.")
        return redirect("bulletin_compose", made.pk)
    shown = {"form": form, "title": "Write a bulletin", "button": "Keep the draft"}
    return render(request, "bulletins/form.html", shown, status=422 if form.errors else 200)


@acts_once
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change words, audience or topic of a draft."""
    found = _kept(request, pk)
    held = {name: getattr(found, name) for name in EDITED}
    form = BulletinForm(_sent(request), user=request.user, initial=held)
    seen = int(request.POST.get("version") or 0) or None

    def run(**given: Any) -> Bulletin:
        return actions.edit_bulletin(by=request.user, bulletin=found, changes=given, seen=seen)

    if request.method == "POST" and act_on(form, run) is not None:
        messages.success(request, "Saved.")
        return redirect("bulletin_compose", found.pk)
    shown = {"form": form, "title": "Change this bulletin", "button": "Save", "bulletin": found}
    return render(request, "bulletins/form.html", shown, status=422 if form.errors else 200)


def compose(request: HttpRequest, pk: int) -> HttpResponse:
    """What stands in it, what may be picked, and what is left to do before it goes."""
    return _composing(request, _kept(request, pk), ItemForm())


@acts_once
@require_POST
def picked(request: HttpRequest, pk: int) -> HttpResponse:
    """Put what is ticked into the bulletin."""
    found, keys = _kept(request, pk), request.POST.getlist("key")
    actions.pick(by=request.user, bulletin=found, keys=keys)
    return redirect("bulletin_compose", found.pk)


@acts_once
@require_POST
def item_added(request: HttpRequest, pk: int) -> HttpResponse:
    """Put words of one's own into it."""
    found, form = _kept(request, pk), ItemForm(request.POST)

    def run(**given: Any) -> Bulletin:
        return actions.add_item(by=request.user, bulletin=found, **given)

    if act_on(form, run) is None:
        return _composing(request, found, form, status=422)
    return redirect("bulletin_compose", found.pk)


@acts_once
@require_POST
def item_changed(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Move an item up or down, or take it out, as the button says."""
    found = _kept(request, pk)
    row, do = get_object_or_404(found.items.all(), pk=item), request.POST.get("do", "")
    if do == "remove":
        actions.remove_item(by=request.user, bulletin=found, item=row)
    else:
        actions.move_item(by=request.user, bulletin=found, item=row, up=do == "up")
    return redirect("bulletin_compose", found.pk)


def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as its readers see it, with samples where each has words of their own."""
    found = _kept(request, pk)
    shown = letter(found, Content(found, request.user, clock.today()).pieces, preview=True)
    return render(request, "bulletins/mail.html", shown)


@acts_once
@require_POST
def tested(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it to oneself."""
    found, once = _kept(request, pk), request.POST.get("once", "")
    actions.send_test(by=request.user, bulletin=found, once=once)
    messages.success(request, f"On its way to {request.user.email}.")  # type: ignore[union-attr]
    return redirect("bulletin_compose", found.pk)


@acts_once
@require_POST
def frozen(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep its words; every reason against it is told."""
    found = _kept(request, pk)
    try:
        actions.freeze_bulletin(by=request.user, bulletin=found)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("bulletin_compose", found.pk)
    messages.success(request, "Frozen: its words stay as they are.")
    return redirect("bulletin_compose", found.pk)


@acts_once
@require_POST
def sent(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it to everybody it is for."""
    found, form = _kept(request, pk), SendForm(request.POST)

    def run(rate: int | None) -> Bulletin:
        return actions.send_bulletin(by=request.user, bulletin=found, rate=rate)

    if act_on(form, run) is None:
        messages.error(request, " ".join(str(e) for es in form.errors.values() for e in es))
        return redirect("bulletin_compose", found.pk)
    messages.success(request, "On its way. This page tells how far it is.")
    return redirect("bulletin_figures", found.pk)


def _simply(act: Callable[..., Any], says: str, to: str) -> Callable[..., HttpResponse]:
    @changes
    @require_POST
    def done(request: HttpRequest, pk: int) -> HttpResponse:
        found = _kept(request, pk)
        act(by=request.user, bulletin=found)
        messages.success(request, says)
        return redirect(to, *([pk] if to != "bulletins" else []))

    return done


thawed = _simply(actions.thaw_bulletin, "It can be changed again.", "bulletin_compose")
removed = _simply(actions.remove_bulletin, "The draft is removed.", "bulletins")
paused = _simply(
    lambda by, bulletin: outbox.pause(by=by, mailing=bulletin.mailing, reason="Paused by hand."),
    "Paused: no further letter goes until you resume.",
    "bulletin_figures",
)
resumed = _simply(
    lambda by, bulletin: outbox.resume(by=by, mailing=bulletin.mailing),
    "It goes on.",
    "bulletin_figures",
)


def figures(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, what came back, what was followed."""
    found = _kept(request, pk)
    went, may_send = queries.figures(found), send_bulletins.allows(request.user)
    under_way = found.mailing is not None and (went.counts.waiting or not went.counts.all)
    shown = {
        "bulletin": found,
        "figures": went,
        "may_send": may_send,
        "unfinished": may_send and under_way,
    }
    return render(request, "bulletins/figures.html", shown)


def _composing(
    request: HttpRequest, found: Bulletin, form: ItemForm, status: int = 200
) -> HttpResponse:
    today = clock.today()
    people, outsiders = Recipients(found, request.user).counted()
    draft = found.frozen_on is None
    content = Content(found, request.user, today)
    first = _day(request.GET.get("since")) or queries.since(found, today)
    shown = {
        "bulletin": found,
        "content": content,
        "to_pick": queries.to_pick(content, first) if draft else [],
        "since": first,
        "earlier": max(first, EARLIEST) - queries.FIRST_SPAN,
        "people": people,
        "outsiders": outsiders,
        "form": form,
        "send": SendForm(),
        "may_send": send_bulletins.allows(request.user),
    }
    return render(request, "bulletins/compose.html", shown, status=status)


def _day(said: str | None) -> date | None:
    try:
        return date.fromisoformat(said or "")
    except ValueError:
        return None


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _kept(request: HttpRequest, pk: int) -> Bulletin:
    found: Bulletin = get_object_or_404(queries.bulletins(request.user), pk=pk)
    return found
