"""What the pages of events share: finding one, and a page that asks one thing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from culturefirst.events.models import Event
from culturefirst.events.policy import keep_event
from culturefirst.events.queries import calendar
from culturefirst.kit.changes import Words
from culturefirst.kit.forms import Form, act_on

WORDS = Words(
    labels={
        "starts_at": "Begins",
        "ends_at": "Ends",
        "sub_region": "Sub-region",
        "serves": "Activity of the work programme",
        "access": "Who knows of it",
        "audience": "Who may book",
        "per_body": "Of one body at most",
        "books_until": "Bookings until",
    },
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
    back: str = ""


def seen(request: HttpRequest, pk: int) -> Event:
    """The event, if this person may know of it; else 404, as for one that is not there."""
    found: Event = get_object_or_404(calendar.events(request.user), pk=pk)
    return found


def kept(request: HttpRequest, pk: int) -> Event:
    """The event, for whoever keeps it; 404 where it is not theirs to know of."""
    found = seen(request, pk)
    keep_event.require(request.user, found)
    return found


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, even if it is nothing; ``None`` where it is only opened."""
    return request.POST if request.method == "POST" else None


def answer(
    request: HttpRequest, event: Event, form: Form, run: Callable[..., Any], deed: Deed
) -> HttpResponse:
    """Show the form, or do what it asks and go back to where it was asked."""
    back = deed.back or reverse("event", args=[event.pk])
    if request.method == "POST" and act_on(form, run) is not None:
        messages.success(request, deed.done)
        return redirect(back)
    context = {"deed": deed, "event": event, "form": form, "back": back}
    status = 422 if form.errors else 200
    return render(request, "events/deed.html", context, status=status)
