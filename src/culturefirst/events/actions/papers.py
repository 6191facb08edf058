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
    row = _of(event, paper)
    if row.withdrawn_at is not None:
        raise DomainError("This paper was withdrawn already.")
    row.withdrawn_at = clock.now()
    row.save(update_fields=["withdrawn_at"])
    return row


@action("put a paper of an event back", allow=keep_event, on="event")
def restore_event_paper(*, by: Any, event: Event, paper: EventPaper) -> EventPaper:
    """Let a withdrawn paper be read again."""
    row = _of(event, paper)
    if row.withdrawn_at is None:
        raise DomainError("This paper is not withdrawn.")
    row.withdrawn_at = None
    row.save(update_fields=["withdrawn_at"])
    return row


def _of(event: Event, paper: EventPaper) -> EventPaper:
    """The paper, read afresh now that its event is locked."""
    rows = EventPaper._base_manager.select_for_update().filter(event=event, pk=paper.pk)
    row: EventPaper | None = rows.first()
    if row is None:
        raise DomainError("This paper is not there any more. Open the page again.")
    return row
