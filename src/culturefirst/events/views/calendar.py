"""The calendar: what is to come, and the page of an event."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from culturefirst.events.policy import keep_event
from culturefirst.events.queries import calendar
from culturefirst.events.views.common import seen
from culturefirst.events.views.planning import may_plan
from culturefirst.events.when import in_words
from culturefirst.kit import clock
from culturefirst.kit.pagination import paged

A_PAGE = 20


def meet(request: HttpRequest) -> HttpResponse:
    """What is to come."""
    now = clock.now()
    page = paged(calendar.to_come(request.user, now), request.GET.get("page"), A_PAGE)
    context = {
        "page": page,
        "lines": calendar.lines(page, now),
        "drafts": calendar.lines(calendar.drafts(request.user), now),
        "may_plan": may_plan(request.user),
    }
    return render(request, "events/meet.html", context)


def event(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about one event that this person may know."""
    found = seen(request, pk)
    context = {
        "event": found,
        "when": in_words(found),
        "may_keep": keep_event.allows(request.user, found),
        "over": found.is_over(clock.now()),
    }
    return render(request, "events/event.html", context)
