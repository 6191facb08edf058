"""Feeds of events: for calendar programs and news readers, for all and for oneself."""

from datetime import UTC, datetime, time
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_POST

from culturefirst.events import actions, calendar_files
from culturefirst.events.policy import have_calendar
from culturefirst.events.queries import feeds as queries
from culturefirst.events.when import in_words
from culturefirst.kit import clock
from culturefirst.kit.calendar import own as appointments
from culturefirst.kit.linked import absolute, plain
from culturefirst.kit.models import Installation
from culturefirst.kit.urls import changes

IN_A_FEED = 30


def everything(request: HttpRequest) -> HttpResponse:
    """What everybody may know of, for calendar programs."""
    return _calendar(queries.open_to_all(clock.now()), "Events")


def of_place(request: HttpRequest, slug: str) -> HttpResponse:
    """The same of one sub-region, with what is for the whole area."""
    place = get_object_or_404(queries.places(), slug=slug)
    return _calendar(queries.open_to_all(clock.now(), place), f"Events in {place}")


def own(request: HttpRequest, token: str) -> HttpResponse:
    """Where somebody has a place; whoever has the secret address reads it."""
    person = queries.whose(token)
    if person is None:
        raise Http404
    rows = list(queries.places_of(person, clock.now()))
    mine = appointments(person.account, clock.today() - queries.BACK)
    answer = _calendar(rows, "My events", joins={event.pk for event in rows}, own=mine)
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def calendars(request: HttpRequest) -> HttpResponse:
    """The addresses for calendar programs."""
    return _page(request)


@changes
@require_POST
def make_key(request: HttpRequest) -> HttpResponse:
    """Make one's own secret address; it is shown in the answer and nowhere else."""
    key = actions.make_calendar_key(by=request.user)
    return _page(request, absolute(reverse("meet_own_calendar", args=[key])))


@changes
@require_POST
def remove_key(request: HttpRequest) -> HttpResponse:
    """Take it away."""
    actions.remove_calendar_key(by=request.user)
    messages.success(request, "Your address opens nothing any more.")
    return redirect("meet_calendars")


def atom(request: HttpRequest) -> HttpResponse:
    """What was announced lately and everybody may know of, for news readers."""
    network = Installation.current().network or "Culture First"
    written = Atom1Feed(
        title=f"Events · {network}",
        link=absolute(reverse("meet")),
        description="",
        feed_url=absolute(reverse("meet_feed")),
        language="en-GB",
        author_name=network,
    )
    for event in queries.announced_lately()[:IN_A_FEED]:
        day = datetime.combine(event.opened_on or datetime.min.date(), time(9), tzinfo=UTC)
        page = absolute(reverse("event", args=[event.pk]))
        written.add_item(
            title=plain(event.title),
            link=page,
            description=plain(f"{in_words(event)}. {event.summary}"),
            unique_id=page,
            pubdate=day,
            updateddate=day,
            categories=[
                event.get_kind_display(),
                *(row.topic.name for row in event.topics.all()),
            ],
        )
    return HttpResponse(written.writeString("utf-8"), content_type=written.content_type)


def _page(request: HttpRequest, address: str = "") -> HttpResponse:
    opened = [("All events", absolute(reverse("meet_calendar")))]
    opened += [
        (str(place), absolute(reverse("meet_place_calendar", args=[place.slug])))
        for place in queries.places()
    ]
    may_have = have_calendar.allows(request.user)
    person = getattr(request.user, "person_id", None)
    context = {
        "open": opened,
        "may_have": may_have,
        "key": queries.key_of(person) if may_have else None,
        "address": address,
    }
    return render(request, "events/calendars.html", context)


def _calendar(rows: Any, name: str, **more: Any) -> HttpResponse:
    network = Installation.current().network or "Culture First"
    content = calendar_files.feed(rows, f"{name} · {network}", **more)
    answer = HttpResponse(content, content_type=calendar_files.MEDIA_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="events.ics"'
    return answer
