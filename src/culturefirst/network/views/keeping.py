"""Pages that do one thing to a body or to one of its particulars."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html

from culturefirst.kit.forms import Form, act_on
from culturefirst.kit.policy import Policy
from culturefirst.network import queries
from culturefirst.network.models import Organisation
from culturefirst.network.policy import keep_organisation

Said = dict[str, Any]


def body_seen(request: HttpRequest, slug: str) -> Organisation:
    """The body, if this person may see it; else 404."""
    found = queries.organisations(request.user).select_related("upper_tier", "parent")
    return get_object_or_404(found, slug=slug)


def body_of(record: Any) -> Organisation:
    """The body that a record belongs to, or is."""
    body = record if isinstance(record, Organisation) else None
    return body or getattr(record, "organisation", None) or record.successor


@dataclass(frozen=True)
class Deed:
    """What the page asks (``title``, ``lede``), the button, and what it did (``done``).

    ``of`` is the model of a particular whose key the address holds; without it, the address names
    the body. ``run(by, record, said)`` calls the action; ``undo`` is the address that takes it
    back, offered at once where the body's slug is all that it asks for.
    """

    title: str
    button: str
    done: str
    form: type[Form]
    run: Callable[[Any, Any, Said], Any]
    policy: Policy = keep_organisation
    of: Any = None
    lede: str = ""
    danger: bool = False
    undo: str = ""
    initial: Callable[[Any], Mapping[str, Any]] = lambda record: {}


def doing(deed: Deed) -> Callable[..., HttpResponse]:
    """The view of a deed: GET asks, POST acts once."""

    def view(request: HttpRequest, slug: str = "", pk: int = 0) -> HttpResponse:
        record = _record(request, deed, slug, pk)
        body = body_of(record)
        deed.policy.require(request.user, body)
        form = deed.form(
            request.POST if request.method == "POST" else None, initial=dict(deed.initial(record))
        )
        if request.method == "POST":
            result = act_on(form, lambda **said: deed.run(request.user, record, said))
            if result is not None:
                messages.success(request, _told(deed, body))
                return redirect("organisation", body.slug)
        context = {"deed": deed, "record": record, "body": body, "form": form}
        status = 422 if form.errors else 200
        return render(request, "network/organisation_deed.html", context, status=status)

    return view


def _record(request: HttpRequest, deed: Deed, slug: str, pk: int) -> Any:
    if deed.of is None:
        return body_seen(request, slug)
    return get_object_or_404(deed.of.objects.visible_to(request.user), pk=pk)


def _told(deed: Deed, body: Organisation) -> str:
    if not deed.undo:
        return deed.done
    return format_html('{} <a href="{}">Undo</a>', deed.done, reverse(deed.undo, args=[body.slug]))
