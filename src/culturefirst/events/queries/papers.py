"""The papers of an event, as far as somebody may read them."""

from typing import Any

from django.db.models import QuerySet

from culturefirst.events.models import Event, EventPaper
from culturefirst.events.policy import keep_event


def papers(event: Event, user: Any) -> "QuerySet[EventPaper]":
    """Those that this person may read; whoever keeps the event reads all of them."""
    if keep_event.allows(user, event):
        return _of(event).filter(withdrawn_at__isnull=True)
    rows: QuerySet[EventPaper] = EventPaper.objects.visible_to(user).filter(event=event)
    return rows


def withdrawn(event: Event) -> "QuerySet[EventPaper]":
    """Those that were taken away, for whoever keeps the event."""
    return _of(event).filter(withdrawn_at__isnull=False)


def _of(event: Event) -> "QuerySet[EventPaper]":
    rows: QuerySet[EventPaper] = EventPaper._base_manager.filter(event=event)
    return rows
