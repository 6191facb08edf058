"""The papers of an event: put up before or after it, withdrawn and put back."""

from typing import Any

from django.core.files.base import ContentFile

from culturefirst.events.models import Event, EventPaper
from culturefirst.events.policy import keep_event
from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.uploads import Upload


@action("put up a paper of an event", allow=keep_event, on="event")
def add_event_paper(
    *,
    by: Any,
    event: Event,
    title: str,
    upload: Upload,
    when: str = EventPaper.When.BEFORE,
    for_delegates: bool = True,
) -> EventPaper:
    """Put up a file that ``kit.uploads.checked`` let through."""
    paper = EventPaper(
        event=event,
        title=title.strip(),
        when=when,
        for_delegates=for_delegates,
        name=upload.name,
        media_type=upload.media_type,
        size=len(upload.content),
        digest=upload.digest,
        added_by=getattr(by, "person", None),
        added_at=clock.now(),
    )
    paper.full_clean(exclude=["file"])
    paper.file.save(upload.stored_name, ContentFile(upload.content), save=False)
    paper.full_clean()
    paper.save()
    return paper


@action("withdrew a paper of an event", allow=keep_event, on="event")
def withdraw_event_paper(*, by: Any, event: Event, paper: EventPaper) -> EventPaper:
    """Take a paper away; it can be put back."""
    _of(event, paper)
    if paper.withdrawn_at is not None:
        raise DomainError("This paper was withdrawn already.")
    paper.withdrawn_at = clock.now()
    paper.save()
    return paper


@action("put a paper of an event back", allow=keep_event, on="event")
def restore_event_paper(*, by: Any, event: Event, paper: EventPaper) -> EventPaper:
    """Let a withdrawn paper be read again."""
    _of(event, paper)
    if paper.withdrawn_at is None:
        raise DomainError("This paper is not withdrawn.")
    paper.withdrawn_at = None
    paper.save()
    return paper


def _of(event: Event, paper: EventPaper) -> None:
    if paper.event_id != event.pk:
        raise DomainError("That paper belongs to another event. Open the page again.")
