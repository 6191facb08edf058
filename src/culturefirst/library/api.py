"""The website's part of the API: what is published, as far as whoever asks may read it."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema

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
from culturefirst.kit.policy import anybody
from culturefirst.library import linked, queries
from culturefirst.library.models import Entry, Kind
from culturefirst.library.search import words

router = Router(tags=["The website"])
POLICIES = {"api_entries": anybody, "api_entry": anybody}
OfKind = Annotated[Kind, written_out(Kind)]


class Listed(Schema):
    """A page of the website, as a list shows it."""

    id: int
    kind: str
    title: str
    summary: str
    url: str
    published_on: date | None
    topics: list[str]
    sub_region: str | None
    organisation: str | None
    for_members: bool


class Whole(Listed):
    """The same with its services, its day of review and its words."""

    services: list[str]
    review_by: date | None
    text: str


class Entries(Schema):
    """A page of pages."""

    count: int
    items: list[Listed]


@router.get("entries/", response={200: Entries, **FAULTS}, url_name="api_entries")
def entries(
    request: HttpRequest,
    kind: OfKind | None = None,
    topic: BySlug = None,
    sub_region: BySlug = None,
    since: Day | None = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Any:
    """What is published, the latest first, narrowed by kind, topic, sub-region and day."""
    asked = {
        "kind": kind,
        "entry_topics__topic__slug": topic,
        "sub_region__slug": sub_region,
        "published_on__gte": since,
    }
    rows = queries.published(request.user).filter(**{k: v for k, v in asked.items() if v})
    return paged(rows, limit, offset, _listed)


@router.get("entries/{pk}/", response={200: Whole, **MISSING}, url_name="api_entry")
def entry(request: HttpRequest, pk: OfKey) -> Any:
    """One page with its words."""
    found: Any = get_object_or_404(queries.published(request.user), pk=pk)
    return _listed(found) | {
        "services": [row.service for row in found.entry_services.all()],
        "review_by": found.review_by,
        "text": "\n".join(text for text in words(found.specific) if text),
    }


def _listed(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.pk,
        "kind": entry.kind,
        "title": entry.title,
        "summary": entry.summary,
        "url": linked.absolute(entry.url),
        "published_on": entry.published_on,
        "topics": [row.topic.slug for row in entry.entry_topics.all()],
        "sub_region": entry.sub_region.slug if entry.sub_region else None,
        "organisation": entry.organisation.slug if entry.organisation else None,
        "for_members": entry.for_members,
    }
