"""What delegates say of an event, and what whoever keeps it reads of that."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from culturefirst.events import actions, sheets
from culturefirst.events.forms.after import FeedbackForm
from culturefirst.events.models import Booking, Event, Feedback
from culturefirst.events.policy import give_feedback
from culturefirst.events.queries import feedback as queries
from culturefirst.events.queries.attendance import own_place
from culturefirst.events.rules_after import why_not_pledged
from culturefirst.events.views.common import kept, seen, sent
from culturefirst.events.views.delegates import EXCEL
from culturefirst.kit import clock
from culturefirst.kit.downloads import attachment
from culturefirst.kit.errors import NotAllowed
from culturefirst.kit.forms import act_on
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.tables import Column

ASKED = ("overall", "useful", "organised", "best", "better")


def place_of(request: HttpRequest, event: Event) -> Booking:
    """The person's own place, once it is noted that they were there."""
    row = own_place(event, request.user)
    if row is None or not give_feedback.allows(request.user, row):
        raise NotAllowed(
            "This is for delegates who were there. If you were, ask whoever keeps the event to "
            "note it."
        )
    return row


@acts_once
def feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how it was, or say it otherwise."""
    event = seen(request, pk)
    row = place_of(request, event)
    card = queries.card(event, request.user, clock.today())
    given = card.given if card else None
    pledges = not why_not_pledged(event, clock.now(), clock.today()) and not (card and card.pledge)
    form = FeedbackForm(sent(request), initial=_held(given), pledges=pledges)

    def run(words: str = "", **said: Any) -> Feedback:
        made: Feedback = actions.leave_feedback(by=request.user, booking=row, **said)
        if words.strip():
            actions.make_pledge(by=request.user, booking=row, words=words)
        return made

    if request.method == "POST" and act_on(form, run) is not None:
        messages.success(request, "Thank you. You can change it until the event is closed.")
        return redirect("event", pk)
    context = {"event": event, "form": form, "given": given, "may_say": card and card.may_say}
    return render(request, "events/feedback.html", context, status=422 if form.errors else 200)


def results(request: HttpRequest, pk: int) -> HttpResponse:
    """What was said of an event, for whoever keeps it."""
    event = kept(request, pk)
    context = {"event": event, "results": queries.results(event)}
    return render(request, "events/feedback_results.html", context)


def excel(request: HttpRequest, pk: int) -> HttpResponse:
    """What was said as an Excel file: each words for themselves, so that none show whose."""
    event = kept(request, pk)
    content = sheets.excel(
        f"What was said of {event}",
        [Column("asked", "Asked"), Column("said", "Said"), Column("answers", "Answers")],
        queries.told(event),
    )
    return attachment(content, f"feedback-{event.pk}.xlsx", EXCEL)


def _held(given: Feedback | None) -> dict[str, Any]:
    return {name: getattr(given, name) for name in ASKED} if given else {}
