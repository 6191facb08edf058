"""What the pages of discussions share: finding records, and a page that asks one thing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from culturefirst.discussions.models import Contribution, Forum, Thread
from culturefirst.discussions.queries import forums as queries
from culturefirst.kit.forms import Form, act_on


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
    danger: bool = False


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
    return render(request, "discussions/deed.html", context, status=status)


def forum_seen(request: HttpRequest, pk: int) -> Forum:
    """The forum, if this person may read it; else 404, as for one that is not there."""
    rows = Forum.objects.visible_to(request.user).select_related("group")
    found: Forum = get_object_or_404(rows, pk=pk)
    return found


def thread_seen(request: HttpRequest, pk: int) -> Thread:
    """The thread, if this person may read it."""
    return get_object_or_404(queries.threads_seen(request.user), pk=pk)


def contribution_seen(request: HttpRequest, pk: int) -> Contribution:
    """The contribution, if this person may read its thread."""
    rows = Contribution.objects.visible_to(request.user)
    found: Contribution = get_object_or_404(
        rows.select_related("thread__forum__group", "author"), pk=pk
    )
    return found
