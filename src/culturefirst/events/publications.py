"""Events that were announced, for bulletins, feeds, topic pages and the home page."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from culturefirst.events.models import Event, State
from culturefirst.events.when import in_words
from culturefirst.kit.publications import PUBLICATIONS, Publication, Publisher


def announced(user: Any) -> "QuerySet[Event]":
    """Events for everybody that this person may read of; a group's are for the group."""
    rows: QuerySet[Event] = Event.objects.visible_to(user).filter(group__isnull=True)
    rows = rows.exclude(state__in=(State.DRAFT, State.CANCELLED))
    return rows.select_related("sub_region").prefetch_related("topics__topic")


def told(event: Event, key: str) -> Publication:
    """An event as it is told of elsewhere."""
    assert event.opened_on is not None  # it was asked for by this day
    return Publication(
        key=key,
        kind=event.get_kind_display(),
        section="meet",
        title=event.title,
        summary=f"{in_words(event)}. {event.summary}",
        url=reverse("event", args=[event.pk]),
        on=event.opened_on,
        topics=tuple(each.topic.slug for each in event.topics.all()),
        place=event.venue or str(event.sub_region or ""),
        open_to_all=event.access == Event.Access.PUBLIC,
    )


PUBLICATIONS.add(
    "events.event",
    Publisher(announced, "opened_on", told, on_topic="topics__topic__slug"),
)
