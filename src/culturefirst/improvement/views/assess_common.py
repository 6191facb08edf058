"""What the pages of self-assessments share: finding one, and a page that asks one thing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from culturefirst.improvement.models import Assessment
from culturefirst.improvement.policy import lead_assessment
from culturefirst.improvement.queries import assessments as queries
from culturefirst.kit.changes import Words
from culturefirst.kit.forms import Form, act_on

WORDS = Words(labels={"serves": "Activity it serves"})


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
    template: str = "improvement/assess/deed.html",
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show the form, or do what it asks and go on; without ``to``, to where one came from."""
    if request.method == "POST" and (result := act_on(form, run)) is not None:
        messages.success(request, deed.done)
        return redirect(to(result) if to is not None else deed.back)
    context = {"deed": deed, "form": form} | (more or {})
    return render(request, template, context, status=422 if form.errors else 200)


def seen(request: HttpRequest, pk: int) -> Assessment:
    """The assessment, if this person may read it; else 404, as for one that is not there."""
    found: Assessment = get_object_or_404(queries.assessments(request.user), pk=pk)
    return found


def worked(request: HttpRequest, pk: int) -> Assessment:
    """The assessment, for whoever works on it; for all others it is as if it were not there."""
    found: Assessment = get_object_or_404(
        queries.worked_on(request.user).select_related("framework__framework"), pk=pk
    )
    return found


def led(request: HttpRequest, pk: int) -> Assessment:
    """The assessment, for whoever leads it."""
    found = worked(request, pk)
    lead_assessment.require(request.user, found)
    return found


def at(assessment: Assessment, name: str = "") -> str:
    """The address of a page of it."""
    return reverse(f"assessment{name}", args=[assessment.pk])
