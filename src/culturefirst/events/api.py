"""Events in the API: those that anybody may know of, whoever asks, and nobody who comes."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Router, Schema

from culturefirst.events.models import Event, Kind
from culturefirst.events.queries import calendar
from culturefirst.events.queries import event as queries
from culturefirst.kit.api import (
    FAULTS,
    MISSING,
    BySlug,
    Day,
    Limit,
    Offset,
    OfKey,
    paged,
    written_out,
)
from culturefirst.kit.linked import absolute
from culturefirst.kit.policy import anybody

router = Router(tags=["Events"])
POLICIES = {"api_events": anybody, "api_event": anybody}
OfKind = Annotated[Kind, written_out(Kind)]


class Listed(Schema):
    """An event, as a list shows it; ``places`` is empty where nothing limits them."""

    id: int
    kind: str
    title: str
    summary: str
    url: str
    state: str
    starts_at: datetime
    ends_at: datetime
    venue: str
    address: str
    postcode: str
    online: bool
    sub_region: str | None
    host: str | None
    topics: list[str]
    places: int | None
    booked: int


class Part(Schema):
    """A session of an event."""

    title: str
    starts_at: datetime
    ends_at: datetime
    track: str
    room: str
    led_by: str


class Voice(Schema):
    """Who speaks, trains or chairs, as the page names them."""

    name: str
    of: str
    part: str


class Whole(Listed):
    """The same with its words, its programme and who speaks; a price in pounds."""

    description: str
    price: float
    books_until: datetime | None
    cancelled_because: str
    sessions: list[Part]
    speakers: list[Voice]
    partners: list[str]


class Events(Schema):
    """A page of events."""

    count: int
    items: list[Listed]


@router.get("events/", response={200: Events, **FAULTS}, url_name="api_events")
def events(
    request: HttpRequest,
    kind: OfKind | None = None,
    topic: BySlug = None,
    sub_region: BySlug = None,
    since: Day | None = None,
    until: Day | None = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Any:
    """Public events by when they begin, narrowed by kind, topic, sub-region and days."""
    asked = {
        "kind": kind,
        "topics__topic__slug": topic,
        "sub_region__slug": sub_region,
        "starts_at__date__gte": since,
        "starts_at__date__lte": until,
    }
    rows = calendar.listed(None).filter(**{k: v for k, v in asked.items() if v})
    return paged(rows.prefetch_related("topics__topic"), limit, offset, _listed)


@router.get("events/{pk}/", response={200: Whole, **MISSING}, url_name="api_event")
def event(request: HttpRequest, pk: OfKey) -> Any:
    """One public event with its programme."""
    found: Any = get_object_or_404(calendar.listed(None), pk=pk)
    return _listed(found) | {
        "description": found.description,
        "price": float(found.price),
        "books_until": found.books_until,
        "cancelled_because": found.cancelled_because,
        "sessions": list(found.sessions.all()),
        "speakers": [
            {"name": each.name, "of": each.of, "part": each.part}
            for each in queries.speakers(found)
        ],
        "partners": [partner.organisation.slug for partner in queries.partners(found)],
    }


def _listed(event: Event) -> dict[str, Any]:
    return {
        "id": event.pk,
        "kind": event.kind,
        "title": event.title,
        "summary": event.summary,
        "url": absolute(reverse("event", args=[event.pk])),
        "state": event.state,
        "starts_at": event.starts_at,
        "ends_at": event.ends_at,
        "venue": event.venue,
        "address": event.address,
        "postcode": event.postcode,
        "online": bool(event.online),
        "sub_region": event.sub_region.slug if event.sub_region else None,
        "host": event.host.slug if event.host else None,
        "topics": [row.topic.slug for row in event.topics.all()],
        "places": event.places,
        "booked": event.booked,  # type: ignore[attr-defined]
    }
