"""What the pages of the room share: finding a listing, and a page that asks one thing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from culturefirst.collaboration.models import Listing
from culturefirst.collaboration.policy import keep_listing
from culturefirst.collaboration.queries import listings as queries
from culturefirst.kit.changes import Words
from culturefirst.kit.forms import Form, act_on

WORDS = Words(labels={"serves": "Activity it serves", "rough": "How large, roughly"})


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
    template: str = "collaboration/deed.html",
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show the form, or do what it asks and go on; without ``to``, to where one came from."""
    if request.method == "POST" and (result := act_on(form, run)) is not None:
        messages.success(request, deed.done)
        return redirect(to(result) if to is not None else deed.back)
    context = {"deed": deed, "form": form} | (more or {})
    return render(request, template, context, status=422 if form.errors else 200)


def seen(request: HttpRequest, pk: int) -> Listing:
    """The listing, if this person may see it; else 404, as for one that is not there."""
    found: Listing = get_object_or_404(queries.listings(request.user), pk=pk)
    return found


def kept(request: HttpRequest, pk: int) -> Listing:
    """The listing, for whoever keeps it."""
    found = seen(request, pk)
    keep_listing.require(request.user, found)
    return found
