"""The papers of an event: read, put up, withdrawn and put back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from culturefirst.events import actions
from culturefirst.events.forms.parts import EventPaperForm
from culturefirst.events.models import EventPaper
from culturefirst.events.queries import papers as queries
from culturefirst.events.views.common import Deed, answer, kept, seen, sent
from culturefirst.kit import clock
from culturefirst.kit.downloads import sealed
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes


def paper(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """The file itself, to be saved and never opened as a page."""
    event = seen(request, pk)
    found: EventPaper = get_object_or_404(queries.papers(event, request.user), pk=part)
    return sealed(found.file, found.name, found.media_type)


@acts_once
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Put up a paper."""
    event = kept(request, pk)
    over = event.is_over(clock.now())
    first = {"when": EventPaper.When.AFTER if over else EventPaper.When.BEFORE}
    form = EventPaperForm(sent(request), request.FILES or None, initial=first)
    deed = Deed("Put up a paper", "Put it up", "The paper is up.")

    def run(**said: Any) -> Any:
        return actions.add_event_paper(by=request.user, event=event, **said)

    return answer(request, event, form, run, deed)


@changes
@require_POST
def withdraw(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """Take a paper away."""
    event = kept(request, pk)
    found = get_object_or_404(queries.papers(event, request.user), pk=part)
    actions.withdraw_event_paper(by=request.user, event=event, paper=found)
    messages.success(request, "Withdrawn: nobody can read it. You can put it back on this page.")
    return redirect(f"{reverse('event', args=[event.pk])}#papers")


@changes
@require_POST
def restore(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """Put a withdrawn paper back."""
    event = kept(request, pk)
    found = get_object_or_404(queries.withdrawn(event), pk=part)
    actions.restore_event_paper(by=request.user, event=event, paper=found)
    messages.success(request, "The paper is back.")
    return redirect(f"{reverse('event', args=[event.pk])}#papers")
