"""The page of an event."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from culturefirst.events import linked
from culturefirst.events.models import State
from culturefirst.events.policy import keep_event
from culturefirst.events.queries import calendar, feedback, papers, places, planning
from culturefirst.events.queries import event as queries
from culturefirst.events.views.common import seen
from culturefirst.events.when import in_words
from culturefirst.kit import clock
from culturefirst.kit.policy import roles


def event(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about one event that this person may know."""
    found, now, user = seen(request, pk), clock.now(), request.user
    keeps = keep_event.allows(user, found)
    planned = found.state in (State.DRAFT, State.OPEN) and not found.is_over(now)
    papers_of = queries.papers_of(found, user)
    programme, speakers = queries.programme(found), queries.speakers(found)
    context = {
        "event": found,
        "when": in_words(found),
        "topics": queries.topics(found),
        "told": keeps or found.description or programme or speakers or any(papers_of.values()),
        "programme": programme,
        "speakers": speakers,
        "partners": queries.partners(found),
        "before": papers_of["before"],
        "afterwards": papers_of["after"],
        "withdrawn": papers.withdrawn(found) if keeps else [],
        "grown": queries.grown_from(found, user),
        "places": places.standing(found, user, now),
        "after": feedback.card(found, user, clock.today()),
        "member": bool(roles(user)),
        "may_keep": keeps,
        "over": found.is_over(now),
        "overlaps": calendar.lines(planning.overlaps(found, user), now)
        if keeps and planned
        else [],
        "structured": linked.event(found) if found.access == found.Access.PUBLIC else "",
    }
    return render(request, "events/event.html", context)
